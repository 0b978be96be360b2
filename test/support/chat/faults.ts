/** Plants faults between the bot and the platform, one request at a time. */
import type { JsonObject } from './json.ts'

export type Fault =
  /** An HTTP status. `executed`: the request is carried out all the same. */
  | { kind: 'status'; status: number; executed?: boolean; body?: JsonObject }
  /** Slack only: HTTP 200 with `ok: false`, and nothing done. */
  | { kind: 'error'; error: string }
  /** Too many requests; `retryAfter` in seconds. `scope` is Discord's. */
  | { kind: 'rate-limit'; retryAfter: number; scope?: 'user' | 'global' }
  /** No answer, ever. `executed`: the request is carried out all the same. */
  | { kind: 'hang'; executed?: boolean }
  /** The connection breaks before anything is done. */
  | { kind: 'drop' }
  /**
   * The request is carried out, and the connection breaks before the answer. After `close` (a FIN; the default) discord.js gives
   * up, after `reset` (an RST) it tries again (measured).
   */
  | { kind: 'answer-lost'; by?: 'close' | 'reset' }
  /** The request is carried out and answered, `ms` late. */
  | { kind: 'slow'; ms: number }

export interface FaultTarget {
  /** Any HTTP method when absent. */
  method?: string
  /** A part of the path (Discord, without `/api/v10`) or of the method's name (Slack), or a pattern. */
  path: string | RegExp
  /** How many requests; 1. */
  times?: number
}

export class Faults {
  #queue: { target: FaultTarget; left: number; fault: Fault }[] = []

  /** The next request (or `times` requests) that fits meets this fault; several faults for one target queue up. */
  next(target: string | FaultTarget, fault: Fault): void {
    const given = typeof target === 'string' ? { path: target } : target
    this.#queue.push({ target: given, left: given.times ?? 1, fault })
  }

  /** How many faults have not met their request yet. */
  get pending(): number {
    return this.#queue.reduce((sum, entry) => sum + entry.left, 0)
  }

  take(method: string, path: string): Fault | undefined {
    const entry = this.#queue.find(
      ({ target }) =>
        (target.method ?? method) === method &&
        (typeof target.path === 'string' ? path.includes(target.path) : target.path.test(path)),
    )
    if (entry === undefined) return undefined
    entry.left -= 1
    if (entry.left <= 0) this.#queue = this.#queue.filter(other => other !== entry)
    return entry.fault
  }
}
