/**
 * `npm run faults`: breaks what can break while people sign, and asks from outside whether anything was lost or counted twice. Writes
 * its rows into docs/reliability.md; `--only kills,smtp` replaces the rows of these parts. With `--short` (two minutes), or with fewer
 * kills or points than there are, it writes nothing.
 */
import { createHash } from 'node:crypto'
import { chmod, glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { randomFrom } from '../../bench/reading-fuzzer.ts'
import { startEmbeddedPostgres } from '../../src/db/postgres/embedded-postgres.ts'
import { databaseUrl, onServer } from '../../test/support/server.ts'
import { machine, writeReport } from '../report.ts'
import { controls } from './controls.ts'
import { endChildren } from './end-children.ts'
import { imap } from './imap.ts'
import { failPoints } from './point-runs.ts'
import {
  clock,
  diskFull,
  fourReplicas,
  type Ground,
  kills,
  postgres,
  type Scenario,
  smtp,
  stopping,
  twoReplicas,
} from './scenarios.ts'
import { unmountBelow } from './small-disk.ts'
import { markdownOf, plainOf, type Row, replaced, rowOf, rowsIn } from './table.ts'
import { Turns } from './turns.ts'
import type { Line } from './world.ts'

const scenarios: Record<string, Scenario> = {
  controls,
  points: failPoints,
  kills,
  stopping,
  two: twoReplicas,
  four: fourReplicas,
  postgres,
  disk: diskFull,
  smtp,
  imap,
  clock,
}

function readOptions() {
  return parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string' },
      kills: { type: 'string' },
      points: { type: 'string' },
      passes: { type: 'string', default: '1' },
      like: { type: 'string' },
      'at-once': { type: 'string', default: '4' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  }).values
}

function tellUsage(): never {
  console.error(
    `npm run faults -- [--short] [--only ${Object.keys(scenarios).join(',')}] [--kills 200] [--points 1000] [--like work.ts] [--passes 1] [--at-once 4] [--seed N]`,
  )
  process.exit(2)
}

let values: ReturnType<typeof readOptions>
try {
  values = readOptions()
} catch {
  tellUsage()
}
const only = values.only?.split(',')
const parts = Object.keys(scenarios)
const [many, seed] = [Number(values.kills ?? (values.short ? 8 : 200)), Number(values.seed)]
const points = Number(values.points ?? (values.short ? 3 : Number.POSITIVE_INFINITY))
const [atOnce, passes] = [Number(values['at-once']), Number(values.passes)]
if (
  only?.some(name => !(name in scenarios)) ||
  !(many >= 1) ||
  !(points >= 0) ||
  !(atOnce >= 1) ||
  !(passes >= 1) ||
  !Number.isSafeInteger(seed)
) {
  tellUsage()
}

const begun = performance.now()
const sources = await digestOfSources()
const folder = await mkdtemp(join(tmpdir(), 'undersigned-faults-'))
// As root, Postgres runs as another user, who must be able to enter the folder.
await chmod(folder, 0o711)
const server = await startServer(join(folder, 'data'))
let databases = 0
const ground: Omit<Ground, 'turn' | 'soFar'> = {
  folder,
  async database() {
    const name = `faults_${databases++}`
    await onServer(server.url, `create database ${name}`)
    return databaseUrl(server.url, name)
  },
  seed,
  short: values.short,
  kills: many,
  passes,
  sample(names) {
    const random = randomFrom(seed + 2)
    const mixed = names.map(name => ({ name, place: random() })).sort((a, b) => a.place - b.place)
    const alike = mixed.filter(({ name }) => name.includes(values.like ?? ''))
    return alike.slice(0, points).map(({ name }) => name)
  },
  say: what => console.error(`  ${what}`),
}
const worlds = new Turns(atOnce)
const found: string[] = []
const now: Row[] = []
/** By part: its lines and rows if the run were ended now. */
const unfinished = new Map<string, () => { lines: Line[]; rows: Row[] }>()
const signalled = new Promise<NodeJS.Signals>(resolve => {
  process.once('SIGINT', resolve).once('SIGTERM', resolve)
})
const chosen = Object.entries(scenarios).filter(([part]) => only === undefined || only.includes(part))
const ended = await Promise.race([
  Promise.all(chosen.map(([part, run]) => runPart(part, run))).then(() => undefined),
  signalled,
])
// Each start reads the sources again.
const isOfOneVersion = (await digestOfSources()) === sources
if (!isOfOneVersion)
  found.push('The sources have changed during this run, so the services were of several versions.')
const minutes = ((performance.now() - begun) / 60_000).toFixed(1)
const heading = `The newest run: ${await machine()}, ${minutes} minutes, ${atOnce} services at once`
const cut = [...unfinished.values()].map(soFar => soFar())
console.log(`${heading}\n\n${plainOf(replaced([], [...now, ...cut.flatMap(({ rows }) => rows)], parts))}`)
for (const { lines } of cut) note(lines)
for (const one of found) console.log(one)
if (ended !== undefined)
  console.log(`Ended by ${ended}. Not finished: ${[...unfinished.keys()].join(', ') || 'nothing'}`)
await endChildren()
unmountBelow(folder)
// A scenario may still be writing.
await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
const isWhole =
  isOfOneVersion &&
  !values.short &&
  [values.kills, values.points, values.like].every(one => one === undefined)
if (isWhole && now.length > 0)
  await writeReport('faults', before => `${heading}.\n\n${markdownOf(replaced(rowsIn(before), now, parts))}`)
// Scenarios that were cut off would start their services again.
process.exit(ended === undefined && found.length === 0 ? 0 : 1)

async function runPart(part: string, run: Scenario): Promise<void> {
  let first: number | undefined
  const turn = <T>(act: () => Promise<T>) =>
    worlds.run(() => {
      first ??= performance.now()
      return act()
    })
  const rows = (lines: Line[]) => {
    const seconds = ((performance.now() - (first ?? begun)) / 1000).toFixed(0)
    const run = `${new Date().toISOString().slice(0, 10)}, seed ${seed}, ${seconds} s`
    return lines.map(line => rowOf(part, line, run))
  }
  const soFar = (lines: () => Line[]) =>
    unfinished.set(part, () => {
      const done = lines()
      return { lines: done, rows: rows(done) }
    })
  soFar(() => [])
  try {
    const lines = await run({ ...ground, turn, soFar })
    const done = rows(lines)
    now.push(...done)
    note(lines)
    console.error(done.map(row => row.join(', ')).join('\n'))
    unfinished.delete(part)
  } catch (error) {
    found.push(`${part}: ${error instanceof Error ? error.stack : error}`)
  }
}

function note(lines: readonly Line[]): void {
  for (const { what, lost, doubled } of lines)
    found.push(...[...lost, ...doubled].map(one => `${what}: ${one}`))
}

async function digestOfSources(): Promise<string> {
  const digest = createHash('sha256')
  for (const file of (await Array.fromAsync(glob('{src,migrations}/**/*.*'))).sort())
    digest.update(file).update(await readFile(file))
  return digest.digest('hex')
}

async function startServer(dataDir: string) {
  const fresh = await startEmbeddedPostgres({ dataDir })
  // Four replicas, and as many other services beside them, need more than the 100 of a fresh cluster.
  await onServer(fresh.url, 'alter system set max_connections = 400')
  await fresh.stop()
  return startEmbeddedPostgres({ dataDir })
}
