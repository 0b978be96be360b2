/**
 * Socket Mode: one session after another, for as long as this replica holds it. The library's own reconnecting is off: it waits five
 * seconds after each planned disconnect, in which nobody is heard (measured, 3.1.0), and ends in an unhandled rejection.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { SocketModeReceiver } from '@slack/bolt'
import type { Log } from '../../core/channel.ts'
import { textAt } from '../chat/json.ts'
import { clientOptions } from './api.ts'
import { boltApp, type Handlers } from './bolt-app.ts'
import { codeOf, failureOf, refusedTokens } from './failure.ts'
import type { Health } from './health.ts'
import { libraryLog } from './library-log.ts'

export interface SocketParts {
  appToken: string
  apiUrl?: string | undefined
  log: Log
  health: Health
  handlers: Handlers
  /** Milliseconds to the first new try, doubled up to a minute; and to one where the operator has to act. */
  retryMs: number
  refusedRetryMs: number
}

const longestRetryMs = 60_000
/** Until Slack says hello. */
const helloMs = 10_000
const farewellMs = 1_000
/** What is renewed sooner than that after it began is no renewal. */
const shortMs = 500

/** Slack says so when somebody turned Socket Mode off (docs, Using Socket Mode). */
const turnedOff = 'link_disabled'
const refusals = [...refusedTokens, turnedOff, 'not_allowed_token_type', 'app_not_socket_mode']

interface Ended {
  detail: string
  wasUp: boolean
  /** Slack asked for it: another connection stands ready. */
  planned: boolean
}

/** Keeps the connection until the signal. Never throws. */
export async function keepSocket(parts: SocketParts, signal: AbortSignal): Promise<void> {
  const { health, log } = parts
  let wait = parts.retryMs
  health.set('connection', 'connecting')
  while (!signal.aborted) {
    const began = Date.now()
    const { detail, wasUp, planned } = await session(parts, signal)
    if (signal.aborted) break
    if (wasUp) wait = parts.retryMs
    health.set('connection', detail)
    if (planned && wasUp && Date.now() - began > shortMs) {
      log.info({ detail }, 'Slack renews the connection')
      continue
    }
    const pause = refusals.includes(detail) ? parts.refusedRetryMs : wait * (0.75 + Math.random() / 2)
    log.warn({ detail, seconds: Math.round(pause / 1000) }, 'no connection to Slack; it is tried again')
    await sleep(pause, undefined, { signal }).catch(() => {})
    wait = Math.min(wait * 2, longestRetryMs)
  }
  health.standby()
}

async function session(parts: SocketParts, signal: AbortSignal): Promise<Ended> {
  const { log, health, handlers, apiUrl, appToken } = parts
  const ended = Promise.withResolvers<string>()
  const abort = () => ended.resolve('stopped')
  let [wasUp, planned] = [false, false]
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: libraryLog(log),
    // Its own: an app-wide `retryConfig` would rule here too.
    installerOptions: { clientOptions: clientOptions(apiUrl, log) },
  })
  boltApp(receiver, handlers, log, apiUrl)
  const { client } = receiver
  client.on('connected', () => {
    wasUp = true
    health.set('connection')
  })
  client.on('disconnected', () => ended.resolve('closed'))
  guardMessages(client, log)
  client.on('ws_message', (data: unknown) => {
    const reason = disconnectReason(data)
    if (reason === undefined) return
    planned = reason !== turnedOff
    ended.resolve(reason)
  })
  const patience = setTimeout(() => {
    if (!wasUp) ended.resolve('no-hello')
  }, helloMs)
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  else receiver.start().catch((error: unknown) => ended.resolve(detailOf(error)))
  const detail = await ended.promise
  clearTimeout(patience)
  signal.removeEventListener('abort', abort)
  // What was taken still wants to be acknowledged here, for a moment.
  const ending = client.disconnect().catch((error: unknown) => {
    log.debug({ code: codeOf(error) }, 'the connection did not end')
  })
  await Promise.race([ending, sleep(planned ? 0 : farewellMs, undefined, { ref: false })])
  return { detail, wasUp, planned }
}

/** The library's own listener is async, and nobody waits for it: what it throws would end the process (measured, 3.1.0). */
function guardMessages(client: SocketModeReceiver['client'], log: Log): void {
  const theirs = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', async (...args: unknown[]) => {
    try {
      for (const listener of theirs) await Reflect.apply(listener, client, args)
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'a message on the line could not be read')
    }
  })
}

function disconnectReason(data: unknown): string | undefined {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return undefined
  try {
    const message: unknown = JSON.parse(data)
    if (textAt(message, 'type') !== 'disconnect') return undefined
    const reason = textAt(message, 'reason') ?? 'disconnect'
    return /^[\w-]{1,40}$/.test(reason) ? reason : 'disconnect'
  } catch {
    return undefined
  }
}

function detailOf(error: unknown): string {
  const { reason, code } = failureOf(error)
  return reason === '' ? code.replace(/^slack-/, '') : reason
}
