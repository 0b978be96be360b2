import { cancelDeliveriesOf } from '../../db/deliveries.ts'
import { endRequest } from '../../db/ended-requests.ts'
import { eraseSignature, requestsOfSignature, withdrawSignature } from '../../db/erase-signatures.ts'
import { waitingRequest } from '../../db/requests.ts'
import { type SignatureRow, signatureOfIdentity, withdrawnOfIdentity } from '../../db/signatures.ts'
import { addRemovalToken, voidConfirmations } from '../../db/tokens.ts'
import { answer, mayAnswer, post } from '../outbound/post-reply.ts'
import { newToken, sha256OfToken } from '../token.ts'
import { about, type PetitionTurn } from '../turn.ts'
import type { Work } from '../work.ts'
import { detailsOf } from './signature-details.ts'

export type Removal = 'withdraw' | 'erase'

/**
 * Withdraws a signature, and erases it if `act` says so; the caller has the proof (design.md, rule 8). Also ends the signer's unanswered
 * questions, because an older link or a late reply must not put the name back.
 */
export async function withdrawOrErase(
  { trx }: Pick<Work, 'trx'>,
  act: Removal,
  signatureId: string,
): Promise<void> {
  if ((await withdrawSignature(trx, signatureId)) !== undefined) {
    const requests = await requestsOfSignature(trx, signatureId)
    if (requests.length > 0) await voidConfirmations(trx, requests)
    for (const request of requests) await endRequest(trx, request, 'dropped')
    await cancelDeliveriesOf(trx, requests)
  }
  if (act === 'erase') await eraseSignature(trx, signatureId)
}

/** Ends a waiting request, and cancels its deliveries. Returns false if it was not waiting any more. */
export async function dropRequest({ trx }: Pick<Work, 'trx'>, requestId: string): Promise<boolean> {
  if (!(await endRequest(trx, requestId, 'dropped'))) return false
  await cancelDeliveriesOf(trx, [requestId])
  return true
}

/** Whether `act` would change nothing. */
export function isGone(signature: SignatureRow, act: Removal): boolean {
  return act === 'erase' ? signature.erased_at !== null : signature.state !== 'confirmed'
}

export async function removeAndTell(
  turn: PetitionTurn,
  signature: SignatureRow,
  act: Removal,
): Promise<void> {
  await withdrawOrErase(turn.work, act, signature.id)
  // After erasing, not even this answer's row may keep whom it was sent to.
  const to = act === 'erase' ? { ...turn.to, mailbox: null, address: null } : turn.to
  await post({ ...turn, to }, 'removed', { ...about(turn), act }, { capped: true })
}

/**
 * Answers somebody who asks to remove their signature. With proof it happens at once; without, the mailbox gets one email whose link or
 * plain reply does it. Erasing always needs that link. With proof, a waiting request is dropped as well.
 */
export async function requestRemoval(turn: PetitionTurn, act: Removal): Promise<void> {
  const { work, incoming, petition, account } = turn
  const standing = await removable(turn, act)
  const waiting = await waitingRequest(work.trx, petition.id, account)

  const actsAtOnce = incoming.authenticated && act === 'withdraw'
  if (incoming.authenticated && waiting !== undefined) await dropRequest(work, waiting.id)
  if (standing !== undefined && !actsAtOnce) return askToConfirmRemoval(turn, standing, act)
  if (standing !== undefined) return removeAndTell(turn, standing, act)
  // There is no signature. An unproved wish leaves a waiting request alone; it ends by itself if nobody confirms it.
  const dropped = incoming.authenticated && waiting !== undefined
  return answer(turn, dropped ? 'requestDropped' : 'nothingToRemove', about(turn))
}

/** The signature that `act` would change. A withdrawn one still has a name, which can be erased. */
export async function removable(
  { work, petition, to, account }: PetitionTurn,
  act: Removal,
): Promise<SignatureRow | undefined> {
  const identity = to.mailbox ?? account
  const signature =
    (await signatureOfIdentity(work.trx, petition.id, identity)) ??
    (await withdrawnOfIdentity(work.trx, petition.id, identity))
  return signature === undefined || isGone(signature, act) ? undefined : signature
}

/** Sends the email whose link, or plain reply, removes the signature. */
export async function askToConfirmRemoval(
  turn: PetitionTurn,
  signature: SignatureRow,
  act: Removal,
): Promise<void> {
  const { service, work, incoming, to } = turn
  if (to.mailbox === null || !(await mayAnswer(turn))) return
  const token = newToken()
  const { expires_at } = await addRemovalToken(work.trx, sha256OfToken(token), act, signature.id, to.mailbox)
  await post(
    turn,
    'confirmRemoval',
    {
      ...about(turn),
      act,
      details: detailsOf(signature),
      confirmUrl: `${service.publicUrl}/c/${token}`,
      plainReply: incoming.plainReply && act === 'withdraw',
      expiresAt: expires_at.toISOString(),
    },
    { answerTo: { kind: 'confirm', token }, signatureId: signature.id, capped: true },
  )
}
