/** Speaks Slack: events come by signed HTTP or by Socket Mode; answers go to `response_url`s and the Web API. */
import { HTTPReceiver } from '@slack/bolt'
import type { Adapter, Cards, Core, Log } from '../../core/channel.ts'
import { Communities } from '../chat/communities.ts'
import { SlackApi } from './api.ts'
import { type AckSubmit, boltApp, type Handlers } from './bolt-app.ts'
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
  patienceMs: number
  /** The wait before the connection, or a failed check of Slack, is tried again; doubled from there. */
  retryMs: number
  /** The same after Slack refused a token, which only an operator can change. */
  refusedRetryMs: number
  /** The time between two checks whether Slack takes our calls. */
  checkMs: number
}

const usualTimes: SlackTimes = {
  oneMomentMs: 800,
  patienceMs: 500,
  retryMs: 1_000,
  refusedRetryMs: 300_000,
  checkMs: 60_000,
}

export interface SlackAdapter extends Adapter, Cards {
  /** Answers requests on Slack's paths, before the pages see them. Absent in Socket Mode. */
  mount?: Mount
}

export function slackAdapter(config: SlackConfig, log: Log, times: Partial<SlackTimes> = {}): SlackAdapter {
  const { oneMomentMs, patienceMs, ...waits } = { ...usualTimes, ...times }
  const { apiUrl } = config
  const api = new SlackApi({ apiUrl }, log)
  const installations = config.mode === 'oauth' ? new Installations(config, log) : undefined
  const tokens = installations ?? oneToken(config.mode === 'oauth' ? '' : config.botToken)
  const workspaces = new Workspaces(api, tokens)
  const messages = new Messages(workspaces)
  const homes = new Homes(workspaces, log)
  const communities = new Communities('slack', log, codeOf)
  const taking = new Set<Promise<void>>()
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

  /** Keeps hold of work until it is finished, so that we stop only after it. No failure of it may end the process. */
  const keep = async (what: string, work: (interactions: Interactions) => Promise<void>): Promise<void> => {
    if (running === undefined || stopping) return
    const one: Promise<void> = work(running.interactions)
      .catch((error: unknown) =>
        log.error({ what, code: codeOf(error) }, 'could not take something a member did in Slack'),
      )
      .finally(() => taking.delete(one))
    taking.add(one)
    await one
  }
  const handlers: Handlers = {
    onCommand: (body, ack) => keep('command', interactions => interactions.onCommand(body, ack)),
    onPress: (body, ack) => keep('press', interactions => interactions.onPress(body, ack)),
    onSubmit: (body, ack: AckSubmit) => keep('form', interactions => interactions.onSubmit(body, ack)),
    onEvent: (type, body) => keep(type, interactions => interactions.onEvent(type, body)),
  }

  const adapter: SlackAdapter = {
    channel: 'slack',

    async start(core) {
      installations?.start(core)
      const health = new Health(core)
      const people = new People(workspaces, log)
      const parts = { core, log, workspaces, messages, answers, homes, communities, people, patienceMs }
      const installUrl = config.mode === 'oauth' ? new URL(installPath, config.publicUrl).href : undefined
      running = { core, interactions: new Interactions({ ...parts, installations, installUrl }) }
      const over = new AbortController()
      const ask = () => (config.mode === 'oauth' ? isThere(api) : api.call('', config.botToken, 'auth.test'))
      const check = new CallCheck(ask, health, log, waits)
      api.onFailure = failure => check.suspect(failure)
      api.onSuccess = () => check.hope()
      let letGo = async () => {}
      if (config.mode === 'socket') {
        health.standby()
        const socket = { appToken: config.appToken, apiUrl, log, health, handlers, ...waits }
        const holding = core.hold('slack-socket', signal => keepSocket(socket, signal))
        letGo = () => holding.stop()
      } else health.set('calls', 'connecting')
      const checking = check.run(over.signal)
      stopParts = () => {
        over.abort()
        return Promise.all([letGo(), checking])
      }
    },

    send: delivery => answers.send(delivery),

    postCard: (room, card, nonce) => postCard(messages, room, card, nonce),
    editCard: (card, content) => editCard(messages, card, content),

    async stop() {
      stopping = true
      await Promise.all([stopParts(), communities.stop(), ...taking])
      await answers.owed.hurry()
    },
  }
  if (config.mode !== 'socket') {
    // An empty secret must not open the door: some code takes it for none.
    if (config.signingSecret === '') throw new Error('the signing secret of Slack is empty')
    const receiver = new HTTPReceiver({
      signingSecret: config.signingSecret,
      endpoints: eventsPath,
      logger: libraryLog(log),
    })
    boltApp(receiver, handlers, log, apiUrl)
    const paths: MountedPaths = { [eventsPath]: { method: 'POST', listener: receiver.requestListener } }
    const pages = installations?.pages.requestListener
    if (pages !== undefined)
      for (const path of [installPath, redirectPath]) paths[path] = { method: 'GET', listener: pages }
    adapter.mount = mountOf(paths, log, () => running !== undefined && !stopping)
  }
  return adapter
}

/** Asks without a token: Slack answers `not_authed`, and any answer shows that it is there. */
async function isThere(api: SlackApi): Promise<void> {
  try {
    await api.call('', undefined, 'auth.test')
  } catch (error) {
    if (!(error instanceof SlackFailure) || error.unclear) throw error
  }
}
