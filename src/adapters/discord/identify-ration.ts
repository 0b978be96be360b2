/**
 * Discord resets the token of a bot that identifies 1,000 times in 24 h (docs, Gateway, Identifying). A process that restarts in a
 * loop, or a session that breaks again and again, gets 100 at once and then one every three minutes: at most 580 a day.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Core, Json, Log } from '../../core/channel.ts'
import { numberAt } from '../chat/json.ts'
import { codeOf } from './api.ts'

export interface Ration {
  /** Identifies that may follow each other at once. */
  most: number
  /** Milliseconds until one more is allowed. */
  everyMs: number
  /** Milliseconds between two of them, at least (docs: `max_concurrency` 1 is one in 5 s). */
  apartMs: number
}

export const usualRation: Ration = { most: 100, everyMs: 180_000, apartMs: 5_000 }

type Left = { left: number; at: number }

export class IdentifyRation {
  readonly #core: Core
  readonly #log: Log
  readonly #ration: Ration
  #known: Left | undefined
  #before: Promise<void> = Promise.resolve()

  constructor(core: Core, log: Log, ration: Ration) {
    this.#core = core
    this.#log = log
    this.#ration = ration
  }

  /** Resolves when one identify is allowed and noted; rejects if the signal aborts first. Shards get theirs one after the other. */
  take(signal: AbortSignal): Promise<void> {
    const turn = this.#before.then(() => this.#take(signal))
    this.#before = turn.catch(() => {})
    return turn
  }

  async #take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const { most, everyMs, apartMs } = this.#ration
    const known = this.#known ?? (await this.#read())
    const fresh = known === undefined
    // A clock set back must not lock us out.
    const last = known === undefined || known.at > Date.now() ? { left: most, at: Date.now() } : known
    const grown = Math.min(most, last.left + (Date.now() - last.at) / everyMs)
    const forOne = grown >= 1 ? 0 : (1 - grown) * everyMs
    const apart = fresh ? 0 : last.at + apartMs - Date.now()
    const wait = Math.max(forOne, apart, 0)
    if (forOne > 0) this.#core.report('discord', 'down', 'identify-rationed')
    if (wait > 0) await sleep(wait, undefined, { signal })
    signal.throwIfAborted()
    const left = Math.min(most, grown + wait / everyMs) - 1
    this.#known = { left, at: Date.now() }
    // Noted before it is used, so that it is counted even if the process dies then.
    try {
      await this.#core.writeNote('discord', 'identifies', this.#known)
    } catch (error) {
      this.#log.warn({ code: codeOf(error) }, 'could not note an IDENTIFY')
    }
  }

  async #read(): Promise<Left | undefined> {
    try {
      return leftOf(await this.#core.readNote('discord', 'identifies'))
    } catch (error) {
      this.#log.warn({ code: codeOf(error) }, 'could not read how often we identified')
      return undefined
    }
  }
}

function leftOf(note: Json | undefined): Left | undefined {
  const [left, at] = [numberAt(note, 'left'), numberAt(note, 'at')]
  return left === undefined || at === undefined ? undefined : { left, at }
}
