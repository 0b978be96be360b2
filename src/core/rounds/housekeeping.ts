import { forgetOldAlerts } from '../../db/alerts.ts'
import { cancelDeliveriesOf, expireOldDeliveries, forgetMailboxes } from '../../db/deliveries.ts'
import { forgetFormerStates } from '../../db/desk-entries.ts'
import { addUpCounts } from '../../db/figures/counts.ts'
import { forgetOldTallies } from '../../db/figures/tallies.ts'
import { forgetUnfiledEvents } from '../../db/inbox.ts'
import { forgetDoctorsEmail } from '../../db/notes.ts'
import { forgetParked } from '../../db/parked.ts'
import { forgetPendingCommands } from '../../db/pending-commands.ts'
import { closeOverduePetitions, petitionById } from '../../db/petitions.ts'
import {
  endRequest,
  forgetEndedRequests,
  lapsedRequests,
  newestRevision,
  takeRequestsToRemind,
} from '../../db/requests.ts'
import { answersOn } from '../../db/schema.ts'
import { forgetMailDomains, forgetWithdrawnSignatures } from '../../db/signatures.ts'
import { forgetOldBounces } from '../../db/suppressions.ts'
import { addTokens, forgetExpiredTokens } from '../../db/tokens.ts'
import { post } from '../outbound/post-reply.ts'
import { question } from '../signing/ask-to-confirm.ts'
import { openAskedFrom } from '../signing/asked-from.ts'
import { detailsOf } from '../signing/signature-details.ts'
import { speaks } from '../texts/texts.ts'
import { newToken, sha256OfToken } from '../token.ts'
import type { Service } from '../work.ts'
import { runSteps } from './run-steps.ts'

/** Requests in one transaction: few enough to hold no lock for long. */
const batch = 200

/** The work of time: reminders, expiry, forgetting. Any replica may run it, also two at once. */
export async function keepHouse(service: Service, signal: AbortSignal): Promise<void> {
  const { db } = service
  const steps = [
    () => closeOverduePetitions(db),
    () => whole(signal, () => remindRequests(service)),
    () => whole(signal, () => expireRequests(service)),
    () => expireOldDeliveries(db),
    () => whole(signal, () => db.transaction().execute(trx => forgetEndedRequests(trx, batch))),
    () => whole(signal, () => db.transaction().execute(trx => forgetWithdrawnSignatures(trx, batch))),
    () => whole(signal, () => db.transaction().execute(trx => forgetMailDomains(trx, batch))),
    () => forgetExpiredTokens(db),
    () => forgetMailboxes(db),
    () => forgetUnfiledEvents(db),
    () => forgetParked(db),
    () => forgetOldBounces(db),
    () => forgetPendingCommands(db),
    () => forgetFormerStates(db),
    () => addUpCounts(db),
    () => forgetOldTallies(db),
    () => forgetOldAlerts(db),
    () => forgetDoctorsEmail(db),
  ]
  await runSteps(steps, signal)
}

async function whole(signal: AbortSignal, step: () => Promise<number>): Promise<void> {
  while (!signal.aborted && (await step()) === batch);
}

/** Sends one reminder per request, two days before its end, with a token of its own. Returns how many requests were taken. */
export function remindRequests(service: Service): Promise<number> {
  return service.transact(async work => {
    const requests = await takeRequestsToRemind(work.trx, batch)
    for (const request of requests) {
      const revision = await newestRevision(work.trx, request.id, 'vouched')
      const petition = await petitionById(work.trx, request.petition_id)
      if (revision === undefined || petition === undefined) continue
      const place = openAskedFrom(service.keys, request.id, request.sealed_place)?.place
      if (place === undefined) continue
      const token = newToken()
      await addTokens(work.trx, [
        {
          hash: sha256OfToken(token),
          purpose: 'confirm',
          revision_id: revision.id,
          expires_at: request.expires_at,
        },
      ])
      const to = {
        channel: answersOn(request.channel),
        place,
        language: speaks(request.language) ?? 'en',
        mailbox: request.mailbox,
        address: request.mailbox === null ? null : request.account,
        authenticated: true,
      }
      const posting = { service, work, to, petition }
      const asked = {
        id: revision.id,
        details: detailsOf(revision),
        token,
        change: false,
        promised: revision.promised,
      }
      const { args, options } = question(posting, request, asked)
      await post(posting, 'reminder', args, { ...options, capped: false })
    }
    return requests.length
  })
}

/** Ends requests that nobody confirmed in seven days: only ids are left of them. Returns how many ended. */
export function expireRequests(service: Service): Promise<number> {
  return service.transact(async work => {
    const lapsed = await lapsedRequests(work.trx, batch)
    for (const { id } of lapsed) await endRequest(work.trx, id, 'expired')
    await cancelDeliveriesOf(
      work.trx,
      lapsed.map(({ id }) => id),
    )
    return lapsed.length
  })
}
