/** What organisers, and rooms that carry a card, are told without asking. */
import type { Service } from '../work.ts'
import { raiseAlerts } from './raise-alerts.ts'
import { tellDigests } from './tell-digests.ts'
import { tellMilestones } from './tell-milestones.ts'

/** What is odd is looked for over days: no sooner than this, in each process. */
const alertsEveryMs = 60_000
const lookedAt = new WeakMap<Service, number>()

/**
 * One round. Meant for one replica at a time, every ten seconds or so; of two that run it at once, one tells. What was told
 * is recorded with the deliveries, so that a process killed at any moment tells nothing twice and forgets nothing. A part
 * that fails keeps none of the others from being done; then it throws what failed first.
 */
export async function tellNews(service: Service, signal: AbortSignal): Promise<void> {
  const parts = [tellMilestones, tellDigests]
  const now = performance.now()
  if (now - (lookedAt.get(service) ?? Number.NEGATIVE_INFINITY) >= alertsEveryMs) {
    lookedAt.set(service, now)
    parts.push(raiseAlerts)
  }
  const failures: unknown[] = []
  for (const part of parts) {
    if (signal.aborted) return
    await part(service, signal).catch(error => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}
