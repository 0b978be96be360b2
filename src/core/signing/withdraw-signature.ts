import { cancelDeliveriesOf } from '../../db/deliveries.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { endRequest, waitingRequest } from '../../db/requests.ts'
import {
  eraseSignature,
  requestsOfSignature,
  type SignatureRow,
  signatureOfIdentity,
  withdrawnOfIdentity,
  withdrawSignature,
} from '../../db/signatures.ts'
import { addRemovalToken, voidConfirmations } from '../../db/tokens.ts'
import type { Incoming } from '../channel.ts'
import { accountHash } from '../identity.ts'
import { type Addressee, answer, mayAnswer, post } from '../outbound/post-reply.ts'
import { petitionArgs } from '../petitions/public-petition.ts'
import { newToken, sha256OfToken } from '../token.ts'
import type { Service, Work } from '../work.ts'
import { detailsOf } from './signature-words.ts'

export type Removal = 'withdraw' | 'erase'

/**
 * Whoever calls has the proof (design.md, rule 8). What the signer was asked before and has not answered is over too: an
 * older link or a reply that comes late must not put the name on again.
 */
export async function takeOff(work: Work, act: Removal, signatureId: string): Promise<void> {
  const { trx } = work
  if ((await withdrawSignature(trx, signatureId)) !== undefined) {
    const requests = await requestsOfSignature(trx, signatureId)
    if (requests.length > 0) await voidConfirmations(trx, requests)
    for (const request of requests) {
      await endRequest(trx, request, 'dropped')
      await cancelDeliveriesOf(trx, request)
    }
  }
  if (act === 'erase') await eraseSignature(trx, signatureId)
}

/** Whether there is nothing left of this signature that `act` could take away. */
export function isGone(signature: SignatureRow, act: Removal): boolean {
  return act === 'erase' ? signature.erased_at !== null : signature.state !== 'confirmed'
}

export async function removeAndTell(
  service: Service,
  work: Work,
  to: Addressee,
  petition: PetitionRow,
  signature: SignatureRow,
  act: Removal,
): Promise<void> {
  await takeOff(work, act, signature.id)
  await post(
    service,
    work,
    // Erased: once it is sent, this answer too knows nobody.
    act === 'erase' ? { ...to, mailbox: null, address: null } : to,
    'removed',
    { petition: petitionArgs(service, petition), act },
    { kind: 'petition', slug: petition.slug },
    { capped: true },
  )
}

/**
 * Somebody asks to take a mailbox's signature off. With proof it happens; without, that mailbox gets one mail whose
 * link or plain reply does it. A request that waits is dropped on the same proof.
 */
export async function requestRemoval(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  petition: PetitionRow,
  act: Removal,
): Promise<void> {
  const { trx } = work
  const account = accountHash(service.keys, incoming.channel, incoming.account)
  const standing = await removable(work, petition, to.mailbox ?? account, act)
  const waiting = await waitingRequest(trx, petition.id, account)
  const args = { petition: petitionArgs(service, petition) }
  const answerTo = { kind: 'petition', slug: petition.slug } as const

  if (standing !== undefined && !incoming.authenticated) {
    await askToConfirmRemoval(service, work, to, incoming, petition, standing, act)
    return
  }
  if (incoming.authenticated && waiting !== undefined) {
    await endRequest(trx, waiting.id, 'dropped')
    await cancelDeliveriesOf(trx, waiting.id)
  }
  if (standing !== undefined) {
    await removeAndTell(service, work, to, petition, standing, act)
  } else if (incoming.authenticated && waiting !== undefined) {
    await answer(service, work, to, 'requestDropped', args, answerTo)
  } else {
    // Nothing stands, and what may wait ends by itself without a confirmation.
    await answer(service, work, to, 'nothingToRemove', args, answerTo)
  }
}

/** A withdrawn signature still says who withdrew: that can be erased. */
async function removable(
  work: Work,
  petition: PetitionRow,
  identity: Buffer,
  act: Removal,
): Promise<SignatureRow | undefined> {
  const signature =
    (await signatureOfIdentity(work.trx, petition.id, identity)) ??
    (await withdrawnOfIdentity(work.trx, petition.id, identity))
  return signature === undefined || isGone(signature, act) ? undefined : signature
}

/** The one mail that lets the mailbox itself take its signature off. */
export async function askToConfirmRemoval(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  petition: PetitionRow,
  signature: SignatureRow,
  act: Removal,
): Promise<void> {
  if (to.mailbox === null || !(await mayAnswer(work, to))) return
  const token = newToken()
  const { expires_at } = await addRemovalToken(work.trx, sha256OfToken(token), act, signature.id, to.mailbox)
  await post(
    service,
    work,
    to,
    'confirmRemoval',
    {
      petition: petitionArgs(service, petition),
      act,
      details: detailsOf(signature),
      confirmUrl: `${service.publicUrl}/c/${token}`,
      plainReply: incoming.plainReply,
      expiresAt: expires_at.toISOString(),
    },
    { kind: 'confirm', token },
    { signatureId: signature.id, capped: true },
  )
}
