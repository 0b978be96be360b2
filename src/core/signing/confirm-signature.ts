/** Records what was confirmed. */
import { randomUUID } from 'node:crypto'
import { cancelDeliveriesOf } from '../../db/deliveries.ts'
import { endConfirmed, endRequest } from '../../db/ended-requests.ts'
import { addedRevisions, type NewRevision } from '../../db/requests.ts'
import {
  addIdentities,
  claimIdentities,
  correctSignature,
  mergeSignature,
  type NewSignature,
  recordSignatures,
  replaceWithdrawn,
  type SignatureRow,
} from '../../db/signatures.ts'
import { suppressRefused } from '../../db/suppressions.ts'
import { keepForTakingBack } from '../../db/taken-back-changes.ts'
import { type RevisionInContext, spendTokens } from '../../db/tokens.ts'
import { keptDomain } from '../mail-domain.ts'
import type { Service, Work } from '../work.ts'
import type { Confirm } from './outcomes.ts'
import type { Effect } from './receipts.ts'
import { columnsOf, detailsOf, sameDetails } from './signature-details.ts'

/** A confirmation, the revision that it recorded, and its effect. */
export interface Confirmed {
  confirm: Confirm
  revision: RevisionInContext
  effect: Effect
}

/** Records all confirmations. The caller holds their people and petitions, so the decisions are still valid. */
export async function recordAll(
  service: Service,
  work: Work,
  confirms: readonly Confirm[],
): Promise<Confirmed[]> {
  const { trx } = work
  await spendTokens(
    trx,
    confirms.map(({ tokenHash }) => tokenHash),
  )
  const shown = await revised(work, confirms)
  const requests = confirms.map(({ revision }) => revision.request_id)
  await endConfirmed(trx, requests)
  const effects = new Map([...(await signNew(service, work, shown)), ...(await changeStanding(work, shown))])
  // A reminder or a repeated question that still waits has been answered.
  await cancelDeliveriesOf(trx, requests)
  return shown.flatMap(one => {
    const effect = effects.get(one.confirm)
    return effect === undefined ? [] : { ...one, effect }
  })
}

type Shown = Omit<Confirmed, 'effect'>

/** Makes a revision of details that were corrected on the page. The token still belongs to the revision it was sent with. */
async function revised({ trx }: Work, confirms: readonly Confirm[]): Promise<Shown[]> {
  const all = confirms.map(confirm => ({ confirm, corrected: correctedRevision(confirm) }))
  const added = await addedRevisions(
    trx,
    all.flatMap(({ corrected }) => corrected ?? []),
  )
  return all.map(({ confirm, corrected }) => ({
    confirm,
    revision: { ...confirm.revision, ...added.get(corrected?.id ?? '') },
  }))
}

function correctedRevision({ revision, corrected }: Confirm): NewRevision | undefined {
  if (corrected === undefined || sameDetails(detailsOf(revision), corrected)) return undefined
  const { request_id, statement_hash, promised, wording, organisation, proved_domain } = revision
  const columns = columnsOf(corrected)
  return {
    id: randomUUID(),
    request_id,
    ...columns,
    statement_hash,
    promised,
    wording,
    // The domain was proved for a different organisation.
    proved_domain: columns.organisation === organisation ? proved_domain : null,
    // The holder of the token is the person who was asked.
    authenticated: true,
  }
}

/** Records a signature, with a new number, for everybody who has none that counts. */
async function signNew(
  service: Service,
  { trx }: Work,
  shown: readonly Shown[],
): Promise<[Confirm, Effect][]> {
  const fresh = shown
    .filter(({ confirm }) => confirm.standing.length === 0)
    .map(one => ({ ...one.confirm, row: newSignature(service, one), confirm: one.confirm }))
  const recorded = await recordSignatures(
    trx,
    fresh.map(({ row }) => row),
  )
  await claimIdentities(
    trx,
    fresh.flatMap(({ row, petition, identities }) =>
      identities.map(hash => ({ petition_id: petition.id, hash, signature_id: row.id })),
    ),
  )
  for (const { withdrawn, row } of fresh)
    if (withdrawn !== undefined) await replaceWithdrawn(trx, withdrawn, row.id)
  return fresh.flatMap(({ confirm, row }): [Confirm, Effect][] => {
    const signature = recorded.get(row.id)
    return signature === undefined ? [] : [[confirm, { kind: 'recorded', signature }]]
  })
}

function newSignature(service: Service, { confirm, revision }: Shown): NewSignature {
  const { from, petition, hiddenAt } = confirm
  const id = randomUUID()
  return {
    id,
    petition_id: petition.id,
    ...columnsOf(detailsOf(revision)),
    language: revision.language,
    channel: revision.request_channel,
    confirmed_by: from === undefined ? 'page' : 'reply',
    statement_hash: revision.statement_hash,
    promised: revision.promised,
    wording: revision.wording,
    proved_domain: revision.proved_domain ?? from?.provedDomain ?? domainOfMailbox(confirm, revision),
    community: revision.community,
    details_at: revision.created_at,
    hidden_at: hiddenAt,
    ...(revision.mail_domain !== null && keptDomain(service, id, revision.mail_domain)),
  }
}

/**
 * The domain of the only mailbox that got the link. Kept only for an organisation, as evidence for the organiser, and only if its name is
 * the one that the email asked about.
 */
function domainOfMailbox(
  { revision: asked }: Confirm,
  { kind, organisation }: RevisionInContext,
): string | null {
  return kind === 'organisation' && organisation === asked.organisation ? asked.mail_domain : null
}

/**
 * Changes the signatures of people who have signed before. The oldest one stays, and takes the confirmed details unless it has newer ones.
 * These people are few, so each has statements of its own.
 */
async function changeStanding(work: Work, shown: readonly Shown[]): Promise<[Confirm, Effect][]> {
  const effects: [Confirm, Effect][] = []
  for (const { confirm, revision } of shown) {
    const [oldest, ...younger] = confirm.standing
    if (oldest === undefined) continue
    const says = saysAlready(oldest, revision)
    const { identities } = confirm
    if (!says || identities.length > 1)
      await keepForTakingBack(work.trx, {
        ...{ requestId: revision.request_id, signatureId: oldest.id, identities },
      })
    await joinTo(work, oldest, younger, confirm)
    const effect: Effect = says
      ? { kind: 'already', signature: oldest }
      : await changed(work, oldest, revision)
    const joins = younger.length > 0 || oldest.channel !== revision.request_channel
    effects.push([confirm, joins ? { ...effect, joined: { before: detailsOf(oldest) } } : effect])
  }
  return effects
}

async function joinTo(
  { trx }: Work,
  oldest: SignatureRow,
  younger: readonly SignatureRow[],
  { petition, identities }: Confirm,
): Promise<void> {
  for (const { id } of younger) await mergeSignature(trx, id, oldest.id)
  if (identities.length > 1) await addIdentities(trx, petition.id, oldest.id, [...identities])
}

function saysAlready(signature: SignatureRow, revision: RevisionInContext): boolean {
  return sameDetails(detailsOf(signature), detailsOf(revision)) && signature.promised === revision.promised
}

async function changed({ trx }: Work, signature: SignatureRow, revision: RevisionInContext): Promise<Effect> {
  const { promised, wording, created_at: askedAt } = revision
  const under = { promised, wording }
  const columns = columnsOf(detailsOf(revision))
  const after = await correctSignature(trx, signature.id, columns, { askedAt, under })
  return after === undefined ? { kind: 'already', signature } : { kind: 'changed', signature: after }
}

/**
 * "It wasn't me": drops the request and its waiting deliveries, and sends its mailbox no more unproved email about this petition. Returns
 * false if there was nothing left to drop.
 */
export async function refuseRequest({ trx }: Work, request: RevisionInContext): Promise<boolean> {
  if (!(await endRequest(trx, request.request_id, 'refused'))) return false
  await cancelDeliveriesOf(trx, [request.request_id])
  if (request.request_mailbox !== null)
    await suppressRefused(trx, request.request_mailbox, request.petition_id, request.request_id)
  return true
}
