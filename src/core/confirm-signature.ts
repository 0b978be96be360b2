import { randomUUID } from 'node:crypto'
import { cancelDeliveriesOf } from '../db/deliveries.ts'
import { petitionById } from '../db/petitions.ts'
import { endRequest } from '../db/requests.ts'
import {
  correctSignature,
  recordSignature,
  type SignatureRow,
  signatureOfIdentity,
} from '../db/signatures.ts'
import { suppressRefused } from '../db/suppressions.ts'
import { type Confirmable, holdConfirmable, type RevisionInContext, spendConfirmation } from '../db/tokens.ts'
import type { Json } from './channel.ts'
import { CannotOpen } from './keys.ts'
import type { Addressee } from './post-reply.ts'
import { columnsOf, sameDetails } from './request-signature.ts'
import { detailsOf, postSigned, requestContext } from './signature-words.ts'
import { speaks } from './texts/texts.ts'
import type { Service, Work } from './work.ts'

export type Confirmation =
  /** `manageUrl` is known to this one call only. */
  | { kind: 'recorded' | 'changed' | 'already'; signature: SignatureRow; manageUrl?: string }
  /** Spent, expired, closed, another mailbox, never given: look at what it stands for to say which. */
  | { kind: 'nothing' }

/**
 * Spends the token of one revision and records exactly that revision. However often and from however many places at
 * once it is tried, there is one signature, and one receipt a spent token. `from` is the mailbox a reply came from.
 */
export async function confirmSignature(
  service: Service,
  work: Work,
  tokenHash: Buffer,
  by: 'page' | 'reply',
  from?: { mailbox: Buffer; address: Buffer | null; place: Json; provedDomain: string | undefined },
): Promise<Confirmation> {
  const { trx } = work
  await holdConfirmable(trx, tokenHash)
  const row = await spendConfirmation(trx, tokenHash, from?.mailbox)
  const identity = row?.mailbox ?? row?.account
  if (row === undefined || identity == null) return { kind: 'nothing' }
  const recorded = await recordSignature(trx, {
    id: randomUUID(),
    petitionId: row.petition_id,
    identity,
    kind: row.kind,
    name: row.name,
    occupation: row.occupation,
    organisation: row.organisation,
    listed: row.listed,
    language: row.language,
    channel: row.channel,
    confirmedBy: by,
    statementHash: row.statement_hash,
    provedDomain: row.proved_domain ?? from?.provedDomain ?? null,
    detailsAt: row.created_at,
  })
  const outcome =
    recorded === undefined
      ? await changeStanding(work, row, identity)
      : { kind: 'recorded' as const, signature: recorded }
  if (outcome === undefined) return { kind: 'nothing' }

  const place = from?.place ?? placeOf(service, row)
  const petition = await petitionById(trx, row.petition_id)
  await endRequest(trx, row.request_id, 'confirmed')
  // A reminder or a repeated question that still waits has been answered.
  await cancelDeliveriesOf(trx, row.request_id)
  if (place === undefined || petition === undefined) return outcome
  const to: Addressee = {
    channel: row.channel,
    place,
    language: speaks(row.language) ?? 'en',
    mailbox: row.mailbox,
    address: from === undefined ? (row.mailbox === null ? null : row.account) : from.address,
    authenticated: true,
    petitionId: row.petition_id,
  }
  const kind = { recorded: 'recorded', changed: 'corrected', already: 'alreadySigned' } as const
  const manageUrl = await postSigned(service, work, to, kind[outcome.kind], petition, outcome.signature, {
    capped: false,
    requestId: row.request_id,
  })
  return { ...outcome, manageUrl }
}

/** This person has signed before: what they now confirmed is what the signature says, unless it says something newer. */
async function changeStanding(
  work: Work,
  row: Confirmable,
  identity: Buffer,
): Promise<{ kind: 'changed' | 'already'; signature: SignatureRow } | undefined> {
  const signature = await signatureOfIdentity(work.trx, row.petition_id, identity)
  if (signature === undefined || signature.state !== 'confirmed') return undefined
  const details = detailsOf(row)
  if (sameDetails(detailsOf(signature), details)) return { kind: 'already', signature }
  const changed = await correctSignature(work.trx, signature.id, columnsOf(details), row.created_at)
  return changed === undefined ? { kind: 'already', signature } : { kind: 'changed', signature: changed }
}

function placeOf(service: Service, row: Confirmable): Json | undefined {
  if (row.sealed_place === null) return undefined
  try {
    return service.keys.open(row.sealed_place, requestContext(row.request_id)) as Json
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
