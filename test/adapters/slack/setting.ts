/** A stand-in, an adapter that talks to it and a recording core; ended, and judged, after each test. */
import { createServer, type Server } from 'node:http'
import { afterEach, expect } from 'vitest'
import {
  type SlackAdapter,
  type SlackConfig,
  type SlackTimes,
  slackAdapter,
} from '../../../src/adapters/slack/adapter.ts'
import type { Incoming, Reply } from '../../../src/core/channel.ts'
import { type Slack, type SlackOptions, startSlack } from '../../support/slack/stand-in.ts'
import type { Channel, Workspace } from '../../support/slack/world.ts'
import { RecordingLog, reply, sendWithRetries } from '../chat-core.ts'
import { delivery, RecordingCore } from './recording-core.ts'

export interface Replica {
  adapter: SlackAdapter
  core: RecordingCore
  log: RecordingLog
  /** Its address, without a path; empty in Socket Mode. */
  url: string
  /** From now on core answers everything with this, at once or after that. */
  answering(content?: Reply, after?: Promise<unknown>): void
  /** When all answers so far arrived, or were given up. */
  settled(): Promise<unknown>
  /** Errors of the answers that were given up. */
  failures: unknown[]
}

export interface Setting extends Replica {
  slack: Slack
  workspace: Workspace
  room: Channel
}

type Mode = SlackConfig['mode']

export interface Wishes extends SlackOptions {
  mode?: Mode
  times?: Partial<SlackTimes>
  core?: RecordingCore
  botToken?: string
}

const ends: (() => Promise<unknown>)[] = []
const judged: Slack[] = []

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  expect(judged.splice(0).flatMap(slack => slack.violations)).toEqual([])
})

/** Members are told soon that it takes a moment. */
export const aMoment = { times: { oneMomentMs: 50 } }

/** Core answers in time, unless a test says that it does not. */
export const quickly: Partial<SlackTimes> = {
  oneMomentMs: 10_000,
  retryMs: 50,
  refusedRetryMs: 300,
  checkMs: 500,
}

export const recorded = reply('Your signature is number 1', [{ kind: 'paragraph', text: 'Recorded.' }])

export async function setting(wishes: Wishes = {}): Promise<Setting> {
  const slack = await startSlack(wishes)
  judged.push(slack)
  ends.push(() => slack.close())
  const made = await replica(slack, wishes)
  const [workspace] = slack.workspaces
  if (workspace === undefined) throw new Error('no workspace')
  if (wishes.mode === undefined || wishes.mode === 'socket') {
    if (wishes.down !== true) await slack.socket.connected()
  } else slack.http.baseUrl = made.url
  return { ...made, slack, workspace, room: workspace.channel() }
}

/** One more process with the same tokens. */
export async function replica(slack: Slack, wishes: Wishes = {}): Promise<Replica> {
  const { mode = 'socket' } = wishes
  const log = new RecordingLog()
  const core = wishes.core ?? new RecordingCore()
  const listening = mode === 'socket' ? undefined : await listen()
  const url = listening === undefined ? '' : listening.url
  const adapter = slackAdapter(configOf(slack, mode, url, wishes.botToken), log, {
    ...quickly,
    ...wishes.times,
  })
  if (listening !== undefined) listening.mount = adapter.mount
  await adapter.start(core)
  ends.push(() => adapter.stop())
  const failures: unknown[] = []
  const sending: Promise<void>[] = []
  const answering = (content = recorded, after?: Promise<unknown>) => {
    core.onReceive = async (incoming: Incoming) => {
      await after

      sending.push(
        sendWithRetries(adapter, delivery(incoming.place, content)).then(error => {
          if (error !== undefined) failures.push(error)
        }),
      )
      return { kind: 'taken' }
    }
  }
  return { log, core, adapter, answering, settled: () => Promise.all(sending), failures, url }
}

function configOf(slack: Slack, mode: Mode, publicUrl: string, botToken?: string): SlackConfig {
  const { apiUrl, signingSecret, appToken, clientId, clientSecret } = slack
  const token = botToken ?? slack.workspaces[0]?.token.value ?? ''
  switch (mode) {
    case 'socket':
      return { mode, apiUrl, botToken: token, appToken }
    case 'http':
      return { mode, apiUrl, botToken: token, signingSecret }
    case 'oauth':
      return { mode, apiUrl, signingSecret, clientId, clientSecret, stateSecret: 'a state secret', publicUrl }
  }
}

/** The service's own port: paths that are not Slack's get 404 from the pages. */
async function listen(): Promise<{ url: string; mount: SlackAdapter['mount'] }> {
  const made: { url: string; mount: SlackAdapter['mount'] } = { url: '', mount: undefined }
  const server: Server = createServer((request, response) => {
    if (made.mount?.(request, response) !== true) response.writeHead(404).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  ends.push(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  made.url = `http://127.0.0.1:${address.port}`
  return made
}

/** The last event that the adapter handed to core. */
export function last(core: RecordingCore): Incoming {
  const incoming = core.received.at(-1)
  if (incoming === undefined) throw new Error('nothing received')
  return incoming
}
