/** Carries out the methods of the Web API in the stand-in's world, or refuses as Slack does. */
import { type JsonObject, objectAt, objectsAt, textAt } from '../chat/json.ts'
import { newId } from './ids.ts'
import type { Interactions } from './interaction.ts'
import { Message, type SlackFile } from './message.ts'
import { methodRule } from './methods.ts'
import { SlackError } from './slack-error.ts'
import type { Token } from './tokens.ts'
import { View } from './view.ts'
import type { Channel, User, Workspace, World } from './world.ts'

export interface Upload {
  file: SlackFile
  length: number
  received: boolean
}

export interface WebApiOptions {
  clientId: string
  clientSecret: string
  interactions: Interactions
  /** `ws://…`, good for one connection. */
  socketUrl: () => string
  uploadUrl: (id: string) => string
}

interface Scoped {
  token: Token
  workspace: Workspace
  args: JsonObject
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
    if (token.kind !== rule.token) throw new SlackError('not_allowed_token_type')
    if (rule.scopes.length > 0 && !rule.scopes.some(scope => token.scopes.includes(scope)))
      throw this.#missingScope(token, rule.scopes.join(','))
    return token
  }

  call(method: string, token: Token | undefined, args: JsonObject): JsonObject {
    if (method === 'oauth.v2.access') return this.#access(args)
    if (method === 'apps.connections.open') {
      if (this.socketModeOff) throw new SlackError('forbidden')
      return { url: this.#options.socketUrl() }
    }
    const workspace = token?.workspace
    if (token === undefined || workspace === undefined) throw new SlackError('not_allowed_token_type')
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
        }
      case 'users.info': {
        const user = workspace.people.find(({ id }) => id === args.user)
        if (user === undefined) throw new SlackError('user_not_found')
        return { user: user.toApi(token.scopes) }
      }
      case 'chat.postMessage':
        return this.#post(this.#writable(scoped), args)
      case 'chat.update': {
        const channel = this.#channel(scoped)
        const message = channel.messages.find(one => one.ts === args.ts)
        if (message === undefined) throw new SlackError('message_not_found')
        if (channel.isArchived) throw new SlackError('is_archived')
        message.replace(contentOf(args))
        return { channel: channel.id, ts: message.ts }
      }
      case 'views.open':
        return { view: this.#open(scoped).toApi() }
      case 'views.update': {
        const view = this.#world.views.get(String(args.view_id))
        if (view === undefined || view.closed || view.workspace !== workspace)
          throw new SlackError('not_found')
        view.write(objectAt(args, 'view') ?? {})
        return { view: view.toApi() }
      }
      case 'views.publish':
        return { view: this.#publish(scoped).toApi() }
      case 'conversations.open': {
        const user = this.#user(workspace, args.users)
        if (user === undefined) throw new SlackError('user_not_found')
        return { channel: { id: user.channel.id } }
      }
      case 'conversations.join': {
        const channel = this.#channel(scoped)
        if (channel.isPrivate) throw new SlackError('method_not_supported_for_channel_type')
        if (channel.isArchived) throw new SlackError('is_archived')
        channel.hasBot = true
        return { channel: { id: channel.id } }
      }
      case 'conversations.history':
        return this.#history(scoped)
      case 'files.getUploadURLExternal': {
        const id = newId('F')
        const altText = textAt(args, 'alt_txt')
        const file: SlackFile = { id, name: String(args.filename), altText, bytes: Buffer.alloc(0) }
        if (!(Number(args.length) > 0)) throw new SlackError('invalid_arguments')
        this.uploads.set(id, { file, length: Number(args.length), received: false })
        return { upload_url: this.#options.uploadUrl(id), file_id: id }
      }
      case 'files.completeUploadExternal': {
        const files = objectsAt(args, 'files').map(({ id }) => this.uploads.get(String(id)))
        if (files.length === 0 || files.some(upload => upload?.received !== true))
          throw new SlackError('file_not_found')
        const channel = this.#writable({ ...scoped, args: { channel: args.channel_id } })
        const shared = files.flatMap(upload => upload?.file ?? [])
        this.#post(channel, { text: args.initial_comment ?? '' }, shared)
        return { files: shared.map(({ id, name }) => ({ id, name })) }
      }
    }
    throw new SlackError('unknown_method')
  }

  #missingScope({ scopes }: Token, needed: string): SlackError {
    return new SlackError('missing_scope', { needed, provided: scopes.join(',') })
  }

  #access(args: JsonObject): JsonObject {
    const { clientId, clientSecret } = this.#options
    if (args.client_id !== clientId) throw new SlackError('invalid_client_id')
    if (args.client_secret !== clientSecret) throw new SlackError('bad_client_secret')
    const { tokens } = this.#world
    if (args.grant_type === 'refresh_token') {
      const old = tokens.refreshTokens.get(String(args.refresh_token))
      if (old?.workspace === undefined) throw new SlackError('invalid_refresh_token')
      tokens.refreshTokens.delete(String(args.refresh_token))
      old.workspace.token = tokens.bot(old.workspace, old.scopes, 43_200_000)
      return this.#granted(old.workspace)
    }
    const code = tokens.codes.get(String(args.code))
    if (code === undefined) throw new SlackError('invalid_code')
    if (code.used) throw new SlackError('code_already_used')
    if (args.redirect_uri !== code.redirectUri) throw new SlackError('bad_redirect_uri')
    code.used = true
    const { workspace, scopes, installer } = code
    const lives = workspace.token.expiresAt === undefined ? undefined : 43_200_000
    workspace.token = tokens.bot(workspace, scopes, lives)
    workspace.installed = true
    return { ...this.#granted(workspace), authed_user: { id: installer.id } }
  }

  #granted({ id, name, token, botUserId, enterprise }: Workspace): JsonObject {
    const { expiresAt, refreshToken, scopes, value } = token
    const rotation =
      expiresAt === undefined
        ? {}
        : { refresh_token: refreshToken, expires_in: Math.round((expiresAt - Date.now()) / 1000) }
    return {
      access_token: value,
      token_type: 'bot',
      scope: scopes.join(','),
      bot_user_id: botUserId,
      app_id: this.#world.appId,
      team: { id, name },
      enterprise: enterprise ?? null,
      is_enterprise_install: false,
      ...rotation,
    }
  }

  #user(workspace: Workspace, id: unknown): User | undefined {
    const user = this.#world.users.get(String(id))
    return user?.workspace === workspace ? user : undefined
  }

  /** A conversation that the app can see. */
  #channel({ workspace, args }: Scoped): Channel {
    const channel = this.#world.channels.get(String(args.channel))
    const isHidden = channel?.isPrivate === true && !channel.hasBot
    if (channel === undefined || channel.workspace !== workspace || isHidden)
      throw new SlackError('channel_not_found')
    return channel
  }

  #writable(scoped: Scoped): Channel {
    const channel = this.#channel(scoped)
    const refusal = channel.recipient?.directMessages ?? 'open'
    if (refusal !== 'open') throw new SlackError(refusal)
    if (channel.isArchived) throw new SlackError('is_archived')
    if (!channel.hasBot) throw new SlackError('not_in_channel')
    return channel
  }

  #post(channel: Channel, args: JsonObject, files: SlackFile[] = []): JsonObject {
    const origin = { channel, ephemeralTo: undefined }
    const message = new Message(origin, contentOf(args), this.#world.changes, files)
    channel.all.push(message)
    this.#world.changes.happened()
    return { channel: channel.id, ts: message.ts }
  }

  #open({ workspace, args }: Scoped): View {
    const interaction = this.#options.interactions.exchange(String(args.trigger_id), workspace)
    const { user } = interaction
    for (const open of user.modals.splice(0)) open.closed = true
    const view = this.#view(user, workspace, args)
    user.modals.push(view)
    interaction.opened = view
    this.#world.changes.happened()
    return view
  }

  #publish({ workspace, args }: Scoped): View {
    const user = this.#user(workspace, args.user_id)
    if (user === undefined) throw new SlackError('invalid_arguments')
    if (user.home === undefined) user.home = this.#view(user, workspace, args)
    else user.home.write(objectAt(args, 'view') ?? {})
    this.#world.changes.happened()
    return user.home
  }

  #view(user: User, workspace: Workspace, args: JsonObject): View {
    const view = new View(user, workspace, objectAt(args, 'view') ?? {}, this.#world.changes)
    this.#world.views.set(view.id, view)
    return view
  }

  /** Newest first; ephemeral messages are in nobody's history. */
  #history(scoped: Scoped): JsonObject {
    const { args, token } = scoped
    const channel = this.#channel(scoped)
    const kind = channel.recipient !== undefined ? 'im' : channel.isPrivate ? 'groups' : 'channels'
    if (!token.scopes.includes(`${kind}:history`)) throw this.#missingScope(token, `${kind}:history`)
    if (kind === 'channels' && !channel.hasBot) throw new SlackError('not_in_channel')
    const messages = channel.messages.filter(({ ts }) => Number(ts) > Number(args.oldest ?? 0)).reverse()
    const limit = Number(args.limit ?? 100)
    const isTold = String(args.include_all_metadata) === 'true'
    const shown = messages.slice(0, limit).map(message => {
      const { metadata, ...rest } = message.toApi()
      return isTold ? { metadata, ...rest } : rest
    })
    return { messages: shown, has_more: messages.length > limit }
  }
}

function contentOf({ text, blocks, metadata }: JsonObject): JsonObject {
  return {
    text,
    ...(blocks === undefined ? {} : { blocks }),
    ...(metadata === undefined ? {} : { metadata }),
  }
}
