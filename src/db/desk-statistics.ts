import { sql } from 'kysely'
import { atOneMoment, type Db } from './database.ts'
import {
  type Bucket,
  countBuckets,
  countRequests,
  type Period,
  type Requests,
  type TimeUnit,
} from './hourly-counts.ts'
import { type ChannelName, channelNames } from './schema.ts'

/** What the organiser's picture shows of [from, to). Counted signatures only; hours, days, weeks (from Monday) and months are UTC's. */
export interface DeskStatistics {
  from: Date
  to: Date
  unit: TimeUnit
  /** Without a gap; the first and the last may lie partly outside the period, and count only what is in it. */
  buckets: Bucket[]
  funnel: Funnel
  occupations: Ranking
  organisations: Ranking
  communities: CommunityRanking
}

export interface Funnel extends Requests {
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

/** All at one moment. `from` null: since the petition opened, or its first signature. Figures: bench/README.md. */
export function deskStatistics(
  db: Db,
  petitionId: string,
  from: Date | null,
  to: Date,
  unit?: TimeUnit,
): Promise<DeskStatistics> {
  return atOneMoment(db, async read => {
    const begun = from ?? (await beginningOf(read, petitionId, to))
    const period = { petitionId, from: begun, to }
    const by = unit ?? unitFor(begun, to)
    const buckets = await countBuckets(read, period, by)
    const confirmed = buckets
      .flatMap(bucket => channelNames.map(channel => bucket[channel]))
      .reduce((sum, n) => sum + n, 0)
    return {
      from: begun,
      to,
      unit: by,
      buckets,
      funnel: { ...(await countRequests(read, period)), ...(await countAround(read, period)), confirmed },
      ...(await rank(read, period)),
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

interface Group {
  by: 'occupation' | 'organisation' | 'community'
  channel: ChannelName | null
  /** Null where the signature says none. */
  name: string | null
  signatures: number
  /** Of all groups of this kind with a name, or of the one without. */
  names: number
  all: number
}

/**
 * All three in one pass over the rows, which takes little more than one of them (bench/README.md). Spellings are counted first: folding
 * forty thousand of them is less than folding a million rows.
 */
async function rank(
  db: Db,
  { petitionId, from, to }: Period,
): Promise<Pick<DeskStatistics, 'occupations' | 'organisations' | 'communities'>> {
  const { rows } = await sql<Group & { known: string | null }>`
    with counted as (
      select case when grouping(occupation) = 0 then 'occupation' when grouping(organisation) = 0 then 'organisation' else 'community' end as by,
        case when grouping(occupation) = 0 then occupation when grouping(organisation) = 0 then organisation else community end as spelling,
        case when community is not null then channel end as channel, count(*) as n
      from signature where petition_id = ${petitionId} and state = 'confirmed' and approved_at is not null
        and confirmed_at >= ${from} and confirmed_at < ${to}
      group by grouping sets ((occupation), (organisation), (community, channel))
    ), folded as (
      select by, channel, (array_agg(spelling order by n desc, spelling))[1] as name, sum(n)::bigint as signatures, spelling is null as none
      from counted group by by, channel, case when by = 'community' then spelling else lower(spelling) end, spelling is null
    ), ranked as (
      select by, channel, name, signatures, row_number() over same_kind as place, count(*) over whole_kind as names,
        (sum(signatures) over whole_kind)::bigint as "all"
      from folded
      window whole_kind as (partition by by, none), same_kind as (whole_kind order by signatures desc, channel, name)
    )
    select r.by, r.channel, r.name, r.signatures, r.names, r."all", c.name as known
    from ranked r left join community c on r.by = 'community' and c.channel = r.channel and c.tenant = r.name
    where place <= ${TOP} order by place`.execute(db)
  const of = (by: Group['by']) => rows.filter(row => row.by === by)
  const communities = of('community')
  return {
    occupations: ranking(of('occupation')),
    organisations: ranking(of('organisation')),
    communities: {
      ...ranking(communities),
      top: communities.flatMap(({ channel, name: id, known, signatures }) =>
        channel === null || id === null
          ? []
          : [{ channel, id, name: known ?? id, named: known !== null, signatures }],
      ),
    },
  }
}

function ranking(groups: Group[]): Ranking {
  const top = groups.flatMap(({ name, signatures }) => (name === null ? [] : [{ name, signatures }]))
  return {
    top,
    others: othersThan(
      top,
      groups.find(({ name }) => name !== null),
    ),
    none: groups.find(({ name }) => name === null)?.signatures ?? 0,
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
