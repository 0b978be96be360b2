import { sql } from 'kysely'
import type { Db } from './database.ts'
import { type ChannelName, channelNames } from './schema.ts'

export type TimeUnit = 'hour' | 'day' | 'week' | 'month'

/** What the organiser's picture shows of [from, to). Counted signatures only; hours, days, weeks (from Monday) and months are UTC's. */
export interface DeskStatistics {
  from: Date
  to: Date
  unit: TimeUnit
  /** Without a gap; the first and the last may lie partly outside the period, and count only what is in it. */
  buckets: ({ start: Date } & Record<ChannelName, number>)[]
  funnel: Funnel
  occupations: Ranking
  organisations: Ranking
  communities: CommunityRanking
}

export interface Funnel {
  /** Sign requests made in the period. */
  asked: number
  /** Of these, how many got an answer that left. */
  answered: number
  /** Of these, how many confirmed, whenever that was and whatever became of it. */
  askedAndConfirmed: number
  /** Looks at confirm links, in the hours the period touches. */
  fetchedByPeople: number
  fetchedByScanners: number
  /** Counted signatures of the period: the sum of the buckets. */
  confirmed: number
  /** Taken off by their signers in the period. */
  withdrawn: number
}

export interface Ranking {
  /** The first eight, most signatures first; of several spellings the most frequent one. */
  top: { name: string; signatures: number }[]
  /** Beyond these: how many names, and how many signatures under them. */
  others: { names: number; signatures: number }
  /** Signatures that say none. */
  none: number
}

export interface CommunityRanking {
  /** `name` is the platform's id where the community told no name. */
  top: { channel: ChannelName; id: string; name: string; named: boolean; signatures: number }[]
  others: { names: number; signatures: number }
  /** By mail, or in a direct message. */
  none: number
}

const TOP = 8
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The finest unit that makes no more than some sixty buckets. */
export function unitFor(from: Date, to: Date): TimeUnit {
  const length = to.getTime() - from.getTime()
  if (length <= 60 * HOUR) return 'hour'
  if (length <= 60 * DAY) return 'day'
  return length <= 60 * 7 * DAY ? 'week' : 'month'
}

/**
 * `from` null: since the petition opened, or its first signature. A handful of statements at once on as many connections, each
 * exact; what is taken off between two of them may be in one and not in the other. Figures: bench/README.md.
 */
export async function deskStatistics(
  db: Db,
  petitionId: string,
  from: Date | null,
  to: Date,
  unit?: TimeUnit,
): Promise<DeskStatistics> {
  const begun = from ?? (await beginningOf(db, petitionId, to))
  const period = { petitionId, from: begun, to }
  const by = unit ?? unitFor(begun, to)
  const [buckets, requests, rest, rankings, communities] = await Promise.all([
    countBuckets(db, period, by),
    countRequests(db, period),
    countAround(db, period),
    rankSpellings(db, period),
    rankCommunities(db, period),
  ])
  const confirmed = buckets
    .flatMap(b => channelNames.map(channel => b[channel]))
    .reduce((sum, n) => sum + n, 0)
  return {
    from: begun,
    to,
    unit: by,
    buckets,
    funnel: { ...requests, ...rest, confirmed },
    ...rankings,
    communities,
  }
}

interface Period {
  petitionId: string
  from: Date
  to: Date
}

/** By the database's clock, and beyond what was confirmed by now: a Date knows no microseconds. */
export async function presentOf(db: Db): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select date_trunc('milliseconds', now()) + interval '1 millisecond' as at`.execute(db)
  return only(rows).at
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

/** Each bucket is a range of an index: a million rows grouped by a computed day take ten times as long. */
async function countBuckets(
  db: Db,
  { petitionId, from, to }: Period,
  unit: TimeUnit,
): Promise<DeskStatistics['buckets']> {
  const { rows } = await sql<DeskStatistics['buckets'][number]>`
    with bucket as (
      select start at time zone 'UTC' as start, (start + ${step[unit]}::interval) at time zone 'UTC' as ending
      from generate_series(date_trunc(${unit}, ${from}::timestamptz at time zone 'UTC'), ${to}::timestamptz at time zone 'UTC',
        ${step[unit]}::interval) start
    )
    select start, counted.* from bucket, lateral (
      select ${sql.join(channelNames.map(name => sql`count(*) filter (where channel = ${name}) as ${sql.ref(name)}`))}
      from signature where petition_id = ${petitionId} and state = 'confirmed' and approved_at is not null
        and confirmed_at >= greatest(start, ${from}::timestamptz) and confirmed_at < least(ending, ${to}::timestamptz)
    ) counted
    where start < ${to}::timestamptz order by start`.execute(db)
  return rows
}

const step: Record<TimeUnit, string> = { hour: '1 hour', day: '1 day', week: '1 week', month: '1 month' }

type Requests = Pick<Funnel, 'asked' | 'answered' | 'askedAndConfirmed'>

async function countRequests(db: Db, { petitionId, from, to }: Period): Promise<Requests> {
  const made = sql`select count(*) from sign_request q
    where petition_id = ${petitionId} and asked_at >= ${from} and asked_at < ${to}`
  const { rows } = await sql<Requests>`select (${made}) as asked,
    (${made} and exists (select from delivery d where d.request_id = q.id and d.state = 'sent')) as answered,
    (${made} and state = 'confirmed') as "askedAndConfirmed"`.execute(db)
  return only(rows)
}

async function countAround(
  db: Db,
  { petitionId, from, to }: Period,
): Promise<Pick<Funnel, 'withdrawn' | 'fetchedByPeople' | 'fetchedByScanners'>> {
  const fetched = (
    kind: string,
  ) => sql`(select coalesce(sum(n), 0)::bigint from tally where petition_id = ${petitionId}
    and kind = ${kind} and hour >= date_trunc('hour', ${from}::timestamptz, 'UTC') and hour < ${to})`
  const { rows } = await sql<Pick<Funnel, 'withdrawn' | 'fetchedByPeople' | 'fetchedByScanners'>>`select
    (select count(*) from signature where petition_id = ${petitionId} and state = 'withdrawn'
      and ended_at >= ${from} and ended_at < ${to}) as withdrawn,
    ${fetched('fetched-person')} as "fetchedByPeople", ${fetched('fetched-scanner')} as "fetchedByScanners"`.execute(
    db,
  )
  return only(rows)
}

function counted({ petitionId, from, to }: Period) {
  return sql`petition_id = ${petitionId} and state = 'confirmed' and approved_at is not null
    and confirmed_at >= ${from} and confirmed_at < ${to}`
}

/**
 * Both in one pass, which takes little more than half of two (measured: 1.5 s for 2.3 at a million rows). Spellings are counted
 * first: folding forty thousand of them is less than folding a million rows.
 */
async function rankSpellings(
  db: Db,
  period: Period,
): Promise<Pick<DeskStatistics, 'occupations' | 'organisations'>> {
  const { rows } = await sql<{
    column: 'occupation' | 'organisation'
    name: string | null
    signatures: number
    names: number
    all: number
  }>`
    with counted as (
      select case grouping(occupation) when 0 then 'occupation' else 'organisation' end as "column",
        case grouping(occupation) when 0 then occupation else organisation end as spelling, count(*) as n
      from signature where ${counted(period)} group by grouping sets ((occupation), (organisation))
    ), folded as (
      select "column", (array_agg(spelling order by n desc, spelling))[1] as name, sum(n)::bigint as signatures,
        spelling is null as none
      from counted group by "column", lower(spelling), spelling is null
    ), ranked as (
      select "column", name, signatures, row_number() over same_column as place, count(*) over whole_column as names,
        (sum(signatures) over whole_column)::bigint as "all"
      from folded
      window whole_column as (partition by "column", none), same_column as (whole_column order by signatures desc, name)
    )
    select "column", name, signatures, names, "all" from ranked where place <= ${TOP} order by place`.execute(
    db,
  )
  const of = (column: 'occupation' | 'organisation') => ranking(rows.filter(row => row.column === column))
  return { occupations: of('occupation'), organisations: of('organisation') }
}

function ranking(rows: { name: string | null; signatures: number; names: number; all: number }[]): Ranking {
  const top = rows.flatMap(({ name, signatures }) => (name === null ? [] : [{ name, signatures }]))
  return {
    top,
    others: othersThan(
      top,
      rows.find(row => row.name !== null),
    ),
    none: rows.find(row => row.name === null)?.signatures ?? 0,
  }
}

async function rankCommunities(db: Db, period: Period): Promise<CommunityRanking> {
  const { rows } = await sql<{
    channel: ChannelName
    id: string | null
    name: string | null
    signatures: number
    names: number
    all: number
  }>`
    with brought as (
      select case when community is not null then channel end as channel, community as id, count(*) as signatures
      from signature where ${counted(period)} group by 1, 2
    ), ranked as (
      select *, row_number() over (partition by id is null order by signatures desc, channel, id) as place,
        count(*) over (partition by id is null) as names, (sum(signatures) over (partition by id is null))::bigint as "all"
      from brought
    )
    select r.channel, r.id, c.name, r.signatures, r.names, r."all"
    from ranked r left join community c on c.channel = r.channel and c.tenant = r.id
    where place <= ${TOP} order by place`.execute(db)
  const top = rows.flatMap(({ channel, id, name, signatures }) =>
    id === null ? [] : [{ channel, id, name: name ?? id, named: name !== null, signatures }],
  )
  return {
    top,
    others: othersThan(
      top,
      rows.find(row => row.id !== null),
    ),
    none: rows.find(row => row.id === null)?.signatures ?? 0,
  }
}

function othersThan(
  top: { signatures: number }[],
  sums: { names: number; all: number } | undefined,
): { names: number; signatures: number } {
  const shown = top.reduce((sum, { signatures }) => sum + signatures, 0)
  return { names: (sums?.names ?? 0) - top.length, signatures: (sums?.all ?? 0) - shown }
}

function only<Row>(rows: Row[]): Row {
  const row = rows[0]
  if (row === undefined) throw new Error('a select without a from has one row')
  return row
}
