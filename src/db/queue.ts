/** Works off the deliveries that wait in their table (decision 0044). */
import { setImmediate as breath } from 'node:timers/promises'
import { sql } from 'kysely'
import {
  type ClaimedDelivery,
  claimDeliveries,
  type Ended,
  type Outcome,
  RENEW_CLAIMS_MS,
  renewClaims,
  writeOutcomes,
} from './claim-deliveries.ts'
import type { Db, Transaction } from './database.ts'
import { listenTo } from './listen.ts'
import { type DbLog, errorCode, silentLog } from './log.ts'
import type { AnsweringChannel, ChannelName } from './schema.ts'

export type { Outcome } from './claim-deliveries.ts'

/** NOTIFY on this announces new deliveries of the channel that is its payload; a delivery that was postponed is found by the poll. */
const NOTIFIED = 'delivery_due'
const POLL_MS = 1_000
/** After a statement that failed. */
const PAUSE_MS = 1_000
/** In one statement. */
const MOST_CLAIMED = 50
/** The first outcome waits this long for others, to be written down with them: a transaction costs as much as a dozen deliveries. */
const GATHER_MS = 20

/** Longer than any wait inside a channel: email waits five minutes for the answer to its last line (RFC 5321, 4.5.3.2.6). */
const LIMIT_MS = 330_000
/** How long a handler has to end after its signal is aborted. */
const GRACE_MS = 20_000

export interface QueueOptions {
  db: Db
  /** postgres://…; one connection of its own, to listen. */
  url: string
  log?: DbLog
}

/** The row was inserted in the same transaction, and nothing else is ever queued. */
export interface QueuedDelivery {
  id: string
  channel: ChannelName
}

/** It must end soon after `signal` is aborted. If it rejects, the delivery is tried again after a quarter of an hour. */
export type DeliveryHandler = (row: ClaimedDelivery, signal: AbortSignal) => Promise<Outcome>

export interface Queue {
  /** Wakes the workers of these channels when the caller's transaction commits. Once for each transaction. */
  enqueue(trx: Transaction, deliveries: QueuedDelivery[]): Promise<void>
  /**
   * Calls `handler` for each delivery that is due, some milliseconds after its commit, with at most `concurrency` in hand; for
   * those of a killed process after 20 seconds or so. A delivery may come twice: if a process was killed between sending and
   * writing it down.
   */
  work(channel: AnsweringChannel, handler: DeliveryHandler, options: { concurrency: number }): void
  /** Claims no more and waits for those in hand, `timeoutMs` at most. */
  drain(options: { timeoutMs: number }): Promise<void>
  /** Aborts what still runs and writes down how it ended, within `timeoutMs`. */
  stop(options: { timeoutMs: number }): Promise<void>
}

/** Opens no connection before `work`. */
export function openQueue(options: QueueOptions): Queue {
  const log = options.log ?? silentLog
  const workers = new Map<string, Worker>()
  let listening: { stop(): Promise<void> } | undefined
  const wake = (channel: string) => {
    for (const [name, worker] of workers) if (channel === '' || channel === name) worker.wake()
  }
  return {
    async enqueue(trx, deliveries) {
      const channels = [...new Set(deliveries.map(({ channel }) => channel))]
      if (channels.length === 0) return
      await sql`select pg_notify(${NOTIFIED}, channel) from unnest(${channels}::text[]) channel`.execute(trx)
    },
    work(channel, handler, { concurrency }) {
      workers.set(channel, new Worker(channel, handler, concurrency, options.db, log))
      listening ??= listenTo(options.url, { [NOTIFIED]: wake }, log)
    },
    async drain({ timeoutMs }) {
      await Promise.all([...workers.values()].map(worker => worker.drain(timeoutMs)))
    },
    async stop({ timeoutMs }) {
      await Promise.all([...workers.values()].map(worker => worker.stop(timeoutMs)))
      await listening?.stop()
    },
  }
}

/** Claimed here, and not yet written down how it went. */
interface InHand {
  row: ClaimedDelivery
  since: number
  abort: AbortController
}

class Worker {
  readonly #channel: ChannelName
  readonly #handler: DeliveryHandler
  readonly #concurrency: number
  readonly #db: Db
  readonly #log: DbLog
  readonly #inHand = new Map<string, InHand>()
  /** Ended, to be written down together with all others that end while the last ones are written. */
  #ended: Ended[] = []
  #writing = false
  /** Something may be due. */
  #asked = true
  /** The look each second takes whatever place there is. */
  #looks = true
  /** The database did not answer the last claim. */
  #failed = false
  #stopped = false
  #closed = false
  /** Ends a wait of the loop, or of a stop. */
  readonly #wakers = new Set<() => void>()
  /** Fewer than this are not worth a statement: it costs as much as one about this many. */
  readonly #worthwhile: number
  readonly #timers: NodeJS.Timeout[]

  constructor(channel: ChannelName, handler: DeliveryHandler, concurrency: number, db: Db, log: DbLog) {
    this.#channel = channel
    this.#handler = handler
    this.#concurrency = concurrency
    this.#db = db
    this.#log = log
    this.#worthwhile = Math.ceil(Math.min(concurrency / 4, MOST_CLAIMED))
    this.#timers = [
      setInterval(() => this.#look(), POLL_MS),
      setInterval(() => void this.#renew(), RENEW_CLAIMS_MS),
    ]
    void this.#run()
  }

  wake(): void {
    this.#asked = true
    this.#stir()
  }

  #look(): void {
    this.#looks = true
    this.wake()
  }

  async drain(timeoutMs: number): Promise<void> {
    this.#stopped = true
    this.#stir()
    const until = performance.now() + timeoutMs
    while (this.#inHand.size > 0 && performance.now() < until) await this.#stirred(until - performance.now())
  }

  async stop(timeoutMs: number): Promise<void> {
    this.#stopped = true
    for (const { abort } of this.#inHand.values()) abort.abort()
    await this.drain(timeoutMs)
    this.#closed = true
    for (const timer of this.#timers) clearInterval(timer)
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const room = this.#concurrency - this.#inHand.size
      if (!this.#asked || room < (this.#looks ? 1 : this.#worthwhile)) {
        await this.#stirred()
        continue
      }
      // First, so that what is announced during the statement is not missed.
      this.#asked = false
      this.#looks = false
      const most = Math.min(room, MOST_CLAIMED)
      try {
        const rows = await claimDeliveries(this.#db, this.#channel, most)
        this.#failed = false
        if (rows.length === most) this.#asked = true
        for (const [at, row] of rows.entries()) {
          this.#begin(row)
          // Composing takes its time, and pages are served by the same thread.
          if (at % 4 === 3) await breath()
        }
      } catch (error) {
        if (!this.#failed)
          this.#log.warn({ code: errorCode(error) }, 'deliveries cannot be claimed, trying again each second')
        this.#failed = true
        await this.#stirred(PAUSE_MS)
      }
    }
  }

  #begin(row: ClaimedDelivery): void {
    // The database was away for longer than a claim lasts: how it went is still to be written down.
    if (this.#inHand.has(row.id)) return
    const inHand = { row, since: performance.now(), abort: new AbortController() }
    this.#inHand.set(row.id, inHand)
    // Stopped while the claim was on its way.
    if (this.#stopped) this.#end(row, { kind: 'not-tried', seconds: 0 })
    else void this.#attempt(inHand).then(outcome => this.#end(row, outcome))
  }

  /** Never rejects, and ends in any case. */
  async #attempt({ row, abort }: InHand): Promise<Outcome> {
    const timers: NodeJS.Timeout[] = []
    const overdue = new Promise<Outcome>(resolve => {
      const giveUp = () => timers.push(setTimeout(() => resolve(postponed('ETIMEDOUT')), GRACE_MS).unref())
      timers.push(setTimeout(() => abort.abort(), LIMIT_MS).unref())
      abort.signal.addEventListener('abort', giveUp)
    })
    try {
      return await Promise.race([this.#handler(row, abort.signal), overdue])
    } catch (error) {
      const code = errorCode(error)
      this.#log.error({ delivery: row.id, code }, 'a delivery failed in a way that nobody expected')
      return postponed(code)
    } finally {
      for (const timer of timers) clearTimeout(timer)
    }
  }

  #end(row: ClaimedDelivery, outcome: Outcome): void {
    this.#ended.push({ row, outcome })
    if (!this.#writing) void this.#write()
    else if (this.#ended.length === this.#worthwhile || this.#ended.length === this.#inHand.size) this.#stir()
  }

  /** Until all is written: what has left must not leave again because the database was away for a moment. */
  async #write(): Promise<void> {
    this.#writing = true
    while (this.#ended.length > 0 && !this.#closed) {
      await this.#gathered()
      const ended = this.#ended
      this.#ended = []
      try {
        await writeOutcomes(this.#db, ended)
        for (const { row } of ended) this.#inHand.delete(row.id)
        this.#stir()
      } catch (error) {
        this.#log.warn(
          { code: errorCode(error) },
          'what became of deliveries cannot be written, trying again',
        )
        this.#ended.push(...ended)
        await new Promise(resolve => setTimeout(resolve, PAUSE_MS).unref())
      }
    }
    this.#writing = false
  }

  /** As long as more are in hand, and for a moment only. */
  async #gathered(): Promise<void> {
    const until = performance.now() + GATHER_MS
    const isEnough = () =>
      this.#stopped || this.#ended.length >= Math.min(this.#worthwhile, this.#inHand.size)
    while (!isEnough() && performance.now() < until) await this.#stirred(until - performance.now())
  }

  async #renew(): Promise<void> {
    const before = performance.now() - RENEW_CLAIMS_MS
    const ids = [...this.#inHand.values()].filter(({ since }) => since < before).map(({ row }) => row.id)
    if (ids.length === 0) return
    await renewClaims(this.#db, ids).catch(error => {
      this.#log.warn({ code: errorCode(error) }, 'claims on deliveries cannot be renewed, trying again')
    })
  }

  #stir(): void {
    for (const waker of this.#wakers) waker()
  }

  #stirred(ms?: number): Promise<void> {
    return new Promise(resolve => {
      const timer = ms === undefined ? undefined : setTimeout(() => waker(), ms)
      const waker = () => {
        clearTimeout(timer)
        this.#wakers.delete(waker)
        resolve()
      }
      this.#wakers.add(waker)
    })
  }
}

const postponed = (code: string): Outcome => ({ kind: 'postponed', code, seconds: 900 })
