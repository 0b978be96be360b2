/** Finds out, again and again, whether Slack takes our calls: at once after one failed, else rarely. */
import type { Log } from '../../core/channel.ts'
import { codeOf, refusedTokens, SlackFailure } from './failure.ts'
import type { Health } from './health.ts'

export interface CheckTimes {
  /** To the next look while all is well. */
  checkMs: number
  /** To the first new try after a failure, doubled up to a minute. */
  retryMs: number
  /** Where Slack refused the token, which only an operator can change. */
  refusedRetryMs: number
}

const longestRetryMs = 60_000

export class CallCheck {
  readonly #ask: () => Promise<unknown>
  readonly #health: Health
  readonly #log: Log
  readonly #times: CheckTimes
  #poke: (() => void) | undefined
  #well = false

  /** `ask` makes a call that changes nothing. */
  constructor(ask: () => Promise<unknown>, health: Health, log: Log, times: CheckTimes) {
    this.#ask = ask
    this.#health = health
    this.#log = log
    this.#times = times
  }

  /** A call failed: if that is for all of them, it shows now. */
  suspect(failure: SlackFailure): void {
    const general = failure.unclear || refusedTokens.includes(failure.reason)
    if (general && this.#well) this.#poke?.()
  }

  /** A call went through: if Slack takes them again, it shows now, and not at the next look. */
  hope(): void {
    if (!this.#well) this.#poke?.()
  }

  /** Until the signal. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    const { checkMs, retryMs, refusedRetryMs } = this.#times
    let wait = retryMs
    while (!signal.aborted) {
      let pause = checkMs
      try {
        await this.#ask()
        this.#well = true
        wait = retryMs
        this.#health.set('calls')
      } catch (error) {
        if (signal.aborted) return
        this.#well = false
        const refused = error instanceof SlackFailure && refusedTokens.includes(error.reason)
        pause = refused ? refusedRetryMs : wait * (0.75 + Math.random() / 2)
        wait = Math.min(wait * 2, longestRetryMs)
        const code = codeOf(error)
        this.#health.set('calls', code.replace(/^slack-/, ''))
        this.#log.warn({ code, seconds: Math.round(pause / 1000) }, 'Slack takes no calls; it is tried again')
      }
      await this.#rest(pause, signal)
    }
  }

  #rest(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const end = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        this.#poke = undefined
        resolve()
      }
      const timer = setTimeout(end, ms)
      signal.addEventListener('abort', end, { once: true })
      this.#poke = end
      if (signal.aborted) end()
    })
  }
}
