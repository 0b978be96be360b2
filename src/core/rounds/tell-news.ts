import type { Service } from '../work.ts'
import { raiseAlerts, raiseUnusual } from './raise-alerts.ts'
import { runSteps } from './run-steps.ts'
import { tellDigests } from './tell-digests.ts'
import { tellMilestones } from './tell-milestones.ts'

/** Unusual activity shows over hours and days: each process looks no more often than this. */
const alertsEveryMs = 60_000
const lookedAt = new WeakMap<Service, number>()
/** A flood that is not a burst can wait, and this check reads a whole day. */
const unusualEveryMs = 600_000
const lookedForUnusual = new WeakMap<Service, number>()

/**
 * Tells milestones, digests and alerts, in a round of one replica at a time. If two run it at once, only one tells. One transaction records
 * what was told and makes the deliveries, so a process that is killed tells nothing twice and forgets nothing.
 */
export async function tellNews(service: Service, signal: AbortSignal): Promise<void> {
  const parts = [tellMilestones, tellDigests]
  const now = performance.now()
  if (now - (lookedAt.get(service) ?? Number.NEGATIVE_INFINITY) >= alertsEveryMs) {
    lookedAt.set(service, now)
    parts.push(raiseAlerts)
  }
  if (now - (lookedForUnusual.get(service) ?? Number.NEGATIVE_INFINITY) >= unusualEveryMs) {
    lookedForUnusual.set(service, now)
    parts.push(raiseUnusual)
  }
  const steps = parts.map(part => () => part(service, signal))
  await runSteps(steps, signal)
}
