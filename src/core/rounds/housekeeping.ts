import { forgetOldAlerts } from '../../db/alerts.ts'
import { forgetFullBuckets } from '../../db/asking-limits.ts'
import { answersOn } from '../../db/channels.ts'
import { cancelDeliveriesOf, expireOldDeliveries, forgetMailboxes } from '../../db/deliveries.ts'
import { forgetFormerStates } from '../../db/desk-entries.ts'
import { emptyEndedRequests, endRequest, forgetEndedRequests } from '../../db/ended-requests.ts'
import { forgetMailDomains, forgetWithdrawnSignatures } from '../../db/erase-signatures.ts'
import { addUpCounts } from '../../db/figures/counts.ts'
import { forgetOldTallies } from '../../db/figures/tallies.ts'
import { forgetUnfiledEvents } from '../../db/inbox.ts'
import { forgetOldLedgerRows } from '../../db/ledger.ts'
import { forgetDoctorsEmail } from '../../db/notes.ts'
import { forgetParked } from '../../db/parked.ts'
import { forgetPendingCommands } from '../../db/pending-commands.ts'
import { closeOverduePetitions, type PetitionRow, petitionsById } from '../../db/petitions.ts'
import {
  lapsedRequests,
  newestVouched,
  type RequestRow,
  type RevisionRow,
  takeRequestsToRemind,
} from '../../db/requests.ts'
import { forgetOldBounces } from '../../db/suppressions.ts'
import { forgetExpiredTokens } from '../../db/tokens.ts'
import { vacuumErased } from '../../db/vacuum-erased.ts'
import { deliveryOf } from '../outbound/post-reply.ts'
import { question } from '../signing/ask-to-confirm.ts'
import { type Letter, sendLetters } from '../signing/letters.ts'
import { openOrigin } from '../signing/request-origin.ts'
import { detailsOf } from '../signing/signature-details.ts'
import { speaks } from '../texts/texts.ts'
import { newToken, sha256OfToken } from '../token.ts'
import type { Service } from '../work.ts'
import { runSteps } from './run-steps.ts'

/** Requests in one transaction: few enough to hold no lock for long. */
const batch = 200

/** Reminds, expires and forgets. Any replica may run this, and two may run it at once. */
export async function keepHouse(service: Service, signal: AbortSignal): Promise<void> {
  const { db } = service
  const steps = [
    () => closeOverduePetitions(db),
    () => whole(signal, () => remindRequests(service)),
    () => whole(signal, () => expireRequests(service)),
    () => whole(signal, () => db.transaction().execute(trx => emptyEndedRequests(trx, batch))),
    () => expireOldDeliveries(db),
    () => whole(signal, () => db.transaction().execute(trx => forgetEndedRequests(trx, batch))),
    () => whole(signal, () => db.transaction().execute(trx => forgetWithdrawnSignatures(trx, batch))),
    () => whole(signal, () => db.transaction().execute(trx => forgetMailDomains(trx, batch))),
    () => forgetExpiredTokens(db),
    () => forgetMailboxes(db),
    () => forgetFullBuckets(db),
    () => forgetUnfiledEvents(db),
    () => forgetParked(db),
    () => forgetOldBounces(db),
    () => forgetPendingCommands(db),
    () => forgetFormerStates(db),
    () => addUpCounts(db),
    () => forgetOldTallies(db),
    () => forgetOldAlerts(db),
    () => forgetDoctorsEmail(db),
    () => forgetOldLedgerRows(db),
    () => vacuumErased(db),
  ]
  await runSteps(steps, signal)
}

async function whole(signal: AbortSignal, step: () => Promise<number>): Promise<void> {
  while (!signal.aborted && (await step()) === batch);
}

/**
 * Sends one reminder for each request, two days before its end, with a new token. Returns the number of requests. Does not use the
 * transactions of those who sign, because a service that was down for a day has many to remind.
 */
export function remindRequests(service: Service): Promise<number> {
  return service.transactDesk(async work => {
    const { trx } = work
    const requests = await takeRequestsToRemind(trx, batch)
    const revisions = await newestVouched(
      trx,
      requests.map(({ id }) => id),
    )
    const petitionIds = [...new Set(requests.map(request => request.petition_id))]
    const petitions = new Map((await petitionsById(trx, petitionIds)).map(row => [row.id, row]))
    const reminders = requests.flatMap(request => {
      const revision = revisions.get(request.id)
      const petition = petitions.get(request.petition_id)
      return revision === undefined || petition === undefined
        ? []
        : (reminderOf(service, request, revision, petition) ?? [])
    })
    await sendLetters(work, reminders)
    return requests.length
  })
}

function reminderOf(
  service: Service,
  request: RequestRow,
  revision: RevisionRow,
  petition: PetitionRow,
): Letter | undefined {
  const place = openOrigin(service.keys, request.id, request.sealed_place)?.place
  if (place === undefined) return undefined
  const token = newToken()
  const to = {
    channel: answersOn(request.channel),
    place,
    language: speaks(request.language) ?? 'en',
    mailbox: request.mailbox,
    address: request.mailbox === null ? null : request.account,
    authenticated: true,
  }
  const posting = { service, to, petition }
  const { id, promised, authenticated: vouched } = revision
  const asked = { id, details: detailsOf(revision), token, change: false, promised, vouched }
  const { args, options } = question(posting, request, asked)
  return {
    delivery: deliveryOf(posting, 'reminder', args, { ...options, capped: false }),
    token: {
      hash: sha256OfToken(token),
      purpose: 'confirm',
      revision_id: id,
      expires_at: request.expires_at,
    },
  }
}

/** Ends requests that nobody confirmed in seven days: only ids are left of them. Returns how many ended. */
export function expireRequests(service: Service): Promise<number> {
  return service.transactDesk(async work => {
    const lapsed = await lapsedRequests(work.trx, batch)
    for (const { id } of lapsed) await endRequest(work.trx, id, 'expired')
    await cancelDeliveriesOf(
      work.trx,
      lapsed.map(({ id }) => id),
    )
    return lapsed.length
  })
}
