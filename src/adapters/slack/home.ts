/** The app's Home: shown at once from memory, then with the member's signatures, and again when those change. */
import type { Asker, Core, Log } from '../../core/channel.ts'
import { Remembered } from '../chat/remembered.ts'
import { codeOf } from './failure.ts'
import { homeOf } from './layout.ts'
import type { Workspaces } from './workspace.ts'

/** The number of opened Homes that are remembered, and so kept up to date. */
const remembered = 10_000

export class Homes {
  readonly #workspaces: Workspaces
  readonly #log: Log
  readonly #opened = new Remembered<Asker>(remembered)

  constructor(workspaces: Workspaces, log: Log) {
    this.#workspaces = workspaces
    this.#log = log
  }

  /** Does not throw. */
  async opened(core: Core, who: { tenant: string; userId: string }, asker: Asker): Promise<void> {
    this.#opened.set(keyOf(who), asker)
    try {
      await this.#publish(who, core.homeAtOnce(asker))
    } catch (error) {
      this.#log.warn({ code: codeOf(error) }, 'could not show a Home')
    }
    await this.refresh(core, who)
  }

  /** Shows Home again to a member who opened it before. Does not throw. */
  async refresh(core: Core, who: { tenant: string; userId: string }): Promise<void> {
    const asker = this.#opened.get(keyOf(who))
    if (asker === undefined) return
    try {
      await this.#publish(who, await core.home(asker))
    } catch (error) {
      this.#log.warn({ code: codeOf(error) }, 'could not bring a Home up to date')
    }
  }

  async #publish(
    { tenant, userId }: { tenant: string; userId: string },
    reply: Parameters<typeof homeOf>[0],
  ) {
    await this.#workspaces.call(tenant, 'views.publish', { user_id: userId, view: homeOf(reply) })
  }
}

function keyOf({ tenant, userId }: { tenant: string; userId: string }): string {
  return `${tenant}:${userId}`
}
