/**
 * Handles a link whose two buttons were pressed within a second, as machines do: neither press counts, and the mailbox is asked once more.
 */

import { answersOn, isChat } from '../../db/channels.ts'
import { cancelDeliveriesOf } from '../../db/deliveries.ts'
import { reopenRequest } from '../../db/ended-requests.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { type SignatureRow, signatureOfIdentity } from '../../db/signatures.ts'
import { forgetRefusals } from '../../db/suppressions.ts'
import { type RevisionInContext, voidConfirmations } from '../../db/tokens.ts'
import { deliveryOf } from '../outbound/post-reply.ts'
import { speaks } from '../texts/texts.ts'
import { newToken, sha256OfToken } from '../token.ts'
import type { Service, Work } from '../work.ts'
import { question } from './ask-to-confirm.ts'
import { sendLetters } from './letters.ts'
import { openOrigin } from './request-origin.ts'
import { detailsOf } from './signature-details.ts'

interface Contradicted {
  revision: RevisionInContext
  petition: PetitionRow
}

/** When a button was pressed, by `performance.now()`: on a busy service the press waits for its transaction. */
export type PressedAt = number

/** Whether this press comes less than a second after the request ended in `state`. */
export function justEnded(
  revision: RevisionInContext,
  state: 'confirmed' | 'refused',
  pressedAt?: PressedAt,
): boolean {
  const waited = pressedAt === undefined ? 0 : performance.now() - pressedAt
  return revision.request_state === state && endedWithin(revision, 1 + waited / 1000)
}

export function endedWithin({ request_ended_for }: RevisionInContext, seconds: number): boolean {
  return request_ended_for !== null && request_ended_for < seconds
}

/** The same transaction ended the request and recorded the signature. */
export function wasRecordedBy(
  { request_state, request_ended_at }: RevisionInContext,
  signature: SignatureRow,
): boolean {
  return request_state === 'confirmed' && signature.confirmed_at.getTime() === request_ended_at?.getTime()
}

/** Voids the pressed links and asks once more. If a program presses both buttons of the second email too, no third one is sent. */
export async function askAfterContradiction(
  service: Service,
  work: Work,
  { revision, petition }: Contradicted,
): Promise<void> {
  const { request_id: id, request_mailbox: mailbox, request_channel: channel } = revision
  const { trx } = work
  await voidConfirmations(trx, [id])
  await cancelDeliveriesOf(trx, [id])
  if (!(await reopenRequest(trx, id))) return
  if (mailbox !== null) await forgetRefusals(trx, [{ mailbox, petitionId: petition.id }])
  const asked = openOrigin(service.keys, id, revision.request_place)
  if (asked === undefined) return
  const inChat = isChat(channel) && asked.mail === undefined
  const to = {
    channel: inChat ? channel : answersOn('email'),
    place: asked.mail?.place ?? asked.place,
    language: speaks(revision.language) ?? 'en',
    mailbox,
    address: asked.mail?.address ?? (inChat ? null : revision.request_account),
    authenticated: false,
  } as const
  const token = newToken()
  const { promised, expires_at } = revision
  const identity = mailbox ?? revision.request_account
  const standing = identity && (await signatureOfIdentity(trx, petition.id, identity))
  const request = { id, plain_reply: !inChat, expires_at }
  const { args, options } = question({ service, petition }, request, {
    id: revision.id,
    details: detailsOf(revision),
    token,
    promised,
    change: Boolean(standing),
    vouched: false,
  })
  const delivery = deliveryOf({ service, to, petition }, 'confirmOnceMore', args, {
    ...options,
    capped: false,
  })
  await sendLetters(work, [
    {
      delivery,
      token: { hash: sha256OfToken(token), purpose: 'confirm', revision_id: revision.id, expires_at },
    },
  ])
}
