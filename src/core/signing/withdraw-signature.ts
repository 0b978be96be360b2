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
 * Removes a signature; the caller has the proof (design.md, rule 8). Questions that the signer has not answered are over too: an
 * older link or a late reply must not put the name back.
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

/** Ends a request that waits; what was to be sent for it is not sent. False if it does not wait any more. */
export async function dropRequest({ trx }: Pick<Work, 'trx'>, requestId: string): Promise<boolean> {
  if (!(await endRequest(trx, requestId, 'dropped'))) return false
  await cancelDeliveriesOf(trx, [requestId])
  return true
}

/** Whether there is nothing left of this signature that `act` could take away. */
export function isGone(signature: SignatureRow, act: Removal): boolean {
  return act === 'erase' ? signature.erased_at !== null : signature.state !== 'confirmed'
}

export async function removeAndTell(
  turn: PetitionTurn,
  signature: SignatureRow,
  act: Removal,
): Promise<void> {
  await withdrawOrErase(turn.work, act, signature.id)
  // After erasing, this answer too must know nobody once it is sent.
  const to = act === 'erase' ? { ...turn.to, mailbox: null, address: null } : turn.to
  await post({ ...turn, to }, 'removed', { ...about(turn), act }, { capped: true })
}

/**
 * Somebody asks to remove a mailbox's signature. With proof it happens; without, that mailbox gets one email whose link or
 * plain reply does it. Erasing always takes that link. A request that waits is dropped on the same proof.
 */
export async function requestRemoval(turn: PetitionTurn, act: Removal): Promise<void> {
  const { work, incoming, petition, account } = turn
  const standing = await removable(turn, act)
  const waiting = await waitingRequest(work.trx, petition.id, account)

  const actsAtOnce = incoming.authenticated && act === 'withdraw'
  if (incoming.authenticated && waiting !== undefined) await dropRequest(work, waiting.id)
  if (standing !== undefined && !actsAtOnce) return askToConfirmRemoval(turn, standing, act)
  if (standing !== undefined) return removeAndTell(turn, standing, act)
  // Nothing stands; a request that may wait ends by itself if nobody confirms it.
  const dropped = incoming.authenticated && waiting !== undefined
  return answer(turn, dropped ? 'requestDropped' : 'nothingToRemove', about(turn))
}

/** A withdrawn signature still says who withdrew: that can be erased. */
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

/** The one email that lets the mailbox itself remove its signature. */
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
