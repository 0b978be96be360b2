/**
 * Socket Mode: one session after another, as long as this replica holds it. The library's own reconnecting is off: it waits five
 * seconds after each planned disconnect, during which nobody is heard (measured, 3.1.0), and ends in an unhandled rejection.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { SocketModeReceiver } from '@slack/bolt'
import type { Log } from '../../core/channel.ts'
import { textAt } from '../chat/json.ts'
import { type Ended, keepConnected, type RetryTimes } from '../chat/keep-connected.ts'
import { clientOptions } from './api.ts'
import { boltApp, type Handlers } from './bolt-app.ts'
import { codeOf, failureOf, refusedTokens } from './failure.ts'
import type { Health } from './health.ts'
import { libraryLog } from './library-log.ts'

export interface SocketParts extends RetryTimes {
  appToken: string
  apiUrl?: string | undefined
  log: Log
  health: Health
  handlers: Handlers
}

/** Milliseconds that we wait for Slack's hello. */
const helloMs = 10_000
const farewellMs = 1_000
/** A connection that ends sooner than this has failed, even if Slack calls it a renewal. */
const shortMs = 500

/** Somebody turned Socket Mode off (docs, Using Socket Mode). */
const turnedOff = 'link_disabled'
const refusals = [...refusedTokens, turnedOff, 'not_allowed_token_type', 'app_not_socket_mode']

/** Keeps the connection until the signal aborts. Never throws. */
export async function keepSocket(parts: SocketParts, signal: AbortSignal): Promise<void> {
  const { health } = parts
  const onDown = (detail: string) => health.set('connection', detail)
  onDown('connecting')
  await keepConnected({ ...parts, name: 'Slack', onDown, session: () => session(parts, signal) }, signal)
  health.standby()
}

async function session(parts: SocketParts, signal: AbortSignal): Promise<Ended> {
  const { log, health, handlers, apiUrl, appToken } = parts
  const ended = Promise.withResolvers<string>()
  const abort = () => ended.resolve('stopped')
  const began = Date.now()
  let [wasUp, planned] = [false, false]
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: libraryLog(log),
    // Its own options: an app-wide `retryConfig` would apply here too.
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
  // Waits a moment, so that what was taken can be acknowledged.
  const ending = client.disconnect().catch((error: unknown) => {
    log.debug({ code: codeOf(error) }, 'the connection to Slack did not end')
  })
  await Promise.race([ending, sleep(planned ? 0 : farewellMs, undefined, { ref: false })])
  const renewed = planned && wasUp && Date.now() - began > shortMs
  return { detail, wasUp, refused: refusals.includes(detail), renewed }
}

/** The library does not await its own async listener: an error in it would end the process (measured, 3.1.0). */
function guardMessages(client: SocketModeReceiver['client'], log: Log): void {
  const theirs = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', async (...args: unknown[]) => {
    try {
      for (const listener of theirs) await Reflect.apply(listener, client, args)
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'could not read a message from Slack')
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
