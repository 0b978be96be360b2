/**
 * `npm run faults`: breaks what can break while people sign, and asks from outside whether anything was lost or counted twice. Writes
 * its table into docs/reliability.md; with `--short` (two minutes) or `--only kills,smtp` it writes nothing.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '../../src/db/postgres/embedded-postgres.ts'
import { databaseUrl, onServer } from '../../test/support/server.ts'
import { machine, writeReport } from '../report.ts'
import { controls } from './controls.ts'
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
import { markdownOf, plainOf, rowsOf } from './table.ts'
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

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    kills: { type: 'string' },
    points: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const only = values.only?.split(',')
const [many, seed] = [Number(values.kills ?? (values.short ? 8 : 200)), Number(values.seed)]
if (only?.some(name => !(name in scenarios)) || !(many >= 1) || !Number.isSafeInteger(seed)) {
  console.error(
    `npm run faults -- [--short] [--only ${Object.keys(scenarios).join(',')}] [--kills 200] [--points 1000] [--seed N]`,
  )
  process.exit(2)
}

const begun = performance.now()
const folder = await mkdtemp(join(tmpdir(), 'undersigned-faults-'))
// As root, Postgres runs as another user, who must be able to enter the folder.
await chmod(folder, 0o711)
const server = await startEmbeddedPostgres({ dataDir: join(folder, 'data') })
let databases = 0
const ground: Ground = {
  folder,
  postgres: server,
  async database() {
    const name = `faults_${databases++}`
    await onServer(server.url, `create database ${name}`)
    return databaseUrl(server.url, name)
  },
  seed,
  short: values.short,
  kills: many,
  points: Number(values.points ?? (values.short ? 3 : 1_000)),
  say: what => console.error(`  ${what}`),
}
const lines: Line[] = []
try {
  for (const [name, run] of Object.entries(scenarios)) {
    if (only !== undefined && !only.includes(name)) continue
    console.error(name)
    const done = await run(ground)
    lines.push(...done)
    console.error(rowsOf(done))
  }
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
const minutes = ((performance.now() - begun) / 60_000).toFixed(1)
const heading = `${await machine()}, seed ${seed}, ${minutes} minutes`
console.log(`${heading}\n\n${plainOf(lines)}`)
for (const { what, lost, doubled } of lines)
  for (const one of [...lost, ...doubled]) console.log(`${what}: ${one}`)
if (only === undefined && !values.short) await writeReport('faults', `${heading}.\n\n${markdownOf(lines)}`)
process.exitCode = lines.every(({ lost, doubled }) => lost.length + doubled.length === 0) ? 0 : 1
