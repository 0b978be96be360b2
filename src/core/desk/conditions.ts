import type { Condition } from '../../db/conditions.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { domainOf } from '../identity.ts'
import type { Keys } from '../keys.ts'
import { domainHash } from '../mail-domain.ts'
import type { TypedCondition } from '../reading/commands/read-condition.ts'
import { readTime } from '../reading/commands/read-time.ts'

/** The condition as the database reads it, or undefined if a time cannot be read. A time without a zone is in the petition's zone. */
export function conditionOf(
  keys: Keys,
  { time_zone }: Pick<PetitionRow, 'time_zone'>,
  { domain, since, until, ...rest }: TypedCondition,
): Condition | undefined {
  const from =
    since === undefined ? undefined : readTime(isDay.test(since) ? `${since} 00:00` : since, time_zone)
  const last = until === undefined ? undefined : readTime(until, time_zone)
  // A day lasts to the end of its last second.
  const to = last && isDay.test(until ?? '') ? new Date(last.getTime() + 1000) : last
  if ((since !== undefined && from === undefined) || (until !== undefined && to === undefined))
    return undefined
  return {
    ...rest,
    ...(domain !== undefined && { domain: domainHash(keys, domainOf(`@${domain}`)) }),
    ...(from && { from }),
    ...(to && { to }),
  }
}

/** Whether matches reveal where people have a mailbox or are members. Organisers may learn that about a crowd, not about one person. */
export function tellsOrigin({ domain, community }: TypedCondition): boolean {
  return domain !== undefined || community !== undefined
}

/** The smallest crowd. */
export const smallestCrowd = 20

const isDay = /^\d{4}-\d\d-\d\d$/
