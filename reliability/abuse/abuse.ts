/**
 * `npm run abuse`: tries what must not be possible against a started service, and prints for each whether it holds. Ends with 1 if one
 * does not. `-- --only 5,control` tries some points, `-- --like draft` what has these words; then nothing goes into docs/reliability.md.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '../../src/db/postgres/embedded-postgres.ts'
import { endChildren } from '../faults/end-children.ts'
import { machine, writeReport } from '../report.ts'
import { discordTries } from './discord-tries.ts'
import { emailTries } from './email-tries.ts'
import { floodTries } from './flood-tries.ts'
import { Setting, type Try } from './setting.ts'
import { webTries } from './web-tries.ts'

const { values } = parseArgs({ options: { only: { type: 'string' }, like: { type: 'string', default: '' } } })
const only = values.only?.split(',')
const order = ['control', 'held', '1', '2', '3', '4', '5', '6', '7', '8']
const tries = [...emailTries, ...webTries, ...floodTries, ...discordTries].sort(
  (a, b) => order.indexOf(a.point) - order.indexOf(b.point),
)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await endChildren()
    await rm(folder, { recursive: true, force: true })
    process.exit(1)
  })
const folder = await mkdtemp(join(tmpdir(), 'undersigned-abuse-'))
// As root, Postgres runs as another user, who must be able to enter the folder.
await chmod(folder, 0o711)
const server = await startEmbeddedPostgres({ dataDir: join(folder, 'data') })
const setting = await Setting.open({ folder, databaseUrl: server.url })
const rows: { point: string; holds: string; seen: string }[] = []
try {
  for (const one of tries) {
    if (only?.includes(one.point) === false || !one.holds.includes(values.like)) continue
    const seen = await seenBy(one)
    rows.push({ ...one, seen: seen ?? 'holds' })
    console.log(
      `${one.point.padEnd(8)}${seen === undefined ? 'holds   ' : 'DOES NOT'}  ${one.holds}${seen === undefined ? '' : `: ${seen}`}`,
    )
  }
} finally {
  await setting.world.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
const failed = rows.filter(({ seen }) => seen !== 'holds').length
console.log(`\n${rows.length} tries; ${failed} do not hold.`)
if (only === undefined && values.like === '') {
  const table = rows.map(
    ({ point, holds, seen }) => `| ${point} | ${holds.replaceAll('|', '\\|')} | ${seen} |`,
  )
  const lines = [`${await machine()}.`, '', '| point | must hold | seen |', '| --- | --- | --- |', ...table]
  await writeReport('abuse', () => lines.join('\n'))
}
process.exitCode = failed === 0 ? 0 : 1

async function seenBy(one: Try): Promise<string | undefined> {
  try {
    return await one.act(setting)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
