/** Keeps a connection to a platform that pushes events, by one session after another. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../core/channel.ts'

export interface RetryTimes {
  /** Milliseconds to the first retry, doubled from there up to a minute. */
  retryMs: number
  /** Milliseconds to a retry if only an operator can change the cause. */
  refusedRetryMs: number
}

export interface Ended {
  /** A code. */
  detail: string
  wasUp: boolean
  /** The platform refused us. */
  refused: boolean
  /** The platform renews the connection: the next one begins at once. */
  renewed?: boolean
}

const longestRetryMs = 60_000

/** The waits between tries. Each varies by a quarter, so that replicas do not try all together. */
export class Waits {
  readonly #times: RetryTimes
  #next: number

  constructor(times: RetryTimes) {
    this.#times = times
    this.#next = times.retryMs
  }

  reset(): void {
    this.#next = this.#times.retryMs
  }

  /** In milliseconds. */
  next(refused: boolean): number {
    const wait = this.#next
    this.#next = Math.min(wait * 2, longestRetryMs)
    return refused ? this.#times.refusedRetryMs : wait * (0.75 + Math.random() / 2)
  }
}

/** Keeps a connection until the signal aborts. Neither `session` nor `onDown` may throw. */
export async function keepConnected(
  parts: RetryTimes & { name: string; log: Log; session(): Promise<Ended>; onDown(detail: string): void },
  signal: AbortSignal,
): Promise<void> {
  const waits = new Waits(parts)
  while (!signal.aborted) {
    const { detail, wasUp, refused, renewed } = await parts.session()
    if (signal.aborted) return
    if (wasUp) waits.reset()
    parts.onDown(detail)
    if (renewed === true) {
      parts.log.info({ detail }, `${parts.name} renews the connection`)
      continue
    }
    const pause = waits.next(refused)
    parts.log.warn(
      { detail, seconds: Math.round(pause / 1000) },
      `no connection to ${parts.name}; trying again later`,
    )
    await sleep(pause, undefined, { signal }).catch(() => {})
  }
}
