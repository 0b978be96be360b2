/**
 * The connection that brings interactions: one session of the discord.js client after another, as long as this replica holds the
 * gateway. Health follows the shard's events, because `isReady()` stays true after a fatal close (measured, 14.28.1).
 */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type APIInteraction,
  Client,
  type ClientOptions,
  Events,
  GatewayDispatchEvents,
  Options,
  Status,
} from 'discord.js'
import type { Core, Log } from '../../core/channel.ts'
import { type Ended, keepConnected, type RetryTimes } from '../chat/keep-connected.ts'
import { codeOf, defaultApiUrl } from './api.ts'
import { EndableSharding } from './endable-sharding.ts'
import type { IdentifyRation } from './identify-ration.ts'

export interface GatewayParts extends RetryTimes {
  token: string
  apiUrl?: string | undefined
  core: Core
  log: Log
  ration: IdentifyRation
  /** Must not throw. */
  onInteraction(interaction: APIInteraction): void
  /** Called once a session, when it is ready. Must not throw. */
  onReady(applicationId: string, signal: AbortSignal): void
}

/** Closes after which nothing reconnects (docs, Gateway Close Event Codes), in words that tell an operator what to do. */
const fatal: Record<number, string> = {
  4004: 'token-refused',
  4010: 'shard-refused',
  4011: 'sharding-required',
  4012: 'version-refused',
  4013: 'intents-invalid',
  4014: 'intents-refused',
}
const refusals = Object.values(fatal)

/** Keeps the connection until the signal aborts. Never throws; reports problems as part `discord`. */
export async function keepGateway(parts: GatewayParts, signal: AbortSignal): Promise<void> {
  const { core } = parts
  const onDown = (detail: string) => core.report('discord', 'down', detail)
  onDown('connecting')
  await keepConnected({ ...parts, name: 'Discord', onDown, session: () => session(parts, signal) }, signal)
  core.report('discord', 'standby')
}

/** Resolves when the session ends for good, or the signal aborts. */
async function session(parts: GatewayParts, signal: AbortSignal): Promise<Ended> {
  const { core, log } = parts
  const ended = Promise.withResolvers<string>()
  const over = new AbortController()
  const abort = () => ended.resolve('stopped')
  signal.addEventListener('abort', abort, { once: true })
  let wasUp = false
  const up = () => {
    // If one shard is missing, nobody hears the members of its servers.
    if (client.ws.shards.size === 0 || client.ws.shards.some(({ status }) => status !== Status.Ready)) return
    wasUp = true
    core.report('discord', 'up')
  }
  const client = new Client(clientOptions(parts))
  // Without this listener the first error would end the process.
  client.on(Events.Error, error => log.warn({ code: codeOf(error) }, 'the Discord client had an error'))
  client.on(Events.ShardError, error =>
    log.warn({ code: codeOf(error) }, 'the Discord connection had an error'),
  )
  client.on(Events.ShardReconnecting, () => core.report('discord', 'down', 'reconnecting'))
  client.on(Events.ShardDisconnect, ({ code }) => ended.resolve(fatal[code] ?? `closed-${code}`))
  client.on(Events.ShardReady, up)
  client.on(Events.ShardResume, up)
  client.on(Events.Invalidated, () => ended.resolve('session-invalidated'))
  client.on(Events.ClientReady, ready => parts.onReady(ready.application.id, over.signal))
  client.on(Events.Raw, message => {
    if (message.t === GatewayDispatchEvents.InteractionCreate) parts.onInteraction(message.d)
  })
  if (!signal.aborted) client.login(parts.token).catch(error => ended.resolve(codeOf(error)))
  else abort()
  const said = await ended.promise
  const detail = said === 'TokenInvalid' ? 'token-refused' : said
  signal.removeEventListener('abort', abort)
  client.removeAllListeners()
  client.on(Events.Error, () => {})
  over.abort()
  const ending = client
    .destroy()
    .catch(error => log.warn({ code: codeOf(error) }, 'the Discord client did not end'))
  await Promise.race([ending, sleep(farewellMs, undefined, { ref: false })])
  return { detail, wasUp, refused: refusals.includes(detail) }
}

/** No intents: interactions come without them, and we do not want people's messages or presence. */
export function clientOptions(parts: {
  apiUrl?: string | undefined
  ration: Pick<IdentifyRation, 'take'>
}): ClientOptions {
  return {
    intents: [],
    // As many connections as Discord recommends: one until about a thousand servers, and from 2,500 on it insists on more.
    shards: 'auto',
    rest: { api: (parts.apiUrl ?? defaultApiUrl).replace(/\/+$/, ''), timeout: 10_000, retries: 1 },
    // The interaction has everything we need. By default the library keeps every user it has seen.
    makeCache: Options.cacheWithLimits({
      UserManager: { maxSize: 1, keepOverLimit: user => user.id === user.client.user.id },
      GuildMemberManager: { maxSize: 1, keepOverLimit: member => member.id === member.client.user.id },
      MessageManager: 0,
      DMMessageManager: 0,
      GuildMessageManager: 0,
      EntitlementManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ThreadManager: 0,
      ThreadMemberManager: 0,
      VoiceStateManager: 0,
    }),
    ws: {
      buildStrategy: manager => new EndableSharding(manager),
      buildIdentifyThrottler: () => ({ waitForIdentify: (_, gone) => parts.ration.take(gone) }),
    },
  }
}

/** The library itself would wait up to 30 s for a dead peer to close the connection. */
const farewellMs = 2_000
