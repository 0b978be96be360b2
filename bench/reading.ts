/** How long the worst text of 32,000 characters takes to read: `node bench/reading.ts [seconds] [seed]`. */
import { cpus } from 'node:os'
import { fuzz, randomFrom, type Worst } from './reading-fuzzer.ts'
import { functions, wholes } from './reading-targets.ts'
import { units } from './reading-units.ts'

const length = 32_000
/** For the whole way of an email, in milliseconds of the processor. */
const bound = 50

const seconds = Number(process.argv[2] ?? 60)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
if (!(seconds > 0) || !Number.isSafeInteger(seed)) {
  console.error('node bench/reading.ts [seconds] [seed]')
  process.exit(2)
}

const single = await functions()
const options = { length, units: await units(), random: randomFrom(seed) }
console.log(`${cpus().length} cores, Node ${process.versions.node}, ${length} characters, seed ${seed}`)
console.log(`${wholes.length} ways of an email, ${single.length} functions, ${options.units.length} units\n`)

const show = ({ name, ms, cut, text }: Worst) =>
  console.log(
    `${name.padEnd(48)} ${(cut ? 'ended' : ms.toFixed(1)).padStart(8)}  ${JSON.stringify(text.slice(0, 40))} … ${JSON.stringify(text.slice(-12))}`,
  )
const searched = (targets: typeof wholes, ms: number) =>
  targets.map(target => fuzz(target, { ...options, forMs: ms / targets.length })).sort((a, b) => b.ms - a.ms)

console.log('the whole way of an email (ms)')
const ways = searched(wholes, seconds * 500)
ways.forEach(show)
console.log('\neach function alone, also on texts that it never gets (ms)')
searched(single, seconds * 500).forEach(show)

const tooSlow = ways.filter(({ ms }) => ms > bound)
console.log(
  tooSlow.length === 0
    ? `\nNo way takes more than ${bound} ms.`
    : `\nMore than ${bound} ms: ${tooSlow.map(({ name }) => name).join(', ')}.`,
)
process.exitCode = tooSlow.length === 0 ? 0 : 1
