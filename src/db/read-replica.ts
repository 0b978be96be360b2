/**
 * DATABASE_READ_URL: a streaming standby that answers what may be some seconds old (pages, exports, statistics). Everything else, and
 * whatever somebody must see right after they did it, is read from the primary.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Db, onlyRow, openPool } from './database.ts'
import { type DbLog, errorCode } from './log.ts'

/** Further behind than this, the standby is not read. */
export const mostLagMs = 5_000

const checkEveryMs = 1_000
/** Beyond ten minutes, how far it is behind no longer matters. */
const mostSamples = 600

/** The database for reads that may be some seconds old. */
export interface Reads {
  /** For what is read in a stream, which cannot begin again elsewhere. */
  db(): Db
  /** Asks the standby if it is fresh. Asks the primary if the standby fails or finds nothing yet. */
  read<T>(ask: (db: Db) => Promise<T>): Promise<T>
  /** Resolves as soon as `read` shows everything that is written by now: for what was told of a change and reads it. */
  caughtUp(): Promise<void>
}

export function readsFrom(db: Db): Reads {
  return { db: () => db, read: ask => ask(db), caughtUp: async () => {} }
}

export interface ReadReplica extends Reads {
  /** Seconds by which the standby is behind at most; infinite while nobody knows. */
  lagSeconds(): number
  stop(): Promise<void>
}

export interface ReplicaOptions {
  url: string
  primary: Db
  log: DbLog
  /** Called when the standby begins or stops being read. */
  onChange(isRead: boolean, why: string | undefined): void
}

/** A standby that is away is not an error: the primary is read. */
export function openReadReplica({ url, primary, log, onChange }: ReplicaOptions): ReadReplica {
  const copy = openPool({ url }, { log, applicationName: 'undersigned reads' })
  const stopped = new AbortController()
  /** Positions of the primary's log, with their times: the standby has everything up to the newest position that it has passed. */
  let passed: { at: number; position: number }[] = []
  let freshAt = Number.NEGATIVE_INFINITY
  let told: boolean | undefined
  let waiting: { since: number; resolve: () => void }[] = []

  const isFresh = () => performance.now() - freshAt <= mostLagMs
  const tell = (why: string | undefined) => {
    if (told === isFresh()) return
    told = isFresh()
    onChange(told, told ? undefined : (why ?? 'too far behind'))
  }

  async function check(): Promise<void> {
    const at = performance.now()
    passed.push({ at, position: await primaryPosition(primary) })
    const position = await standbyPosition(copy.db)
    const reached = passed.filter(sample => sample.position <= position).at(-1)
    if (reached !== undefined) freshAt = Math.max(freshAt, reached.at)
    passed = passed.filter(sample => sample.at >= freshAt).slice(-mostSamples)
  }

  async function watch(): Promise<void> {
    let isOurs = false
    while (!stopped.signal.aborted) {
      let why: string | undefined
      try {
        if (!isOurs) await refuseStranger(primary, copy.db)
        isOurs = true
        // A check that hangs leads to the primary like one that fails.
        const checking = check()
        checking.catch(() => {})
        await Promise.race([checking, sleep(mostLagMs, undefined, { ref: false, signal: stopped.signal })])
      } catch (error) {
        why = error instanceof NotOurStandby ? error.message : errorCode(error)
      }
      tell(why)
      const due = waiting.filter(({ since }) => freshAt >= since || !isFresh())
      waiting = waiting.filter(one => !due.includes(one))
      for (const { resolve } of due) resolve()
      await sleep(checkEveryMs, undefined, { signal: stopped.signal }).catch(() => {})
    }
  }

  const watching = watch()
  return {
    db: () => (isFresh() ? copy.db : primary),
    async read(ask) {
      if (!isFresh()) return ask(primary)
      try {
        const answer = await ask(copy.db)
        if (answer !== undefined) return answer
      } catch (error) {
        // Until the next check, so that a standby that has gone away costs few readers a detour.
        freshAt = Number.NEGATIVE_INFINITY
        tell(errorCode(error))
      }
      return ask(primary)
    },
    caughtUp: () =>
      isFresh()
        ? new Promise(resolve => waiting.push({ since: performance.now(), resolve }))
        : Promise.resolve(),
    lagSeconds: () => (performance.now() - freshAt) / 1000,
    async stop() {
      stopped.abort()
      await watching
      for (const { resolve } of waiting) resolve()
      await copy.close()
    },
  }
}

/** The message says why in three words. */
class NotOurStandby extends Error {}

/** @throws NotOurStandby if it is no standby, or that of another cluster */
async function refuseStranger(primary: Db, copy: Db): Promise<void> {
  const { standby } = await onlyRow(copy, sql<{ standby: boolean }>`select pg_is_in_recovery() as standby`)
  if (!standby) throw new NotOurStandby('not a standby')
  if ((await clusterOf(primary)) !== (await clusterOf(copy))) throw new NotOurStandby('of another cluster')
}

async function clusterOf(db: Db): Promise<string> {
  const { id } = await onlyRow(
    db,
    sql<{ id: string }>`select system_identifier::text as id from pg_control_system()`,
  )
  return id
}

/** Bytes of the write-ahead log so far. All that was committed before lies below it. */
async function primaryPosition(db: Db): Promise<number> {
  const { position } = await onlyRow(
    db,
    sql<{ position: number }>`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::int8 as position`,
  )
  return position
}

async function standbyPosition(db: Db): Promise<number> {
  const { position } = await onlyRow(
    db,
    sql<{
      position: number | null
    }>`select pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::int8 as position`,
  )
  if (position === null) throw new NotOurStandby('not a standby')
  return position
}

/** How the standby follows, for `doctor`: milliseconds until it had passed where the primary was, or why it cannot be read. */
export async function measureReplica(url: string, primary: Db): Promise<{ ms: number } | { why: string }> {
  const copy = openPool({ url }, { poolSize: 1 })
  try {
    await refuseStranger(primary, copy.db)
    const [begun, position] = [performance.now(), await primaryPosition(primary)]
    while ((await standbyPosition(copy.db)) < position) {
      if (performance.now() - begun > mostLagMs) return { why: `more than ${mostLagMs / 1000} s behind` }
      await sleep(50)
    }
    return { ms: performance.now() - begun }
  } catch (error) {
    return { why: error instanceof NotOurStandby ? error.message : errorCode(error) }
  } finally {
    await copy.close()
  }
}
