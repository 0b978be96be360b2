/** A database with one open petition, services on it, and the mail server they send to. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { addOrganiserAsOperator } from '../../src/core/desk/as-operator.ts'
import { loadKeys } from '../../src/core/keys.ts'
import { createPetition, openPetition } from '../../src/core/petitions/organise-petition.ts'
import { openDatabase } from '../../src/db/database.ts'
import { retryDeliveries } from '../../src/db/deliveries.ts'
import { migrate } from '../../src/db/migrate.ts'
import { petitionBySlug } from '../../src/db/petitions.ts'
import {
  type RunningService,
  type ServiceOptions,
  startService,
  testSecret,
} from '../../test/support/service.ts'
import type { Order } from './inject.ts'
import type { Deliver, Errand } from './journey.ts'
import { Ledger, type Person, type Verdict } from './ledger.ts'
import { openProvider, type Provider } from './provider.ts'

export const ADDRESS = 'sign+demo@petitions.example'

/** A table's line. */
export interface Line extends Verdict {
  what: string
  /** In seconds, the longest after any fault: until a newcomer was answered, and until nobody was owed anything. */
  newcomer: number
  all: number
  /** A line that is not run here, and why. */
  absent?: string
}

export interface WorldOptions {
  folder: string
  databaseUrl: string
  /** Services on the database. */
  replicas?: number
  /** Services with fail points and a clock that can be stepped. */
  injected?: boolean
  env?: Record<string, string>
  /** For one of the services only. */
  envOf?: (at: number) => Record<string, string>
}

export class World {
  readonly provider: Provider
  readonly ledger: Ledger
  readonly #options: WorldOptions
  readonly #services: (RunningService | undefined)[]
  #turn = 0
  readonly #hits: string
  /** Lines of `#hits` that were read. */
  #read = 0
  readonly #journeys: { during: string; over: Promise<Person> }[] = []
  newcomer = 0
  all = 0

  static async open(options: WorldOptions): Promise<World> {
    const world = new World(options, await openProvider())
    await preparePetition(options.databaseUrl)
    await Promise.all(world.#services.map((_, at) => world.start(at)))
    return world
  }

  private constructor(options: WorldOptions, provider: Provider) {
    this.#options = options
    this.provider = provider
    this.#hits = join(options.folder, `hits-${randomUUID()}`)
    this.#services = Array.from({ length: options.replicas ?? 1 }, () => undefined)
    const any = () => this.#anyService()
    this.ledger = new Ledger(provider, { mailPort: () => any().mailPort, url: () => any().url }, ADDRESS)
  }

  /** Throws if all are down. */
  #anyService(): RunningService {
    const up = this.#services.filter(service => service !== undefined)
    const service = up[this.#turn++ % up.length]
    if (service === undefined) throw new Error('no service is up')
    return service
  }

  get replicas(): number {
    return this.#services.length
  }

  service(at = 0): RunningService {
    const service = this.#services[at]
    if (service === undefined) throw new Error(`service ${at} is down`)
    return service
  }

  isUp(at = 0): boolean {
    return this.#services[at] !== undefined
  }

  /** The mailbox of somebody new who organises the petition. */
  async organiser(slug = 'demo'): Promise<string> {
    const { databaseUrl: url } = this.#options
    const mailbox = `organiser-${randomUUID().slice(0, 8)}@house.example`
    const { db, close } = await openDatabase({ url }, { poolSize: 1 })
    const petition = await petitionBySlug(db, slug)
    const keys = await loadKeys(db, testSecret)
    const account = { channel: 'email', account: mailbox } as const
    if (petition !== undefined) await addOrganiserAsOperator({ db, keys }, petition, account)
    await close()
    return mailbox
  }

  async start(at = 0, more: Record<string, string> = {}): Promise<void> {
    const { folder, databaseUrl, injected, env, envOf } = this.#options
    const dataDir = await mkdtemp(join(folder, 'service-'))
    const module = new URL('inject.ts', import.meta.url).href
    const service = await startOnFreePorts({
      databaseUrl,
      dataDir,
      env: {
        MAIL_ADDRESS: 'sign@petitions.example',
        SMTP_URL: this.provider.url,
        // No DNS is asked.
        MAIL_TRUST: 'listener',
        LOG_LEVEL: 'warn',
        ...(injected && {
          NODE_OPTIONS: `--import=${module}`,
          FAULTS_SOCKET: join(dataDir, 'orders'),
          FAULTS_HITS: this.#hits,
        }),
        ...env,
        ...envOf?.(at),
        ...more,
      },
    })
    this.#services[at] = service
    void service.exited.then(() => {
      if (this.#services[at] === service) this.#services[at] = undefined
    })
  }

  async kill(at = 0): Promise<void> {
    const service = this.service(at)
    this.#services[at] = undefined
    await service.kill()
    await rm(service.dataDir, { recursive: true, force: true })
  }

  /** SIGTERM. Returns the exit code and the seconds until it came. */
  async stop(at = 0): Promise<{ code: number | null; seconds: number }> {
    const service = this.service(at)
    this.#services[at] = undefined
    const begun = performance.now()
    const code = await service.stop()
    const seconds = (performance.now() - begun) / 1000
    await rm(service.dataDir, { recursive: true, force: true })
    return { code, seconds }
  }

  /** Whether it ends on its own. */
  ended(withinMs: number, at = 0): Promise<boolean> {
    const exited = this.#services[at]?.exited ?? Promise.resolve()
    return Promise.race([exited.then(() => true), sleep(withinMs, false, { ref: false })])
  }

  /** To a service with fail points. */
  async order(order: Order, at = 0): Promise<void> {
    const path = join(this.service(at).dataDir, 'orders')
    await new Promise<void>((resolve, reject) => {
      const socket = connect(path, () => socket.write(JSON.stringify(order)))
      socket.once('error', reject)
      socket.once('data', () => resolve())
    })
  }

  /** The fail points that were passed since this was asked last. */
  async reached(): Promise<Set<string>> {
    const lines = await this.#linesOfHits()
    const fresh = lines.slice(this.#read)
    this.#read = lines.length
    return new Set(fresh.filter(line => !line.startsWith('! ')))
  }

  /** How many orders were carried out. */
  async fired(): Promise<number> {
    return (await this.#linesOfHits()).filter(line => line.startsWith('! ')).length
  }

  async #linesOfHits(): Promise<string[]> {
    return (await readFile(this.#hits, 'utf8').catch(() => '')).split('\n').filter(line => line !== '')
  }

  /** The people of one fault, once their journeys have ended. */
  async verdictOn(during: string): Promise<Verdict> {
    const concerned = this.#journeys.filter(journey => journey.during === during)
    await Promise.all(concerned.map(({ over }) => over))
    const people = this.ledger.people.filter(person => person.during === during)
    for (;;) {
      // The service may be down for the next fault.
      const verdict = await this.ledger.judge('demo', people).catch(() => undefined)
      if (verdict !== undefined) return verdict
      await sleep(200)
    }
  }

  /** Somebody signs. Whatever happens meanwhile, their journey goes on. */
  sign(during: string, deliver?: Deliver, errand?: Errand, mailbox?: string): Promise<Person> {
    const journey = this.ledger.sign(during, deliver, errand, mailbox)
    this.#journeys.push({ during, over: journey })
    return journey
  }

  /** People at a steady pace, until stopped. */
  crowd(during: string, everyMs: number): () => void {
    const timer = setInterval(() => void this.sign(during), everyMs)
    void this.sign(during)
    return () => clearInterval(timer)
  }

  /** After a fault: how long until somebody new is answered. */
  async recovers(during: string): Promise<void> {
    const begun = Date.now()
    const before = this.ledger.people.length
    void this.sign(during)
    const newcomer = this.ledger.people[before]
    while (newcomer !== undefined && newcomer.answeredAt === undefined && Date.now() - begun < 120_000)
      await sleep(20)
    this.newcomer = Math.max(this.newcomer, ((newcomer?.answeredAt ?? Date.now()) - begun) / 1000)
  }

  /**
   * The operator's `npx undersigned deliveries retry`: what may have arrived at a mail server waits for ten minutes, and we do not.
   */
  async retry(): Promise<void> {
    const { db, close } = await openDatabase({ url: this.#options.databaseUrl }, { poolSize: 1 })
    await retryDeliveries(db)
    await close()
  }

  /** Waits until nobody is owed anything, ends everything, and judges. */
  async end(what: string): Promise<Line> {
    const begun = performance.now()
    await Promise.all(this.#journeys.map(({ over }) => over))
    this.all = (performance.now() - begun) / 1000
    // Emails that come too late, or twice, come now.
    await sleep(700)
    if (this.#services.every(service => service === undefined)) await this.start()
    const verdict = await this.ledger.judge()
    await this.close()
    return { what, ...verdict, newcomer: this.newcomer, all: this.all }
  }

  async close(): Promise<void> {
    this.ledger.end()
    await Promise.all(this.#services.map((service, at) => service && this.stop(at)))
    await this.provider.close()
  }
}

/** Another program may have taken a port since we found it free. */
async function startOnFreePorts(options: ServiceOptions): Promise<RunningService> {
  for (let tries = 1; ; tries++)
    try {
      return await startService(options)
    } catch (error) {
      const taken = error instanceof Error && error.message.includes('is in use by another program')
      if (!taken || tries === 5) throw error
    }
}

async function preparePetition(url: string): Promise<void> {
  const { db, close } = await openDatabase({ url }, { poolSize: 1 })
  await migrate(db)
  const text = { text: 'A sentence.', organisedBy: 'A guild' }
  await createPetition(db, { slug: 'demo', title: 'Fair training', ...text })
  // An email that names no petition is asked which.
  await createPetition(db, { slug: 'other', title: 'Another one', ...text })
  for (const slug of ['demo', 'other']) await openPetition(db, slug)
  await close()
}
