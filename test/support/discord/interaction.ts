/** One thing a person did, and what the bot may still answer to it (docs, Receiving and Responding). */
import type { Changes } from '../chat/changes.ts'
import { type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../chat/json.ts'
import { apiErrors } from './api-error.ts'
import { messageFlags } from './judge.ts'
import { Message, type SentFile } from './message.ts'
import { newId } from './snowflake.ts'
import { type Channel, type Guild, type Person, permissions } from './world.ts'

/** The place of a person who acts. */
export interface Seat {
  person: Person
  channel: Channel
  /** 0 in a guild, 1 in the direct message with the bot, 2 in another private channel. */
  context: 0 | 1 | 2
  guild: Guild | undefined
  nick: string | null
  permissions: bigint
  /** How the app comes to be there: '0' the guild ('0' in the bot's DM), '1' the person who installed it. */
  owners: Record<string, string>
}

export interface Times {
  /** For the first response; Discord: 3,000. With more, interactions bear a later time, because the bot counts to three as well. */
  acknowledgementMs: number
  /** For everything after it; Discord: 900,000. */
  tokenMs: number
  /** Discord's answer to an expired token: 50027 with 401, or 10015 with 404. */
  expiredToken: 50027 | 10015
}

export type InteractionKind = 'command' | 'autocomplete' | 'component' | 'modal'

export interface Modal {
  customId: string
  title: string
  components: JsonObject[]
}

export interface Choice {
  name: string
  value: string
}

/** The first responses Discord takes, by what was done. */
const allowed: Record<InteractionKind, number[]> = {
  command: [4, 5, 9],
  autocomplete: [8],
  component: [4, 5, 6, 7, 9],
  modal: [4, 5],
}

const types: Record<InteractionKind, number> = { command: 2, component: 3, autocomplete: 4, modal: 5 }

export class Interaction {
  readonly id: string
  readonly token: string
  readonly createdAt: number
  readonly kind: InteractionKind
  readonly seat: Seat
  readonly data: JsonObject
  /** The message whose button was pressed, or whose button opened the form. */
  readonly source: Message | undefined
  /** The first response: its callback type, and when it came. */
  first: { type: number; at: number } | undefined
  original: Message | undefined
  modal: Modal | undefined
  choices: Choice[] | undefined
  readonly followUps: Message[] = []
  #originalIsThinking = false
  readonly #times: Times
  readonly #changes: Changes

  constructor(
    seat: Seat,
    act: { kind: InteractionKind; data: JsonObject; source: Message | undefined; createdAt: Date },
    times: Times,
    changes: Changes,
  ) {
    const longer = Math.max(times.acknowledgementMs - 3_000, 0)
    this.id = newId(new Date(act.createdAt.getTime() + longer))
    this.token = Buffer.from(`interaction:${this.id}:${Math.random()}`).toString('base64url')
    this.createdAt = act.createdAt.getTime()
    this.kind = act.kind
    this.seat = seat
    this.data = act.data
    this.source = act.source
    this.#times = times
    this.#changes = changes
  }

  /** `POST /interactions/{id}/{token}/callback`. */
  respond(callback: JsonObject, files: SentFile[]): void {
    if (this.first !== undefined) throw apiErrors.alreadyAcknowledged()
    if (Date.now() - this.createdAt > this.#times.acknowledgementMs) throw apiErrors.unknownInteraction()
    const type = numberAt(callback, 'type') ?? 0
    const data = objectAt(callback, 'data') ?? {}
    switch (type) {
      case 4:
        this.original = this.#newMessage(data)
        this.original.write(data, files, 'create')
        break
      case 5:
        this.original = this.#newMessage(data)
        this.original.defer()
        this.#originalIsThinking = true
        break
      case 6:
        this.original = this.source
        break
      case 7:
        this.original = this.source
        this.source?.write(data, files, 'edit')
        break
      case 8:
        this.choices = objectsAt(data, 'choices').map(({ name, value }) => ({
          name: String(name),
          value: String(value),
        }))
        break
      case 9:
        this.modal = {
          customId: textAt(data, 'custom_id') ?? '',
          title: textAt(data, 'title') ?? '',
          components: objectsAt(data, 'components'),
        }
    }
    this.first = { type, at: Date.now() }
    this.#changes.happened()
  }

  /** Updates (6, 7) need a message of the bot's: a modal that a button opened has one too. */
  mayAnswerWith(type: number): boolean {
    const updates = this.kind === 'modal' && this.source !== undefined && [6, 7].includes(type)
    return updates || allowed[this.kind].includes(type)
  }

  /** `POST /webhooks/{application}/{token}`. The first one after a deferral takes its place, ephemeral or not as that was. */
  followUp(body: JsonObject, files: SentFile[]): Message {
    this.#checkToken()
    if (this.original !== undefined && this.#originalIsThinking) return this.editOriginal(body, files)
    if (this.seat.owners['0'] === undefined && this.followUps.length >= 5) throw apiErrors.tooManyFollowUps()
    const message = this.#newMessage(body)
    this.followUps.push(message)
    message.write(body, files, 'create')
    return message
  }

  editOriginal(body: JsonObject, files: SentFile[]): Message {
    this.#checkToken()
    if (this.original === undefined || this.original.deleted) throw apiErrors.unknownMessage()
    this.#originalIsThinking = false
    this.original.write(body, files, 'edit')
    return this.original
  }

  /** As the gateway dispatches it. */
  toApi(applicationId: string): JsonObject {
    const { seat } = this
    const user = seat.person.toApi()
    const may = `${seat.permissions}`
    return {
      id: this.id,
      application_id: applicationId,
      type: types[this.kind],
      token: this.token,
      version: 1,
      data: this.data,
      channel_id: seat.channel.id,
      channel: seat.channel.toApi(),
      locale: seat.person.locale,
      context: seat.context,
      authorizing_integration_owners: seat.owners,
      app_permissions: `${appPermissions(seat)}`,
      entitlements: [],
      attachment_size_limit: 10_485_760,
      ...(this.source === undefined ? {} : { message: this.source.toApi() }),
      ...(seat.guild === undefined
        ? { user }
        : {
            guild_id: seat.guild.id,
            guild: { id: seat.guild.id, locale: seat.guild.locale, features: [] },
            guild_locale: seat.guild.locale,
            member: { user, nick: seat.nick, roles: [], flags: 0, permissions: may },
          }),
    }
  }

  #newMessage(body: JsonObject): Message {
    const ephemeral = ((numberAt(body, 'flags') ?? 0) & messageFlags.ephemeral) !== 0
    const { channel, person } = this.seat
    const origin = {
      channelId: channel.id,
      ephemeralTo: ephemeral ? person.id : undefined,
      isAnswer: true,
    }
    const message = new Message(origin, this.#changes)
    channel.all.push(message)
    return message
  }

  #checkToken(): void {
    if (this.first === undefined) throw apiErrors.unknownWebhook()
    if (Date.now() - this.createdAt <= this.#times.tokenMs) return
    throw this.#times.expiredToken === 10015 ? apiErrors.unknownWebhook() : apiErrors.invalidWebhookToken()
  }
}

function appPermissions({ guild, channel }: Seat): bigint {
  const { embedLinks, attachFiles, useCommands, viewChannel, sendMessages, sendInThreads } = permissions
  const { view, send } = guild?.hasBot === false ? { view: false, send: false } : channel.botMay
  const inside = embedLinks | attachFiles | useCommands | (view ? viewChannel : 0n)
  return inside | (send ? (channel.isThread ? sendInThreads : sendMessages) : 0n)
}
