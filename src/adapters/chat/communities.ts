import type { Chat, Core, Log } from '../../core/channel.ts'
import { Remembered } from './remembered.ts'

/** The wait before we ask again for a name that we could not get. */
const againMs = 3_600_000

/** Keeps the name of each server or workspace when somebody there first uses the service. */
export class Communities {
  readonly #channel: Chat
  readonly #log: Log
  readonly #codeOf: (error: unknown) => string
  /** By community, the time from which we may ask again: milliseconds since 1970. */
  readonly #asked = new Remembered<number>(10_000)
  readonly #naming = new Set<Promise<void>>()
  #stopped = false

  constructor(channel: Chat, log: Log, codeOf: (error: unknown) => string) {
    this.#channel = channel
    this.#log = log
    this.#codeOf = codeOf
  }

  /** Returns at once. */
  seen(core: Pick<Core, 'nameCommunity'>, id: string, nameOf: () => Promise<string>): void {
    if (this.#stopped || Date.now() < (this.#asked.get(id) ?? 0)) return
    this.#asked.set(id, Number.POSITIVE_INFINITY)
    void this.#name(core, id, nameOf).catch(error => {
      this.#asked.set(id, Date.now() + againMs)
      this.#log.debug({ code: this.#codeOf(error) }, 'could not keep the name of a server or workspace')
    })
  }

  /** Writes nothing more, and does not wait for the platform. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.allSettled(this.#naming)
  }

  async #name(core: Pick<Core, 'nameCommunity'>, id: string, nameOf: () => Promise<string>): Promise<void> {
    const name = await nameOf()
    if (this.#stopped) return
    const naming = core.nameCommunity(this.#channel, id, name)
    this.#naming.add(naming)
    await naming.finally(() => this.#naming.delete(naming))
  }
}
