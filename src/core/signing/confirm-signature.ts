import { randomUUID } from 'node:crypto'
import { cancelDeliveriesOf } from '../../db/deliveries.ts'
import { addRevision, endRequest } from '../../db/requests.ts'
import { isChat } from '../../db/schema.ts'
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
import type { Details } from '../details.ts'
import type { Service, Work } from '../work.ts'
import { type Outcome, postReceipts, type RepliedFrom } from './receipts.ts'
import { columnsOf, detailsOf, isTakenOff, sameDetails } from './signature-details.ts'

export type Confirmation =
  /** `manageUrl` is known to this one call only. */
  | { kind: 'recorded' | 'changed' | 'already'; signature: SignatureRow; manageUrl?: string }
  /** Spent, expired, closed, another mailbox, never given: look at what the token stands for to say which. */
  | { kind: 'nothing' }

/**
 * Spends the token of one revision and records exactly that revision. However often and from however many places at
 * once it is tried, there is one signature, and one receipt for a spent token. `from`: the reply that confirms; otherwise the
 * page's button was pressed. `corrected`: what the page showed then, if its holder opened the fields.
 */
export async function confirmSignature(
  service: Service,
  work: Work,
  tokenHash: Buffer,
  { from, corrected }: { from?: RepliedFrom; corrected?: Details | undefined } = {},
): Promise<Confirmation> {
  const { trx } = work
  await holdConfirmable(trx, tokenHash)
  const shown = await spendConfirmation(trx, tokenHash, from?.mailbox)
  const row = shown && (await revised(work, shown, corrected))
  const outcome = row && (await record(work, row, from))
  if (row === undefined || outcome === undefined) return { kind: 'nothing' }
  await endRequest(trx, row.request_id, 'confirmed')
  // A reminder or a repeated question that still waits has been answered.
  await cancelDeliveriesOf(trx, row.request_id)
  const manageUrl = await postReceipts({ service, work }, row, outcome, from)
  const { kind, signature } = outcome
  return { kind, signature, ...(manageUrl && { manageUrl }) }
}

/** The same request with a revision of exactly what was typed on the page; the token stays that of the one it was sent with. */
async function revised(
  { trx }: Work,
  row: Confirmable,
  corrected: Details | undefined,
): Promise<Confirmable> {
  if (corrected === undefined || sameDetails(detailsOf(row), corrected)) return row
  const { request_id, statement_hash, promised, wording, organisation, proved_domain } = row
  const columns = columnsOf(corrected)
  const revision = await addRevision(trx, {
    id: randomUUID(),
    request_id,
    ...columns,
    ...{ statement_hash, promised, wording },
    // The domain was proved for another organisation.
    proved_domain: columns.organisation === organisation ? proved_domain : null,
    // The holder of the token is the person who was asked.
    authenticated: true,
  })
  return { ...row, ...revision }
}

/** Undefined: an organiser has removed this person's signature, and no other road puts it back. */
async function record(
  { trx }: Work,
  row: Confirmable,
  from: RepliedFrom | undefined,
): Promise<Outcome | undefined> {
  const identities = identitiesOf(row)
  const [identity, ...others] = identities
  if (identity === undefined) return undefined
  for (const hash of identities) {
    const held = await signatureOfIdentity(trx, row.petition_id, hash)
    if (held !== undefined && isTakenOff(held)) return undefined
  }
  // Two identities may stand for two signatures, which is looked at before anything is recorded: the petition is held.
  const before = others.length > 0 ? await standingSignatures(trx, row.petition_id, identities) : []
  if (before.length === 0) {
    const recorded = await recordSignature(trx, {
      id: randomUUID(),
      petitionId: row.petition_id,
      identity,
      ...columnsOf(detailsOf(row)),
      language: row.language,
      channel: row.channel,
      confirmedBy: from === undefined ? 'page' : 'reply',
      statementHash: row.statement_hash,
      promised: row.promised,
      wording: row.wording,
      provedDomain: row.proved_domain ?? from?.provedDomain ?? null,
      community: row.community,
      detailsAt: row.created_at,
    })
    if (recorded !== undefined) {
      if (others.length > 0) await addIdentities(trx, row.petition_id, recorded.id, others)
      return { kind: 'recorded', signature: recorded }
    }
  }
  const standing = before.length > 0 ? before : await standingSignatures(trx, row.petition_id, identities)
  const [oldest, ...younger] = standing
  if (oldest === undefined) return undefined
  for (const { id } of younger) await mergeSignature(trx, id, oldest.id)
  if (others.length > 0) await addIdentities(trx, row.petition_id, oldest.id, identities)
  const outcome = await changeStanding({ trx }, row, oldest)
  const joins = younger.length > 0 || oldest.channel !== row.channel
  return joins ? { ...outcome, joined: { before: detailsOf(oldest) } } : outcome
}

/** The person's identities: the mailbox whose link was followed, and a chat's account. Mailbox first: people keep it longer. */
function identitiesOf({ channel, mailbox, account }: Confirmable): Buffer[] {
  return [mailbox, isChat(channel) ? account : null].filter(hash => hash !== null)
}

/** This person has signed before: the signature says what they confirmed now, unless it says something newer. */
async function changeStanding(
  { trx }: Pick<Work, 'trx'>,
  row: Confirmable,
  signature: SignatureRow,
): Promise<Outcome> {
  const details = detailsOf(row)
  const { promised, wording, created_at: askedAt } = row
  if (sameDetails(detailsOf(signature), details) && signature.promised === promised)
    return { kind: 'already', signature }
  const under = { promised, wording }
  const changed = await correctSignature(trx, signature.id, columnsOf(details), { askedAt, under })
  return changed === undefined ? { kind: 'already', signature } : { kind: 'changed', signature: changed }
}

/**
 * "It wasn't me": the request is dropped, what waits for it is not sent, and its mailbox gets no more email for this
 * petition. False if there was nothing left to drop.
 */
export async function refuseRequest({ trx }: Work, request: RevisionInContext): Promise<boolean> {
  if (!(await endRequest(trx, request.request_id, 'refused'))) return false
  await cancelDeliveriesOf(trx, request.request_id)
  if (request.request_mailbox !== null)
    await suppressRefused(trx, request.request_mailbox, request.petition_id)
  return true
}
