/** The answers that say what is recorded, each with a manage link of its own; those to a confirmation among them. */
import { type PetitionRow, petitionById } from '../../db/petitions.ts'
import { answersOn, isChat } from '../../db/schema.ts'
import { correctSignature, type SignatureRow } from '../../db/signatures.ts'
import { addManageToken, type Confirmable } from '../../db/tokens.ts'
import type { Json } from '../channel.ts'
import type { Details } from '../details.ts'
import { mayAnswer, post } from '../outbound/post-reply.ts'
import type { Joined, SignedArgs } from '../texts/reply-args.ts'
import { speaks } from '../texts/texts.ts'
import { newToken, sha256OfToken } from '../token.ts'
import { type Addressee, about, type PetitionTurn, type Posting } from '../turn.ts'
import { openAskedFrom } from './asked-from.ts'
import { columnsOf, detailsOf, sameDetails } from './signature-details.ts'

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
  const corrected = await correctSignature(turn.work.trx, signature.id, columnsOf(details))
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
    promised: signature.promised,
    number: signature.number,
    signedAt: signature.confirmed_at.toISOString(),
    how: signature.confirmed_by,
    channel: signature.channel,
    waitsForApproval: signature.approved_at === null,
    manageUrl: url,
    plainReply: turn.to.mailbox !== null,
    changed: false,
    ...joined,
  }
  const answerTo = { kind: 'manage', token } as const
  await post(turn, kind, args, { answerTo, signatureId: signature.id, ...options })
  return url
}

export interface Outcome {
  kind: 'recorded' | 'changed' | 'already'
  signature: SignatureRow
  /** Two roads turned out to be one person; what their signature said before. */
  joined?: { before: Details }
}

export interface RepliedFrom {
  mailbox: Buffer
  /** The same as it is spelled in `place`. */
  address: Buffer | null
  place: Json
  provedDomain: string | undefined
}

const kinds = { recorded: 'recorded', changed: 'corrected', already: 'alreadySigned' } as const

/** Posts the receipts. Returns the manage link of the last one. */
export async function postReceipts(
  { service, work }: Pick<Posting, 'service' | 'work'>,
  row: Confirmable,
  outcome: Outcome,
  from: RepliedFrom | undefined,
): Promise<string | undefined> {
  const petition = await petitionById(work.trx, row.petition_id)
  if (petition === undefined) return undefined
  const asked = openAskedFrom(service.keys, row.request_id, row.sealed_place)
  // The signature is worth more than its receipt.
  if (asked === undefined && row.sealed_place !== null)
    service.log.error(
      { request: row.request_id },
      'the place for a receipt cannot be opened: was SECRET_KEY replaced?',
    )
  const joined = joinedBy(outcome)
  const kind = joined === undefined ? kinds[outcome.kind] : 'joined'
  const options = { capped: false, requestId: row.request_id, joined }
  let manageUrl: string | undefined
  for (const to of receiptsTo(row, asked, from, joined !== undefined))
    manageUrl = await postSigned({ service, work, to, petition }, kind, outcome.signature, options)
  return manageUrl
}

/**
 * A request from a chat gets its receipt there. A plain reply by email gets one back, too. If two roads turn out to be one
 * person, so does the mailbox that was asked (design.md, rule 5).
 */
function receiptsTo(
  row: Confirmable,
  asked: ReturnType<typeof openAskedFrom>,
  from: RepliedFrom | undefined,
  joins: boolean,
): Addressee[] {
  const common = { language: speaks(row.language) ?? 'en', authenticated: true } as const
  const { mailbox, channel } = row
  const inChat = isChat(channel)
  const addressees: Addressee[] = []
  if (from !== undefined) {
    const { place, mailbox, address } = from
    addressees.push({ ...common, channel: 'email', place, mailbox, address })
  } else if (joins && asked?.mail !== undefined)
    addressees.push({ ...common, channel: 'email', mailbox, ...asked.mail })
  if (asked !== undefined && (inChat || from === undefined)) {
    const hashes = inChat ? { mailbox: null, address: null } : { mailbox, address: row.account }
    addressees.push({ ...common, channel: answersOn(channel), place: asked.place, ...hashes })
  }
  return addressees
}

/** The change that the joint receipt names: a new occupation only if nothing else is new. */
function joinedBy({ kind, signature, joined }: Outcome): Joined | undefined {
  if (joined === undefined) return undefined
  const after = detailsOf(signature)
  const { occupation } = after
  if (kind !== 'changed' || occupation === undefined || !sameDetails({ ...joined.before, occupation }, after))
    return { changed: kind === 'changed' }
  return { changed: true, occupation }
}
