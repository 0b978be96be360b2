/** What goes wrong between the bot and Slack, one request at a time. */
import type { JsonObject } from '../discord/json.ts'

export type Fault =
  /** An HTTP error. `executed`: what was asked is done all the same. */
  | { kind: 'status'; status: number; executed?: boolean; body?: JsonObject }
  /** HTTP 200 with `ok: false`, and nothing done. */
  | { kind: 'error'; error: string; more?: JsonObject }
  /** Too many requests: 429; `retryAfter` in whole seconds. */
  | { kind: 'rate-limit'; retryAfter: number }
  /** No answer, ever. `executed`: done all the same. */
  | { kind: 'hang'; executed?: boolean }
  /** The connection breaks before anything is done: by a FIN (`close`, the default) or an RST (`reset`). */
  | { kind: 'drop'; by?: 'close' | 'reset' }
  /** It is done, and the connection breaks before the answer. */
  | { kind: 'answer-lost'; by?: 'close' | 'reset' }
  /** Done and answered, `ms` late: `before` the doing, or after it. */
  | { kind: 'slow'; ms: number; before?: boolean }

export interface FaultTarget {
  /**
   * A method such as `chat.postMessage`, exactly, or a pattern. `response_url` and `upload` are those that are no methods;
   * `apps.connections.open` is one.
   */
  method: string | RegExp
  /** How many requests; 1. */
  times?: number
}

export class Faults {
  #queue: { method: string | RegExp; left: number; fault: Fault }[] = []

  /** The next request (or `times` requests) that fit meet this fault; several faults for one target queue up. */
  next(target: string | FaultTarget, fault: Fault): void {
    const { method, times = 1 } = typeof target === 'string' ? { method: target } : target
    this.#queue.push({ method, left: times, fault })
  }

  /** How many faults have not met their request yet: a story that planted one can say that it happened. */
  get pending(): number {
    return this.#queue.reduce((sum, entry) => sum + entry.left, 0)
  }

  clear(): void {
    this.#queue = []
  }

  take(method: string): Fault | undefined {
    const entry = this.#queue.find(one =>
      typeof one.method === 'string' ? one.method === method : one.method.test(method),
    )
    if (entry === undefined) return undefined
    entry.left -= 1
    if (entry.left <= 0) this.#queue = this.#queue.filter(other => other !== entry)
    return entry.fault
  }
}
