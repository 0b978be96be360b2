/** The routes of Discord's API that a bot of ours uses; what they do, not whether the request is well formed. */
import { apiErrors } from './api-error.ts'
import type { Changes } from './changes.ts'
import type { Interaction } from './interaction.ts'
import { isObject, type JsonObject, textAt } from './json.ts'
import { Message, type SentFile } from './message.ts'
import { newId } from './snowflake.ts'
import type { Channel, World } from './world.ts'

export interface RestRequest {
  method: string
  path: string
  query: URLSearchParams
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
  /** As everybody sees it, and as it sees itself. */
  botUser(): JsonObject
  ownUser(): JsonObject
  application(): JsonObject
  /** By token. */
  interactions: Map<string, Interaction>
  gatewayUrl(): string
  identifiesLeft(): number
}

type Handler = (part: (index: number) => string, request: RestRequest) => RestAnswer

/** Routes that carry their own token in the path. */
const withoutAuthorization = /^\/(interactions|webhooks)\//

export class Rest {
  readonly #world: World
  readonly #options: RestOptions
  readonly #changes: Changes
  readonly #routes: { method: string; path: RegExp; handler: Handler }[] = []

  constructor(world: World, options: RestOptions, changes: Changes) {
    this.#world = world
    this.#options = options
    this.#changes = changes
    this.#aboutTheBot()
    this.#commands()
    this.#channels()
    this.#interactions()
  }

  /** Throws `ApiError`; undefined where the stand-in has no such route. */
  answer(request: RestRequest): RestAnswer | undefined {
    const authorized = request.authorization === `Bot ${this.#options.token}`
    if (!withoutAuthorization.test(request.path) && !authorized) throw apiErrors.unauthorized()
    for (const { method, path, handler } of this.#routes) {
      const match = method === request.method ? path.exec(request.path) : null
      if (match !== null) return handler(index => match[index] ?? '', request)
    }
    return undefined
  }

  #route(method: string, path: string, handler: Handler): void {
    this.#routes.push({ method, path: new RegExp(`^${path.replaceAll('*', '([^/]+)')}$`), handler })
  }

  #aboutTheBot(): void {
    const { ownUser, application, gatewayUrl, identifiesLeft } = this.#options
    this.#route('GET', '/gateway', () => ok({ url: gatewayUrl() }))
    this.#route('GET', '/gateway/bot', () =>
      ok({
        url: gatewayUrl(),
        shards: 1,
        session_start_limit: {
          total: 1000,
          remaining: Math.max(identifiesLeft(), 0),
          reset_after: 86_400_000,
          max_concurrency: 1,
        },
      }),
    )
    this.#route('GET', '/users/@me', () => ok(ownUser()))
    this.#route('GET', '/applications/@me', () => ok(application()))
    this.#route('GET', '/oauth2/applications/@me', () => ok(application()))
    this.#route('GET', '/users/@me/guilds', () =>
      ok(
        [...this.#world.guilds.values()]
          .filter(guild => guild.hasBot)
          .map(({ id, name }) => ({
            id,
            name,
            icon: null,
            banner: null,
            owner: false,
            permissions: '0',
            features: [],
          })),
      ),
    )
    this.#route('GET', '/guilds/*', part => {
      const guild = this.#world.guilds.get(part(1))
      if (guild === undefined || !guild.hasBot) throw apiErrors.unknownGuild()
      return ok(guild.toApi())
    })
    this.#route('POST', '/users/@me/channels', (_, { body }) => {
      const person = this.#world.people.get(textAt(body, 'recipient_id') ?? '')
      if (person === undefined) throw apiErrors.unknownUser()
      return ok(person.channel.toApi())
    })
  }

  #commands(): void {
    for (const scope of ['/applications/*/commands', '/applications/*/guilds/*/commands']) {
      const inGuild = scope.includes('/guilds/')
      const guildOf = (part: (index: number) => string) => (inGuild ? part(2) : '')
      const idOf = (part: (index: number) => string) => part(inGuild ? 3 : 2)
      const read = (part: (index: number) => string) => this.#world.commands.get(guildOf(part)) ?? []
      const write = (part: (index: number) => string, commands: JsonObject[]) => {
        this.#world.commands.set(guildOf(part), commands)
        this.#changes.happened()
      }
      const find = (part: (index: number) => string) => {
        const found = read(part).find(command => command.id === idOf(part))
        if (found === undefined) throw apiErrors.unknownCommand()
        return found
      }
      this.#route('GET', scope, part => ok(read(part)))
      this.#route('PUT', scope, (part, { body }) => {
        const before = read(part)
        const commands = (Array.isArray(body) ? body : []).filter(isObject).map(command => {
          const same = before.find(other => other.name === command.name)
          return this.#command(command, typeof same?.id === 'string' ? same.id : newId(), guildOf(part))
        })
        write(part, commands)
        return ok(commands)
      })
      this.#route('POST', scope, (part, { body }) => {
        const command = this.#command(isObject(body) ? body : {}, newId(), guildOf(part))
        write(part, [...read(part).filter(other => other.name !== command.name), command])
        return { status: 201, body: command }
      })
      this.#route('GET', `${scope}/*`, part => ok(find(part)))
      this.#route('PATCH', `${scope}/*`, (part, { body }) => {
        const before = find(part)
        const command = { ...before, ...(isObject(body) ? body : {}), version: newId() }
        write(
          part,
          read(part).map(other => (other === before ? command : other)),
        )
        return ok(command)
      })
      this.#route('DELETE', `${scope}/*`, part => {
        const gone = find(part)
        write(
          part,
          read(part).filter(other => other !== gone),
        )
        return nothing
      })
    }
  }

  #command(sent: JsonObject, id: string, guild: string): JsonObject {
    return {
      type: 1,
      name_localizations: null,
      description_localizations: null,
      default_member_permissions: null,
      nsfw: false,
      integration_types: [0],
      contexts: null,
      ...sent,
      id,
      version: newId(),
      application_id: this.#world.applicationId,
      ...(guild === '' ? {} : { guild_id: guild }),
    }
  }

  #channels(): void {
    const channelAt = (id: string): Channel => {
      const channel = this.#world.channels.get(id)
      if (channel === undefined || channel.deleted) throw apiErrors.unknownChannel()
      if (channel.guild?.hasBot === false || !channel.botMay.view) throw apiErrors.missingAccess()
      return channel
    }
    const messageAt = (channel: Channel, id: string): Message => {
      const message = channel.all.find(candidate => candidate.id === id)
      if (message === undefined || message.deleted || message.ephemeral) throw apiErrors.unknownMessage()
      return message
    }
    const shown = (message: Message) => message.toApi(this.#options.botUser())

    this.#route('GET', '/channels/*', part => ok(channelAt(part(1)).toApi()))
    this.#route('GET', '/channels/*/messages', part =>
      ok(channelAt(part(1)).messages.toReversed().slice(0, 50).map(shown)),
    )
    this.#route('POST', '/channels/*/messages', (part, { body, files }) => {
      const channel = channelAt(part(1))
      const sent = isObject(body) ? body : {}
      if (channel.recipient?.directMessagesOpen === false) throw apiErrors.directMessagesClosed()
      if (!channel.botMay.send) throw apiErrors.missingPermissions()
      const nonce = sent.nonce === undefined || sent.nonce === null ? undefined : String(sent.nonce)
      if (sent.enforce_nonce === true && nonce !== undefined) {
        const same = channel.all.find(message => message.nonce === nonce)
        if (same !== undefined) return ok(shown(same))
      }
      const origin = {
        channelId: channel.id,
        guildId: channel.guild?.id,
        ephemeralTo: undefined,
        interaction: undefined,
      }
      const message = new Message(origin, this.#changes, nonce)
      channel.all.push(message)
      message.write(sent, files, 'create')
      return ok(shown(message))
    })
    this.#route('GET', '/channels/*/messages/*', part => ok(shown(messageAt(channelAt(part(1)), part(2)))))
    this.#route('PATCH', '/channels/*/messages/*', (part, { body, files }) => {
      const message = messageAt(channelAt(part(1)), part(2))
      message.write(isObject(body) ? body : {}, files, 'edit')
      return ok(shown(message))
    })
    this.#route('DELETE', '/channels/*/messages/*', part => {
      const channel = channelAt(part(1))
      channel.deleteMessage(messageAt(channel, part(2)))
      return nothing
    })
  }

  #interactions(): void {
    const shown = (message: Message | undefined) => message?.toApi(this.#options.botUser())
    const webhook = (part: (index: number) => string): Interaction => {
      const found = this.#options.interactions.get(part(2))
      if (found === undefined || part(1) !== this.#world.applicationId) throw apiErrors.unknownWebhook()
      return found
    }
    this.#route('POST', '/interactions/*/*/callback', (part, { body, files, query }) => {
      const interaction = this.#options.interactions.get(part(2))
      if (interaction === undefined || interaction.id !== part(1)) throw apiErrors.unknownInteraction()
      interaction.respond(isObject(body) ? body : {}, files)
      if (query.get('with_response') !== 'true') return nothing
      const message = interaction.original
      const loading = message?.thinking === true
      return ok({
        interaction: {
          id: interaction.id,
          type: interaction.toApi(this.#world.applicationId, {}).type,
          response_message_id: message?.id ?? null,
          response_message_loading: loading,
          response_message_ephemeral: message?.ephemeral ?? false,
        },
        ...(message === undefined
          ? {}
          : { resource: { type: interaction.first?.type, message: shown(message) } }),
      })
    })
    this.#route('POST', '/webhooks/*/*', (part, { body, files }) =>
      ok(shown(webhook(part).followUp(isObject(body) ? body : {}, files))),
    )
    this.#route('GET', '/webhooks/*/*/messages/*', part => ok(shown(webhook(part).find(part(3)))))
    this.#route('PATCH', '/webhooks/*/*/messages/*', (part, { body, files }) =>
      ok(shown(webhook(part).edit(part(3), isObject(body) ? body : {}, files))),
    )
    this.#route('DELETE', '/webhooks/*/*/messages/*', part => {
      webhook(part).find(part(3)).delete()
      return nothing
    })
  }
}

const nothing: RestAnswer = { status: 204, body: undefined }

function ok(body: unknown): RestAnswer {
  return { status: 200, body }
}
