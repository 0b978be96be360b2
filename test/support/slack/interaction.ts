/** One thing a person did, and what the app may still do because of it: open a view, answer at its response_url. */
import { createHash } from 'node:crypto'
import type { Changes } from '../chat/changes.ts'
import type { JsonObject } from '../chat/json.ts'
import type { Acknowledgement } from './delivery.ts'
import { newId, newSecret } from './ids.ts'
import { Message } from './message.ts'
import { SlackError } from './slack-error.ts'
import type { View } from './view.ts'
import type { Channel, User, Workspace } from './world.ts'

export interface Times {
  /** For the acknowledgement; Slack: 3,000. */
  acknowledgementMs: number
  /** A trigger_id's life; Slack: 3,000. */
  triggerMs: number
  /** A response_url's life and uses; Slack: 1,800,000 and 5. */
  responseUrlMs: number
  responseUrlUses: number
  /** When a failed event comes again; Slack: at once, after a minute, after five. */
  eventRetryMs: number[]
}

export type InteractionKind = 'slash' | 'block_actions' | 'view_submission' | 'shortcut'

export interface Act {
  kind: InteractionKind
  user: User
  /** The channel they are in; absent in Home, in a modal and for a shortcut: then there is no response_url. */
  channel?: Channel | undefined
  source?: Message | undefined
  view?: View | undefined
  /** Milliseconds since 1970: in the past for one that arrives late. */
  createdAt?: number | undefined
}

export class Interaction {
  readonly kind: InteractionKind
  readonly user: User
  readonly channel: Channel | undefined
  readonly source: Message | undefined
  readonly view: View | undefined
  readonly createdAt: number
  readonly triggerId: string
  /** The last part of its response_url. */
  readonly responseKey = newSecret(24)
  /** How its delivery ended; undefined while it has not. */
  acknowledgement: Acknowledgement | undefined
  /** The modal that its trigger_id opened. */
  opened: View | undefined
  /** Messages that its response_url posted, deleted ones too. */
  readonly answers: Message[] = []
  triggerUsed = false
  responseUrlUsed = 0

  constructor(act: Act) {
    this.kind = act.kind
    this.user = act.user
    this.channel = act.channel
    this.source = act.source
    this.view = act.view
    this.createdAt = act.createdAt ?? Date.now()
    const hash = createHash('md5').update(this.responseKey).digest('hex')
    this.triggerId = `${this.createdAt}.${Math.floor(Math.random() * 1e9)}.${hash}`
  }

  /** Whose app takes it: in a shared channel (Slack Connect) not the workspace of the person who acts. */
  get workspace(): Workspace {
    return this.channel?.workspace ?? this.view?.workspace ?? this.user.workspace
  }
}

export class Interactions {
  readonly #byTrigger = new Map<string, Interaction>()
  readonly #byResponse = new Map<string, Interaction>()
  readonly #times: Times
  readonly #changes: Changes
  readonly #baseUrl: () => string

  constructor(times: Times, changes: Changes, baseUrl: () => string) {
    this.#times = times
    this.#changes = changes
    this.#baseUrl = baseUrl
  }

  begin(act: Act): Interaction {
    const interaction = new Interaction(act)
    this.#byTrigger.set(interaction.triggerId, interaction)
    this.#byResponse.set(interaction.responseKey, interaction)
    return interaction
  }

  responseUrl(interaction: Interaction): string {
    const place = interaction.kind === 'slash' ? 'commands' : 'actions'
    const number = newId('A').slice(2)
    return `${this.#baseUrl()}/${place}/${interaction.workspace.id}/${number}/${interaction.responseKey}`
  }

  /** For views.open: each trigger_id is good once. */
  exchange(triggerId: string, workspace: Workspace): Interaction {
    const interaction = this.#byTrigger.get(triggerId)
    if (interaction === undefined || interaction.workspace !== workspace)
      throw new SlackError('invalid_trigger_id')
    if (interaction.triggerUsed) throw new SlackError('exchanged_trigger_id')
    if (Date.now() - interaction.createdAt > this.#times.triggerMs) throw new SlackError('expired_trigger_id')
    interaction.triggerUsed = true
    return interaction
  }

  /** A POST to a response_url. */
  respond(key: string, body: JsonObject): void {
    const interaction = this.#byResponse.get(key)
    if (interaction === undefined || interaction.channel === undefined) throw new SlackError('invalid_url')
    if (Date.now() - interaction.createdAt > this.#times.responseUrlMs) throw new SlackError('expired_url')
    if (interaction.responseUrlUsed >= this.#times.responseUrlUses) throw new SlackError('used_url')
    interaction.responseUrlUsed += 1
    const { channel, user } = interaction
    // A command has no message of its own: the original is then what was answered before.
    const original = interaction.source ?? interaction.answers.findLast(message => !message.deleted)
    if (body.replace_original === true && original !== undefined) {
      // Dismissed by the person meanwhile: Slack says ok, and there is nothing to see.
      if (!original.deleted) original.replace(body)
      return
    }
    const message = new Message({ channel, ephemeralTo: user }, body, this.#changes)
    interaction.answers.push(message)
    channel.all.push(message)
    this.#changes.happened()
  }
}
