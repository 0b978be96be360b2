/** The names of servers. Without intents we hear nothing about servers, so we ask for each name once, when somebody there first uses us. */
import type { Core, Log } from '../../core/channel.ts'
import { codeOf, type DiscordApi } from './api.ts'

/** The wait before we ask again for a name that we could not get. */
const againMs = 3_600_000

export class Communities {
  readonly #api: DiscordApi
  readonly #log: Log
  /** By guild, the time from which we may ask again: milliseconds since 1970. */
  readonly #asked = new Map<string, number>()
  readonly #naming = new Set<Promise<void>>()
  #stopped = false

  constructor(api: DiscordApi, log: Log) {
    this.#api = api
    this.#log = log
  }

  /** Returns at once. */
  seen(core: Pick<Core, 'nameCommunity'>, guildId: string): void {
    if (this.#stopped || Date.now() < (this.#asked.get(guildId) ?? 0)) return
    this.#asked.set(guildId, Number.POSITIVE_INFINITY)
    void this.#name(core, guildId).catch(error => {
      this.#asked.set(guildId, Date.now() + againMs)
      this.#log.debug({ guild: guildId, code: codeOf(error) }, 'could not get the name of a server')
    })
  }

  /** Writes nothing more, and does not wait for Discord. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.allSettled(this.#naming)
  }

  async #name(core: Pick<Core, 'nameCommunity'>, guildId: string): Promise<void> {
    const name = await this.#api.guildName(guildId)
    if (this.#stopped) return
    const naming = core.nameCommunity('discord', guildId, name)
    this.#naming.add(naming)
    await naming.finally(() => this.#naming.delete(naming))
  }
}
