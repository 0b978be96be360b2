/** The service: reads the configuration, puts the parts together, and stops them in order. */
import { constants } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { emailAdapter } from './adapters/email/adapter.ts'
import { openTrialDesk } from './adapters/email/trial/trial-desk.ts'
import type { SlackAdapter, SlackConfig } from './adapters/slack/adapter.ts'
import { openWeb } from './adapters/web/server.ts'
import type { TrialDesk } from './adapters/web/trial/trial-mail.ts'
import { keepLedger } from './backup/keep-ledger.ts'
import { type Config, ConfigError, readConfig, type SlackSection } from './config.ts'
import type { Adapter, Cards, Channel, Log } from './core/channel.ts'
import { createCore, type RunningCore } from './core/core.ts'
import { advanceAll } from './core/desk/invalidation.ts'
import { given } from './core/given.ts'
import { deliver } from './core/outbound/deliver.ts'
import { mostAreRefused } from './core/outbound/most-refused.ts'
import { createPetition, openPetition } from './core/petitions/organise-petition.ts'
import { keepHouse } from './core/rounds/housekeeping.ts'
import { keepCards } from './core/rounds/keep-cards.ts'
import { tellNews } from './core/rounds/tell-news.ts'
import type { Service } from './core/work.ts'
import type { Db } from './db/database.ts'
import { lastHourOfEmail } from './db/deliveries.ts'
import { listenTo } from './db/listen.ts'
import { errorCode } from './db/log.ts'
import { allPetitions } from './db/petitions.ts'
import { answeringChannels } from './db/schema.ts'
import { hideTrialPetitions, markAsTrial, showTrialPetitions } from './db/trial-petition.ts'
import { readEnvFile } from './env-file.ts'
import { openLog } from './log.ts'
import type { Metrics } from './metrics.ts'
import { type MetricsServerOptions, openMetricsServer } from './metrics-server.ts'
import { freeSpace, readReadiness } from './readiness.ts'
import { checkRoles, listensForPages, type Roles, readRoles } from './roles.ts'
import { ledgerPath, openService } from './service.ts'
import { describeStartError, settingsFrom, welcome } from './start-words.ts'
import { Stopping } from './stopping.ts'

/**
 * A stop that takes longer, for example because the database hangs, ends all the same: what is committed is delivered after
 * the next start. Process managers kill after ten seconds.
 */
const stopWithinMs = 9_500
/** Deliveries in flight get this long to arrive before their channel closes. */
const drainWithinMs = 4_000
/** Ctrl-C reaches us from the terminal and once more from npm or the bin: within this time, it is one press. */
const onePressMs = 500
const refreshEveryMs = 10_000
const keepHouseEveryMs = 60_000
const lookAtSendingEveryMs = 60_000
/** Milestones, digests, alerts. */
const tellNewsEveryMs = 10_000
const advanceEveryMs = 2_000
const flushFetchesEveryMs = 60_000
/** At most one edit of each card in this time, whatever the pace of signatures. */
const keepCardsEveryMs = 4_000

/** Chats pace what is sent to them. Email goes out in lanes of its own, which see far enough ahead that a slow one holds up no other. */
const concurrencyOf = (channel: Channel) => (channel === 'email' ? 200 : 10)

const MOST_GARBAGE_PERCENT = 100

/** EX_CONFIG of sysexits.h: starting again changes nothing, so the systemd unit does not try. */
const exitWrongConfig = 78

/** Starts everything. Rejects only after what had been started is stopped again. */
async function start(config: Config, roles: Roles, log: Log): Promise<Stopping> {
  const stopping = new Stopping(log)
  try {
    await startParts(config, roles, log, stopping)
    return stopping
  } catch (error) {
    await stopping.run()
    throw error
  }
}

async function startParts(config: Config, roles: Roles, log: Log, stopping: Stopping): Promise<void> {
  const repeat = (name: string, ms: number, act: () => Promise<unknown>, whenItFails: string) => {
    const timer = setInterval(() => act().catch(error => log.warn({ error }, whenItFails)), ms)
    stopping.add('intake', name, async () => clearInterval(timer))
  }
  const { service, queue, replica, databaseUrl, embedded, close } = await openService(config, log, 'service')
  stopping.add('ground', 'service', close)
  if (config.trial) await makeSample(service.db)
  const hidden = config.trial ? [] : await hideTrialPetitions(service.db)
  const core = createCore(service)
  // One part of the service writes it; where that runs on several machines, each has the whole.
  const ledger = roles.has('work') ? keepLedger({ db: service.db, path: ledgerPath(config), log }) : undefined
  if (ledger !== undefined) stopping.add('rest', 'ledger', ledger.stop)

  const refresh = () =>
    core.refresh().then(
      () => core.report('database', 'up'),
      () => core.report('database', 'down'),
    )
  await core.refresh()
  const listening = listenTo(
    databaseUrl,
    {
      petition_changed: () => void refresh().then(() => core.pageChanged(undefined)),
      // With the petition's slug.
      page_changed: slug => {
        ledger?.soon()
        core.pageChanged(slug === '' ? undefined : slug)
      },
      ledger_written: () => ledger?.soon(),
    },
    log,
  )
  stopping.add('rest', 'listening', () => listening.stop())
  repeat('refresh', refreshEveryMs, refresh, 'petitions are not refreshed')
  repeat('ledger', refreshEveryMs, async () => ledger?.soon(), 'the ledger is not written')

  const { adapters, cards, trial, mount } = await openChannels(config, roles, service, log)
  repeat('fetches', flushFetchesEveryMs, core.flushFetches, 'figures of links have to wait')
  // After the pages: what they count until their end is written down.
  stopping.add('rest', 'fetches', core.flushFetches)

  const free = embedded === undefined ? undefined : () => freeSpace(config.dataDir)
  const readiness = readReadiness(service.db, core.parts, { replica, free })
  let pages = config.publicUrl
  if (listensForPages(roles, config)) {
    const web = await openWeb({
      core,
      host: config.host,
      port: config.port,
      publicUrl: config.publicUrl,
      mailAddress: config.mail?.address ?? '',
      ready: async () => (await readiness()).ok,
      log,
      channels: service.channels,
      invitations: given(config.invitations),
      ...(mount === undefined ? {} : { mount }),
      ...(trial === undefined ? {} : { trial }),
    })
    stopping.add('intake', 'pages', () => web.close())
    pages = web.url
  }
  // With the first scrape: the library is a tenth of what a start loads, and it watches each collection of garbage.
  let opened: Promise<Metrics> | undefined
  const metrics = () => {
    opened ??= import('./metrics.ts').then(({ openMetrics }) => openMetrics(service.db, readiness))
    return opened
  }
  await openMetricsPort(config, { pages, readiness, metrics }, log, stopping)

  for (const [channel, adapter] of adapters) {
    stopping.add('channels', channel, () => adapter.stop())
    if (roles.has(channel === 'email' ? 'mail' : 'chat')) await adapter.start(core)
  }
  if (adapters.has('email') && roles.has('work')) {
    const look = () => lookAtSending(service, core)
    repeat('sending', lookAtSendingEveryMs, look, 'nobody knows how the last hour of email ended')
  }
  stopping.add('intake', 'deliveries', () => queue.drain({ timeoutMs: drainWithinMs }))
  for (const channel of answeringChannels) {
    const adapter = adapters.get(channel)
    // Another replica may have this chat's token: what we cannot deliver, we leave to it.
    if (adapter === undefined || !roles.has(channel === 'email' ? 'work' : 'chat')) continue
    queue.work(channel, (row, signal) => deliver(service, adapter, row, signal), {
      concurrency: concurrencyOf(channel),
    })
  }
  const round = (name: string, ms: number, act: (signal: AbortSignal) => Promise<void>) => {
    const held = core.hold(name, signal => every(ms, signal, () => act(signal), log))
    stopping.add('intake', name, () => held.stop())
  }
  if (roles.has('work')) {
    round('housekeeping', keepHouseEveryMs, signal => keepHouse(service, signal))
    round('invalidations', advanceEveryMs, signal => advanceAll(service, signal))
    round('news', tellNewsEveryMs, signal => tellNews(service, signal))
  }
  if (cards.size > 0) round('cards', keepCardsEveryMs, signal => keepCards(service, cards, signal))
  process.stdout.write(
    welcome(config, { roles, petitions: core.openPetitions(), hidden, embedded: embedded !== undefined }),
  )
}

/** Tells the operator, at once and once, that servers refuse us. */
async function lookAtSending({ db, log }: Service, core: RunningCore): Promise<void> {
  const figures = await lastHourOfEmail(db)
  const refused = mostAreRefused(figures)
  if (refused && core.parts.get('email-sending')?.state !== 'down')
    log.error(figures, 'servers refuse most of our email: see `npx undersigned doctor`')
  core.report('email-sending', refused ? 'down' : 'up')
}

interface Channels {
  adapters: Map<Channel, Adapter>
  /** The chats, whose rooms can show a petition's card. */
  cards: Map<Channel, Cards>
  trial: TrialDesk | undefined
  mount: SlackAdapter['mount']
}

async function openChannels(config: Config, roles: Roles, service: Service, log: Log): Promise<Channels> {
  const adapters = new Map<Channel, Adapter>()
  const cards = new Map<Channel, Cards>()
  const speak = (chat: Adapter & Cards) => {
    adapters.set(chat.channel, chat)
    cards.set(chat.channel, chat)
  }
  let trial: TrialDesk | undefined
  if (config.mail !== undefined && (roles.has('mail') || roles.has('work'))) {
    const directory = join(config.dataDir, 'trial-mail')
    const { smtpUrl, listen } = config.mail
    const outgoing =
      smtpUrl === undefined ? { kind: 'trial' as const, directory } : { kind: 'smtp' as const, url: smtpUrl }
    adapters.set('email', emailAdapter({ ...config.mail, outgoing }, log))
    if (config.trial && listen !== undefined)
      trial = openTrialDesk({ directory, listener: { host: listen.host, port: listen.port } })
  }
  // Loaded only if configured: each chat's library takes as long to load as all the rest.
  if (config.discord !== undefined && roles.has('chat')) {
    const { discordAdapter } = await import('./adapters/discord/adapter.ts')
    speak(discordAdapter(config.discord, log))
  }
  let mount: SlackAdapter['mount']
  if (config.slack !== undefined && roles.has('chat')) {
    const { slackAdapter } = await import('./adapters/slack/adapter.ts')
    const slack = slackAdapter(slackSettings(config.slack, config, service), log)
    mount = slack.mount
    speak(slack)
  }
  return { adapters, cards, trial, mount }
}

/** If the default port is in use, the service starts without metrics; only a port that was asked for must be free. */
async function openMetricsPort(
  { metrics: where }: Config,
  shown: Pick<MetricsServerOptions, 'pages' | 'readiness' | 'metrics'>,
  log: Log,
  stopping: Stopping,
): Promise<void> {
  if (where === undefined) return
  try {
    const server = await openMetricsServer({ ...shown, ...where })
    stopping.add('rest', 'metrics', () => server.close())
  } catch (error) {
    if (where.isSet || errorCode(error) !== 'EADDRINUSE') throw error
    log.warn(
      { port: where.port },
      'metrics are off: their port is in use; set METRICS_LISTEN to another, or to off',
    )
  }
}

/** OAuth signs the state of an installation on its way with a key of its own. */
function slackSettings(slack: SlackSection, config: Config, service: Service): SlackConfig {
  if (slack.mode !== 'oauth') return slack
  const stateSecret = service.keys.hash('slack-install-state').toString('base64')
  return { ...slack, stateSecret, publicUrl: config.publicUrl }
}

/** Gives a newcomer something to sign. Only trial mode shows it. */
async function makeSample(db: Db): Promise<void> {
  if ((await allPetitions(db)).length > 0) return showTrialPetitions(db)
  await createPetition(db, {
    slug: 'demo',
    title: 'Fair training',
    text: 'Creative works may be used to train artificial intelligence only where the people who made them have agreed to it.',
    organisedBy: 'The Undersigned project',
    goal: 100,
  })
  await openPetition(db, 'demo')
  await markAsTrial(db, 'demo')
}

/** Runs `act` again and again until the signal, one run at a time. A failure is tried again at the next turn. */
async function every(ms: number, signal: AbortSignal, act: () => Promise<void>, log: Log): Promise<void> {
  while (!signal.aborted) {
    try {
      await act()
    } catch (error) {
      log.warn({ error }, 'housekeeping has to wait')
    }
    await sleep(ms, undefined, { signal }).catch(() => {})
  }
}

async function main(): Promise<void> {
  const roles = readRoles(process.argv.slice(2))
  const envFile = readEnvFile(process.env)
  const config = readConfig(process.env, process.getuid?.() === 0)
  checkRoles(roles, config)
  const log = openLog(config.logLevel)
  // A bug in one part must not stop the others; the log shows it.
  process.on('unhandledRejection', error => log.error({ error }, 'unhandled rejection'))
  if (envFile !== undefined) process.stdout.write(settingsFrom(envFile))
  const started = start(config, roles, log)
  let firstSignal: number | undefined
  const end = (signal: NodeJS.Signals) => {
    if (firstSignal !== undefined) {
      if (performance.now() - firstSignal < onePressMs) return
      log.warn({ signal }, 'ended at once; what was committed is delivered after the next start')
      process.exit(128 + constants.signals[signal])
    }
    firstSignal = performance.now()
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.warn(
        {},
        'stopped before everything was drained; what was committed is delivered after the next start',
      )
      process.exit(0)
    }, stopWithinMs).unref()
    started
      .then(stopping => stopping.run())
      .then(
        well => process.exit(well ? 0 : 1),
        // The start failed, and `main` is saying why.
        () => {},
      )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  await started
  // The heap holds at most so much garbage beside what lives. By default it grows two- or threefold while many emails come, because
  // each email outlives two collections of young objects. After the start, which would take longer.
  setFlagsFromString(`--heap-growing-percent=${MOST_GARBAGE_PERCENT}`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeStartError(error)}\n`)
  process.exit(error instanceof ConfigError ? exitWrongConfig : 1)
})
