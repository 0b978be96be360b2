/** Reads what is unusual about the signatures of a petition: for the operator, for organisers, and for alerts. */

import type { ChannelName } from '../../db/channels.ts'
import type { Db } from '../../db/database.ts'
import type { Evidence } from '../../db/evidence.ts'
import {
  busiestHours,
  countByEvidence,
  hostsIn,
  type Origins,
  originsIn,
  type Span,
} from '../../db/figures/origins.ts'
import type { Keys } from '../keys.ts'
import { type AboutDomain, openDomain } from '../mail-domain.ts'
import { isMailProvider } from '../mail-providers.ts'
import { findUnusual, limits, type Origin, type Unusual } from './find-unusual.ts'

export type NamedOrigin = Origin & { disposable: boolean } & (
    | { of: 'domain'; name: string; hash: Buffer; hosts: number }
    | { of: 'room'; name: string; channel: ChannelName; id: string; hasCard: boolean }
  )

export interface UnusualHour {
  /** ISO 8601, UTC. */
  hour: string
  n: number
  /** The part that the largest domain or community brought. */
  largest: number
}

export interface Report {
  all: number
  unusual: Unusual<NamedOrigin>[]
  /** Domains that came without standing out, the largest first. */
  origins: NamedOrigin[]
  hours: UnusualHour[]
  /** Signatures in the median hour in which anybody signed. */
  usualHour: number
  evidence: { evidence: Evidence; n: number }[]
}

interface Reading {
  db: Db
  keys: Keys
  aboutDomain: AboutDomain
}

/** The whole life of a petition. It ends far enough ahead to include signatures of this moment by any clock. */
export function wholeTime({ id }: { id: string }): Span {
  return { petitionId: id, from: new Date(0), to: new Date(Date.now() + 86_400_000) }
}

const mostHours = 5
/** If fewer than this many origins do not stand out, they are not named. */
const worthNaming = 5
const mostOrigins = 10

/** `announcedAfter`: a room whose card was posted after it is expected to bring many. Without it, no room is. */
export async function unusualOrigins(
  { db, keys, aboutDomain }: Reading,
  span: Span,
  { atLeast = limits.atLeast, announcedAfter }: { atLeast?: number; announcedAfter?: Date } = {},
): Promise<{ all: number; origins: NamedOrigin[]; found: Unusual<NamedOrigin>[] }> {
  const read = await originsIn(db, span, atLeast)
  const origins = [
    ...domainsIn(read, keys, aboutDomain),
    ...read.rooms.map(
      ({ channel, id, name, n, before, card_at }): NamedOrigin => ({
        of: 'room',
        kind: 'room',
        disposable: false,
        name: name ?? id,
        channel,
        id,
        n,
        before,
        hasCard: card_at !== null,
        expected: announcedAfter !== undefined && card_at !== null && card_at >= announcedAfter,
      }),
    ),
  ]
  return { all: read.all, origins, found: findUnusual({ all: read.all, before: read.before, origins }) }
}

function domainsIn({ domains }: Origins, keys: Keys, aboutDomain: AboutDomain): NamedOrigin[] {
  return domains.flatMap((row): NamedOrigin[] => {
    const host = openDomain(keys, row)
    if (host === undefined) return []
    const name = aboutDomain(host).registrable
    const { n, before, hosts, disposable, domain: hash } = row
    const kind = disposable ? 'disposable' : isMailProvider(name) ? 'provider' : 'domain'
    return [{ of: 'domain', kind, name, hash, hosts, n, before, disposable }]
  })
}

export async function readReport(reading: Reading, span: Span): Promise<Report> {
  const { all, origins, found } = await unusualOrigins(reading, span, { atLeast: worthNaming })
  const { hours, usual } = await busiestHours(reading.db, span, { atLeast: limits.atLeast, limit: mostHours })
  const rest = origins.filter(origin => !found.some(one => one.origin === origin))
  return {
    all,
    unusual: found,
    origins: rest.toSorted((a, b) => b.n - a.n).slice(0, mostOrigins),
    hours: hours
      .filter(({ n }) => n >= limits.times * usual)
      .map(({ hour, n, most_of_domain, most_of_room }) => ({
        hour: hour.toISOString(),
        n,
        largest: Math.max(most_of_domain, most_of_room) / n,
      })),
    usualHour: usual,
    evidence: await countByEvidence(reading.db, span),
  }
}

/** The subdomains of a domain that stands out, such as a.farm.example, because a flood may come from many of them. */
export async function hostsOf(
  { db, keys }: Reading,
  span: Span,
  origin: Extract<NamedOrigin, { of: 'domain' }>,
  most: number,
): Promise<{ name: string; n: number }[]> {
  const rows = await hostsIn(db, span, origin.hash, most)
  return rows.flatMap(row => {
    const name = openDomain(keys, row)
    return name === undefined ? [] : [{ name, n: row.n }]
  })
}
