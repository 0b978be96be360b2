/** What Slack tells of a member: language and name, the mailbox where the scope allows, whether they manage the workspace. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../core/channel.ts'
import { codeOf } from './failure.ts'
import type { Source } from './incoming.ts'
import { at, textAt } from './json.ts'
import { Remembered } from './remembered.ts'
import type { Workspaces } from './workspace.ts'

export interface Person {
  name: string | undefined
  mailbox: string | undefined
  /** A tag such as `fr-FR`. */
  language: string | undefined
}

interface Known {
  person: Person
  manages: boolean
  at: number
}

const freshMs = 60 * 60_000
const managesMs = 60_000
const managesPatienceMs = 3_000
const most = 10_000

export class People {
  readonly #workspaces: Workspaces
  readonly #log: Log
  readonly #known = new Remembered<Known>(most)
  readonly #asking = new Map<string, Promise<Known>>()

  constructor(workspaces: Workspaces, log: Log) {
    this.#workspaces = workspaces
    this.#log = log
  }

  /** Does not throw, and takes no longer than `patienceMs`: what was known last, else nothing. */
  async of(source: Source, patienceMs: number): Promise<Person> {
    const known = this.#known.get(keyOf(source))
    if (known !== undefined && Date.now() - known.at < freshMs) return known.person
    const asked = this.#ask(source).then(
      found => found.person,
      () => undefined,
    )
    const found = await Promise.race([asked, sleep(patienceMs, undefined, { ref: false })])
    return found ?? known?.person ?? { name: undefined, mailbox: undefined, language: undefined }
  }

  /** Undefined where that cannot be found out in time. */
  async manages(source: Source, patienceMs = managesPatienceMs): Promise<boolean | undefined> {
    // Elsewhere they may be an administrator; here they are a guest.
    if (!source.ownTeam) return false
    const known = this.#known.get(keyOf(source))
    if (known !== undefined && Date.now() - known.at < managesMs) return known.manages
    const asked = this.#ask(source).then(
      found => found.manages,
      () => undefined,
    )
    return Promise.race([asked, sleep(patienceMs, undefined, { ref: false })])
  }

  #ask(source: Source): Promise<Known> {
    const key = keyOf(source)
    const before = this.#asking.get(key)
    if (before !== undefined) return before
    const asking = this.#fetch(source).finally(() => this.#asking.delete(key))
    this.#asking.set(key, asking)
    return asking
  }

  async #fetch(source: Source): Promise<Known> {
    try {
      const answer = await this.#workspaces.call(source.tenant, 'users.info', {
        user: source.userId,
        include_locale: true,
      })
      const user = at(answer, 'user')
      const known: Known = {
        person: {
          name:
            textAt(user, 'profile', 'display_name') ??
            textAt(user, 'profile', 'real_name') ??
            textAt(user, 'real_name') ??
            textAt(user, 'name'),
          mailbox: textAt(user, 'profile', 'email'),
          language: textAt(user, 'locale'),
        },
        // Who runs a whole organisation manages its workspaces, too (docs, User object, Enterprise organizations).
        manages: [user, at(user, 'enterprise_user')].some(
          who => at(who, 'is_admin') === true || at(who, 'is_owner') === true,
        ),
        at: Date.now(),
      }
      this.#known.set(keyOf(source), known)
      return known
    } catch (error) {
      this.#log.debug({ code: codeOf(error) }, 'a member could not be looked up')
      throw error
    }
  }
}

function keyOf({ tenant, userId }: Source): string {
  return `${tenant}:${userId}`
}
