/** Receipts, and other answers that say what is recorded. Each has a manage link of its own. */

import { answersOn, isChat } from '../../db/channels.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { correctSignature, type SignatureRow } from '../../db/signatures.ts'
import { addTokens, type RevisionInContext } from '../../db/tokens.ts'
import type { Details } from '../details.ts'
import { deliveryOf, mayAnswer } from '../outbound/post-reply.ts'
import type { Joined, SignedArgs } from '../texts/reply-args.ts'
import { speaks } from '../texts/texts.ts'
import { newToken, sha256OfToken } from '../token.ts'
import { type Addressee, about, type PetitionTurn, type Posting } from '../turn.ts'
import type { Service } from '../work.ts'
import { type Letter, sendLetters } from './letters.ts'
import type { Confirm, RepliedFrom } from './outcomes.ts'
import { openOrigin } from './request-origin.ts'
import { columnsOf, detailsOf, sameDetails } from './signature-details.ts'

/** Makes a new manage link for a signature; the older ones stay valid. */
export async function newManageUrl(
  { service, work }: Pick<Posting, 'service' | 'work'>,
  signatureId: string,
): Promise<{ url: string }> {
  const { url, token } = manageLink(service, signatureId)
  await addTokens(work.trx, [token])
  return { url }
}

function manageLink({ publicUrl }: Service, signatureId: string) {
  const clear = newToken()
  const token = { hash: sha256OfToken(clear), purpose: 'manage', signature_id: signatureId } as const
  return { url: `${publicUrl}/m/${clear}`, clear, token }
}

/** Says what is recorded, if the caps leave room. */
export async function tellSigned(
  turn: PetitionTurn,
  kind: 'alreadySigned' | 'howToManage',
  signature: SignatureRow,
): Promise<void> {
  if (await mayAnswer(turn))
    await sendLetters(turn.work, [signedLetter(turn, kind, signature, { capped: true })])
}

/** Changes a signature because its signer provably asked, and tells them. The caps do not apply. */
export async function correctNow(
  turn: PetitionTurn,
  signature: SignatureRow,
  details: Details,
): Promise<void> {
  const corrected = await correctSignature(turn.work.trx, signature.id, columnsOf(details))
  if (corrected !== undefined)
    await sendLetters(turn.work, [signedLetter(turn, 'corrected', corrected, { capped: false })])
}

export type SignedLetter = Letter & { manageUrl: string }

/** Makes the answer without asking the caps. */
export function signedLetter(
  posting: Omit<Posting, 'work'> & { petition: PetitionRow },
  kind: 'recorded' | 'alreadySigned' | 'corrected' | 'howToManage' | 'joined',
  signature: SignatureRow,
  { joined, ...options }: { capped: boolean; requestId?: string; joined?: Joined | undefined },
): SignedLetter {
  const { url, clear, token } = manageLink(posting.service, signature.id)
  const args: SignedArgs & Joined = {
    ...about(posting),
    details: detailsOf(signature),
    promised: signature.promised,
    number: signature.number,
    signedAt: signature.confirmed_at.toISOString(),
    how: signature.confirmed_by,
    channel: signature.channel,
    waitsForApproval: signature.approved_at === null,
    manageUrl: url,
    plainReply: posting.to.mailbox !== null,
    changed: false,
    ...joined,
  }
  const answerTo = { kind: 'manage', token: clear } as const
  const delivery = deliveryOf(posting, kind, args, { answerTo, signatureId: signature.id, ...options })
  return { delivery, token, manageUrl: url }
}

export interface Effect {
  kind: 'recorded' | 'changed' | 'already'
  signature: SignatureRow
  /** Set if two identities turned out to be one person: the details of their signature before. */
  joined?: { before: Details }
}

const kinds = { recorded: 'recorded', changed: 'corrected', already: 'alreadySigned' } as const

/** Makes the receipts of one confirmation. The page shows the manage link of the last one. */
export function receiptsOf(
  service: Service,
  { petition, from }: Confirm,
  revision: RevisionInContext,
  effect: Effect,
): SignedLetter[] {
  const { request_id: requestId, request_state: state } = revision
  // If the request was confirmed before, an earlier receipt has told them.
  const place = state === 'asked' ? revision.request_place : null
  const asked = openOrigin(service.keys, requestId, place)
  // The signature is recorded even if its receipt cannot be sent.
  if (asked === undefined && place !== null)
    service.log.error(
      { request: requestId },
      'the place for a receipt cannot be opened: was SECRET_KEY replaced?',
    )
  const joined = joinedBy(effect)
  const kind = joined === undefined ? kinds[effect.kind] : 'joined'
  return receiptsTo(revision, asked, from, joined !== undefined).map(to =>
    signedLetter({ service, to, petition }, kind, effect.signature, { capped: false, requestId, joined }),
  )
}

/**
 * Who gets a receipt: the place that the request came from, and the mailbox that confirmed by a reply. If two identities turn out to be one
 * person, also the mailbox that was asked (design.md, rule 5).
 */
function receiptsTo(
  row: RevisionInContext,
  asked: ReturnType<typeof openOrigin>,
  from: RepliedFrom | undefined,
  joins: boolean,
): Addressee[] {
  const common = { language: speaks(row.language) ?? 'en', authenticated: true } as const
  const { request_mailbox: mailbox, request_channel: channel } = row
  const inChat = isChat(channel)
  const addressees: Addressee[] = []
  if (from !== undefined) {
    const { place, mailbox, address } = from
    addressees.push({ ...common, channel: 'email', place, mailbox, address })
  } else if (joins && asked?.mail !== undefined)
    addressees.push({ ...common, channel: 'email', mailbox, ...asked.mail })
  if (asked !== undefined && (inChat || from === undefined)) {
    const hashes = inChat ? { mailbox: null, address: null } : { mailbox, address: row.request_account }
    addressees.push({ ...common, channel: answersOn(channel), place: asked.place, ...hashes })
  }
  return addressees
}

/** The change that the receipt of a joined signature names. It names a new occupation only if nothing else is new. */
function joinedBy({ kind, signature, joined }: Effect): Joined | undefined {
  if (joined === undefined) return undefined
  const after = detailsOf(signature)
  const { occupation } = after
  if (kind !== 'changed' || occupation === undefined || !sameDetails({ ...joined.before, occupation }, after))
    return { changed: kind === 'changed' }
  return { changed: true, occupation }
}
