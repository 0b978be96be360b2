/** News for organisers, and for rooms that have a card. */
import type { Service } from '../work.ts'
import { raiseAlerts } from './raise-alerts.ts'
import { tellDigests } from './tell-digests.ts'
import { tellMilestones } from './tell-milestones.ts'

/** Unusual activity shows over hours and days: each process looks no more often than this. */
const alertsEveryMs = 60_000
const lookedAt = new WeakMap<Service, number>()

/**
 * One round, meant for one replica at a time, every ten seconds or so. If two run it at once, only one tells. The same
 * transaction records what was told and makes the deliveries, so a process killed at any moment tells nothing twice and forgets
 * nothing. A part that fails does not stop the others; the first error is thrown at the end.
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
