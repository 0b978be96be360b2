import { cancelDeliveriesOf } from '../db/deliveries.ts'
import type { PetitionRow } from '../db/petitions.ts'
import { endRequest, waitingRequest } from '../db/requests.ts'
import {
  eraseSignature,
  type SignatureRow,
  signatureOfIdentity,
  withdrawSignature,
} from '../db/signatures.ts'
import { addRemovalToken } from '../db/tokens.ts'
import type { Incoming } from './channel.ts'
import { accountHash } from './identity.ts'
import { type Addressee, answer, mayAnswer, post } from './post-reply.ts'
import { petitionArgs } from './public-petition.ts'
import { detailsOf } from './signature-words.ts'
import { newToken, sha256OfToken } from './token.ts'
import type { Service, Work } from './work.ts'

export type Removal = 'withdraw' | 'erase'

/** Whoever calls has the proof (DESIGN, rule 8). */
export async function takeOff(work: Work, act: Removal, signatureId: string): Promise<void> {
  await withdrawSignature(work.trx, signatureId)
  if (act === 'erase') await eraseSignature(work.trx, signatureId)
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
  const signature = await signatureOfIdentity(trx, petition.id, to.mailbox ?? account)
  const standing = signature?.state === 'confirmed' ? signature : undefined
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
    await takeOff(work, act, standing.id)
    await answer(service, work, to, 'removed', { ...args, act }, answerTo)
  } else if (incoming.authenticated && waiting !== undefined) {
    await answer(service, work, to, 'requestDropped', args, answerTo)
  } else {
    // Nothing stands, and what may wait ends by itself without a confirmation.
    await answer(service, work, to, 'nothingToRemove', args, answerTo)
  }
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
  await addRemovalToken(work.trx, sha256OfToken(token), act, signature.id, to.mailbox)
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
      expiresAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
    },
    { kind: 'confirm', token },
    { signatureId: signature.id, capped: true },
  )
}
