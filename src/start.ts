/** Puts the parts of the service together, and starts those that this process's roles name. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openWeb } from './adapters/web/server.ts'
import { keepLedger } from './backup/keep-ledger.ts'
import type { Config } from './config.ts'
import type { Adapter, Cards, Channel, Log } from './core/channel.ts'
import { createCore, type RunningCore } from './core/core.ts'
import { advanceAll } from './core/desk/invalidation.ts'
import { deliver } from './core/outbound/deliver.ts'
import { mostAreRefused } from './core/outbound/most-refused.ts'
import { createPetition, openPetition } from './core/petitions/organise-petition.ts'
import { keepHouse } from './core/rounds/housekeeping.ts'
import { keepCards } from './core/rounds/keep-cards.ts'
import { tellNews } from './core/rounds/tell-news.ts'
import { withoutUndefined } from './core/without-undefined.ts'
import type { Service } from './core/work.ts'
import { answeringChannels } from './db/channels.ts'
import type { Db } from './db/database.ts'
import { lastHourOfEmail } from './db/deliveries.ts'
import { listenTo } from './db/listen.ts'
import { errorCode } from './db/log.ts'
import { allPetitions } from './db/petitions.ts'
import type { Queue } from './db/queue.ts'
import { hideTrialPetitions, markAsTrial, showTrialPetitions } from './db/trial-petition.ts'
import type { Metrics } from './metrics.ts'
import { type MetricsServerOptions, openMetricsServer } from './metrics-server.ts'
import { type Channels, openChannels } from './open-channels.ts'
import { freeSpace, type Readiness, readReadiness } from './readiness.ts'
import { listensForPages, type Role, type Roles } from './roles.ts'
import { ledgerPath, openService } from './service.ts'
import { welcome } from './start-words.ts'
import { Stopping } from './stopping.ts'

/** Deliveries in flight get this long to arrive before their channel closes. */
const drainWithinMs = 4_000
const refreshEveryMs = 10_000
const keepHouseEveryMs = 60_000
const checkSendingEveryMs = 60_000
/** Milestones, digests, alerts. */
const tellNewsEveryMs = 10_000
const advanceEveryMs = 2_000
const flushFetchesEveryMs = 60_000
/** At most one edit of each card in this time, however many people sign. */
const keepCardsEveryMs = 4_000

/** The role that sends a channel's answers. A chat's answers leave from the process that took the act (`roles.ts`). */
const senderRole = (channel: Channel): Role => (channel === 'email' ? 'work' : 'chat')

/** Deliveries in flight at once. Chats limit what is sent to them. Email needs many, so that a slow server holds up no other. */
const concurrencyOf = (channel: Channel) => (channel === 'email' ? 200 : 10)

/** All that the parts of a process need. */
interface Running {
  config: Config
  roles: Roles
  log: Log
  stopping: Stopping
  service: Service
  core: RunningCore
}

/** Starts everything. Rejects only after what had been started is stopped again. */
export async function start(config: Config, roles: Roles, log: Log): Promise<Stopping> {
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
  const { service, queue, replica, databaseUrl, embedded, close } = await openService(config, log, 'service')
  stopping.add('ground', 'service', close)
  if (config.trial) await makeSample(service.db)
  const hidden = config.trial ? [] : await hideTrialPetitions(service.db)
  const core = createCore(service)
  const running: Running = { config, roles, log, stopping, service, core }
  await followChanges(running, databaseUrl)

  const channels = await openChannels(config, roles, service, log)
  const free = embedded === undefined ? undefined : () => freeSpace(config.dataDir)
  const readiness = readReadiness(service.db, core.parts, { replica, free })
  const pages = await openPages(running, channels, readiness)
  await openMetricsPort(running, { pages, readiness })

  await startAdapters(running, channels.adapters)
  sendDeliveries(running, queue, channels.adapters)
  startRounds(running, channels.cards)
  process.stdout.write(
    welcome(config, { roles, petitions: core.openPetitions(), hidden, embedded: embedded !== undefined }),
  )
}

/** Runs `act` at intervals until the service stops. A failure is logged and tried again. */
function repeat(
  { log, stopping }: Running,
  name: string,
  ms: number,
  act: () => Promise<unknown>,
  whenItFails: string,
): void {
  const timer = setInterval(() => act().catch(error => log.warn({ error }, whenItFails)), ms)
  stopping.add('intake', name, async () => clearInterval(timer))
}

/** Keeps what core has in memory, the pages and the ledger up to date: at once by NOTIFY, and at intervals in case one is lost. */
async function followChanges(running: Running, databaseUrl: string): Promise<void> {
  const { config, roles, log, stopping, service, core } = running
  // Written by one role only. If that role runs on several machines, each of them keeps a whole ledger.
  const ledger = roles.has('work')
    ? keepLedger({
        ...{ db: service.db, path: ledgerPath(config), log },
        report: (state, code) => core.report('ledger', state, code),
      })
    : undefined
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
  ledger?.soon()
  repeat(running, 'refresh', refreshEveryMs, refresh, 'petitions are not refreshed')
  repeat(running, 'ledger', refreshEveryMs, async () => ledger?.soon(), 'the ledger is not written')
}

/** Returns the address of the pages. */
async function openPages(
  running: Running,
  { mount, trial }: Channels,
  readiness: () => Promise<Readiness>,
): Promise<string> {
  const { config, roles, log, stopping, service, core } = running
  repeat(running, 'fetches', flushFetchesEveryMs, core.flushFetches, 'figures of links have to wait')
  // In a later stage than the pages, so that it writes down all that they have counted.
  stopping.add('rest', 'fetches', core.flushFetches)
  if (!listensForPages(roles, config)) return config.publicUrl
  const web = await openWeb({
    core,
    host: config.host,
    port: config.port,
    publicUrl: config.publicUrl,
    mailAddress: config.mail?.address ?? '',
    ready: async () => (await readiness()).ok,
    log,
    channels: service.channels,
    invitations: withoutUndefined(config.invitations),
    ...withoutUndefined({ mount, trial }),
  })
  stopping.add('intake', 'pages', () => web.close())
  return web.url
}

/** If the default port is in use, the service starts without metrics; only a port that was asked for must be free. */
async function openMetricsPort(
  { config: { metrics: where }, log, stopping, service }: Running,
  shown: Pick<MetricsServerOptions, 'pages' | 'readiness'>,
): Promise<void> {
  if (where === undefined) return
  // Loaded before anybody uses the pages, which it would hold up for 20 to 70 ms.
  const { openMetrics } = await import('./metrics.ts')
  let opened: Metrics | undefined
  // Opened with the first scrape, because it observes every garbage collection from then on.
  const metrics = () => {
    opened ??= openMetrics(service.db, shown.readiness)
    return opened
  }
  try {
    const server = await openMetricsServer({ ...shown, ...where, metrics })
    stopping.add('rest', 'metrics', () => server.close())
  } catch (error) {
    if (where.isSet || errorCode(error) !== 'EADDRINUSE') throw error
    log.warn(
      { port: where.port },
      'metrics are off: their port is in use; set METRICS_LISTEN to another, or to off',
    )
  }
}

async function startAdapters(
  { roles, stopping, core }: Running,
  adapters: ReadonlyMap<Channel, Adapter>,
): Promise<void> {
  for (const [channel, adapter] of adapters) {
    stopping.add('channels', channel, () => adapter.stop())
    if (roles.has(channel === 'email' ? 'mail' : 'chat')) await adapter.start(core)
  }
}

function sendDeliveries(running: Running, queue: Queue, adapters: ReadonlyMap<Channel, Adapter>): void {
  const { roles, stopping, service } = running
  if (adapters.has('email') && roles.has(senderRole('email')))
    repeat(
      running,
      'sending',
      checkSendingEveryMs,
      () => checkSending(running),
      'nobody knows how the last hour of email ended',
    )
  stopping.add('intake', 'deliveries', () => queue.drain({ timeoutMs: drainWithinMs }))
  for (const channel of answeringChannels) {
    const adapter = adapters.get(channel)
    // Another replica may have this chat's token: what we cannot deliver, we leave to it.
    if (adapter === undefined || !roles.has(senderRole(channel))) continue
    queue.work(channel, (row, signal) => deliver(service, adapter, row, signal), {
      concurrency: concurrencyOf(channel),
    })
  }
}

/** Tells the operator, at once and once, that servers refuse us. */
async function checkSending({ core, log, service }: Running): Promise<void> {
  const figures = await lastHourOfEmail(service.db)
  const refused = mostAreRefused(figures)
  if (refused && core.parts.get('email-sending')?.state !== 'down')
    log.error(figures, 'servers refuse most of our email: see `npx undersigned doctor`')
  core.report('email-sending', refused ? 'down' : 'up')
}

/** Each round runs on one replica at a time. */
function startRounds({ roles, log, stopping, service, core }: Running, cards: Map<Channel, Cards>): void {
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
}

/** Runs `act` again and again until the signal, one run at a time. A failure is logged, and `act` runs again after the pause. */
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
