/** Slack's facts about a member: language and name, the mailbox if the scope allows it, whether they manage the workspace. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Command, commandRow, isCommand, type Log } from '../../core/channel.ts'
import { at, textAt } from '../chat/json.ts'
import { Remembered } from '../chat/remembered.ts'
import { codeOf } from './failure.ts'
import type { Person, Source } from './incoming.ts'
import type { Workspaces } from './workspace.ts'

interface Known {
  person: Person
  manages: boolean
  /** The workspace the member belongs to. */
  teamId: string | undefined
  enterpriseId: string | undefined
  /** A bot gives no commands. */
  isBot: boolean
  at: number
}

type Mentioned = NonNullable<Command['mentioned']>

const freshMs = 60 * 60_000
const managesMs = 60_000
const managesLookupMs = 3_000
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

  /** Looks a member up. Does not throw. After `lookupMs` it returns the last known answer, if there is one. */
  async of(source: Source, lookupMs: number): Promise<Person> {
    const known = this.#known.get(keyOf(source))
    if (known !== undefined && Date.now() - known.at < freshMs) return known.person
    const found = await this.#within(lookupMs, source)
    return found?.person ?? known?.person ?? { name: undefined, mailbox: undefined, language: undefined }
  }

  /** Undefined if that cannot be found out in time. */
  async manages(source: Source, lookupMs = managesLookupMs): Promise<boolean | undefined> {
    // They may be an administrator elsewhere; here they are a guest.
    if (!source.ownTeam) return false
    const known = this.#known.get(keyOf(source))
    if (known !== undefined && Date.now() - known.at < managesMs) return known.manages
    return (await this.#within(lookupMs, source))?.manages
  }

  /**
   * The person mentioned, who may belong to another workspace in a shared channel. Leaves the mention as it was if that cannot be
   * found out in time. Undefined for a bot.
   */
  async mentioned(source: Source, mentioned: Mentioned): Promise<Mentioned | undefined> {
    const [team = '', userId = ''] = mentioned.account.split(':')
    const found = await this.#within(managesLookupMs, { ...source, userId })
    if (found === undefined) return mentioned
    if (found.isBot) return undefined
    const { teamId, enterpriseId } = found
    const elsewhere = teamId !== undefined && ![source.teamId, team].includes(teamId) && enterpriseId !== team
    return {
      account: elsewhere ? `${teamId}:${userId}` : mentioned.account,
      name: found.person.name ?? mentioned.name,
    }
  }

  /** Undefined if Slack refuses, or does not answer in time. */
  #within(lookupMs: number, source: Source): Promise<Known | undefined> {
    const asked = this.#ask(source).catch(() => undefined)
    return Promise.race([asked, sleep(lookupMs, undefined, { ref: false })])
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
        // An administrator of a whole organisation manages its workspaces, too (docs, User object, Enterprise organizations).
        manages: [user, at(user, 'enterprise_user')].some(
          who => at(who, 'is_admin') === true || at(who, 'is_owner') === true,
        ),
        teamId: textAt(user, 'team_id'),
        enterpriseId: textAt(user, 'enterprise_user', 'enterprise_id'),
        isBot: at(user, 'is_bot') === true,
        at: Date.now(),
      }
      this.#known.set(keyOf(source), known)
      return known
    } catch (error) {
      this.#log.debug({ code: codeOf(error) }, 'could not look up a member')
      throw error
    }
  }
}

function keyOf({ tenant, userId }: Source): string {
  return `${tenant}:${userId}`
}

/** Whether it matters if the member manages the workspace: for commands and forms of managers, and for help. */
export function asksWhoManages(said: string): boolean {
  const [, word = ''] = /^\/?([a-z]+)\b/i.exec(said) ?? []
  const name = word.toLowerCase()
  return isCommand(name) && (name === 'help' || commandRow(name).of === 'managers')
}
