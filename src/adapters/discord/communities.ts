/** What servers are called. We hear nothing of them (no intents): each is asked once, when somebody there first uses us. */
import type { Core, Log } from '../../core/channel.ts'
import { codeOf, type DiscordApi } from './api.ts'

/** Until a server whose name could not be had is asked again. */
const againMs = 3_600_000

export class Communities {
  readonly #api: DiscordApi
  readonly #log: Log
  /** By guild, from when on it may be asked again: milliseconds since 1970. */
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
      this.#log.debug({ guild: guildId, code: codeOf(error) }, 'the name of a server could not be had')
    })
  }

  /** Writes nothing more; what Discord has not answered is not waited for. */
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
