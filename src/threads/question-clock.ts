import type { Worker } from 'node:worker_threads'
import { type InHand, NONE } from './serve.ts'

/** A question ends after this many times its limit by the clock, even if a busy machine gave the thread little time. */
const LONGEST = 10

interface Look {
  id: number
  /** When this question was first seen, by `performance.now()`. */
  since: number
  /** Milliseconds that the thread had spent by then. Infinite until they are known. */
  spent: number
}

/** Tells whether the question in a thread's hand has had its time. Time counts from the first look that finds it there. */
export class QuestionClock {
  readonly #worker: Worker
  readonly #inHand: InHand
  readonly #timeoutMs: number
  #first: Look | undefined

  constructor(worker: Worker, inHand: InHand, timeoutMs: number) {
    this.#worker = worker
    this.#inHand = inHand
    this.#timeoutMs = timeoutMs
  }

  async isOver(): Promise<boolean> {
    const id = Atomics.load(this.#inHand, 0)
    const first = this.#first
    if (first?.id !== id) {
      const look = { id, since: performance.now(), spent: Number.POSITIVE_INFINITY }
      this.#first = look
      look.spent = await this.#spent(id)
      return false
    }
    const sinceMs = performance.now() - first.since
    if (sinceMs >= this.#timeoutMs * LONGEST) return true
    if (sinceMs < this.#timeoutMs) return false
    const spent = (await this.#spent(id)) - first.spent
    return spent >= this.#timeoutMs && Atomics.load(this.#inHand, 0) === id
  }

  /**
   * Milliseconds that the thread has worked, or waited with a question in hand. On a busy machine it does neither for most of the time;
   * without a question in hand it may not have been woken yet.
   */
  async #spent(id: number): Promise<number> {
    // Rejects once the thread has ended.
    const { user, system } = await this.#worker.cpuUsage().catch(() => ({ user: 0, system: 0 }))
    const waited = id === NONE ? 0 : this.#worker.performance.eventLoopUtilization().idle
    return waited + (user + system) / 1_000
  }
}
