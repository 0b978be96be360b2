/**
 * `npm run fuzz -- --minutes 10 [--seed N] [--only link,form]`: random input for everything that parses. Nothing may throw, and nothing
 * may take 100 ms of its thread's processor time. What is found is made small by fast-check and printed.
 */
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { measure } from '../../bench/reading-fuzzer.ts'
import { machine, writeReport } from '../report.ts'
import { chatTargets } from './chat-targets.ts'
import { check, type Found, LIMIT_MS } from './check.ts'
import { type Dialogue, imapDialogue, smtpDialogue } from './dialogues.ts'
import { fileTargets } from './file-targets.ts'
import { textsOf } from './inputs.ts'
import { type FuzzTarget, targets } from './targets.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string' },
  },
})
const [minutes, seed] = [Number(values.minutes), Number(values.seed)]
const only = values.only?.split(',')
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error(
    'npm run fuzz -- [--minutes 10] [--seed N] [--only address,header,bounce,email,command,form,link,chat,file,dialogue]',
  )
  process.exit(2)
}

let [crashed, lastText] = ['', '']
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    crashed = `${error instanceof Error ? error.stack : error}`
  })

const begun = performance.now()
const wanted = (name: string) => only === undefined || only.includes(name.split(':')[0] ?? '')
const dialogues = await Promise.all([smtpDialogue(), imapDialogue()])
const chosen: (FuzzTarget | Dialogue)[] = [...targets, ...chatTargets, ...fileTargets, ...dialogues].filter(
  ({ name }) => wanted(name),
)
const found: Found[] = []
const rows: string[][] = []
for (const target of chosen) {
  const until = performance.now() + (minutes * 60_000) / chosen.length
  let [tries, worst, round] = [0, 0, 0]
  const inputs = textsOf(target.kind)
  let bad: Found | undefined
  // Once at least, also where the machine is busy.
  while (tries === 0 || (performance.now() < until && bad === undefined)) {
    const from = seed + round++
    if ('serves' in target) {
      for (const text of fc.sample(inputs, { seed: from, numRuns: 20 })) {
        lastText = text
        const before = process.threadCpuUsage()
        await target.act(text)
        const { user, system } = process.threadCpuUsage(before)
        worst = Math.max(worst, (user + system) / 1000)
        tries++
        if (crashed !== '') bad = { name: target.name, seed: from, text: lastText, why: crashed }
        else if ((user + system) / 1000 > LIMIT_MS)
          bad = { name: target.name, seed: from, text, why: `${((user + system) / 1000).toFixed(0)} ms` }
        if (bad !== undefined) break
      }
      if (bad === undefined && !(await target.serves()))
        bad = { name: target.name, seed: from, text: lastText, why: 'nobody is served any more' }
    } else {
      const result = await check(target, inputs, { seed: from, numRuns: 200 }, measure)
      tries += 200
      worst = Math.max(worst, result.worst)
      bad = result.found
    }
    crashed = ''
  }
  if (bad !== undefined) found.push(bad)
  rows.push([
    target.name,
    String(tries),
    `${worst.toFixed(1)} ms`,
    bad === undefined ? 'none' : (bad.why.split('\n')[0] ?? ''),
  ])
  console.log(
    `${target.name.padEnd(34)}${String(tries).padStart(8)} tries  ${worst.toFixed(1).padStart(7)} ms  ${bad === undefined ? '' : `FOUND: ${bad.why}`}`,
  )
}
for (const { name, text, why, seed } of found)
  console.log(`\n${name}, seed ${seed}: ${why}\n${JSON.stringify(text.slice(0, 2_000))}`)
await Promise.all(dialogues.map(dialogue => dialogue.close()))
const heading = `${await machine()}, seed ${seed}, ${((performance.now() - begun) / 60_000).toFixed(1)} minutes`
console.log(`\n${heading}: ${found.length} found.`)
if (only === undefined && minutes >= 5) {
  const table = [['what', 'inputs', 'longest', 'found'], ['---', '---', '---', '---'], ...rows].map(
    row => `| ${row.join(' | ')} |`,
  )
  await writeReport('fuzz', () => `${heading}.\n\n${table.join('\n')}`)
}
process.exit(found.length === 0 ? 0 : 1)
