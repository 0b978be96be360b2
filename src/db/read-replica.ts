/**
 * Reads from a streaming standby (DATABASE_READ_URL) what may be some seconds old: pages, exports, statistics. Everything else is read
 * from the primary, and so is what somebody must see right after they did it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Database, type Db, onlyRow, openPool } from './database.ts'
import { type DbLog, errorCode } from './log.ts'

/** If the standby is further behind than this, it is not read. */
export const mostLagMs = 5_000

const checkEveryMs = 1_000
/** A sample is taken each second. How far it is behind no longer matters beyond ten minutes. */
const mostSamples = 600

/** The database for reads that may be some seconds old. */
export interface Reads {
  /** The database for a stream, which cannot begin again elsewhere. */
  db(): Db
  /** Asks the standby if it is fresh. Asks the primary if the standby fails or finds nothing yet. */
  read<T>(ask: (db: Db) => Promise<T>): Promise<T>
  /** Resolves once `read` shows everything that is written by now. For callers that were told of a change and read it. */
  caughtUp(): Promise<void>
}

export function readsFrom(db: Db): Reads {
  return { db: () => db, read: ask => ask(db), caughtUp: async () => {} }
}

export interface ReadReplica extends Reads {
  /** Seconds by which the standby is behind at most. Infinite while nobody knows. */
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
export function openReadReplica(options: ReplicaOptions): ReadReplica {
  return new WatchedStandby(options)
}

class WatchedStandby implements ReadReplica {
  readonly #primary: Db
  readonly #standby: Database
  readonly #onChange: ReplicaOptions['onChange']
  readonly #stopped = new AbortController()
  readonly #watching: Promise<void>
  /** Positions of the primary's log, with their times. The standby has everything up to the newest position that it has passed. */
  #samples: { at: number; position: number }[] = []
  /** The standby shows everything that was written until then. */
  #freshAt = Number.NEGATIVE_INFINITY
  /** What `onChange` was told last. */
  #told: boolean | undefined
  /** Callers of `caughtUp`. */
  #waiting: { since: number; resolve: () => void }[] = []

  constructor({ url, primary, log, onChange }: ReplicaOptions) {
    this.#primary = primary
    this.#standby = openPool({ url }, { log, applicationName: 'undersigned reads' })
    this.#onChange = onChange
    this.#watching = this.#watch()
  }

  db(): Db {
    return this.#isFresh() ? this.#standby.db : this.#primary
  }

  async read<T>(ask: (db: Db) => Promise<T>): Promise<T> {
    if (!this.#isFresh()) return ask(this.#primary)
    try {
      const answer = await ask(this.#standby.db)
      if (answer !== undefined) return answer
    } catch (error) {
      // Not read until the next check, so that a standby that has gone away costs few readers a detour.
      this.#freshAt = Number.NEGATIVE_INFINITY
      this.#tellChange(errorCode(error))
    }
    return ask(this.#primary)
  }

  caughtUp(): Promise<void> {
    if (!this.#isFresh()) return Promise.resolve()
    return new Promise(resolve => this.#waiting.push({ since: performance.now(), resolve }))
  }

  lagSeconds(): number {
    return (performance.now() - this.#freshAt) / 1000
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.#watching
    for (const { resolve } of this.#waiting) resolve()
    await this.#standby.close()
  }

  #isFresh(): boolean {
    return performance.now() - this.#freshAt <= mostLagMs
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopped
    let isOurs = false
    while (!signal.aborted) {
      let why: string | undefined
      try {
        if (!isOurs) await refuseOtherCluster(this.#primary, this.#standby.db)
        isOurs = true
        // A check that hangs leads to the primary like one that fails.
        const checking = this.#check()
        checking.catch(() => {})
        await Promise.race([checking, sleep(mostLagMs, undefined, { ref: false, signal })])
      } catch (error) {
        why = error instanceof NotOurStandby ? error.message : errorCode(error)
      }
      this.#tellChange(why)
      this.#resolveWaiting()
      await sleep(checkEveryMs, undefined, { signal }).catch(() => {})
    }
  }

  async #check(): Promise<void> {
    const at = performance.now()
    this.#samples.push({ at, position: await primaryPosition(this.#primary) })
    const position = await standbyPosition(this.#standby.db)
    const passed = this.#samples.filter(sample => sample.position <= position).at(-1)
    if (passed !== undefined) this.#freshAt = Math.max(this.#freshAt, passed.at)
    this.#samples = this.#samples.filter(sample => sample.at >= this.#freshAt).slice(-mostSamples)
  }

  #tellChange(why: string | undefined): void {
    const isFresh = this.#isFresh()
    if (this.#told === isFresh) return
    this.#told = isFresh
    this.#onChange(isFresh, isFresh ? undefined : (why ?? 'too far behind'))
  }

  #resolveWaiting(): void {
    const due = this.#waiting.filter(({ since }) => this.#freshAt >= since || !this.#isFresh())
    this.#waiting = this.#waiting.filter(one => !due.includes(one))
    for (const { resolve } of due) resolve()
  }
}

/** The message says why in three words. */
class NotOurStandby extends Error {}

/** @throws NotOurStandby if it is no standby, or one of another cluster */
async function refuseOtherCluster(primary: Db, copy: Db): Promise<void> {
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

/** Bytes of the write-ahead log so far. Everything that is committed lies below this position. */
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

/** For `doctor`: the milliseconds until the standby had passed the position of the primary, or why it cannot be read. */
export async function measureReplica(url: string, primary: Db): Promise<{ ms: number } | { why: string }> {
  const copy = openPool({ url }, { poolSize: 1 })
  try {
    await refuseOtherCluster(primary, copy.db)
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
