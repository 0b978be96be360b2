/** Hands out the deliveries that wait in their table (decision 0044). */
import { setImmediate as breath } from 'node:timers/promises'
import { sql } from 'kysely'
import type { AnsweringChannel, ChannelName } from './channels.ts'
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

export type { Outcome } from './claim-deliveries.ts'

/** NOTIFY on this announces new deliveries; its payload is their channel. The poll finds postponed deliveries. */
const NOTIFIED = 'delivery_due'
const POLL_MS = 1_000
/** The pause after a statement that failed. */
const PAUSE_MS = 1_000
/** The most deliveries that one statement claims. */
const MOST_CLAIMED = 50
/** The first outcome waits this long for others, because a transaction costs as much as a dozen deliveries. */
const GATHER_MS = 20

/** Longer than any wait inside a channel: email waits five minutes for the answer to its last line (RFC 5321, 4.5.3.2.6). */
const LIMIT_MS = 330_000
/** How long a handler has to end after its signal is aborted. */
const GRACE_MS = 20_000

export interface QueueOptions {
  db: Db
  /** postgres://…, for a connection that listens. */
  url: string
  log?: DbLog
}

/** A delivery whose row was inserted in the same transaction. Nothing else is ever queued. */
export interface QueuedDelivery {
  id: string
  channel: ChannelName
}

/** Delivers, and must end soon after `signal` is aborted. If it rejects, the delivery is tried again after a quarter of an hour. */
export type DeliveryHandler = (row: ClaimedDelivery, signal: AbortSignal) => Promise<Outcome>

export interface Queue {
  /** Wakes the workers of these channels when the caller's transaction commits. Call it once for each transaction. */
  enqueue(trx: Transaction, deliveries: QueuedDelivery[]): Promise<void>
  /**
   * Calls `handler` for each delivery that is due, at most `concurrency` at once, some milliseconds after its commit. Deliveries of a
   * killed process come after about 20 seconds. A delivery comes twice if the process was killed between sending it and recording that.
   */
  work(channel: AnsweringChannel, handler: DeliveryHandler, options: { concurrency: number }): void
  /** Claims nothing more, and waits for deliveries in hand, at most `timeoutMs`. */
  drain(options: { timeoutMs: number }): Promise<void>
  /** Aborts deliveries in hand, and records how they ended, within `timeoutMs`. */
  stop(options: { timeoutMs: number }): Promise<void>
}

/** Opens no connection until `work` is called. */
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

/** A delivery that is claimed here, and whose outcome is not recorded yet. */
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
  /** Outcomes to record together: all that come in while the previous ones are written. */
  #ended: Ended[] = []
  #writing = false
  /** Whether anything may be due. */
  #mayBeDue = true
  /** Whether the poll has come: then it claims even if there is room for a single delivery. */
  #isPolling = true
  /** Whether a claim is on its way. */
  #claiming = false
  /** Whether the last claim failed. */
  #failed = false
  #stopped = false
  #closed = false
  /** Each ends one wait: of the loop, of the writer, or of a stop. */
  readonly #wakers = new Set<() => void>()
  /** With room for fewer deliveries, a claim waits for the poll: its statement would cost as much as one for this many. */
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
      setInterval(() => this.#poll(), POLL_MS),
      setInterval(() => void this.#renew(), RENEW_CLAIMS_MS),
    ]
    void this.#run()
  }

  wake(): void {
    this.#mayBeDue = true
    this.#wakeAll()
  }

  #poll(): void {
    this.#isPolling = true
    this.wake()
  }

  async drain(timeoutMs: number): Promise<void> {
    this.#stopped = true
    this.#wakeAll()
    const until = performance.now() + timeoutMs
    while ((this.#claiming || this.#inHand.size > 0) && performance.now() < until)
      await this.#untilWoken(until - performance.now())
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
      if (!this.#mayBeDue || room < (this.#isPolling ? 1 : this.#worthwhile)) {
        await this.#untilWoken()
        continue
      }
      // Reset before the statement, so that no announcement during it is missed.
      this.#mayBeDue = false
      this.#isPolling = false
      const most = Math.min(room, MOST_CLAIMED)
      this.#claiming = true
      try {
        const rows = await claimDeliveries(this.#db, this.#channel, most)
        this.#failed = false
        if (rows.length === most) this.#mayBeDue = true
        for (const [at, row] of rows.entries()) {
          this.#begin(row)
          // Composing takes time, and the same thread serves pages.
          if (at % 4 === 3) await breath()
        }
      } catch (error) {
        if (!this.#failed)
          this.#log.warn({ code: errorCode(error) }, 'deliveries cannot be claimed, trying again each second')
        this.#failed = true
        await this.#untilWoken(PAUSE_MS)
      } finally {
        this.#claiming = false
        if (this.#stopped) this.#wakeAll()
      }
    }
  }

  #begin(row: ClaimedDelivery): void {
    // The database was away for longer than a claim lasts, and the outcome of this delivery is still to be recorded.
    if (this.#inHand.has(row.id)) return
    const inHand = { row, since: performance.now(), abort: new AbortController() }
    this.#inHand.set(row.id, inHand)
    // The worker was stopped while the claim was on its way.
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
    else if (this.#ended.length === this.#worthwhile || this.#ended.length === this.#inHand.size)
      this.#wakeAll()
  }

  /** Tries until all outcomes are recorded: what was sent must not be sent again because the database was away for a moment. */
  async #write(): Promise<void> {
    this.#writing = true
    while (this.#ended.length > 0 && !this.#closed) {
      await this.#gatherOutcomes()
      const ended = this.#ended
      this.#ended = []
      try {
        await writeOutcomes(this.#db, ended)
        for (const { row } of ended) this.#inHand.delete(row.id)
        this.#wakeAll()
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

  /** Waits a moment for the outcomes of other deliveries in hand. */
  async #gatherOutcomes(): Promise<void> {
    const until = performance.now() + GATHER_MS
    const isEnough = () =>
      this.#stopped || this.#ended.length >= Math.min(this.#worthwhile, this.#inHand.size)
    while (!isEnough() && performance.now() < until) await this.#untilWoken(until - performance.now())
  }

  async #renew(): Promise<void> {
    const before = performance.now() - RENEW_CLAIMS_MS
    const ids = [...this.#inHand.values()].filter(({ since }) => since < before).map(({ row }) => row.id)
    if (ids.length === 0) return
    await renewClaims(this.#db, ids).catch(error => {
      this.#log.warn({ code: errorCode(error) }, 'claims on deliveries cannot be renewed, trying again')
    })
  }

  #wakeAll(): void {
    for (const waker of this.#wakers) waker()
  }

  #untilWoken(ms?: number): Promise<void> {
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
