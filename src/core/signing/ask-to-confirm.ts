/** Shows the signer what was understood, and asks for a confirmation. Nothing counts before that. */
import { randomUUID } from 'node:crypto'
import {
  addRevision,
  askToSign,
  newestRevision,
  type RequestRow,
  setPlace,
  waitingRequest,
} from '../../db/requests.ts'
import { addConfirmToken } from '../../db/tokens.ts'
import type { Json } from '../channel.ts'
import type { Details } from '../details.ts'
import { accountHash, domainOf, mailboxHash } from '../identity.ts'
import { mayAnswer, post } from '../outbound/post-reply.ts'
import { newToken, sha256OfToken } from '../token.ts'
import { about, type PetitionTurn } from '../turn.ts'
import { sealAskedFrom } from './asked-from.ts'
import { columnsOf, detailsOf, sameDetails } from './signature-details.ts'
import { dropRequest } from './withdraw-signature.ts'

/** Asks in the place where the signer spoke. `change`: a signature stands, and this would change it. */
export async function askToConfirm(
  turn: PetitionTurn,
  details: Details,
  { kind, change }: { kind: 'pleaseConfirm' | 'confirmFromPage' | 'pleaseUsePage'; change: boolean },
): Promise<void> {
  // Before anything is kept: a request nobody was shown could not be confirmed.
  if (!(await mayAnswer(turn))) return
  const { args, options } = await keepRequest(turn, details, { change })
  await post(turn, kind, args, options)
}

/**
 * Sends the question to a mailbox that was given in a chat's form: following its link proves the mailbox and ties it to the
 * account. Nobody is told whether that mailbox may be written to (caps, refusals).
 */
export async function askMailbox(
  turn: PetitionTurn,
  details: Details,
  { mailbox, place }: { mailbox: string; place: Json },
): Promise<void> {
  const { keys } = turn.service
  const { channel, displayName } = turn.incoming
  const mail = {
    place,
    mailbox: mailboxHash(keys, mailbox),
    address: accountHash(keys, 'email', mailbox),
  }
  const toMailbox = { ...turn, to: { ...turn.to, channel: 'email', ...mail } } as const
  if (!(await mayAnswer(toMailbox, 'somebody'))) return
  const { args, options } = await keepRequest(turn, details, {
    change: false,
    mail: { ...mail, domain: domainOf(mailbox) },
  })
  const from = { plainReply: true, channel, account: displayName ?? '' }
  await post(toMailbox, 'confirmMailbox', { ...args, ...from }, options)
}

interface Asking {
  change: boolean
  /** The mailbox to ask, if it is not the one that wrote. */
  mail?: { place: Json; mailbox: Buffer; address: Buffer; domain: string }
}

/** Keeps the request, its revision and a token for it. Returns what the question says of them. */
async function keepRequest(turn: PetitionTurn, details: Details, { change, mail }: Asking) {
  const { service, work, to, incoming, petition, account } = turn
  const { trx } = work
  const mailbox = mail?.mailbox ?? to.mailbox
  if (to.mailbox === null) await dropOtherMailbox(turn, mailbox)
  const ownDomain = incoming.mailbox === undefined ? null : domainOf(incoming.mailbox)
  const request = await askToSign(trx, {
    id: randomUUID(),
    petition_id: petition.id,
    channel: incoming.channel,
    account,
    mailbox,
    language: to.language,
    authenticated: to.authenticated,
    plain_reply: incoming.plainReply,
    community: incoming.tenant ?? null,
    mail_domain: mail?.domain ?? ownDomain,
  })
  await setPlace(
    trx,
    request.id,
    sealAskedFrom(service.keys, request.id, { place: to.place, mail, name: incoming.displayName }),
  )
  const revisionId = await revisionOf(turn, request.id, details, change)
  const token = newToken()
  await addConfirmToken(trx, sha256OfToken(token), revisionId)
  const { listing: promised } = petition
  return question(turn, request, { id: revisionId, details, token, change, promised })
}

interface AskedRevision {
  id: string
  details: Details
  token: string
  change: boolean
  promised: 'public' | 'count'
}

/** The arguments and options of a reply that asks to confirm a revision. */
export function question(
  turn: Pick<PetitionTurn, 'service' | 'petition'>,
  request: RequestRow,
  { id, details, token, change, promised }: AskedRevision,
) {
  const { petition } = about(turn)
  return {
    args: {
      // What an earlier question promised holds for its revision.
      petition: promised === 'count' ? { ...petition, listing: promised } : petition,
      details,
      confirmUrl: `${turn.service.publicUrl}/c/${token}`,
      plainReply: request.plain_reply,
      expiresAt: request.expires_at.toISOString(),
      change,
    },
    options: { answerTo: { kind: 'confirm', token }, requestId: request.id, revisionId: id, capped: true },
  } as const
}

/** A chat's request that waits for another mailbox ends: its links prove that one. */
async function dropOtherMailbox({ work, petition, account }: PetitionTurn, mailbox: Buffer | null) {
  const waiting = await waitingRequest(work.trx, petition.id, account)
  if (waiting !== undefined && !sameMailbox(waiting.mailbox, mailbox)) await dropRequest(work, waiting.id)
}

function sameMailbox(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b)
}

/**
 * The same details of a new signature are the same revision, shown again under a token of its own. Other details are a new
 * revision, and the tokens of the older ones stay good for those. Returns its id.
 */
async function revisionOf(
  { work, petition, incoming, to }: PetitionTurn,
  requestId: string,
  details: Details,
  change: boolean,
): Promise<string> {
  const provedDomain = incoming.provedDomain ?? null
  // A change is as old as its revision, and the signature may say something newer than the last one that waits.
  const newest = change ? undefined : await newestRevision(work.trx, requestId, 'all')
  if (
    newest !== undefined &&
    sameDetails(detailsOf(newest), details) &&
    newest.statement_hash.equals(petition.statement_hash) &&
    newest.promised === petition.listing &&
    newest.wording === petition.corrections &&
    newest.proved_domain === provedDomain &&
    (newest.authenticated || !to.authenticated)
  )
    return newest.id
  const revision = await addRevision(work.trx, {
    id: randomUUID(),
    request_id: requestId,
    ...columnsOf(details),
    statement_hash: petition.statement_hash,
    promised: petition.listing,
    wording: petition.corrections,
    proved_domain: provedDomain,
    authenticated: to.authenticated,
  })
  return revision.id
}
