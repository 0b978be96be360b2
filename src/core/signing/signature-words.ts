import type { PetitionRow } from '../../db/petitions.ts'
import type { SignerKind } from '../../db/schema.ts'
import type { SignatureRow } from '../../db/signatures.ts'
import { addManageToken } from '../../db/tokens.ts'
import type { Details } from '../details.ts'
import { post } from '../outbound/post-reply.ts'
import type { Joined, SignedArgs } from '../texts/words.ts'
import { newToken, sha256OfToken } from '../token.ts'
import { about, type Posting } from '../turn.ts'

/** What a revision or a signature says of its signer. */
export function detailsOf(row: {
  kind: SignerKind
  name: string
  occupation: string | null
  organisation: string | null
  listed: boolean
}): Details {
  return {
    kind: row.kind,
    name: row.name,
    listed: row.listed,
    ...(row.occupation === null ? {} : { occupation: row.occupation }),
    ...(row.organisation === null ? {} : { organisation: row.organisation }),
  }
}

/** By the organiser, not by its signer: who signed it does not sign anew. */
export function isTakenOff(signature: SignatureRow): boolean {
  return signature.state === 'removed' || signature.state === 'invalidated'
}

/** A new manage link for a signature; the older ones stay good. */
export async function newManageUrl(
  { service, work }: Pick<Posting, 'service' | 'work'>,
  signatureId: string,
): Promise<{ url: string; token: string }> {
  const token = newToken()
  await addManageToken(work.trx, sha256OfToken(token), signatureId)
  return { url: `${service.publicUrl}/m/${token}`, token }
}

/** Posts one of the replies that say what is recorded, with a manage link of its own; returns the link. */
export async function postSigned(
  turn: Posting & { petition: PetitionRow },
  kind: 'recorded' | 'alreadySigned' | 'corrected' | 'howToManage' | 'joined',
  signature: SignatureRow,
  options: { capped: boolean; requestId?: string; joined?: Joined | undefined },
): Promise<string> {
  const { joined, ...rest } = options
  const { url, token } = await newManageUrl(turn, signature.id)
  const args: SignedArgs & Joined = {
    ...about(turn),
    details: detailsOf(signature),
    number: signature.number,
    signedAt: signature.confirmed_at.toISOString(),
    how: signature.confirmed_by,
    channel: signature.channel,
    waitsForApproval: signature.approved_at === null,
    manageUrl: url,
    plainReply: turn.to.mailbox !== null,
    changed: joined?.changed ?? false,
    ...(joined?.occupation === undefined ? {} : { occupation: joined.occupation }),
  }
  await post(turn, kind, args, { answerTo: { kind: 'manage', token }, signatureId: signature.id, ...rest })
  return url
}
