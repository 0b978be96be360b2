/** The app's Home: shown from memory at once, then with what the member signed; and again when that has changed. */
import type { Asker, Core, Log } from '../../core/channel.ts'
import { Remembered } from '../chat/remembered.ts'
import { codeOf } from './failure.ts'
import { homeOf } from './layout.ts'
import type { Workspaces } from './workspace.ts'

/** How many Homes are remembered to have been opened, and so are kept up to date. */
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
      this.#log.warn({ code: codeOf(error) }, 'a Home could not be shown')
    }
    await this.refresh(core, who)
  }

  /** Shows it anew to whom it was shown before. Does not throw. */
  async refresh(core: Core, who: { tenant: string; userId: string }): Promise<void> {
    const asker = this.#opened.get(keyOf(who))
    if (asker === undefined) return
    try {
      await this.#publish(who, await core.home(asker))
    } catch (error) {
      this.#log.warn({ code: codeOf(error) }, 'a Home could not be brought up to date')
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
