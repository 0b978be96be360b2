/** The service: reads the configuration, puts the parts together, and takes them apart in reverse. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { emailAdapter } from './adapters/email/adapter.ts'
import { openTrialDesk } from './adapters/email/trial/trial-desk.ts'
import type { SlackAdapter, SlackConfig } from './adapters/slack/adapter.ts'
import { openWeb } from './adapters/web/server.ts'
import type { TrialDesk } from './adapters/web/trial-routes.ts'
import { type Config, ConfigError, readConfig, type SlackSection } from './config.ts'
import type { Adapter, Cards, Channel, Log } from './core/channel.ts'
import { createCore } from './core/core.ts'
import { deliver } from './core/outbound/deliver.ts'
import { createPetition, openPetition } from './core/petitions/organise-petition.ts'
import { keepHouse } from './core/rounds/housekeeping.ts'
import { keepCards } from './core/rounds/keep-cards.ts'
import { tellNews } from './core/rounds/tell-news.ts'
import type { Service } from './core/work.ts'
import type { Db } from './db/database.ts'
import { listenTo } from './db/listen.ts'
import { allPetitions } from './db/petitions.ts'
import { channelNames } from './db/schema.ts'
import { openLog } from './log.ts'
import { openMetrics } from './metrics.ts'
import { openService } from './service.ts'
import { describeStartError, welcome } from './start-words.ts'

/**
 * A stop that takes longer, because the database hangs, ends anyway and in order: nothing is lost, what is committed
 * is delivered after the next start. Who runs services kills after ten seconds.
 */
const stopWithinMs = 9_500
const refreshEveryMs = 10_000
/** A database that hangs is as good as none to whoever asks `/readyz`. */
const readyWithinMs = 3_000
const keepHouseEveryMs = 60_000
/** Milestones, digests, and what is odd. */
const tellNewsEveryMs = 10_000
const flushFetchesEveryMs = 60_000
/** At most one edit a card in this time, whatever the pace of signatures. */
const keepCardsEveryMs = 4_000

async function start(config: Config, log: Log): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) await step()
  }
  try {
    const { service, queue, databaseUrl, embedded, close } = await openService(config, log, 'service')
    stops.push(close)
    if (config.trial) await makeSample(service.db)
    const core = createCore(service)
    await core.refresh()

    const refresh = () => void core.refresh().catch(() => core.report('database', 'down'))
    const listening = listenTo(databaseUrl, 'petition_changed', refresh, log)
    stops.push(() => listening.stop())
    const refreshing = setInterval(refresh, refreshEveryMs)
    stops.push(async () => clearInterval(refreshing))

    const adapters = new Map<Channel, Adapter>()
    let trial: TrialDesk | undefined
    if (config.mail !== undefined) {
      const directory = join(config.dataDir, 'trial-mail')
      const { smtpUrl, listen } = config.mail
      const outgoing =
        smtpUrl === undefined
          ? { kind: 'trial' as const, directory }
          : { kind: 'smtp' as const, url: smtpUrl }
      adapters.set('email', emailAdapter({ ...config.mail, outgoing }, log))
      if (config.trial && listen !== undefined)
        trial = openTrialDesk({ directory, listener: { host: listen.host, port: listen.port } })
    }

    const cards = new Map<Channel, Cards>()
    const speak = (chat: Adapter & Cards) => {
      adapters.set(chat.channel, chat)
      cards.set(chat.channel, chat)
    }
    // Loaded where they are spoken: each chat's library takes as long as all the rest.
    if (config.discord !== undefined) {
      const { discordAdapter } = await import('./adapters/discord/adapter.ts')
      speak(discordAdapter(config.discord, log))
    }
    let slack: SlackAdapter | undefined
    if (config.slack !== undefined) {
      const { slackAdapter } = await import('./adapters/slack/adapter.ts')
      slack = slackAdapter(slackSettings(config.slack, config, service), log)
      speak(slack)
    }

    // Ended after the pages are: what they count to the last is written down.
    const flushFetches = () =>
      core.flushFetches().catch(error => log.warn({ error }, 'figures of links have to wait'))
    const counting = setInterval(() => void flushFetches(), flushFetchesEveryMs)
    stops.push(async () => {
      clearInterval(counting)
      await flushFetches()
    })
    const web = await openWeb({
      core,
      host: config.host,
      port: config.port,
      publicUrl: config.publicUrl,
      mailAddress: config.mail?.address ?? '',
      ready: async () => {
        const answers = service.db
          .selectNoFrom(e => e.lit(1).as('one'))
          .execute()
          .then(
            () => true,
            () => false,
          )
        const up = await Promise.race([answers, sleep(readyWithinMs, false, { ref: false })])
        const parts = Object.fromEntries([...core.parts].map(([part, { state }]) => [part, state]))
        return { ok: up, parts: { ...parts, database: up ? 'up' : 'down' } }
      },
      metrics: openMetrics(service.db, core.parts),
      log,
      channels: [...adapters.keys()],
      ...(slack?.mount === undefined ? {} : { mount: slack.mount }),
      ...(trial === undefined ? {} : { trial }),
    })
    stops.push(() => web.close())

    for (const adapter of adapters.values()) {
      await adapter.start(core)
      stops.push(() => adapter.stop())
    }
    for (const channel of channelNames)
      await queue.work(channel, id => deliver(service, adapters, id), {
        // Of a channel that is off, only what is still queued is put off again.
        concurrency: adapters.has(channel) ? 10 : 2,
      })
    const house = core.hold('housekeeping', signal =>
      every(keepHouseEveryMs, signal, () => keepHouse(service, signal), log),
    )
    stops.push(() => house.stop())
    const news = core.hold('news', signal =>
      every(tellNewsEveryMs, signal, () => tellNews(service, signal), log),
    )
    stops.push(() => news.stop())
    if (cards.size > 0) {
      const keeping = core.hold('cards', signal =>
        every(keepCardsEveryMs, signal, () => keepCards(service, cards, signal), log),
      )
      stops.push(() => keeping.stop())
    }
    process.stdout.write(welcome(config, core.openPetitions(), embedded !== undefined))
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

/** What core and the configuration have for Slack; the state of an installation on its way is signed by a key of its own. */
function slackSettings(slack: SlackSection, config: Config, service: Service): SlackConfig {
  if (slack.mode !== 'oauth') return slack
  const stateSecret = service.keys.hash('slack-install-state').toString('base64')
  return { ...slack, stateSecret, publicUrl: config.publicUrl }
}

/** A newcomer finds something to sign. */
async function makeSample(db: Db): Promise<void> {
  if ((await allPetitions(db)).length > 0) return
  await createPetition(db, {
    slug: 'demo',
    title: 'Fair training',
    text: 'Creative works may be used to train artificial intelligence only where the people who made them have agreed to it.',
    organisedBy: 'The Undersigned project',
    goal: 100,
  })
  await openPetition(db, 'demo')
}

/** Runs `act` now and again, one at a time, until the signal; a failure is tried again at the next turn. */
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
  const config = readConfig(process.env, process.getuid?.() === 0)
  const log = openLog(config.logLevel)
  // A mistake of ours in one corner must not take the others down; it is seen in the log.
  process.on('unhandledRejection', error => log.error({ error }, 'unhandled rejection'))
  const started = start(config, log)
  let stopping = false
  const end = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.warn(
        {},
        'stopped before everything was drained; what was committed is delivered after the next start',
      )
      process.exit(0)
    }, stopWithinMs).unref()
    started
      .then(stop => stop())
      .then(
        () => process.exit(0),
        error => {
          log.error({ error }, 'stopping failed')
          process.exit(1)
        },
      )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  await started
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`${error.problems.join('\n')}\n`)
  else process.stderr.write(`${describeStartError(error)}\n`)
  process.exit(1)
})
