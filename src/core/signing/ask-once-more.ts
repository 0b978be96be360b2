/**
 * Handles a link whose two buttons were pressed within a second, as machines do: neither press counts, and the mailbox is asked once more.
 */

import { answersOn, isChat } from '../../db/channels.ts'
import { cancelDeliveriesOf } from '../../db/deliveries.ts'
import { reopenRequest } from '../../db/ended-requests.ts'
import { countAgain } from '../../db/erase-signatures.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { type SignatureRow, signatureOfIdentity } from '../../db/signatures.ts'
import { forgetRefusals } from '../../db/suppressions.ts'
import { type RevisionInContext, type TokenRow, voidConfirmations } from '../../db/tokens.ts'
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

/**
 * Whether "it wasn't me" was pressed on this link less than a second before. That ends its request; if another link has confirmed the
 * request, it ends the link alone.
 */
export function justRefused(
  { refused, spent, spent_for }: TokenRow,
  { request_state, request_ended_for }: RevisionInContext,
  pressedAt?: PressedAt,
): boolean {
  if (request_state === 'confirmed') return refused && isJustNow(spent_for, pressedAt)
  return request_state === 'refused' && !spent && isJustNow(request_ended_for, pressedAt)
}

/** Whether this link may have confirmed less than a second before. */
export function justSpent(
  { refused, spent_for }: TokenRow,
  { request_state }: RevisionInContext,
  pressedAt: PressedAt,
): boolean {
  return request_state === 'confirmed' && !refused && isJustNow(spent_for, pressedAt)
}

function isJustNow(seconds: number | null, pressedAt?: PressedAt): boolean {
  const waited = pressedAt === undefined ? 0 : performance.now() - pressedAt
  return seconds !== null && seconds < 1 + waited / 1000
}

/** The same transaction spent the token and recorded the signature. */
export function wasRecordedBy({ spent_at }: TokenRow, signature: SignatureRow): boolean {
  return signature.confirmed_at.getTime() === spent_at?.getTime()
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
  await countAgain(trx, id)
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
