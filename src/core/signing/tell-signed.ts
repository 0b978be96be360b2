/** The replies that say what is recorded, each with a manage link of its own. */
import type { PetitionRow } from '../../db/petitions.ts'
import { correctSignature, type SignatureRow } from '../../db/signatures.ts'
import { addManageToken } from '../../db/tokens.ts'
import type { Details } from '../details.ts'
import { mayAnswer, post } from '../outbound/post-reply.ts'
import type { Joined, SignedArgs } from '../texts/words.ts'
import { newToken, sha256OfToken } from '../token.ts'
import { about, type PetitionTurn, type Posting } from '../turn.ts'
import { columnsOf, detailsOf } from './signature-details.ts'

/** A new manage link for a signature; the older ones stay good. */
export async function newManageUrl(
  { service, work }: Pick<Posting, 'service' | 'work'>,
  signatureId: string,
): Promise<{ url: string; token: string }> {
  const token = newToken()
  await addManageToken(work.trx, sha256OfToken(token), signatureId)
  return { url: `${service.publicUrl}/m/${token}`, token }
}

/** Says what is recorded, if the caps leave room. */
export async function tellSigned(
  turn: PetitionTurn,
  kind: 'alreadySigned' | 'howToManage',
  signature: SignatureRow,
): Promise<void> {
  if (await mayAnswer(turn)) await postSigned(turn, kind, signature, { capped: true })
}

/** Changes a standing signature on its signer's proved word, and tells them, whatever else was asked today. */
export async function correctNow(
  turn: PetitionTurn,
  signature: SignatureRow,
  details: Details,
): Promise<void> {
  const corrected = await correctSignature(turn.work.trx, signature.id, columnsOf(details), undefined)
  if (corrected !== undefined) await postSigned(turn, 'corrected', corrected, { capped: false })
}

/** The same without asking the caps. Returns the manage link. */
export async function postSigned(
  turn: Posting & { petition: PetitionRow },
  kind: 'recorded' | 'alreadySigned' | 'corrected' | 'howToManage' | 'joined',
  signature: SignatureRow,
  { joined, ...options }: { capped: boolean; requestId?: string; joined?: Joined | undefined },
): Promise<string> {
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
  const answerTo = { kind: 'manage', token } as const
  await post(turn, kind, args, { answerTo, signatureId: signature.id, ...options })
  return url
}
