/** The guilds, channels and people of a stand-in, and what the bot did there. The bot has no intents and hears nothing of it. */
import type { Changes } from '../chat/changes.ts'
import type { JsonObject } from '../chat/json.ts'
import { patience } from '../patience.ts'
import type { Message } from './message.ts'
import { newId } from './snowflake.ts'

export const permissions = {
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  useCommands: 1n << 31n,
  sendInThreads: 1n << 38n,
}

export interface World {
  changes: Changes
  guilds: Map<string, Guild>
  channels: Map<string, Channel>
  people: Map<string, Person>
  /** The application's commands, as they were last registered. */
  commands: JsonObject[]
}

export class Channel {
  readonly id = newId()
  readonly name: string
  /** Absent: a direct message with `recipient`. */
  readonly guild: Guild | undefined
  readonly recipient: Person | undefined
  /** The bot's permissions here; without `view` it gets 50001, without `send` 50013. */
  botMay = { view: true, send: true }
  isThread = false
  deleted = false
  /** All the bot ever posted here, ephemeral and deleted ones too. */
  readonly all: Message[] = []
  readonly #world: World

  constructor(world: World, name: string, place: { guild: Guild } | { recipient: Person }) {
    this.#world = world
    this.name = name
    this.guild = 'guild' in place ? place.guild : undefined
    this.recipient = 'recipient' in place ? place.recipient : undefined
    world.channels.set(this.id, this)
  }

  /** The messages that everybody here sees now. */
  get messages(): Message[] {
    return this.all.filter(message => !message.deleted && !message.ephemeral)
  }

  /** The newest message that everybody sees, once there is one that fits. */
  newest(check: (message: Message) => boolean = () => true): Promise<Message> {
    const find = () => this.messages.findLast(check)
    return this.#world.changes.find(find, patience, () => `such a message in #${this.name}`)
  }

  delete(): void {
    this.deleted = true
    for (const message of this.all) message.delete()
  }

  toApi(): JsonObject {
    if (this.guild === undefined) return { id: this.id, type: 1, recipients: [this.recipient?.toApi()] }
    return { id: this.id, type: this.isThread ? 11 : 0, guild_id: this.guild.id, name: this.name }
  }
}

export class Guild {
  readonly id = newId()
  readonly name: string
  readonly locale: string
  /** False: people may still bring the bot here as their own app. */
  readonly hasBot: boolean
  /** Names people have here, by their id. */
  readonly nicks = new Map<string, string>()
  readonly #world: World

  constructor(world: World, options: { name: string; locale: string; hasBot: boolean }) {
    this.#world = world
    this.name = options.name
    this.locale = options.locale
    this.hasBot = options.hasBot
    world.guilds.set(this.id, this)
  }

  channel(options: { name?: string } = {}): Channel {
    return new Channel(this.#world, options.name ?? 'general', { guild: this })
  }
}

export interface PersonOptions {
  username?: string
  /** The display name everywhere; null: none is set and the username shows. */
  globalName?: string | null
  /** The language of their client, as Discord writes it: `en-US`, `fr`. */
  locale?: string
  isBot?: boolean
}

export class Person {
  readonly id = newId()
  readonly username: string
  readonly globalName: string | null
  readonly locale: string
  readonly isBot: boolean
  /** Closed: messages that the bot sends by itself are refused with 50007. Answers to interactions still arrive. */
  directMessagesOpen = true
  readonly channel: Channel

  constructor(world: World, options: PersonOptions) {
    this.username = options.username ?? `someone${world.people.size + 1}`
    this.globalName = options.globalName === undefined ? this.username : options.globalName
    this.locale = options.locale ?? 'en-US'
    this.isBot = options.isBot ?? false
    this.channel = new Channel(world, `@${this.username}`, { recipient: this })
    world.people.set(this.id, this)
  }

  /** Messages that the bot sent by itself; answers to this person's acts are not among them. */
  get dms(): Message[] {
    return this.channel.messages.filter(message => !message.origin.isAnswer)
  }

  /** The newest of `dms`, once there is one that fits. */
  dm(check: (message: Message) => boolean = () => true): Promise<Message> {
    return this.channel.newest(message => !message.origin.isAnswer && check(message))
  }

  sees(message: Message): boolean {
    return !message.deleted && (message.origin.ephemeralTo ?? this.id) === this.id
  }

  toApi(): JsonObject {
    return {
      id: this.id,
      username: this.username,
      global_name: this.globalName,
      discriminator: '0',
      avatar: null,
      bot: this.isBot,
    }
  }
}
