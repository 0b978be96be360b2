/**
 * Limits how often forms may name a mailbox, because we write to it and nothing proves that it is the sender's. Each limit has a burst, and
 * a pace at which the burst comes back (decision 0056).
 */
import { readLimits as readSetLimits } from '../../db/asking-limits.ts'
import type { Db } from '../../db/database.ts'

/**
 * A crowd passes: 1,500 people a minute in one room of a chat, for ten minutes; on the page, 200 in a hall behind one router, while the
 * others are told to write an email. The operator changes these with `undersigned limits`.
 */
export const defaultLimits = {
  'account.burst': 5,
  'account.hour': 2,
  'network.burst': 200,
  'network.hour': 300,
  'community.burst': 15_000,
  'community.hour': 6_000,
  'domain.burst': 15_000,
  'domain.hour': 6_000,
  // Emails in 24 hours to a mailbox that asked, and to one that may not have: about one petition, and in total.
  'proved.petition': 3,
  'proved.day': 10,
  'unproved.petition': 1,
  // Fewer than ten: a stranger must not fill somebody's mailbox with many petitions.
  'unproved.day': 5,
  // Petitions that one account, or one community, makes in 24 hours (decision 0058).
  'petitions.day': 3,
}

export type LimitName = keyof typeof defaultLimits
export type Limits = Readonly<Record<LimitName, number>>

export const limitNames: readonly LimitName[] = keysOf(defaultLimits)

export function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(defaultLimits, name)
}

/** The limits that the operator has set, otherwise the defaults. */
export async function readLimits(db: Db): Promise<Limits> {
  const set = await readSetLimits(db)
  const limits: Record<LimitName, number> = { ...defaultLimits }
  for (const name of limitNames) limits[name] = set.get(name) ?? defaultLimits[name]
  return limits
}

/** The limits in memory, because asking the database would cost everybody who signs a statement. */
export interface RememberedLimits {
  now(): Limits
  /** Called at the start, and every few seconds. */
  refresh(): Promise<void>
}

export function rememberLimits(db: Db): RememberedLimits {
  let limits: Limits = defaultLimits
  return {
    now: () => limits,
    async refresh() {
      limits = await readLimits(db)
    },
  }
}

function keysOf<K extends string>(record: Record<K, unknown>): K[] {
  // Our literals have no keys but those of their type.
  return Object.keys(record) as K[]
}
