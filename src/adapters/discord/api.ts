/** The requests to Discord, each with its limits of time. Failures become codes, because the errors of discord.js quote tokens. */

import { createHash } from 'node:crypto'
import {
  type APIInteractionResponse,
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  REST,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js'
import { errorCode } from '../../core/channel.ts'
import { ChatFailure } from '../chat/failure.ts'
import { textAt } from '../chat/json.ts'
import { bytesOf, type Message, type SentFile, tooLarge } from './message.ts'
import { createdAt, type Place } from './place.ts'

export const defaultApiUrl = 'https://discord.com/api'

/** Its reason is Discord's own number (docs, JSON Error Codes). */
export class DiscordFailure extends ChatFailure<number> {
  constructor(code: string, reason = 0, permanent = false) {
    super(code, reason, permanent)
    this.name = 'DiscordFailure'
  }
}

export const reasons = {
  unknownChannel: 10003,
  unknownMessage: 10008,
  unknownUser: 10013,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  tooLarge: 40005,
  alreadyAcknowledged: 40060,
  /** Too many edits to messages older than an hour; this passes. */
  tooManyOldEdits: 30046,
  missingAccess: 50001,
  cannotMessage: 50007,
  missingPermissions: 50013,
  invalidWebhookToken: 50027,
  /** A direct message to somebody we share no server with. */
  noMutualGuilds: 50278,
}

/** `unclear`: no answer came, so it may have been done. */
export type Responded = 'done' | 'already' | 'too-late' | 'unclear'

/** A first response has 3 s. A request that hangs is given up in time for another. */
const quick = { timeout: 1_000, retries: 2, longestWaitMs: 1_500 }
/** Longer waits and later tries are left to the queue. */
const patient = { timeout: 10_000, retries: 1, longestWaitMs: 10_000 }
const heavy = { ...patient, timeout: 60_000 }
/** In bytes. Even a slow connection can send this much within the limits of a first response. */
const lightBytes = 512 * 1024

/** Whether a message is too heavy to be a first response. */
export function isHeavy(message: Message): boolean {
  return bytesOf(message) > lightBytes
}

export class DiscordApi {
  readonly #token: string
  readonly #quick: REST
  readonly #rest: REST
  readonly #heavy: REST
  /** Discord's clock minus ours, in milliseconds, to the second. */
  #ahead = 0

  constructor(config: { token: string; apiUrl?: string | undefined }) {
    this.#token = config.token
    this.#quick = this.#client(config, quick)
    this.#rest = this.#client(config, patient)
    this.#heavy = this.#client(config, heavy)
  }

  /** Milliseconds since Discord made the interaction, even if our clock is wrong. */
  age(interactionId: string): number {
    return this.now() - createdAt(interactionId)
  }

  /** Discord's time, in milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#ahead
  }

  /** The first response. Does not throw. */
  async respond(
    interaction: { id: string; token: string },
    response: APIInteractionResponse,
    files: SentFile[] = [],
  ): Promise<Responded> {
    try {
      const route = Routes.interactionCallback(interaction.id, interaction.token)
      await this.#ask(() => this.#quick.post(route, { body: response, files, auth: false }))
      return 'done'
    } catch (error) {
      if (!(error instanceof DiscordFailure)) throw error
      // It may have been this very response: the library sends it again after a 5xx.
      if (error.reason === reasons.alreadyAcknowledged) return 'already'
      return error.reason === reasons.unknownInteraction ? 'too-late' : 'unclear'
    }
  }

  async editOriginal(place: Place, message: Message): Promise<void> {
    const route = Routes.webhookMessage(place.applicationId, place.token, '@original')
    await this.#ask(() => this.#clientFor(message).patch(route, { ...message, auth: false }))
  }

  async followUp(place: Place, message: Message): Promise<void> {
    const route = Routes.webhook(place.applicationId, place.token)
    await this.#ask(() => this.#clientFor(message).post(route, { ...message, auth: false }), 0)
  }

  async directMessage(userId: string, message: Message, nonce: string): Promise<void> {
    const body = { recipient_id: userId }
    const channel = await this.#ask(() => this.#authorized().post(Routes.userChannels(), { body }))
    await this.createMessage(readAt(channel, 'id'), message, nonce)
  }

  /** Returns the message's id. The same nonce makes no second message within minutes, so a lost answer does no harm. */
  async createMessage(channelId: string, { body, files }: Message, nonce: string): Promise<string> {
    const sent = { body: { ...body, nonce: shortNonce(nonce), enforce_nonce: true }, files }
    const route = Routes.channelMessages(channelId)
    const client = this.#clientFor({ body, files })
    return readAt(await this.#ask(() => this.#authorized(client).post(route, sent)), 'id')
  }

  async editMessage(channelId: string, messageId: string, message: Message): Promise<void> {
    const route = Routes.channelMessage(channelId, messageId)
    await this.#ask(() => this.#authorized(this.#clientFor(message)).patch(route, { ...message }))
  }

  /** The name of a server that the bot is in. */
  async guildName(guildId: string): Promise<string> {
    return readAt(await this.#ask(() => this.#authorized().get(Routes.guild(guildId))), 'name')
  }

  async putCommands(applicationId: string, commands: RESTPutAPIApplicationCommandsJSONBody): Promise<void> {
    const route = Routes.applicationCommands(applicationId)
    await this.#ask(() => this.#authorized().put(route, { body: commands }))
  }

  /** Ends the timers. Requests still work, for deliveries that arrive while the service stops. */
  close(): void {
    for (const rest of [this.#quick, this.#rest, this.#heavy]) {
      rest.clearHandlerSweeper()
      rest.clearHashSweeper()
    }
  }

  #client(config: { token: string; apiUrl?: string | undefined }, bounds: typeof patient): REST {
    const rest = new REST({
      api: (config.apiUrl ?? defaultApiUrl).replace(/\/+$/, ''),
      version: '10',
      timeout: bounds.timeout,
      retries: bounds.retries,
      // Waits for short rate limits, global ones too. A request that would wait for long goes back to the queue.
      rejectOnRateLimit: limited => Math.max(limited.retryAfter, limited.timeToReset) > bounds.longestWaitMs,
    })
    rest.on('response', (_, response) => {
      const date = Date.parse(response.headers.get('date') ?? '')
      if (Number.isNaN(date)) return
      // The header has whole seconds, so a difference of about one second means nothing.
      const ahead = date + 500 - Date.now()
      this.#ahead = Math.abs(ahead) > 1_500 ? ahead : 0
    })
    return rest
  }

  /** Sets the token each time, because discord.js forgets it after one 401. */
  #authorized(rest = this.#rest): REST {
    return rest.setToken(this.#token)
  }

  #clientFor(message: Message): REST {
    return isHeavy(message) ? this.#heavy : this.#rest
  }

  /** Tries again if the connection closes before the answer, because the library does not (measured, 14.28.1). */
  async #ask(request: () => Promise<unknown>, again = 1): Promise<unknown> {
    try {
      return await request()
    } catch (error) {
      const failure = failureOf(error)
      if (again > 0 && failure.code === unreachable) return this.#ask(request, again - 1)
      throw failure
    }
  }
}

const unreachable = 'discord-unreachable'

function failureOf(error: unknown): DiscordFailure {
  if (error instanceof DiscordAPIError) {
    const reason = typeof error.code === 'number' ? error.code : 0
    const permanent = [400, 403, 404, 413].includes(error.status) && reason !== reasons.tooManyOldEdits
    const code = reason === reasons.tooLarge ? tooLarge : `discord-${reason || error.status}`
    return new DiscordFailure(code, reason, permanent)
  }
  if (error instanceof HTTPError) return new DiscordFailure(`discord-${error.status}`)
  if (error instanceof RateLimitError) return new DiscordFailure('discord-429')
  return new DiscordFailure(unreachable)
}

/** A code for the log, for anything that was thrown. */
export function codeOf(error: unknown): string {
  const named = error instanceof Error && 'code' in error && typeof error.code === 'string'
  if (!named && error instanceof Error && 'status' in error && typeof error.status === 'number')
    return `discord-${error.status}`
  return errorCode(error)
}

function readAt(answer: unknown, name: 'id' | 'name'): string {
  const found = textAt(answer, name)
  if (found === undefined) throw new DiscordFailure('discord-unreadable')
  return found
}

/** At most 25 characters (docs, Create Message). */
function shortNonce(nonce: string): string {
  return createHash('sha256').update(nonce).digest('base64url').slice(0, 25)
}
