import type { PetitionRow } from '../../db/petitions.ts'
import type { Json } from '../channel.ts'
import { type Addressee, post } from '../outbound/post-reply.ts'
import type { ReplyArgs } from '../texts/texts.ts'
import type { Service, Work } from '../work.ts'

/** `place` is read from a row: the adapter of that channel wrote it. */
type Told = Pick<Addressee, 'channel' | 'language' | 'mailbox' | 'address'> & { place: unknown }

/** To a room or an organiser, who did not ask for it now: the caps on answers do not hold it back. */
export async function postNews<K extends 'alert' | 'digest' | 'milestone'>(
  service: Service,
  work: Work,
  petition: PetitionRow,
  told: Told,
  kind: K,
  args: ReplyArgs<K>,
): Promise<void> {
  const to = { ...told, place: told.place as Json, authenticated: true, petitionId: petition.id }
  await post(service, work, to, kind, args, { kind: 'petition', slug: petition.slug }, { capped: false })
}
