/** What the methods of the Web API do in the stand-in's world, and how they refuse. */
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from '../chat/json.ts'
import { newId, newSecret } from './ids.ts'
import type { Interactions } from './interaction.ts'
import { Message, type SlackFile } from './message.ts'
import { methodRule } from './methods.ts'
import { SlackError } from './slack-error.ts'
import type { Token } from './tokens.ts'
import { View } from './view.ts'
import type { Channel, User, Workspace, World } from './world.ts'

export interface Caller {
  token: Token | undefined
  args: JsonObject
  /** From an `Authorization: Basic` header. */
  basic: { id: string; secret: string } | undefined
}

export interface AppSecrets {
  clientId: string
  clientSecret: string
}

export interface Upload {
  file: SlackFile
  length: number
  received: boolean
}

export interface WebApiOptions {
  secrets: AppSecrets
  interactions: Interactions
  /** `ws://…`, good for one connection. */
  socketUrl: () => string
  uploadUrl: (id: string) => string
  /** Tells the app of what happened to it: `app_uninstalled`, `tokens_revoked`. */
  uninstalled: (workspace: Workspace) => void
}

export class WebApi {
  readonly uploads = new Map<string, Upload>()
  /** True: Socket Mode is switched off for the app, and no socket opens. */
  socketModeOff = false
  readonly #world: World
  readonly #options: WebApiOptions

  constructor(world: World, options: WebApiOptions) {
    this.#world = world
    this.#options = options
  }

  /** The token of a call, or why it is refused. */
  authorize(method: string, bearer: string | undefined): Token | undefined {
    const rule = methodRule(method)
    if (rule === undefined || rule.token === 'none') return undefined
    if (bearer === undefined || bearer === '') throw new SlackError('not_authed')
    const token = this.#world.tokens.all.get(bearer)
    if (token === undefined) throw new SlackError('invalid_auth')
    if (token.refusedWith !== undefined) throw new SlackError(token.refusedWith)
    if (token.expiresAt !== undefined && token.expiresAt < Date.now()) throw new SlackError('token_expired')
    if (token.kind !== rule.token && method !== 'auth.test') throw new SlackError('not_allowed_token_type')
    // Which of several is needed is known once the conversation is.
    const needed = rule.scopes
    if (needed.length > 0 && !needed.some(scope => token.scopes.includes(scope)))
      throw new SlackError('missing_scope', { needed: needed.join(','), provided: token.scopes.join(',') })
    return token
  }

  call(method: string, caller: Caller): JsonObject {
    const { args } = caller
    switch (method) {
      case 'oauth.v2.access':
        return this.#access(caller)
      case 'apps.connections.open':
        if (this.socketModeOff) throw new SlackError('forbidden')
        return { url: this.#options.socketUrl() }
    }
    const { token } = caller
    const workspace = token?.workspace
    if (token === undefined || workspace === undefined) {
      if (method === 'auth.test' && token !== undefined)
        return { app_name: 'undersigned', app_id: this.#world.appId }
      throw new SlackError('not_allowed_token_type')
    }
    const scoped = { token, workspace, args }
    switch (method) {
      case 'auth.test':
        return {
          url: `https://${workspace.domain}.slack.com/`,
          team: workspace.name,
          user: 'undersigned',
          team_id: workspace.id,
          user_id: workspace.botUserId,
          bot_id: workspace.botId,
          is_enterprise_install: false,
          ...(workspace.enterprise === undefined ? {} : { enterprise_id: workspace.enterprise.id }),
        }
      case 'auth.revoke':
        if (String(args.test) === 'true') return { revoked: false }
        token.refusedWith = 'token_revoked'
        return { revoked: true }
      case 'apps.uninstall':
        if (args.client_id !== this.#options.secrets.clientId) throw new SlackError('invalid_client_id')
        if (args.client_secret !== this.#options.secrets.clientSecret)
          throw new SlackError('bad_client_secret')
        this.#options.uninstalled(workspace)
        return {}
      case 'team.info':
        return { team: workspace.toApi() }
      case 'users.info': {
        const user = this.#world.users.get(String(args.user))
        const met = user !== undefined && [...workspace.users, ...workspace.strangers].includes(user)
        if (!met) throw new SlackError('user_not_found')
        const locale = String(args.include_locale) === 'true'
        return { user: user.toApi({ email: token.scopes.includes('users:read.email'), locale }) }
      }
      case 'chat.postMessage':
        return this.#post(scoped)
      case 'chat.postEphemeral':
        return this.#postEphemeral(scoped)
      case 'chat.update': {
        const message = this.#own(scoped, 'cant_update_message')
        this.#mustSay(args)
        message.replace(fieldsOf(args))
        return { channel: args.channel, ts: message.ts, text: message.text, message: message.toApi() }
      }
      case 'chat.delete': {
        const message = this.#own(scoped, 'cant_delete_message')
        message.delete()
        return { channel: args.channel, ts: message.ts }
      }
      case 'views.open':
      case 'views.push':
      case 'views.update':
      case 'views.publish':
        return { view: this.#view(method, scoped).toApi() }
      case 'conversations.open':
      case 'conversations.info':
      case 'conversations.join':
      case 'conversations.history':
        return this.#conversation(method, scoped)
      case 'files.getUploadURLExternal': {
        const id = newId('F')
        const name = String(args.filename)
        const altText = textAt(args, 'alt_txt') ?? textAt(args, 'alt_text')
        const file: SlackFile = { id, name, title: name, altText, bytes: Buffer.alloc(0) }
        if (!(Number(args.length) > 0)) throw new SlackError('invalid_arguments')
        this.uploads.set(id, { file, length: Number(args.length), received: false })
        return { upload_url: this.#options.uploadUrl(id), file_id: id }
      }
      case 'files.completeUploadExternal':
        return this.#completeUpload(scoped)
    }
    throw new SlackError('unknown_method')
  }

  #access({ args, basic }: Caller): JsonObject {
    const { secrets } = this.#options
    if ((basic?.id ?? args.client_id) !== secrets.clientId) throw new SlackError('invalid_client_id')
    if ((basic?.secret ?? args.client_secret) !== secrets.clientSecret)
      throw new SlackError('bad_client_secret')
    const { tokens } = this.#world
    if (args.grant_type === 'refresh_token') {
      const old = tokens.refreshTokens.get(String(args.refresh_token))
      if (old?.workspace === undefined) throw new SlackError('invalid_refresh_token')
      tokens.refreshTokens.delete(String(args.refresh_token))
      const token = tokens.bot(old.workspace, old.scopes, 43_200_000)
      old.workspace.token = token
      return this.#granted(old.workspace, token)
    }
    const code = tokens.codes.get(String(args.code))
    if (code === undefined) throw new SlackError('invalid_code')
    if (code.used) throw new SlackError('code_already_used')
    if (code.redirectUri !== undefined && args.redirect_uri !== code.redirectUri)
      throw new SlackError('bad_redirect_uri')
    code.used = true
    const { workspace } = code
    const lives = workspace.token.expiresAt === undefined ? undefined : 43_200_000
    workspace.token = tokens.bot(workspace, code.scopes, lives)
    workspace.installed = true
    return { ...this.#granted(workspace, workspace.token), authed_user: { id: code.installer.id } }
  }

  #granted(workspace: Workspace, token: Token): JsonObject {
    const rotation =
      token.expiresAt === undefined
        ? {}
        : { refresh_token: token.refreshToken, expires_in: Math.round((token.expiresAt - Date.now()) / 1000) }
    return {
      access_token: token.value,
      token_type: 'bot',
      scope: token.scopes.join(','),
      bot_user_id: workspace.botUserId,
      app_id: this.#world.appId,
      team: { id: workspace.id, name: workspace.name },
      enterprise: workspace.enterprise ?? null,
      is_enterprise_install: false,
      ...rotation,
    }
  }

  /** Where the bot may write; a person's id means the direct message with them. */
  #writable({ workspace, token, args }: Scoped): Channel {
    const id = String(args.channel)
    const person = this.#world.users.get(id)
    const channel = person?.workspace === workspace ? person.channel : this.#world.channels.get(id)
    if (channel === undefined || channel.workspace !== workspace) throw new SlackError('channel_not_found')
    if (channel.recipient !== undefined) {
      if (channel.recipient.isBot) throw new SlackError('cannot_dm_bot')
      if (channel.recipient.directMessages !== 'open') throw new SlackError(channel.recipient.directMessages)
      return channel
    }
    if (channel.isPrivate && !channel.hasBot) throw new SlackError('channel_not_found')
    if (channel.isArchived) throw new SlackError('is_archived')
    if (!channel.hasBot && !token.scopes.includes('chat:write.public')) throw new SlackError('not_in_channel')
    return channel
  }

  #mustSay(args: JsonObject): void {
    const empty = ['text', 'blocks', 'attachments', 'markdown_text'].every(
      key =>
        args[key] === undefined || args[key] === '' || (Array.isArray(args[key]) && args[key].length === 0),
    )
    if (empty) throw new SlackError('no_text')
  }

  #post(scoped: Scoped): JsonObject {
    const { args } = scoped
    const channel = this.#writable(scoped)
    this.#mustSay(args)
    const origin = { channel, ephemeralTo: undefined, by: 'chat.postMessage' } as const
    const message = new Message(origin, fieldsOf(args), this.#world.changes)
    channel.all.push(message)
    this.#world.changes.happened()
    return { channel: channel.id, ts: message.ts, message: message.toApi(true) }
  }

  #postEphemeral(scoped: Scoped): JsonObject {
    const { args, workspace } = scoped
    const channel = this.#writable(scoped)
    this.#mustSay(args)
    const user = this.#world.users.get(String(args.user))
    if (user === undefined || user.workspace !== workspace) throw new SlackError('user_not_in_channel')
    if (channel.recipient !== undefined && channel.recipient !== user)
      throw new SlackError('user_not_in_channel')
    const origin = { channel, ephemeralTo: user, by: 'chat.postEphemeral' } as const
    const message = new Message(origin, fieldsOf(args), this.#world.changes)
    channel.all.push(message)
    this.#world.changes.happened()
    return { message_ts: message.ts }
  }

  /** A message of the app's that is still there. Ephemeral ones are out of reach, as in Slack. */
  #own({ args, workspace }: Scoped, notMine: string): Message {
    const channel = this.#world.channels.get(String(args.channel))
    if (channel === undefined || channel.workspace !== workspace) throw new SlackError('channel_not_found')
    const message = channel.messages.find(one => one.ts === args.ts)
    if (message === undefined) throw new SlackError('message_not_found')
    if (message.origin.writtenBy !== undefined) throw new SlackError(notMine)
    if (channel.isArchived) throw new SlackError('is_archived')
    return message
  }

  #view(method: string, { args, workspace }: Scoped): View {
    const { views, changes } = this.#world
    const fields = objectAt(args, 'view') ?? {}
    const external = textAt(fields, 'external_id')
    const isTaken = (except?: View) =>
      external !== undefined &&
      external !== '' &&
      [...views.values()].some(
        view =>
          view !== except && !view.closed && view.externalId === external && view.workspace === workspace,
      )
    if (method === 'views.update') {
      const wanted = (view: View) =>
        view.id === args.view_id || (args.view_id === undefined && view.externalId === args.external_id)
      const view = [...views.values()].find(one => !one.closed && one.workspace === workspace && wanted(one))
      if (view === undefined) throw new SlackError('not_found')
      if (args.hash !== undefined && args.hash !== view.hash) throw new SlackError('hash_conflict')
      if (isTaken(view)) throw new SlackError('duplicate_external_id')
      view.write(fields)
      return view
    }
    if (method === 'views.publish') {
      const user = this.#world.users.get(String(args.user_id))
      if (user === undefined || user.workspace !== workspace) throw new SlackError('invalid_arguments')
      if (args.hash !== undefined && user.home !== undefined && args.hash !== user.home.hash)
        throw new SlackError('hash_conflict')
      if (user.home === undefined) {
        user.home = new View(user, fields, changes)
        views.set(user.home.id, user.home)
      } else user.home.write(fields)
      changes.happened()
      return user.home
    }
    if (isTaken()) throw new SlackError('duplicate_external_id')
    const interaction = this.#options.interactions.exchange(
      String(args.trigger_id ?? args.interactivity_pointer),
      workspace,
    )
    const { user } = interaction
    const previous = method === 'views.push' ? user.modals.at(-1) : undefined
    if (method === 'views.push' && user.modals.length >= 3) throw new SlackError('push_limit_reached')
    if (method === 'views.open') for (const open of user.modals.splice(0)) open.closed = true
    const view = new View(user, fields, changes, { workspace, previous })
    views.set(view.id, view)
    user.modals.push(view)
    interaction.opened = view
    changes.happened()
    return view
  }

  #conversation(method: string, { args, workspace, token }: Scoped): JsonObject {
    if (method === 'conversations.open') {
      if (typeof args.users !== 'string' && !Array.isArray(args.users))
        throw new SlackError('users_list_not_supplied')
      const ids = String(args.users).split(',')
      if (ids.length > 1)
        throw new SlackError('missing_scope', { needed: 'mpim:write', provided: token.scopes.join(',') })
      const user: User | undefined = this.#world.users.get(ids[0] ?? '')
      if (user === undefined || user.workspace !== workspace) throw new SlackError('user_not_found')
      if (user.deleted) throw new SlackError('user_disabled')
      if (user.isBot) throw new SlackError('cannot_dm_bot')
      return { no_op: true, already_open: true, channel: { id: user.channel.id } }
    }
    const channel = this.#world.channels.get(String(args.channel))
    if (channel === undefined || channel.workspace !== workspace) throw new SlackError('channel_not_found')
    if (channel.isPrivate && !channel.hasBot) throw new SlackError('channel_not_found')
    const kind = channel.recipient !== undefined ? 'im' : channel.isPrivate ? 'groups' : 'channels'
    const need = (scope: string) => {
      if (!token.scopes.includes(scope))
        throw new SlackError('missing_scope', { needed: scope, provided: token.scopes.join(',') })
    }
    switch (method) {
      case 'conversations.info':
        need(`${kind}:read`)
        return { channel: channel.toApi() }
      case 'conversations.join':
        if (kind !== 'channels') throw new SlackError('method_not_supported_for_channel_type')
        if (channel.isArchived) throw new SlackError('is_archived')
        channel.hasBot = true
        return { channel: channel.toApi() }
    }
    need(`${kind}:history`)
    if (kind === 'channels' && !channel.hasBot) throw new SlackError('not_in_channel')
    return history(channel, args)
  }

  #completeUpload(scoped: Scoped): JsonObject {
    const { args } = scoped
    const given = objectsAt(args, 'files').map(file => ({ upload: this.uploads.get(String(file.id)), file }))
    const files = given.map(({ upload, file }) => {
      if (upload === undefined || !upload.received) throw new SlackError('file_not_found')
      upload.file.title = textAt(file, 'title') ?? upload.file.name
      return upload.file
    })
    const to = textAt(args, 'channel_id') ?? textAt(args, 'channels')
    if (to !== undefined) {
      const channel = this.#writable({ ...scoped, args: { channel: to } })
      const fields = { text: args.initial_comment, blocks: args.blocks, thread_ts: args.thread_ts }
      const message = new Message(
        { channel, ephemeralTo: undefined, by: 'file' },
        fields,
        this.#world.changes,
        files,
      )
      channel.all.push(message)
      this.#world.changes.happened()
    }
    return {
      files: files.map(({ id, name, title }) => ({
        id,
        name,
        title,
        permalink: `https://files.example/${id}/${newSecret(8)}`,
      })),
    }
  }
}

interface Scoped {
  token: Token
  workspace: Workspace
  args: JsonObject
}

function fieldsOf(args: JsonObject): JsonObject {
  const text = args.text ?? args.markdown_text
  const { blocks, attachments, metadata, thread_ts, parse, link_names } = args
  return { text, blocks, attachments, metadata, thread_ts, parse, link_names }
}

/** Newest first; what is ephemeral is in nobody's history. */
function history(channel: Channel, args: JsonObject): JsonObject {
  const [oldest, latest] = [
    Number(args.oldest ?? 0),
    args.latest === undefined ? Number.POSITIVE_INFINITY : Number(args.latest),
  ]
  const inclusive = String(args.inclusive) === 'true'
  const start =
    args.cursor === undefined ? 0 : Number(Buffer.from(String(args.cursor), 'base64url').toString())
  const limit = Math.min(Number(args.limit ?? 100), 999)
  const within = channel.messages
    .filter(message => {
      const ts = Number(message.ts)
      return inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest
    })
    .reverse()
  const page = within.slice(start, start + limit)
  const more = within.length > start + limit
  const withMetadata = String(args.include_all_metadata) === 'true'
  return {
    messages: page.map(message => message.toApi(withMetadata)).filter(isObject),
    has_more: more,
    pin_count: 0,
    ...(more
      ? { response_metadata: { next_cursor: Buffer.from(String(start + limit)).toString('base64url') } }
      : {}),
  }
}
