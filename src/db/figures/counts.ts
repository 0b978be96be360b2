/**
 * Reads the counts of signatures and of requests that the database keeps, by the hour (migration 0012) and of all time (0023). Triggers
 * change them in the transaction of every change, so their sums equal the rows at any moment.
 */
import { type RawBuilder, sql } from 'kysely'
import { type ChannelName, channelNames } from '../channels.ts'
import { type Db, onlyRow } from '../database.ts'
import type { SignerKind } from '../tables/signing.ts'

export interface Confirmed {
  people: number
  organisations: number
  byChannel: Partial<Record<ChannelName, number>>
}

/** Counts the signatures that count: confirmed and approved. Speed: bench/README.md. */
export async function countConfirmed(db: Db, petitionId: string): Promise<Confirmed> {
  const { rows } = await sql<{ kind: SignerKind; channel: ChannelName; n: number }>`
    select kind, channel, sum(n) as n from signature_total where petition_id = ${petitionId} and state = 'confirmed'
    group by kind, channel having sum(n) <> 0`.execute(db)
  const confirmed: Confirmed = { people: 0, organisations: 0, byChannel: {} }
  for (const { kind, channel, n } of rows) {
    if (kind === 'person') confirmed.people += n
    else confirmed.organisations += n
    confirmed.byChannel[channel] = (confirmed.byChannel[channel] ?? 0) + n
  }
  return confirmed
}

export function totalOf({ people, organisations }: Pick<Confirmed, 'people' | 'organisations'>): number {
  return people + organisations
}

export async function totalConfirmed(db: Db, petitionId: string): Promise<number> {
  return totalOf(await countConfirmed(db, petitionId))
}

/** `from` is included, `to` is not. */
export interface Period {
  petitionId: string
  from: Date
  to: Date
}

export type TimeUnit = 'hour' | 'day' | 'week' | 'month'

/** The signatures that count, by channel, of the time that begins at `start`. */
export type Bucket = { start: Date } & Record<ChannelName, number>

/** One bucket for each hour, day, week (from Monday) or month in UTC. The first and the last may reach beyond the period. */
export async function countBuckets(db: Db, period: Period, unit: TimeUnit): Promise<Bucket[]> {
  const { rows } = await sql<Bucket>`
    with counted as (select date_trunc(${unit}, at, 'UTC') as start, channel, n from (${confirmedIn(period)}) moments),
    bucket as (
      select start at time zone 'UTC' as start from generate_series(date_trunc(${unit}, ${period.from}::timestamptz at time zone 'UTC'),
        ${period.to}::timestamptz at time zone 'UTC', ${step[unit]}::interval) start
    )
    select bucket.start, ${sql.join(
      channelNames.map(
        name => sql`coalesce(sum(n) filter (where channel = ${name}), 0)::bigint as ${sql.ref(name)}`,
      ),
    )}
    from bucket left join counted on counted.start = bucket.start
    where bucket.start < ${period.to}::timestamptz group by bucket.start order by bucket.start`.execute(db)
  return rows
}

/** The hours of the period in which any signatures count, the earliest first. */
export async function countHours(db: Db, period: Period): Promise<{ start: Date; count: number }[]> {
  const { rows } = await sql<{ start: Date; count: number }>`
    select date_trunc('hour', at, 'UTC') as start, sum(n)::bigint as count from (${confirmedIn(period)}) moments
    group by 1 order by 1`.execute(db)
  return rows
}

function confirmedIn(period: Period): RawBuilder<unknown> {
  return addedUp(period, {
    hours: sql`select hour as at, channel, n from signature_count`,
    rows: sql`select confirmed_at as at, channel, 1 as n from signature`,
    time: sql`confirmed_at`,
    which: sql`state = 'confirmed' and approved_at is not null`,
  })
}

const step: Record<TimeUnit, string> = { hour: '1 hour', day: '1 day', week: '1 week', month: '1 month' }

export interface Requests {
  asked: number
  /** Requests whose answer has left. */
  answered: number
  /** Requests of the period that were confirmed, then or later. */
  askedAndConfirmed: number
}

export function countRequests(db: Db, period: Period): Promise<Requests> {
  const asked = addedUp(period, {
    hours: sql`select state, answered, n from request_count`,
    rows: sql`select state, answered, 1 as n from sign_request`,
    time: sql`asked_at`,
    which: sql`true`,
  })
  return onlyRow(
    db,
    sql<Requests>`
    select coalesce(sum(n), 0)::bigint as asked, coalesce(sum(n) filter (where answered), 0)::bigint as answered,
      coalesce(sum(n) filter (where state = 'confirmed'), 0)::bigint as "askedAndConfirmed"
    from (${asked}) asked`,
  )
}

const HOUR = 3_600_000

/** Takes the whole hours of the period from the counts, and the rest at both ends from the rows. */
function addedUp(
  { petitionId, from, to }: Period,
  { hours, rows, time, which }: Record<'hours' | 'rows' | 'time' | 'which', RawBuilder<unknown>>,
): RawBuilder<unknown> {
  const first = new Date(Math.ceil(from.getTime() / HOUR) * HOUR)
  const last = new Date(Math.floor(to.getTime() / HOUR) * HOUR)
  const rowsBetween = (begin: Date, end: Date) =>
    sql`${rows} where petition_id = ${petitionId} and ${which} and ${time} >= ${begin} and ${time} < ${end}`
  // A period within one hour has one end only.
  if (first >= last) return rowsBetween(from, to)
  return sql`${hours} where petition_id = ${petitionId} and hour >= ${first} and hour < ${last}
    union all ${rowsBetween(from, first)} union all ${rowsBetween(last, to)}`
}

/** Sums up the changes of each hour and of all time, so that reading has little to add. Any replica may run it at any time. */
export async function addUpCounts(db: Db): Promise<void> {
  await addUp(db, 'signature_count', ['hour', 'kind', 'channel'])
  await addUp(db, 'signature_total', ['state', 'kind', 'channel'])
  await addUp(db, 'request_count', ['hour', 'state', 'answered'])
  await addUp(db, 'request_total', ['state'])
}

async function addUp(db: Db, table: string, columns: string[]): Promise<void> {
  const key = sql.join(['petition_id', ...columns].map(name => sql.ref(name)))
  // One statement, so that readers see either all changes or their sum. Of two replicas one finds nothing to do.
  await sql`
    with taken as (
      delete from ${sql.table(table)} where (${key}) in (
        select ${key} from ${sql.table(table)} group by ${key} having count(*) > 1
      ) returning *
    )
    insert into ${sql.table(table)} (${key}, n)
    select ${key}, sum(n) from taken group by ${key} having sum(n) <> 0`.execute(db)
}

/** The slugs of petitions whose counts differ from the rows, because somebody wrote while triggers were off. Reads every row. */
export async function petitionsMiscounted(db: Db): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    with added as (
      select petition_id, hour, kind as a, channel as b, '' as c, n from signature_count
      union all select petition_id, hour, state, answered::text, '', n from request_count
      union all select petition_id, date_trunc('hour', confirmed_at, 'UTC'), kind, channel, '', -1 from signature
        where state = 'confirmed' and approved_at is not null
      union all select petition_id, date_trunc('hour', asked_at, 'UTC'), state, answered::text, '', -1 from sign_request
      union all select petition_id, null, kind, channel, state, n from signature_total
      union all select petition_id, null, state, '', 'request', n from request_total
      union all select petition_id, null, kind, channel,
        case when state = 'confirmed' and approved_at is null then 'unapproved' else state end, -1 from signature
      union all select petition_id, null, state, '', 'request', -1 from sign_request
    )
    select slug from petition where id in (
      select petition_id from added group by petition_id, hour, a, b, c having sum(n) <> 0)
    order by slug`.execute(db)
  return rows.map(({ slug }) => slug)
}

/** Counts all petitions again from the rows. Signers wait in the meantime: a second or two with a million signatures. */
export async function recountAll(db: Db): Promise<void> {
  await sql`select count_anew()`.execute(db)
}
