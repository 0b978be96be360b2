import { randomUUID } from 'node:crypto'
import { cancelDeliveriesOf } from '../../db/deliveries.ts'
import { petitionById } from '../../db/petitions.ts'
import { endRequest } from '../../db/requests.ts'
import {
  addIdentities,
  correctSignature,
  mergeSignature,
  recordSignature,
  type SignatureRow,
  signatureOfIdentity,
  standingSignatures,
} from '../../db/signatures.ts'
import { suppressRefused } from '../../db/suppressions.ts'
import {
  type Confirmable,
  holdConfirmable,
  type RevisionInContext,
  spendConfirmation,
} from '../../db/tokens.ts'
import type { Json } from '../channel.ts'
import type { Details } from '../details.ts'
import { CannotOpen } from '../keys.ts'
import { requestContext } from '../seal-contexts.ts'
import { speaks } from '../texts/texts.ts'
import type { Joined } from '../texts/words.ts'
import type { Addressee } from '../turn.ts'
import type { Service, Work } from '../work.ts'
import { type AskedFrom, askedFromOfJson } from './asked-from.ts'
import { columnsOf, sameDetails } from './request-signature.ts'
import { detailsOf, isTakenOff, postSigned } from './signature-words.ts'

export type Confirmation =
  /** `manageUrl` is known to this one call only. */
  | { kind: 'recorded' | 'changed' | 'already'; signature: SignatureRow; manageUrl?: string }
  /** Spent, expired, closed, another mailbox, never given: look at what it stands for to say which. */
  | { kind: 'nothing' }

/** The mailbox a plain reply came from, and where an answer to it goes. Absent: the button of the page. */
export interface RepliedFrom {
  mailbox: Buffer
  /** The same as it is spelled in `place`. */
  address: Buffer | null
  place: Json
  provedDomain: string | undefined
}

/**
 * Spends the token of one revision and records exactly that revision. However often and from however many places at
 * once it is tried, there is one signature, and one receipt a spent token.
 */
export async function confirmSignature(
  service: Service,
  work: Work,
  tokenHash: Buffer,
  from?: RepliedFrom,
): Promise<Confirmation> {
  const { trx } = work
  await holdConfirmable(trx, tokenHash)
  const row = await spendConfirmation(trx, tokenHash, from?.mailbox)
  if (row === undefined) return { kind: 'nothing' }
  const outcome = await record(work, row, from)
  if (outcome === undefined) return { kind: 'nothing' }

  const petition = await petitionById(trx, row.petition_id)
  await endRequest(trx, row.request_id, 'confirmed')
  // A reminder or a repeated question that still waits has been answered.
  await cancelDeliveriesOf(trx, row.request_id)
  let manageUrl: string | undefined
  if (petition !== undefined)
    for (const to of receiptsTo(service, row, from, outcome.joined !== undefined)) {
      const options = { capped: false, requestId: row.request_id, joined: outcome.joined }
      const kind = outcome.joined === undefined ? receiptKinds[outcome.kind] : 'joined'
      manageUrl = await postSigned({ service, work, to, petition }, kind, outcome.signature, options)
    }
  const { kind, signature } = outcome
  return { kind, signature, ...(manageUrl === undefined ? {} : { manageUrl }) }
}

const receiptKinds = { recorded: 'recorded', changed: 'corrected', already: 'alreadySigned' } as const

/** Who this is: a chat's account, and the mailbox whose link was followed. The mailbox first: it outlives a chat. */
function identitiesOf(row: Confirmable): Buffer[] {
  const account = row.channel === 'email' ? null : row.account
  return [row.mailbox, account].filter(hash => hash !== null)
}

interface Outcome {
  kind: 'recorded' | 'changed' | 'already'
  signature: SignatureRow
  /** Two roads turned out to be one person. */
  joined?: Joined
}

async function record(
  work: Work,
  row: Confirmable,
  from: RepliedFrom | undefined,
): Promise<Outcome | undefined> {
  const { trx } = work
  const identities = identitiesOf(row)
  const [identity, ...others] = identities
  if (identity === undefined) return undefined
  // Taken off by the organiser: no other road puts them on again.
  for (const hash of identities) {
    const held = await signatureOfIdentity(trx, row.petition_id, hash)
    if (held !== undefined && isTakenOff(held)) return undefined
  }
  // Which signatures two identities stand for is looked at before anything is recorded: the petition is held.
  const before = others.length > 0 ? await standingSignatures(trx, row.petition_id, identities) : []
  const recorded =
    before.length > 0
      ? undefined
      : await recordSignature(trx, {
          id: randomUUID(),
          petitionId: row.petition_id,
          identity,
          ...columnsOf(detailsOf(row)),
          language: row.language,
          channel: row.channel,
          confirmedBy: from === undefined ? 'page' : 'reply',
          statementHash: row.statement_hash,
          provedDomain: row.proved_domain ?? from?.provedDomain ?? null,
          community: row.community,
          detailsAt: row.created_at,
        })
  if (recorded !== undefined) {
    if (others.length > 0) await addIdentities(trx, row.petition_id, recorded.id, others)
    return { kind: 'recorded', signature: recorded }
  }
  const standing = before.length > 0 ? before : await standingSignatures(trx, row.petition_id, identities)
  const [oldest, ...younger] = standing
  if (oldest === undefined) return undefined
  for (const { id } of younger) await mergeSignature(trx, id, oldest.id)
  if (others.length > 0) await addIdentities(trx, row.petition_id, oldest.id, identities)
  const outcome = await changeStanding(work, row, oldest)
  const joins = younger.length > 0 || oldest.channel !== row.channel
  return joins ? { ...outcome, joined: joinedBy(outcome, detailsOf(oldest)) } : outcome
}

function joinedBy({ kind, signature }: Outcome, before: Details): Joined {
  const after = detailsOf(signature)
  const { occupation } = after
  if (kind !== 'changed' || occupation === undefined || !sameDetails({ ...before, occupation }, after))
    return { changed: kind === 'changed' }
  return { changed: true, occupation }
}

/** This person has signed before: what they now confirmed is what the signature says, unless it says something newer. */
async function changeStanding(work: Work, row: Confirmable, signature: SignatureRow): Promise<Outcome> {
  const details = detailsOf(row)
  if (sameDetails(detailsOf(signature), details)) return { kind: 'already', signature }
  const changed = await correctSignature(work.trx, signature.id, columnsOf(details), row.created_at)
  return changed === undefined ? { kind: 'already', signature } : { kind: 'changed', signature: changed }
}

/**
 * A request from a chat gets its receipt there; a reply by mail gets one back, too, and where two roads turn out to be one
 * person, so does the mailbox (design.md, rule 5).
 */
function receiptsTo(
  service: Service,
  row: Confirmable,
  from: RepliedFrom | undefined,
  joined: boolean,
): Addressee[] {
  const common = {
    language: speaks(row.language) ?? 'en',
    authenticated: true,
  } as const
  const asked = askedFromOf(service, row)
  const inChat = row.channel !== 'email'
  const addressees: Addressee[] = []
  if (from !== undefined)
    addressees.push({
      ...common,
      channel: 'email',
      place: from.place,
      mailbox: from.mailbox,
      address: from.address,
    })
  else if (joined && asked?.mail !== undefined)
    addressees.push({ ...common, channel: 'email', mailbox: row.mailbox, ...asked.mail })
  if (asked !== undefined && (inChat || from === undefined))
    addressees.push({
      ...common,
      channel: row.channel,
      place: asked.place,
      mailbox: inChat ? null : row.mailbox,
      address: inChat ? null : row.account,
    })
  return addressees
}

function askedFromOf(service: Service, row: Confirmable): AskedFrom | undefined {
  if (row.sealed_place === null) return undefined
  try {
    return askedFromOfJson(service.keys.open(row.sealed_place, requestContext(row.request_id)) as Json)
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    // The signature is worth more than its receipt.
    service.log.error(
      { request: row.request_id },
      'the place for a receipt cannot be opened: was SECRET_KEY replaced?',
    )
    return undefined
  }
}

/**
 * It wasn't me: the request is dropped, what waits for it is not sent, and its mailbox gets no more mail for this
 * petition. False where there was nothing left to drop.
 */
export async function refuseRequest(work: Work, request: RevisionInContext): Promise<boolean> {
  const { trx } = work
  if (!(await endRequest(trx, request.request_id, 'refused'))) return false
  await cancelDeliveriesOf(trx, request.request_id)
  if (request.request_mailbox !== null)
    await suppressRefused(trx, request.request_mailbox, request.petition_id)
  return true
}
