/** What goes wrong between the bot and Discord, one request at a time. */
import type { JsonObject } from './json.ts'

export type Fault =
  /** An error. `executed`: what was asked is done all the same. */
  | { kind: 'status'; status: number; executed?: boolean; body?: JsonObject }
  /** Too many requests; `retryAfter` in seconds. */
  | { kind: 'rate-limit'; retryAfter: number; scope: 'user' | 'global' | 'shared' }
  /** No answer, ever. `executed`: done all the same. */
  | { kind: 'hang'; executed?: boolean }
  /**
   * The connection breaks before anything is done. By `close` (a FIN; the default) discord.js gives up, after a `reset`
   * (RST) it tries again (measured).
   */
  | { kind: 'drop'; by?: 'close' | 'reset' }
  /** It is done, and the connection breaks before the answer. */
  | { kind: 'answer-lost'; by?: 'close' | 'reset' }
  /** Done and answered, `ms` late: `before` the doing, or after it. */
  | { kind: 'slow'; ms: number; before?: boolean }

export interface FaultTarget {
  /** Any method when absent. */
  method?: string
  /** A part of the path, or a pattern; the path is without `/api/v10`. */
  path: string | RegExp
  /** How many requests; 1. */
  times?: number
}

export class Faults {
  #queue: { target: FaultTarget; left: number; fault: Fault }[] = []

  /** The next request (or `times` requests) that fit meet this fault; several faults for one target queue up. */
  next(target: FaultTarget, fault: Fault): void {
    this.#queue.push({ target, left: target.times ?? 1, fault })
  }

  /** How many faults have not met their request yet: a story that planted one can say that it happened. */
  get pending(): number {
    return this.#queue.reduce((sum, entry) => sum + entry.left, 0)
  }

  clear(): void {
    this.#queue = []
  }

  take(method: string, path: string): Fault | undefined {
    const entry = this.#queue.find(({ target }) => {
      if (target.method !== undefined && target.method !== method) return false
      return typeof target.path === 'string' ? path.includes(target.path) : target.path.test(path)
    })
    if (entry === undefined) return undefined
    entry.left -= 1
    if (entry.left <= 0) this.#queue = this.#queue.filter(other => other !== entry)
    return entry.fault
  }
}
