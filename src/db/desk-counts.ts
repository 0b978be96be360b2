import { sql } from 'kysely'
import type { Db } from './database.ts'
import { type ChannelName, channelNames } from './schema.ts'
import { countConfirmed, countNotCounted } from './signatures.ts'

/** Counted is what is confirmed and approved; hidden and unlisted signatures are. Days and hours are UTC's. */
export interface DeskCounts {
  /** By the database's clock. */
  at: Date
  people: number
  organisations: number
  byChannel: Partial<Record<ChannelName, number>>
  /** Asked, and neither confirmed nor expired. */
  waiting: number
  /** Confirmed for an organisation that is not yet approved. */
  waitingForApproval: number
  withdrawn: number
  /** By an organiser. */
  removed: number
  /** "It wasn't me." */
  refused: number
  /** Counted ones, confirmed since midnight. */
  today: number
  lastHour: number
  last24h: number
  /** Today's, the first of several; absent on a day without signatures. */
  fastestHourToday?: { start: Date; count: number }
}

/** Always the rows themselves, all at one moment. Figures: bench/README.md. */
export async function deskCounts(db: Db, petitionId: string): Promise<DeskCounts> {
  if (!db.isTransaction)
    return db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(trx => deskCounts(trx, petitionId))
  const pace = await countPace(db, petitionId)
  const { people, organisations, byChannel } = await countConfirmed(db, petitionId)
  return {
    people,
    organisations,
    byChannel: { ...Object.fromEntries(channelNames.map(name => [name, 0])), ...byChannel },
    ...(await countNotCounted(db, petitionId)),
    ...pace,
  }
}

type Pace = Pick<DeskCounts, 'at' | 'today' | 'lastHour' | 'last24h' | 'fastestHourToday'>

/**
 * Each hour is a range of an index: a million rows grouped by a computed hour take ten times as long. Each row of the last day is read
 * once, and those of the last hour twice. The hour to come is there for what was confirmed since the transaction began.
 */
async function countPace(db: Db, petitionId: string): Promise<Pace> {
  const between = (
    from: ReturnType<typeof sql>,
    to: ReturnType<typeof sql>,
  ) => sql`(select count(*) from signature
    where petition_id = ${petitionId} and state = 'confirmed' and approved_at is not null
      and confirmed_at >= ${from} and confirmed_at < ${to})`
  const { rows } = await sql<Omit<Pace, 'fastestHourToday'> & { start: Date | null; count: number | null }>`
    with clock as materialized (
      select at, date_trunc('day', at, 'UTC') as day, at - interval '24 hours' as day_ago
      from (select date_trunc('milliseconds', now()) as at) moment
    ), hour as materialized (
      select start, ${between(sql`greatest(start, day_ago)`, sql`start + interval '1 hour'`)} as n
      from clock, generate_series(date_trunc('hour', day_ago, 'UTC'), at + interval '1 hour', interval '1 hour') start
    ), fastest as (
      select start, n from hour, clock where start >= day and n > 0 order by n desc, start limit 1
    )
    select at, (select coalesce(sum(n), 0)::bigint from hour where start >= day) as today,
      ${between(sql`at - interval '1 hour'`, sql`'infinity'`)} as "lastHour",
      (select sum(n)::bigint from hour) as "last24h",
      (select start from fastest), (select n from fastest) as count
    from clock`.execute(db)
  const row = rows[0]
  if (row === undefined) throw new Error('a select from one row has one row')
  const { start, count, ...pace } = row
  return start === null || count === null ? pace : { ...pace, fastestHourToday: { start, count } }
}

/** The counted signatures one server or workspace brought. */
export async function countOfCommunity(
  db: Db,
  petitionId: string,
  channel: ChannelName,
  community: string,
): Promise<number> {
  const row = await db
    .selectFrom('signature')
    .select(e => e.fn.countAll<number>().as('n'))
    .where('petition_id', '=', petitionId)
    .where('channel', '=', channel)
    .where('community', '=', community)
    .where('state', '=', 'confirmed')
    .where('approved_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return row.n
}

/**
 * By how much the count is greater than it was then: what has come to count since, less what has stopped. Negative where more
 * was taken off.
 */
export async function countGained(db: Db, petitionId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ gained: number }>`select
    (select count(*) from signature where petition_id = ${petitionId} and state = 'confirmed' and approved_at is not null
      and confirmed_at >= ${since})
    + (select count(*) from signature where petition_id = ${petitionId} and state = 'confirmed' and kind = 'organisation'
      and approved_at >= ${since} and confirmed_at < ${since})
    - (select count(*) from signature where petition_id = ${petitionId} and state <> 'confirmed' and ended_at >= ${since}
      and confirmed_at < ${since} and approved_at < ${since}) as gained`.execute(db)
  const row = rows[0]
  if (row === undefined) throw new Error('a select without a from has one row')
  return row.gained
}
