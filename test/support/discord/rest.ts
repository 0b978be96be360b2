/** The routes of Discord's API that our bot uses: what they do, not whether the request is well formed. */
import { isObject, type JsonObject, objectsAt, textAt } from '../chat/json.ts'
import { ApiError, apiErrors } from './api-error.ts'
import type { Interaction } from './interaction.ts'
import { Message, type SentFile } from './message.ts'
import { newId } from './snowflake.ts'
import type { Operation, RouteName } from './specification.ts'
import type { Channel, World } from './world.ts'

export interface RestRequest {
  body: unknown
  files: SentFile[]
  authorization: string | undefined
}

/** `body` undefined: 204. */
export interface RestAnswer {
  status: number
  body: unknown
}

export interface RestOptions {
  token: string
  applicationId: string
  shards: number
  gatewayUrl(): string
  /** By token. */
  interactions: Map<string, Interaction>
}

type Handler = (parameters: string[], sent: JsonObject, request: RestRequest) => unknown

export class Rest {
  readonly #world: World
  readonly #options: RestOptions
  readonly #handlers: Record<RouteName, Handler> = {
    'GET /gateway/bot': () => ({
      url: this.#options.gatewayUrl(),
      shards: this.#options.shards,
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
    }),
    'GET /applications/@me': () => ({
      id: this.#options.applicationId,
      name: 'undersigned',
      approximate_guild_count: [...this.#world.guilds.values()].filter(guild => guild.hasBot).length,
    }),
    'GET /applications/{application_id}/commands': () => this.#world.commands,
    'PUT /applications/{application_id}/commands': (_, __, { body }) => {
      this.#world.commands = objectsAt({ body }, 'body').map(command => this.#command(command))
      this.#world.changes.happened()
      return this.#world.commands
    },
    'GET /guilds/{guild_id}': ([id = '']) => {
      const guild = this.#world.guilds.get(id)
      if (guild?.hasBot !== true) throw apiErrors.unknownGuild()
      return { id, name: guild.name }
    },
    'POST /users/@me/channels': (_, sent) => {
      const person = this.#world.people.get(textAt(sent, 'recipient_id') ?? '')
      if (person === undefined) throw apiErrors.unknownUser()
      return person.channel.toApi()
    },
    'POST /channels/{channel_id}/messages': ([id = ''], sent, { files }) => {
      const channel = this.#channel(id)
      if (channel.recipient?.directMessagesOpen === false) throw apiErrors.directMessagesClosed()
      if (!channel.botMay.send) throw apiErrors.missingPermissions()
      const nonce = textAt(sent, 'nonce')
      const same = channel.all.find(message => message.nonce === nonce)
      if (same !== undefined && sent.enforce_nonce === true) return same.toApi()
      const origin = { channelId: id, ephemeralTo: undefined, isAnswer: false }
      const message = new Message(origin, this.#world.changes, nonce)
      channel.all.push(message)
      message.write(sent, files, 'create')
      return message.toApi()
    },
    'PATCH /channels/{channel_id}/messages/{message_id}': ([id = '', messageId], sent, { files }) => {
      const message = this.#channel(id).messages.find(one => one.id === messageId)
      if (message === undefined) throw apiErrors.unknownMessage()
      message.write(sent, files, 'edit')
      return message.toApi()
    },
    'POST /interactions/{interaction_id}/{interaction_token}/callback': (parameters, sent, { files }) => {
      const [id, token = ''] = parameters
      const interaction = this.#options.interactions.get(token)
      if (interaction === undefined || interaction.id !== id) throw apiErrors.unknownInteraction()
      interaction.respond(sent, files)
    },
    'POST /webhooks/{webhook_id}/{webhook_token}': (parameters, sent, { files }) =>
      this.#webhook(parameters).followUp(sent, files).toApi(),
    'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original': (parameters, sent, { files }) =>
      this.#webhook(parameters).editOriginal(sent, files).toApi(),
  }

  constructor(world: World, options: RestOptions) {
    this.#world = world
    this.#options = options
  }

  answer({ name, parameters }: Operation, request: RestRequest): RestAnswer {
    try {
      // Routes with a token in the path need no other.
      const needsToken = !/ \/(interactions|webhooks)\//.test(name)
      if (needsToken && request.authorization !== `Bot ${this.#options.token}`) throw apiErrors.unauthorized()
      const body = this.#handlers[name](parameters, isObject(request.body) ? request.body : {}, request)
      return { status: body === undefined ? 204 : 200, body }
    } catch (error) {
      if (error instanceof ApiError) return error.answer
      throw error
    }
  }

  #command(sent: JsonObject): JsonObject {
    const defaults = { type: 1, default_member_permissions: null, contexts: null, integration_types: [0] }
    const same = this.#world.commands.find(other => other.name === sent.name)
    const own = { application_id: this.#options.applicationId, version: newId() }
    return { ...defaults, ...sent, ...own, id: same?.id ?? newId() }
  }

  #channel(id: string): Channel {
    const channel = this.#world.channels.get(id)
    if (channel === undefined || channel.deleted) throw apiErrors.unknownChannel()
    if (channel.guild?.hasBot === false || !channel.botMay.view) throw apiErrors.missingAccess()
    return channel
  }

  #webhook([id, token = '']: string[]): Interaction {
    const found = this.#options.interactions.get(token)
    if (found === undefined || id !== this.#options.applicationId) throw apiErrors.unknownWebhook()
    return found
  }
}
