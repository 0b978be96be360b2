/** The workspaces, people and conversations of a stand-in, and what the app did there. */
import { botScopes } from '../../../src/adapters/slack/scopes.ts'
import type { Changes } from '../chat/changes.ts'
import type { JsonObject } from '../chat/json.ts'
import { patience } from '../patience.ts'
import { newId } from './ids.ts'
import type { Message } from './message.ts'
import type { Token, Tokens } from './tokens.ts'
import type { View } from './view.ts'

export interface World {
  appId: string
  changes: Changes
  tokens: Tokens
  workspaces: Map<string, Workspace>
  channels: Map<string, Channel>
  users: Map<string, User>
  /** Home and modals, closed ones too. */
  views: Map<string, View>
}

export interface WorkspaceOptions {
  name?: string
  /** On Enterprise Grid. */
  enterprise?: { id: string; name: string }
  /** False: nobody installed the app there yet, and its token is refused. */
  installed?: boolean
  /** Scopes of the bot token; those that the app asks for when absent. */
  scopes?: string[]
  /** With token rotation: how long a token holds. */
  tokenLivesMs?: number
}

export class Workspace {
  readonly id = newId('T')
  readonly appId: string
  readonly name: string
  /** The part before `.slack.com`. */
  readonly domain: string
  readonly enterprise: { id: string; name: string } | undefined
  readonly botUserId = newId('U')
  readonly botId = newId('B')
  installed: boolean
  /** People of other workspaces, met in a channel they share (Slack Connect). */
  readonly strangers: User[] = []
  /** The newest bot token. */
  token: Token
  readonly #world: World

  constructor(world: World, options: WorkspaceOptions) {
    this.#world = world
    this.appId = world.appId
    this.name = options.name ?? `Workspace ${world.workspaces.size + 1}`
    this.domain = this.name.toLowerCase().replace(/\W+/g, '-')
    this.enterprise = options.enterprise
    this.installed = options.installed ?? true
    this.token = world.tokens.bot(this, options.scopes ?? botScopes, options.tokenLivesMs)
    if (!this.installed) this.token.refusedWith = 'account_inactive'
    world.workspaces.set(this.id, this)
  }

  /** Also people who are met in a shared channel. */
  get people(): User[] {
    return [...[...this.#world.users.values()].filter(user => user.workspace === this), ...this.strangers]
  }

  channel(options: ChannelOptions = {}): Channel {
    return new Channel(this.#world, this, options)
  }

  user(options: UserOptions = {}): User {
    return new User(this.#world, this, options)
  }
}

export interface ChannelOptions {
  name?: string
  isPrivate?: boolean
  hasBot?: boolean
  isArchived?: boolean
}

export class Channel {
  readonly id: string
  readonly workspace: Workspace
  readonly name: string
  readonly isPrivate: boolean
  /** The person of a direct message with the app. */
  readonly recipient: User | undefined
  hasBot: boolean
  isArchived: boolean
  /** All that the app ever said here, ephemeral and deleted messages too. */
  readonly all: Message[] = []
  readonly #world: World

  constructor(world: World, workspace: Workspace, options: ChannelOptions & { recipient?: User }) {
    this.#world = world
    this.workspace = workspace
    this.isPrivate = options.isPrivate ?? false
    this.recipient = options.recipient
    this.id = newId(this.recipient === undefined ? 'C' : 'D')
    this.name = options.name ?? 'general'
    this.hasBot = options.hasBot ?? true
    this.isArchived = options.isArchived ?? false
    world.channels.set(this.id, this)
  }

  /** The messages that everybody here sees now. */
  get messages(): Message[] {
    return this.all.filter(message => !message.deleted && !message.ephemeral)
  }

  /** The newest message that everybody sees, once there is one that fits. */
  newest(check: (message: Message) => boolean = () => true): Promise<Message> {
    const find = () => this.messages.findLast(check)
    const there = () => this.messages.map(one => one.words).join(' / ')
    return this.#world.changes.find(
      find,
      patience,
      () => `such a message in #${this.name}; there are: ${there()}`,
    )
  }
}

export interface UserOptions {
  /** Their handle, in lower case. */
  name?: string
  /** Their full name. */
  realName?: string
  /** The name that others see; the full name if it is empty. */
  displayName?: string
  /** As Slack writes it: `en-US`, `fr-FR`. */
  locale?: string
  /** null: Slack gives none (hidden by the workspace, or a guest). */
  email?: string | null
  isAdmin?: boolean
  isBot?: boolean
}

export class User {
  readonly id = newId('U')
  readonly workspace: Workspace
  readonly name: string
  readonly #told: Required<Omit<UserOptions, 'name'>>
  /**
   * `open`, or the error that refuses what the app sends by itself: `messages_tab_disabled` (the app has none), `cannot_dm_bot`,
   * `user_disabled`. Answers through a response_url still arrive.
   */
  directMessages = 'open'
  /** The direct message with the app. */
  readonly channel: Channel
  home: View | undefined
  /** The open modals, the one they see last. */
  modals: View[] = []

  constructor(world: World, workspace: Workspace, options: UserOptions) {
    this.workspace = workspace
    const { name = `someone${world.users.size + 1}` } = options
    this.name = name
    const told = { realName: name, displayName: '', locale: 'en-US', email: `${name}@example.org` }
    this.#told = { ...told, isAdmin: false, isBot: false, ...options }
    this.channel = new Channel(world, workspace, { name: 'directmessage', recipient: this })
    world.users.set(this.id, this)
  }

  /** Messages that the app sent by itself; answers to this person's acts are not among them. */
  get dms(): Message[] {
    return this.channel.messages
  }

  /** The newest of `dms`, once there is one that fits. */
  dm(check?: (message: Message) => boolean): Promise<Message> {
    return this.channel.newest(check)
  }

  sees(message: Message): boolean {
    const { ephemeralTo, channel } = message.origin
    const isHere = channel.workspace.people.includes(this) && (channel.recipient ?? this) === this
    return isHere && !message.deleted && (ephemeralTo ?? this) === this
  }

  /** As users.info gives it; the email address only with its scope. */
  toApi(scopes: string[]): JsonObject {
    const { realName, displayName, locale, email, isAdmin, isBot } = this.#told
    const { enterprise } = this.workspace
    const isTold = scopes.includes('users:read.email') && email !== null
    return {
      id: this.id,
      team_id: this.workspace.id,
      name: this.name,
      deleted: false,
      real_name: realName,
      is_admin: isAdmin,
      is_owner: false,
      is_bot: isBot,
      locale,
      ...(enterprise === undefined ? {} : { enterprise_user: { enterprise_id: enterprise.id } }),
      profile: { real_name: realName, display_name: displayName, ...(isTold ? { email } : {}) },
    }
  }
}
