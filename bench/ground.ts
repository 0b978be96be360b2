/** Everything that the rows stand on. Each part is started by the first row that needs it. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPetition, openPetition } from '../src/core/petitions/organise-petition.ts'
import { openDatabase } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { type RunningService, startService } from '../test/support/service.ts'
import { type BenchPostgres, query, startBenchPostgres } from './bench-postgres.ts'
import { loadCrowd } from './load/crowd.ts'
import { openSink, type Sink } from './load/smtp-sink.ts'

/** Signatures of the two petitions that are compared. */
export const SMALL = 1_000
export const BIG = 1_000_000

/** A running service, or several, with a database of its own, and the sink that takes its emails. */
export interface Stand {
  /** The first of `services`, which has the pages. */
  service: RunningService
  services: readonly RunningService[]
  sink: Sink
  url: string
  petitionId: string
  /** Signatures that were there before any was measured. */
  loaded: number
  /** By the database's clock, after they were. */
  since: Date
}

export interface Ground {
  folder: string
  postgres: BenchPostgres
  /** Milliseconds that a measurement of one round lasts. */
  roundMs: number
  /**
   * Services on one database, whose petition has so many signatures, and as many requests that wait. Rows share a stand, except those
   * that name one of their `own`.
   */
  stand(signatures: number, services?: number, own?: string): Promise<Stand>
  /** Started by a row, and ended with everything else. */
  onClose(close: () => Promise<unknown>): void
  /** Made once, whichever row asks first. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

export async function openGround(roundMs: number): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
  // As root, Postgres runs as another user, who must be able to enter the folder.
  await chmod(folder, 0o711)
  const postgres = await startBenchPostgres(folder)
  const closings: (() => Promise<unknown>)[] = []
  const made = new Map<string, Promise<unknown>>()
  const ground: Ground = {
    folder,
    postgres,
    roundMs,
    stand(signatures, services = 1, own = '') {
      const name = `with_${signatures}_${services}${own}`
      return ground.once(name, async () => {
        const stand = await openStand(ground, name, signatures, services)
        closings.push(
          () => Promise.all(stand.services.map(service => service.stop())),
          () => stand.sink.close(),
        )
        return stand
      })
    },
    onClose: close => closings.push(close),
    once<T>(name: string, make: () => Promise<T>) {
      const found = made.get(name) ?? make()
      made.set(name, found)
      return found as Promise<T>
    },
    async close() {
      for (const close of closings.reverse()) await close()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return ground
}

async function openStand(ground: Ground, name: string, signatures: number, many: number): Promise<Stand> {
  const url = await ground.postgres.database(name)
  const petitionId = await openPetitionOn(url)
  await loadCrowd(url, petitionId, signatures)
  const { rows } = await query(url, 'select clock_timestamp() as since')
  const sink = await openSink()
  const start = (n: number) =>
    startService({
      databaseUrl: url,
      dataDir: join(ground.folder, `${name}_${n}`),
      env: {
        MAIL_ADDRESS: 'sign@bench.example',
        SMTP_URL: sink.url,
        // Asks no DNS, because that would measure the network.
        MAIL_TRUST: 'listener',
        LOG_LEVEL: 'warn',
        NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS,
      },
    })
  // A first start compiles everything, and holds 20 MB more than all later ones.
  await ground.once('compiled', async () => (await start(0)).stop())
  const service = await start(1)
  const others = await Promise.all(Array.from({ length: many - 1 }, (_, n) => start(n + 2)))
  return {
    service,
    services: [service, ...others],
    sink,
    url,
    petitionId,
    loaded: signatures,
    since: rows[0]?.since,
  }
}

/** The open petition `bench` in an empty database. Returns its id. */
export async function openPetitionOn(url: string): Promise<string> {
  const { db, close } = await openDatabase({ url }, { poolSize: 1 })
  await migrate(db)
  await createPetition(db, { slug: 'bench', title: 'Bench', text: 'A sentence.', organisedBy: 'The bench' })
  await openPetition(db, 'bench')
  await close()
  return String((await query(url, 'select id from petition')).rows[0]?.id)
}
