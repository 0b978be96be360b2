/** The workspaces, people and conversations of a stand-in, and what the app did there. */
import type { Changes } from '../chat/changes.ts'
import type { JsonObject } from '../chat/json.ts'
import { newId, newSecret } from './ids.ts'
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
  /** The part before `.slack.com`. */
  domain?: string
  /** On Enterprise Grid. */
  enterprise?: { id: string; name: string }
  /** False: nobody installed the app there yet, and its token is refused. */
  installed?: boolean
  /** What the bot token may; all that this stand-in knows to check when absent. */
  scopes?: string[]
  /** With token rotation: how long a token holds. */
  tokenLivesMs?: number
}

/** All but `chat:write.public`: the bot writes only where it is a member. */
export const defaultScopes = [
  'commands',
  'chat:write',
  'channels:join',
  'channels:read',
  'channels:history',
  'groups:read',
  'groups:history',
  'im:read',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
  'team:read',
  'files:write',
]

export class Workspace {
  readonly id = newId('T')
  readonly appId: string
  readonly name: string
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
    this.domain = options.domain ?? `workspace-${world.workspaces.size + 1}`
    this.enterprise = options.enterprise
    this.installed = options.installed ?? true
    this.token = world.tokens.bot(this, options.scopes ?? defaultScopes, options.tokenLivesMs)
    if (!this.installed) this.token.refusedWith = 'account_inactive'
    world.workspaces.set(this.id, this)
  }

  get users(): User[] {
    return [...this.#world.users.values()].filter(user => user.workspace === this)
  }

  get channels(): Channel[] {
    return [...this.#world.channels.values()].filter(channel => channel.workspace === this)
  }

  channel(options: ChannelOptions = {}): Channel {
    return new Channel(this.#world, this, options)
  }

  user(options: UserOptions = {}): User {
    return new User(this.#world, this, options)
  }

  /** The app's token is refused from now on, as when an admin took it away. */
  refuseToken(
    error: 'invalid_auth' | 'token_revoked' | 'account_inactive' | 'token_expired' = 'invalid_auth',
  ): void {
    this.token.refusedWith = error
  }

  /** Another scope or fewer, as after an installation with other scopes. */
  grant(scopes: string[]): void {
    this.token.scopes = scopes
  }

  toApi(): JsonObject {
    return {
      id: this.id,
      name: this.name,
      url: `https://${this.domain}.slack.com/`,
      domain: this.domain,
      email_domain: '',
      icon: { image_default: true },
      ...(this.enterprise === undefined
        ? {}
        : { enterprise_id: this.enterprise.id, enterprise_name: this.enterprise.name }),
    }
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
  name: string
  readonly isPrivate: boolean
  /** The person of a direct message with the app. */
  readonly recipient: User | undefined
  hasBot: boolean
  isArchived: boolean
  /** All that was ever said here, ephemeral and deleted ones too. */
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
      () => `such a message in #${this.name}; there are: ${this.messages.map(one => one.words).join(' / ')}`,
    )
    const found = find()
    if (found === undefined) throw new Error('The message is gone again')
    return found
  }

  toApi(): JsonObject {
    if (this.recipient !== undefined)
      return {
        id: this.id,
        created: 0,
        is_im: true,
        is_archived: false,
        user: this.recipient.id,
        is_open: true,
      }
    return {
      id: this.id,
      name: this.name,
      name_normalized: this.name,
      is_channel: !this.isPrivate,
      is_group: this.isPrivate,
      is_im: false,
      is_mpim: false,
      is_private: this.isPrivate,
      is_archived: this.isArchived,
      is_member: this.hasBot,
      is_general: false,
      is_shared: false,
      created: 0,
      creator: this.workspace.users[0]?.id ?? '',
      context_team_id: this.workspace.id,
    }
  }
}

export interface UserOptions {
  /** Their handle, in lower case. */
  name?: string
  /** Their full name. */
  realName?: string
  /** What others see; the full name where it is empty. */
  displayName?: string
  /** As Slack writes it: `en-US`, `fr-FR`. */
  locale?: string
  /** null: Slack gives none (hidden by the workspace, or a guest). */
  email?: string | null
  tz?: string
  isAdmin?: boolean
  isOwner?: boolean
  isBot?: boolean
}

export class User {
  readonly id = newId('U')
  readonly workspace: Workspace
  name: string
  realName: string
  displayName: string
  locale: string
  email: string | null
  tz: string
  isAdmin: boolean
  isOwner: boolean
  readonly isBot: boolean
  /** Deactivated. */
  deleted = false
  /**
   * `open`, or the error the bot's messages by itself are refused with: `messages_tab_disabled` (the app has none),
   * `cannot_dm_bot`, `user_disabled`, `restricted_action`. Answers through a response_url still arrive.
   */
  directMessages = 'open'
  /** The direct message with the app. */
  readonly channel: Channel
  home: View | undefined
  /** The open modals, the one they see last. */
  modals: View[] = []

  constructor(world: World, workspace: Workspace, options: UserOptions) {
    this.workspace = workspace
    this.name = options.name ?? `someone${world.users.size + 1}`
    this.realName = options.realName ?? this.name
    this.displayName = options.displayName ?? ''
    this.locale = options.locale ?? 'en-US'
    this.email = options.email === undefined ? `${this.name}@example.org` : options.email
    this.tz = options.tz ?? 'Europe/Paris'
    this.isAdmin = options.isAdmin ?? false
    this.isOwner = options.isOwner ?? false
    this.isBot = options.isBot ?? false
    this.channel = new Channel(world, workspace, { name: 'directmessage', recipient: this })
    world.users.set(this.id, this)
  }

  /** What the app sent by itself, not the answers to what this person did. */
  get dms(): Message[] {
    return this.channel.messages.filter(
      message => message.origin.by !== 'response' && message.origin.writtenBy === undefined,
    )
  }

  /** The newest of `dms`, once there is one that fits. */
  dm(check: (message: Message) => boolean = () => true, timeoutMs = 5000): Promise<Message> {
    return this.channel.newest(message => this.dms.includes(message) && check(message), timeoutMs)
  }

  sees(message: Message): boolean {
    const { ephemeralTo, channel } = message.origin
    const { workspace, recipient } = channel
    const met = workspace === this.workspace || workspace.strangers.includes(this)
    const here = met && (recipient ?? this) === this
    return here && !message.deleted && (ephemeralTo ?? this) === this
  }

  /** As users.info gives it; `email` and `locale` only where they may be told. */
  toApi(told: { email: boolean; locale: boolean }): JsonObject {
    return {
      id: this.id,
      team_id: this.workspace.id,
      name: this.name,
      deleted: this.deleted,
      real_name: this.realName,
      tz: this.tz,
      tz_label: this.tz,
      tz_offset: 3600,
      is_admin: this.isAdmin || this.isOwner,
      is_owner: this.isOwner,
      is_primary_owner: false,
      is_restricted: false,
      is_ultra_restricted: false,
      is_bot: this.isBot,
      is_app_user: false,
      updated: 0,
      ...(told.locale ? { locale: this.locale } : {}),
      ...(this.workspace.enterprise === undefined
        ? {}
        : { enterprise_user: { enterprise_id: this.workspace.enterprise.id } }),
      profile: {
        real_name: this.realName,
        real_name_normalized: this.realName,
        display_name: this.displayName,
        display_name_normalized: this.displayName,
        avatar_hash: newSecret(10),
        team: this.workspace.id,
        ...(told.email && this.email !== null ? { email: this.email } : {}),
      },
    }
  }
}
