import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { type DbLog, errorCode, silentLog } from './log.ts'

/** After a kill -9, another process takes over within EXPIRY + RENEW: 13 s. */
const EXPIRY_MS = 10_000
const RENEW_MS = 3_000
/** The holder gives up this long before the database would give the lease to another process. */
const MARGIN_MS = 2_000

export interface LeaseOptions {
  /**
   * Called each time this process gets the lease. The work must end when `signal` is aborted, 2 s before another process can get the
   * lease. If this returns a promise, the lease is neither given up nor taken again until it settles. If the promise rejects, the lease
   * is given up and tried for again.
   */
  onHeld(signal: AbortSignal): Promise<void> | void
  log?: DbLog
}

export interface Lease {
  /** Ends what `onHeld` started, waits for it, and gives up the lease at once. */
  stop(): Promise<void>
}

/** For work that only one replica may do: one process of all on this database holds the lease `name` at a time. */
export function holdLease(db: Db, name: string, options: LeaseOptions): Lease {
  const lease = new RenewedLease(db, name, options)
  lease.renewSoon(0)
  return lease
}

/** One time that this process holds the lease. */
interface Term {
  controller: AbortController
  /** Fires before the lease expires in the database, unless it is renewed. */
  deadline: NodeJS.Timeout | undefined
  work: Promise<void>
}

class RenewedLease implements Lease {
  readonly #db: Db
  readonly #name: string
  readonly #options: LeaseOptions
  readonly #log: DbLog
  readonly #holder = randomUUID()
  #term: Term | undefined
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(db: Db, name: string, options: LeaseOptions) {
    this.#db = db
    this.#name = name
    this.#options = options
    this.#log = options.log ?? silentLog
  }

  renewSoon(ms: number): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => {
      this.#round = this.#renew().finally(() => this.renewSoon(RENEW_MS))
    }, ms)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#round
    const term = this.#term
    if (term !== undefined) {
      this.#end(term)
      await term.work
    }
    await this.#release()
  }

  async #renew(): Promise<void> {
    // The term is lost, but its work has not ended yet. Another process may have the lease, so it is not renewed.
    if (this.#isEnding()) return
    // Read before the statement leaves, because the 10 s of the database begin later. Nobody sets this clock.
    const sent = performance.now()
    let held: boolean
    try {
      held = await takeLease(this.#db, this.#name, this.#holder)
    } catch (error) {
      // The database may come back in time. Otherwise the deadline ends the term.
      this.#log.warn({ lease: this.#name, code: errorCode(error) }, 'lease not renewed')
      return
    }
    const left = sent + EXPIRY_MS - MARGIN_MS - performance.now()
    if (!held || left <= 0) {
      if (this.#term !== undefined) this.#end(this.#term)
      return
    }
    // The deadline may have passed while the statement ran. A term that has ended stays ended.
    if (this.#isEnding() || this.#stopped) return
    this.#term ??= this.#begin()
    const term = this.#term
    clearTimeout(term.deadline)
    term.deadline = setTimeout(() => this.#end(term), left)
  }

  #isEnding(): boolean {
    return this.#term?.controller.signal.aborted === true
  }

  #begin(): Term {
    this.#log.info({ lease: this.#name }, 'lease gained')
    const controller = new AbortController()
    const term: Term = { controller, deadline: undefined, work: Promise.resolve() }
    term.work = (async () => this.#options.onHeld(controller.signal))().catch(async error => {
      this.#log.error({ lease: this.#name, code: errorCode(error) }, 'the work under the lease has failed')
      this.#end(term)
      await this.#release()
    })
    return term
  }

  #end(term: Term): void {
    if (term.controller.signal.aborted) return
    this.#log.info({ lease: this.#name }, 'lease ends here')
    clearTimeout(term.deadline)
    term.controller.abort()
    void term.work.finally(() => {
      if (this.#term === term) this.#term = undefined
    })
  }

  async #release(): Promise<void> {
    try {
      await this.#db
        .deleteFrom('lease')
        .where('name', '=', this.#name)
        .where('holder', '=', this.#holder)
        .execute()
    } catch (error) {
      // It expires by itself.
      this.#log.warn({ lease: this.#name, code: errorCode(error) }, 'lease not released')
    }
  }
}

/** Gains or renews in one statement, by the database's clock. */
async function takeLease(db: Db, name: string, holder: string): Promise<boolean> {
  const expires = sql<Date>`clock_timestamp() + make_interval(secs => ${EXPIRY_MS / 1000})`
  const row = await db
    .insertInto('lease')
    .values({ name, holder, expires_at: expires })
    .onConflict(conflict =>
      conflict
        .column('name')
        .doUpdateSet({ holder, expires_at: expires })
        .where(eb =>
          eb.or([eb('lease.holder', '=', holder), eb('lease.expires_at', '<', sql<Date>`clock_timestamp()`)]),
        ),
    )
    .returning('holder')
    .executeTakeFirst()
  return row !== undefined
}
