/**
 * `npm run bench`: measures everything in rounds that take turns, prints the table, and writes it into bench/README.md.
 * `-- --only email,click --rounds 1` measures a part and writes nothing.
 */
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { openGround } from './ground.ts'
import { busyShare, mostBusy } from './report/busy.ts'
import { judge } from './report/judge.ts'
import { markdownTable, plainTable, writeFigures } from './report/write-table.ts'
import { neededBy, runRounds } from './run-rounds.ts'
import { lines, subjects } from './table.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
  },
})
const only = values.only?.split(',')
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]
const unknown = only?.filter(key => !lines.some(line => line.subject === key)) ?? []
if (unknown.length > 0 || !(rounds >= 1) || !(seconds >= 1)) {
  const keys = [...new Set(lines.map(line => line.subject))].join(',')
  console.error(`npm run bench -- [--only ${keys}] [--rounds 5] [--seconds 3]`)
  process.exit(2)
}

/** All of it shall take less than ten minutes; a round takes one and a half at most. */
const LAST_ROUND_BEGINS = 8 * 60_000

const busy = await busyShare()
const begun = performance.now()
const wanted = lines.filter(line => only === undefined || only.includes(line.subject))
const ground = await openGround(seconds * 1000)
// Otherwise Postgres and the services would go on.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void ground.close().finally(() => process.exit(1)))
try {
  const needed = neededBy(wanted, subjects)
  const until = begun + LAST_ROUND_BEGINS
  const measured = await runRounds(ground, needed, { rounds, until }, what => console.error(what))
  const rows = wanted.map(line => judge(line, measured, subjects))
  const notes = needed.flatMap(({ key }) => (measured.get(key)?.notes ?? []).map(note => `- ${key}: ${note}`))
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1)
  const machine = `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}) shared by everything here, ${(100 * busy).toFixed(0)} % busy before the start, Node ${process.versions.node}, Postgres ${ground.postgres.version} with fsync, at most ${rounds} rounds of ${seconds} s, ${minutes} minutes`
  console.log(`${machine}\n\n${plainTable(rows)}\n\n${notes.join('\n')}`)
  if (busy > mostBusy)
    console.log(`\nNot written: the machine was ${(100 * busy).toFixed(0)} % busy with other work.`)
  else if (only === undefined)
    await writeFigures(
      new URL('README.md', import.meta.url),
      `${machine}\n\n${markdownTable(rows)}\n\n${notes.join('\n')}`,
    )
} finally {
  await ground.close()
}
