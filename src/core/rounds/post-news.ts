import type { PetitionRow } from '../../db/petitions.ts'
import type { Json } from '../channel.ts'
import { post } from '../outbound/post-reply.ts'
import type { ReplyArgs } from '../texts/texts.ts'
import type { Addressee, Posting } from '../turn.ts'

interface News extends Pick<Posting, 'service' | 'work'> {
  petition: PetitionRow
  /** `place` is read from a row: the adapter of that channel wrote it. */
  to: Omit<Addressee, 'place' | 'authenticated'> & { place: unknown }
}

/** Tells a room or an organiser something they have not just asked for. The caps on answers do not apply. */
export async function postNews<K extends 'alert' | 'digest' | 'milestone'>(
  { to, ...news }: News,
  kind: K,
  args: ReplyArgs<K>,
): Promise<void> {
  const place = to.place as Json
  await post({ ...news, to: { ...to, place, authenticated: true } }, kind, args, { capped: false })
}
