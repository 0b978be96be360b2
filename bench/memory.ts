/**
 * Measures the memory of the service through many emails: `node bench/memory.ts [--emails 100000]`. Prints what it holds, and has held at
 * most, after each tenth.
 */
import { parseArgs } from 'node:util'
import { openGround, SMALL } from './ground.ts'
import { ask } from './load/ask-and-confirm.ts'
import { memoryMb } from './processor-time.ts'

const { values } = parseArgs({ options: { emails: { type: 'string', default: '100000' } } })
const emails = Number(values.emails)

const ground = await openGround(1_000)
try {
  const stand = await ground.stand(SMALL)
  const { pid } = stand.service
  const tell = (what: string) =>
    console.log(
      `${what.padEnd(24)} ${memoryMb(pid, 'VmRSS').toFixed(0).padStart(4)} MB, ${memoryMb(pid, 'VmHWM').toFixed(0).padStart(4)} MB at most`,
    )
  await new Promise(resolve => setTimeout(resolve, 4_000))
  tell('idle')
  for (let tenth = 1; tenth <= 10; tenth++) {
    await ask(stand, { ms: Number.POSITIVE_INFINITY, most: Math.ceil(emails / 10) })
    tell(`${Math.ceil(emails / 10) * tenth} emails`)
  }
  await new Promise(resolve => setTimeout(resolve, 10_000))
  tell('ten seconds later')
} finally {
  await ground.close()
}
