/** The guilds, channels and people of a stand-in, and what the bot did there. */
import type { Changes } from './changes.ts'
import type { JsonObject } from './json.ts'
import type { Message } from './message.ts'
import { newId } from './snowflake.ts'

/** Bits of the intents an event needs (docs, Gateway, List of Intents); 0: always sent. */
export const intents = { guilds: 1 << 0, guildMessages: 1 << 9, directMessages: 1 << 12 }

export const permissions = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  useCommands: 1n << 31n,
}

export type Dispatch = (event: string, data: JsonObject, intent: number) => void

export interface World {
  applicationId: string
  dispatch: Dispatch
  changes: Changes
  guilds: Map<string, Guild>
  channels: Map<string, Channel>
  people: Map<string, Person>
  /** Global under '', else by guild id. */
  commands: Map<string, JsonObject[]>
}

export class Channel {
  readonly id = newId()
  readonly name: string
  /** Absent: a direct message with `recipient`. */
  readonly guild: Guild | undefined
  readonly recipient: Person | undefined
  /** What the bot may do here; without `view` it gets 50001, without `send` 50013. */
  botMay = { view: true, send: true }
  /** A thread in a channel where the bot may not write. */
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

  /** What everybody here sees now. */
  get messages(): Message[] {
    return this.all.filter(message => !message.deleted && !message.ephemeral)
  }

  /** The newest message everybody sees, once there is one that fits. */
  async newest(check: (message: Message) => boolean = () => true, timeoutMs = 5000): Promise<Message> {
    const find = () => this.messages.findLast(check)
    await this.#world.changes.until(
      () => find() !== undefined,
      timeoutMs,
      () => `such a message in #${this.name}`,
    )
    const found = find()
    if (found === undefined) throw new Error('The message is gone again')
    return found
  }

  /** Somebody who may deletes a message; the bot hears of it when its intents say so. */
  deleteMessage(message: Message): void {
    message.delete()
    this.#world.dispatch(
      'MESSAGE_DELETE',
      {
        id: message.id,
        channel_id: this.id,
        ...(this.guild === undefined ? {} : { guild_id: this.guild.id }),
      },
      this.guild === undefined ? intents.directMessages : intents.guildMessages,
    )
  }

  delete(): void {
    this.deleted = true
    for (const message of this.all) message.delete()
    this.#world.dispatch('CHANNEL_DELETE', this.toApi(), intents.guilds)
  }

  toApi(): JsonObject {
    return this.guild === undefined
      ? {
          id: this.id,
          type: 1,
          flags: 0,
          last_message_id: null,
          recipients: this.recipient ? [this.recipient.toApi()] : [],
        }
      : {
          id: this.id,
          type: this.isThread ? 11 : 0,
          guild_id: this.guild.id,
          name: this.name,
          position: 0,
          permission_overwrites: [],
          nsfw: false,
          flags: 0,
          last_message_id: null,
          parent_id: null,
        }
  }
}

export class Guild {
  readonly id = newId()
  readonly name: string
  readonly locale: string
  /** False: people may still bring the bot here as their own app. */
  hasBot: boolean
  /** Names people have here, by their id. */
  readonly nicks = new Map<string, string>()
  readonly #world: World

  constructor(world: World, options: { name: string; locale: string; hasBot: boolean }) {
    this.#world = world
    this.name = options.name
    this.locale = options.locale
    this.hasBot = options.hasBot
    world.guilds.set(this.id, this)
    if (this.hasBot) world.dispatch('GUILD_CREATE', this.toGateway(), intents.guilds)
  }

  get channels(): Channel[] {
    return [...this.#world.channels.values()].filter(channel => channel.guild === this && !channel.deleted)
  }

  channel(options: { name?: string } = {}): Channel {
    const channel = new Channel(this.#world, options.name ?? 'general', { guild: this })
    if (this.hasBot) this.#world.dispatch('CHANNEL_CREATE', channel.toApi(), intents.guilds)
    return channel
  }

  /** The bot is thrown out. */
  removeBot(): void {
    this.hasBot = false
    this.#world.dispatch('GUILD_DELETE', { id: this.id }, intents.guilds)
  }

  toApi(): JsonObject {
    const everyone = {
      id: this.id,
      name: '@everyone',
      permissions: '2147535872',
      color: 0,
      hoist: false,
      position: 0,
    }
    const colors = { primary_color: 0, secondary_color: null, tertiary_color: null }
    const plain = { icon: null, unicode_emoji: null, colors }
    return {
      id: this.id,
      name: this.name,
      owner_id: this.id,
      preferred_locale: this.locale,
      roles: [{ ...everyone, managed: false, mentionable: false, flags: 0, ...plain }],
      emojis: [],
      stickers: [],
      features: [],
      verification_level: 0,
      default_message_notifications: 0,
      explicit_content_filter: 0,
      mfa_level: 0,
      nsfw_level: 0,
      premium_tier: 0,
      premium_progress_bar_enabled: false,
      system_channel_flags: 0,
      system_channel_id: null,
      afk_channel_id: null,
      afk_timeout: 300,
      rules_channel_id: null,
      public_updates_channel_id: null,
      safety_alerts_channel_id: null,
      icon: null,
      splash: null,
      discovery_splash: null,
      banner: null,
      description: null,
      vanity_url_code: null,
      application_id: null,
      home_header: null,
      region: 'deprecated',
      widget_enabled: false,
      widget_channel_id: null,
      max_presences: null,
      max_members: 25_000_000,
      max_stage_video_channel_users: 50,
      max_video_channel_users: 25,
      premium_subscription_count: 0,
      nsfw: false,
      incidents_data: null,
    }
  }

  /** GUILD_CREATE says more. */
  toGateway(): JsonObject {
    return {
      ...this.toApi(),
      joined_at: new Date().toISOString(),
      large: false,
      unavailable: false,
      member_count: 2,
      members: [],
      channels: this.channels.map(channel => channel.toApi()),
      threads: [],
      voice_states: [],
      presences: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    }
  }
}

export interface PersonOptions {
  username?: string
  /** The display name everywhere; null: none is set and the username shows. */
  globalName?: string | null
  /** Of the person's client, as Discord writes it: `en-US`, `fr`. */
  locale?: string
  isBot?: boolean
}

export class Person {
  readonly id = newId()
  readonly username: string
  readonly globalName: string | null
  readonly locale: string
  readonly isBot: boolean
  /** Closed: the bot's messages by itself are refused with 50007. Answers to interactions still arrive. */
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

  /** What the bot sent by itself, not the answers to what this person did. */
  get dms(): Message[] {
    return this.channel.messages.filter(message => message.origin.interaction === undefined)
  }

  /** The newest of `dms`, once there is one that fits. */
  dm(check: (message: Message) => boolean = () => true, timeoutMs = 5000): Promise<Message> {
    return this.channel.newest(
      message => message.origin.interaction === undefined && check(message),
      timeoutMs,
    )
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
      primary_guild: null,
      public_flags: 0,
      flags: 0,
      bot: this.isBot,
    }
  }
}
