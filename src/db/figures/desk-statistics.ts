import { sql } from 'kysely'
import { type ChannelName, channelNames } from '../channels.ts'
import { atOneMoment, type Db, onlyRow } from '../database.ts'
import {
  type Bucket,
  countBuckets,
  countRequests,
  type Period,
  type Requests,
  type TimeUnit,
} from './counts.ts'

/** The figures of the organiser's picture: signatures that count, `from` included, `to` not. Hours, days, weeks and months are in UTC. */
export interface DeskStatistics {
  from: Date
  to: Date
  unit: TimeUnit
  /** Without gaps. The first and the last may reach beyond the period, but count only what is in it. */
  buckets: Bucket[]
  funnel: Funnel
  occupations: Ranking
  organisations: Ranking
  communities: Ranking<Community>
}

export interface Funnel extends Requests {
  /** How often people opened confirm links, in all hours that the period touches. */
  fetchedByPeople: number
  fetchedByScanners: number
  confirmed: number
  withdrawn: number
}

export interface Ranking<Group = { name: string; signatures: number }> {
  /** The eight groups with the most signatures, each in its most frequent spelling. */
  top: Group[]
  others: number
}

export interface Community {
  channel: ChannelName
  id: string
  /** The platform's id if the community has no known name. */
  name: string
  signatures: number
}

const TOP = 8
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The finest unit that makes at most about sixty buckets. */
export function unitFor(from: Date, to: Date): TimeUnit {
  const length = to.getTime() - from.getTime()
  if (length <= 60 * HOUR) return 'hour'
  if (length <= 60 * DAY) return 'day'
  return length <= 60 * 7 * DAY ? 'week' : 'month'
}

/**
 * Reads all figures at one moment. `from` null: since the petition opened, or its first signature. Three separate rankings are faster than
 * one pass, because each skips empty values, and two processes of Postgres share it (bench/README.md).
 */
export function deskStatistics(
  db: Db,
  petitionId: string,
  from: Date | null,
  to: Date,
): Promise<DeskStatistics> {
  return atOneMoment(db, async read => {
    const begun = from ?? (await beginningOf(read, petitionId, to))
    const period = { petitionId, from: begun, to }
    const unit = unitFor(begun, to)
    const buckets = await countBuckets(read, period, unit)
    const confirmed = buckets
      .flatMap(bucket => channelNames.map(channel => bucket[channel]))
      .reduce((sum, n) => sum + n, 0)
    // Before the table is analysed, Postgres expects a handful of rows, and would sort a million to group them.
    await sql`set local enable_sort = off`.execute(read)
    return {
      from: begun,
      to,
      unit,
      buckets,
      funnel: { ...(await countRequests(read, period)), ...(await countAround(read, period)), confirmed },
      occupations: await rankSpellings(read, 'occupation', period),
      organisations: await rankSpellings(read, 'organisation', period),
      communities: await rankCommunities(read, period),
    }
  })
}

async function beginningOf(db: Db, petitionId: string, to: Date): Promise<Date> {
  const { rows } = await sql<{ first: Date | null }>`
    select least(p.opened_at, (
      select min(confirmed_at) from signature where petition_id = p.id and state = 'confirmed' and approved_at is not null
    ), (select min(asked_at) from sign_request where petition_id = p.id)) as first
    from petition p where p.id = ${petitionId}`.execute(db)
  const first = rows[0]?.first ?? to
  return first < to ? first : to
}

type Around = Pick<Funnel, 'withdrawn' | 'fetchedByPeople' | 'fetchedByScanners'>

function countAround(db: Db, { petitionId, from, to }: Period): Promise<Around> {
  const fetched = (
    kind: string,
  ) => sql`(select coalesce(sum(n), 0)::bigint from tally where petition_id = ${petitionId}
    and kind = ${kind} and hour >= date_trunc('hour', ${from}::timestamptz, 'UTC') and hour < ${to})`
  return onlyRow(
    db,
    sql<Around>`select
    (select count(*) from signature where petition_id = ${petitionId} and state = 'withdrawn'
      and ended_at >= ${from} and ended_at < ${to}) as withdrawn,
    ${fetched('fetched-person')} as "fetchedByPeople", ${fetched('fetched-scanner')} as "fetchedByScanners"`,
  )
}

/** Counts spellings first: folding forty thousand of them is faster than folding a million rows. */
async function rankSpellings(
  db: Db,
  column: 'occupation' | 'organisation',
  period: Period,
): Promise<Ranking> {
  const said = sql.ref(column)
  const { rows } = await sql<{ name: string; signatures: number; names: number }>`
    with counted as (
      select ${said} as spelling, count(*) as n from signature where ${counts(period)} and ${said} is not null group by 1
    ), folded as (
      select (array_agg(spelling order by n desc, spelling))[1] as name, sum(n)::bigint as signatures
      from counted group by lower(spelling)
    )
    select name, signatures, count(*) over () as names from folded order by signatures desc, name limit ${TOP}`.execute(
    db,
  )
  return { top: rows.map(({ name, signatures }) => ({ name, signatures })), others: beyond(rows) }
}

async function rankCommunities(db: Db, period: Period): Promise<Ranking<Community>> {
  const { rows } = await sql<Community & { names: number }>`
    with brought as (
      select channel, community as id, count(*) as signatures
      from signature where ${counts(period)} and community is not null group by 1, 2
    ), top as (
      select *, count(*) over () as names from brought order by signatures desc, channel, id limit ${TOP}
    )
    select t.channel, id, coalesce(name, id) as name, signatures, names
    from top t left join community c on c.channel = t.channel and tenant = id order by signatures desc, t.channel, id`.execute(
    db,
  )
  return { top: rows.map(({ names: _, ...community }) => community), others: beyond(rows) }
}

function counts({ petitionId, from, to }: Period) {
  return sql`petition_id = ${petitionId} and state = 'confirmed' and approved_at is not null
    and confirmed_at >= ${from} and confirmed_at < ${to}`
}

function beyond(rows: { names: number }[]): number {
  return (rows[0]?.names ?? 0) - rows.length
}
