/**
 * Measures how soon the organiser's desk answers at a million signatures: counts, lists, searches, statistics with their picture,
 * exports; right after the signatures were written, and after a vacuum. Prints figures and asserts none.
 */
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { readConfig } from '../src/config.ts'
import type { Period } from '../src/core/commands.ts'
import { readStatisticsNow } from '../src/core/desk/commands/stats.ts'
import { createPetition, openPetition } from '../src/core/petitions/organise-petition.ts'
import { textsOf } from '../src/core/texts/texts.ts'
import { type Db, openDatabase } from '../src/db/database.ts'
import { everySignature, findSignatures, recentSignatures } from '../src/db/desk-signatures.ts'
import { countConfirmed } from '../src/db/figures/counts.ts'
import { deskCounts } from '../src/db/figures/desk-counts.ts'
import { deskStatistics } from '../src/db/figures/desk-statistics.ts'
import { migrate } from '../src/db/migrate.ts'
import { petitionBySlug } from '../src/db/petitions.ts'
import { startEmbeddedPostgres } from '../src/db/postgres/embedded-postgres.ts'
import { writeExport } from '../src/exports/write-export.ts'
import { openLog } from '../src/log.ts'
import { openService } from '../src/service.ts'
import { databaseUrl, onServer } from '../test/support/server.ts'
import { loadDesk, SIGNATURES } from './load/desk-rows.ts'
import { openPgbench } from './references/pgbench.ts'

const DAY = 24 * 3_600_000
const TIMES = 5
const tables = ['signature', 'sign_request', 'delivery', 'tally', 'community']

function questions(db: Db, id: string): [what: string, ask: () => Promise<unknown>][] {
  const now = new Date()
  const find = (words: string) => () => findSignatures(db, id, { words }, { page: 0, limit: 10 })
  const statistics = (days: number | null) => () =>
    deskStatistics(db, id, days === null ? null : new Date(now.getTime() - days * DAY), now)
  return [
    ['count', () => deskCounts(db, id)],
    ['count on the public page', () => countConfirmed(db, id)],
    ['recent', () => recentSignatures(db, id, { offset: 0, limit: 10 })],
    ['recent, the last pages', () => recentSignatures(db, id, { offset: 0.97 * SIGNATURES, limit: 10 })],
    ['find a name many have', find('edith')],
    ['find a name few have', find('edith müllerberwa')],
    ['find a name nobody has', find('nobody at all')],
    ['stats of all', statistics(null)],
    ['stats of 30 days', statistics(30)],
    ['stats of a day', statistics(1)],
  ]
}

async function measure(db: Db, id: string): Promise<void> {
  for (const [what, ask] of questions(db, id)) {
    const took: number[] = []
    for (let time = 0; time < TIMES; time++) {
      const begun = performance.now()
      await ask()
      took.push(performance.now() - begun)
    }
    const [first = 0] = took
    const sorted = took.toSorted((a, b) => a - b)
    line(what, ...[first, sorted[Math.floor(TIMES / 2)] ?? 0, sorted.at(-1) ?? 0].map(ms => ms.toFixed(0)))
  }
}

/**
 * Times the way from the question to the picture: the numbers are read and drawn, first by a process that has drawn nothing yet. Then the drawing
 * alone. Each picture is a different one.
 */
async function measurePicture(url: string): Promise<void> {
  const config = readConfig({ DATABASE_URL: url, SECRET_KEY: randomBytes(32).toString('hex') }, false)
  const { service, close } = await openService(config, openLog('error'), 'command')
  try {
    const petition = await petitionBySlug(service.db, 'bench')
    if (petition === undefined) throw new Error('the petition was not made')
    const answer = async (period: Period) => {
      const begun = performance.now()
      const { blocks } = textsOf('en').replies.deskStats(await readStatisticsNow(service, petition, period))
      const read = performance.now()
      for (const block of blocks) if (block.kind === 'picture') await service.draw(block.picture)
      return [performance.now() - begun, performance.now() - read].map(ms => ms.toFixed(0))
    }
    line('stats and picture (ms)', 'together', 'picture')
    line('just started', ...(await answer('all')))
    for (const period of ['year', 'month', 'week', 'day'] as const) line(period, ...(await answer(period)))
  } finally {
    await close()
  }
}

async function measureExport(db: Db, id: string, format: 'csv' | 'json'): Promise<void> {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const begun = performance.now()
  let [bytes, most] = [0, before]
  for await (const chunk of writeExport(format, everySignature(db, id))) {
    bytes += chunk.length
    most = Math.max(most, process.memoryUsage.rss())
  }
  const seconds = (performance.now() - begun) / 1000
  const mb = (n: number) => (n / 1e6).toFixed(0)
  console.log(
    `export ${format}: ${seconds.toFixed(1)} s, ${mb(bytes)} MB, memory at most ${mb(most)} MB (${mb(before)} before)`,
  )
}

function line(what: string, ...figures: string[]): void {
  console.log(what.padEnd(38) + figures.map(figure => figure.padStart(10)).join(''))
}

const folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
// As root Postgres runs as another user, who must be able to walk through.
await chmod(folder, 0o711)
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data') })
try {
  await onServer(postgres.url, 'create database yardstick')
  const pgbench = await openPgbench(databaseUrl(postgres.url, 'yardstick'))
  const inserts = pgbench && (await pgbench('insert', 4, 5)).toFixed(0)
  await onServer(postgres.url, 'drop database yardstick')

  const { db, pool, close } = await openDatabase({ url: postgres.url })
  try {
    await migrate(db)
    await createPetition(db, { slug: 'bench', title: 'Bench', text: 'A sentence.', organisedBy: 'The bench' })
    await openPetition(db, 'bench')
    const id = await petitionId(pool)
    // Otherwise it runs on its own within a minute, before any of the figures.
    for (const table of tables) await pool.query(`alter table ${table} set (autovacuum_enabled = off)`)
    const begun = performance.now()
    await loadDesk(postgres.url, id)
    const { rows } = await pool.query("select current_setting('server_version') as version")
    console.log(
      `${availableParallelism()} cores shared by everything here, Node ${process.versions.node}, Postgres ${rows[0].version}, pgbench, 4 clients, one insert: ${inserts ?? '-'} a second\n` +
        `${SIGNATURES} signatures written in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`,
    )
    line('right after, never vacuumed (ms)', 'first', 'median', 'longest')
    await measure(db, id)
    for (const table of tables) await onServer(postgres.url, `vacuum analyze ${table}`)
    console.log()
    line('vacuumed (ms)', 'first', 'median', 'longest')
    await measure(db, id)
    await measurePicture(postgres.url)
    console.log()
    await measureExport(db, id, 'csv')
    await measureExport(db, id, 'json')
  } finally {
    await close()
  }
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}

async function petitionId(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select id from petition')
  const id = rows[0]?.id
  if (id === undefined) throw new Error('the petition was not made')
  return id
}
