/** Shows signers what was understood, and asks them to confirm it. Nothing counts before that. */
import { randomUUID } from 'node:crypto'
import type { Transaction } from '../../db/database.ts'
import {
  type AskedRequest,
  addRevisions,
  askToSign,
  type NewRequest,
  type NewRevision,
  waitingRequests,
} from '../../db/requests.ts'
import type { RevisionInContext } from '../../db/tokens.ts'
import type { Details, PartialDetails } from '../details.ts'
import { domainOf } from '../identity.ts'
import { deliveryOf, mayAnswer } from '../outbound/post-reply.ts'
import { newToken, sha256OfToken } from '../token.ts'
import { about, type PetitionTurn } from '../turn.ts'
import { ask, checkUsable } from './decide-ask.ts'
import { type Letter, letterOf, sendLetters } from './letters.ts'
import type { Ask } from './outcomes.ts'
import { sealOrigin } from './request-origin.ts'
import { columnsOf, detailsOf, sameDetails } from './signature-details.ts'

/** Asks one signer to confirm, where they wrote, if the caps leave room. `change`: they have signed, and this would change it. */
export async function askToConfirm(
  turn: PetitionTurn,
  details: Details,
  how: { kind: Ask['reply']; change: boolean; vouched?: boolean },
): Promise<void> {
  if (!(await mayAnswer(turn))) return
  const { work, petition, account } = turn
  const [waiting] = await waitingRequests(work.trx, [{ petition_id: petition.id, account }])
  const asked = ask(turn, waiting, { ...how, details, reply: how.kind })
  await sendLetters(work, await keepRequests(work.trx, [asked]))
}

/** Asks once more to confirm the same revision, on the page, if the caps leave room. */
export async function askOnPage(turn: PetitionTurn, revision: RevisionInContext): Promise<void> {
  if (!(await mayAnswer(turn))) return
  const { request_id, expires_at, promised } = revision
  const request = { id: request_id, plain_reply: turn.incoming.plainReply, expires_at }
  const token = newToken()
  const { args, options } = question(turn, request, {
    id: revision.id,
    details: detailsOf(revision),
    token,
    change: false,
    promised,
    vouched: revision.authenticated,
  })
  const delivery = deliveryOf(turn, 'pleaseUsePage', args, options)
  const hash = sha256OfToken(token)
  await sendLetters(turn.work, [
    { delivery, token: { hash, purpose: 'confirm', revision_id: revision.id, expires_at } },
  ])
}

/** Checks the details. Returns undefined if they cannot be used, and tells the person why. */
export async function usable(
  turn: PetitionTurn,
  asked: PartialDetails,
  before: Details,
): Promise<Details | undefined> {
  const checked = checkUsable(turn, asked, before)
  if (checked.kind === 'ok') return checked.details
  if (await mayAnswer(turn)) await sendLetters(turn.work, [letterOf(checked)])
  return undefined
}

/** Keeps each request, its revision and a token for it. Returns the questions. */
export async function keepRequests(trx: Transaction, asks: readonly Ask[]): Promise<Letter[]> {
  const kept = asks.map(keeping)
  const requests = await askToSign(
    trx,
    kept.map(({ request }) => request),
  )
  await addRevisions(
    trx,
    kept.flatMap(({ revision }) => (typeof revision === 'string' ? [] : revision)),
  )
  return kept.flatMap(({ asked, request: { id }, revision }) => {
    const request = requests.get(id)
    return request === undefined
      ? []
      : questionTo(asked, request, typeof revision === 'string' ? revision : revision.id)
  })
}

interface Keeping {
  asked: Ask
  request: NewRequest
  /** The id of a waiting revision with the same details: it is asked about again, with a new token. */
  revision: NewRevision | string
}

/** Different details make a new revision; the tokens of older revisions stay valid for those. */
function keeping(asked: Ask): Keeping {
  const { sender, details, change, vouched, waiting, mail } = asked
  const { service, to, incoming, petition, account } = sender
  const id = waiting?.request.id ?? randomUUID()
  const ownDomain = incoming.mailbox === undefined ? null : domainOf(incoming.mailbox)
  const request: NewRequest = {
    id,
    petition_id: petition.id,
    channel: incoming.channel,
    account,
    mailbox: mail?.mailbox ?? to.mailbox,
    language: to.language,
    authenticated: to.authenticated,
    plain_reply: incoming.plainReply,
    community: incoming.tenant ?? null,
    mail_domain: mail?.domain ?? ownDomain,
    sealed_place: sealOrigin(service.keys, id, { place: to.place, mail, name: incoming.displayName }),
  }
  const revision: NewRevision = {
    id: randomUUID(),
    request_id: id,
    ...columnsOf(details),
    statement_hash: petition.statement_hash,
    promised: petition.listing,
    wording: petition.corrections,
    proved_domain: incoming.provedDomain ?? null,
    authenticated: vouched,
  }
  // A change always gets a new revision: the signature may be newer than the last waiting one.
  const newest = change ? undefined : waiting?.newest
  const isSame =
    newest !== undefined &&
    sameDetails(detailsOf(newest), details) &&
    newest.statement_hash.equals(revision.statement_hash) &&
    newest.promised === revision.promised &&
    newest.wording === revision.wording &&
    newest.proved_domain === revision.proved_domain &&
    // An unproved wish always makes a revision, so that its time does not tell whether one is waiting.
    newest.authenticated &&
    vouched
  return { asked, request, revision: isSame ? newest.id : revision }
}

/**
 * The question, to the sender or to the mailbox that a chat's form gives. Following its link proves that mailbox and ties it to the
 * account.
 */
function questionTo(
  { sender, details, reply, change, vouched, mail }: Ask,
  request: AskedRequest,
  revisionId: string,
): Letter {
  const token = newToken()
  const { listing: promised } = sender.petition
  const { args, options } = question(sender, request, {
    id: revisionId,
    details,
    token,
    change,
    promised,
    vouched: vouched && mail === undefined,
  })
  const { channel } = sender.incoming
  const delivery =
    mail === undefined
      ? deliveryOf(sender, reply, args, options)
      : deliveryOf(
          { ...sender, to: { ...sender.to, channel: 'email', authenticated: false, ...mail } },
          'confirmMailbox',
          { ...args, plainReply: true, channel },
          options,
        )
  // Expires together with its request as of now. Asking again lengthens the request, and makes another token.
  const { expires_at } = request
  return {
    delivery,
    token: { hash: sha256OfToken(token), purpose: 'confirm', revision_id: revisionId, expires_at },
  }
}

interface AskedRevision {
  id: string
  details: Details
  token: string
  change: boolean
  promised: 'public' | 'count'
  vouched: boolean
}

/** The arguments and options of a reply that asks to confirm a revision. */
export function question(
  turn: Pick<PetitionTurn, 'service' | 'petition'>,
  request: AskedRequest,
  { id, details, token, change, promised, vouched }: AskedRevision,
) {
  const { petition } = about(turn)
  return {
    args: {
      // The question repeats what the revision promised, even if the petition shows names by now.
      petition: promised === 'count' ? { ...petition, listing: promised } : petition,
      details,
      confirmUrl: `${turn.service.publicUrl}/c/${token}`,
      plainReply: request.plain_reply,
      expiresAt: request.expires_at.toISOString(),
      change,
      vouched,
    },
    options: { answerTo: { kind: 'confirm', token }, requestId: request.id, revisionId: id, capped: true },
  } as const
}
