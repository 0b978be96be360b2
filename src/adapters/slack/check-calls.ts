/** Checks whether Slack takes our calls: at intervals, and at once after a call failed. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../core/channel.ts'
import { type RetryTimes, Waits } from '../chat/keep-connected.ts'
import { codeOf, refusedTokens, SlackFailure } from './failure.ts'
import type { Health } from './health.ts'

export interface CheckTimes extends RetryTimes {
  /** Milliseconds to the next look while all is well. */
  checkMs: number
}

export class CallCheck {
  readonly #ask: () => Promise<unknown>
  readonly #health: Health
  readonly #log: Log
  readonly #times: CheckTimes
  #poke = new AbortController()
  #well = false

  /** `ask` makes a call that changes nothing. */
  constructor(ask: () => Promise<unknown>, health: Health, log: Log, times: CheckTimes) {
    this.#ask = ask
    this.#health = health
    this.#log = log
    this.#times = times
  }

  /** A call failed. Checks at once whether all calls fail. */
  failed(failure: SlackFailure): void {
    const general = failure.unclear || refusedTokens.includes(failure.reason)
    if (general && this.#well) this.#poke.abort()
  }

  /** A call succeeded. Checks at once whether all calls succeed again. */
  succeeded(): void {
    if (!this.#well) this.#poke.abort()
  }

  /** Runs until the signal aborts. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    const waits = new Waits(this.#times)
    while (!signal.aborted) {
      let pause = this.#times.checkMs
      try {
        await this.#ask()
        this.#well = true
        waits.reset()
        this.#health.set('calls')
      } catch (error) {
        if (signal.aborted) return
        this.#well = false
        const refused = error instanceof SlackFailure && refusedTokens.includes(error.reason)
        pause = waits.next(refused)
        const code = codeOf(error)
        this.#health.set('calls', code.replace(/^slack-/, ''))
        this.#log.warn(
          { code, seconds: Math.round(pause / 1000) },
          'Slack takes no calls; trying again later',
        )
      }
      this.#poke = new AbortController()
      const either = AbortSignal.any([signal, this.#poke.signal])
      await sleep(pause, undefined, { signal: either }).catch(() => {})
    }
  }
}
