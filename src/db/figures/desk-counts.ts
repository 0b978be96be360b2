import { sql } from 'kysely'
import { type ChannelName, channelNames } from '../channels.ts'
import { atOneMoment, type Db, onlyRow } from '../database.ts'
import { type Confirmed, countConfirmed, countHours } from './counts.ts'
import { countNotCounted, type NotCounted } from './not-counted.ts'

/** Counts confirmed and approved signatures, including hidden and unlisted ones. Days and hours are in UTC. */
export interface DeskCounts extends Confirmed, NotCounted {
  /** By the database's clock. */
  at: Date
  /** Confirmed since midnight. */
  today: number
  lastHour: number
  last24h: number
  /** The hour of today with the most signatures, the earliest of several. Absent on a day without signatures. */
  fastestHourToday?: { start: Date; count: number }
}

/** Reads all counts at one moment; they equal the rows. Speed: bench/README.md. */
export function deskCounts(db: Db, petitionId: string): Promise<DeskCounts> {
  return atOneMoment(db, async (read, at) => {
    const { people, organisations, byChannel } = await countConfirmed(read, petitionId)
    return {
      at,
      people,
      organisations,
      byChannel: { ...Object.fromEntries(channelNames.map(name => [name, 0])), ...byChannel },
      ...(await countNotCounted(read, petitionId)),
      ...(await countPace(read, petitionId, at)),
    }
  })
}

type Pace = Pick<DeskCounts, 'today' | 'lastHour' | 'last24h' | 'fastestHourToday'>

async function countPace(db: Db, petitionId: string, at: Date): Promise<Pace> {
  const hoursOf = (ms: number) => countHours(db, { petitionId, from: new Date(at.getTime() - ms), to: at })
  const midnight = new Date(at).setUTCHours(0, 0, 0, 0)
  const hours = await hoursOf(24 * HOUR)
  const today = hours.filter(({ start }) => start.getTime() >= midnight)
  const fastest = today.toSorted((a, b) => b.count - a.count)[0]
  return {
    today: sum(today),
    lastHour: sum(await hoursOf(HOUR)),
    last24h: sum(hours),
    ...(fastest === undefined || fastest.count === 0 ? {} : { fastestHourToday: fastest }),
  }
}

const HOUR = 3_600_000

function sum(counts: { count: number }[]): number {
  return counts.reduce((all, { count }) => all + count, 0)
}

/** The counted signatures that one server or workspace brought. */
export async function countOfCommunity(
  db: Db,
  petitionId: string,
  channel: ChannelName,
  community: string,
): Promise<number> {
  const row = await db
    .selectFrom('signature')
    .select(e => e.fn.countAll<number>().as('n'))
    .where(e => e.and({ petition_id: petitionId, channel, community, state: 'confirmed' }))
    .where('approved_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return row.n
}

/**
 * The growth of the count since then: the signatures that began to count, minus those that stopped. Negative if more
 * stopped.
 */
export async function countGained(db: Db, petitionId: string, since: Date): Promise<number> {
  const { gained } = await onlyRow(
    db,
    sql<{ gained: number }>`select
    (select count(*) from signature where petition_id = ${petitionId} and state = 'confirmed' and approved_at is not null
      and confirmed_at >= ${since})
    + (select count(*) from signature where petition_id = ${petitionId} and state = 'confirmed' and kind = 'organisation'
      and approved_at >= ${since} and confirmed_at < ${since})
    - (select count(*) from signature where petition_id = ${petitionId} and state <> 'confirmed' and ended_at >= ${since}
      and confirmed_at < ${since} and approved_at < ${since}) as gained`,
  )
  return gained
}
