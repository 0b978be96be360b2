/** Speaks Slack: events come by signed HTTP or by Socket Mode; answers go to `response_url`s and the Web API. */
import { HTTPReceiver } from '@slack/bolt'
import type { Adapter, Cards, Core, Log } from '../../core/channel.ts'
import { Communities } from '../chat/communities.ts'
import { SlackApi } from './api.ts'
import { boltApp, type Handlers } from './bolt-app.ts'
import { editCard, postCard } from './card.ts'
import { CallCheck } from './check-calls.ts'
import { codeOf, SlackFailure } from './failure.ts'
import { Health } from './health.ts'
import { Homes } from './home.ts'
import { Installations, type OAuthConfig } from './installations.ts'
import { Interactions } from './interactions.ts'
import { libraryLog } from './library-log.ts'
import { Messages } from './messages.ts'
import { type Mount, type MountedPaths, mountOf } from './mount.ts'
import { Answers } from './outgoing.ts'
import { eventsPath, installPath, redirectPath } from './paths.ts'
import { People } from './people.ts'
import { keepSocket } from './socket.ts'
import { oneToken } from './tokens.ts'
import { Workspaces } from './workspace.ts'

export type SlackConfig = { apiUrl?: string | undefined } & (
  | { mode: 'socket'; botToken: string; appToken: string }
  | { mode: 'http'; botToken: string; signingSecret: string }
  | ({ mode: 'oauth' } & OAuthConfig)
)

/** In milliseconds. */
export interface SlackTimes {
  /** The silence before a member is told that the commit takes a moment. */
  oneMomentMs: number
  /** The time a form, or Home, waits for Slack's facts about the member. */
  lookupMs: number
  /** The wait before the connection, or a failed check of Slack, is tried again; doubled from there. */
  retryMs: number
  /** The same after Slack refused a token, which only an operator can change. */
  refusedRetryMs: number
  /** The time between two checks whether Slack takes our calls. */
  checkMs: number
}

const usualTimes: SlackTimes = {
  oneMomentMs: 800,
  lookupMs: 500,
  retryMs: 1_000,
  refusedRetryMs: 300_000,
  checkMs: 60_000,
}

export interface SlackAdapter extends Adapter, Cards {
  /** Answers requests on Slack's paths, before the pages see them. Absent in Socket Mode. */
  mount?: Mount
}

export function slackAdapter(config: SlackConfig, log: Log, times: Partial<SlackTimes> = {}): SlackAdapter {
  const { oneMomentMs, lookupMs, ...waits } = { ...usualTimes, ...times }
  const { apiUrl } = config
  const api = new SlackApi({ apiUrl }, log)
  const installations = config.mode === 'oauth' ? new Installations(config, log) : undefined
  const tokens = installations ?? oneToken(config.mode === 'oauth' ? '' : config.botToken)
  const workspaces = new Workspaces(api, tokens)
  const messages = new Messages(workspaces)
  const homes = new Homes(workspaces, log)
  const communities = new Communities('slack', log, codeOf)
  let running: { core: Core; interactions: Interactions } | undefined
  let stopping = false
  let stopParts: () => Promise<unknown> = async () => {}

  const answers = new Answers({
    api,
    messages,
    oneMomentMs,
    seeDirectMessages: language => running?.core.chatWords(language).seeDirectMessages ?? '',
    onSent: place => {
      if (running !== undefined) void homes.refresh(running.core, place)
    },
  })

  const handlers: Handlers = {
    onCommand: async (body, ack) => running?.interactions.handlers.onCommand(body, ack),
    onPress: async (body, ack) => running?.interactions.handlers.onPress(body, ack),
    onSubmit: async (body, ack) => running?.interactions.handlers.onSubmit(body, ack),
    onEvent: async (type, body) => running?.interactions.handlers.onEvent(type, body),
  }

  const adapter: SlackAdapter = {
    channel: 'slack',

    async start(core) {
      installations?.start(core)
      const health = new Health(core)
      const people = new People(workspaces, log)
      const parts = { core, log, workspaces, messages, answers, homes, communities, people, lookupMs }
      const installUrl = config.mode === 'oauth' ? new URL(installPath, config.publicUrl).href : undefined
      running = { core, interactions: new Interactions({ ...parts, installations, installUrl }) }
      const over = new AbortController()
      const ask = () => (config.mode === 'oauth' ? isThere(api) : api.call('', config.botToken, 'auth.test'))
      const check = new CallCheck(ask, health, log, waits)
      api.onFailure = failure => check.failed(failure)
      api.onSuccess = () => check.succeeded()
      let giveBackLease = async () => {}
      if (config.mode === 'socket') {
        health.standby()
        const socket = { appToken: config.appToken, apiUrl, log, health, handlers, ...waits }
        const holding = core.hold('slack-socket', signal => keepSocket(socket, signal))
        giveBackLease = () => holding.stop()
      } else health.set('calls', 'connecting')
      const checking = check.run(over.signal)
      stopParts = () => {
        over.abort()
        return Promise.all([giveBackLease(), checking])
      }
    },

    send: delivery => answers.send(delivery),

    postCard: (room, card, nonce) => postCard(messages, room, card, nonce),
    editCard: (card, content) => editCard(messages, card, content),

    async stop() {
      stopping = true
      await Promise.all([stopParts(), communities.stop(), running?.interactions.stop()])
      await answers.owed.hurry()
    },
  }
  if (config.mode !== 'socket') {
    const receiver = httpReceiver(config.signingSecret, log)
    boltApp(receiver, handlers, log, apiUrl)
    const isRunning = () => running !== undefined && !stopping
    adapter.mount = mountOf(pathsOf(receiver, installations), log, isRunning)
  }
  return adapter
}

function httpReceiver(signingSecret: string, log: Log): HTTPReceiver {
  // Some code takes an empty secret for none, and would check no signature.
  if (signingSecret === '') throw new Error('the signing secret of Slack is empty')
  return new HTTPReceiver({ signingSecret, endpoints: eventsPath, logger: libraryLog(log) })
}

function pathsOf(receiver: HTTPReceiver, installations: Installations | undefined): MountedPaths {
  const paths: MountedPaths = { [eventsPath]: { method: 'POST', listener: receiver.requestListener } }
  if (installations === undefined) return paths
  const page = { method: 'GET', listener: installations.pages.requestListener } as const
  return { ...paths, [installPath]: page, [redirectPath]: page }
}

/** Asks without a token: Slack answers `not_authed`, and any answer shows that it is there. */
async function isThere(api: SlackApi): Promise<void> {
  try {
    await api.call('', undefined, 'auth.test')
  } catch (error) {
    if (!(error instanceof SlackFailure) || error.unclear) throw error
  }
}
