/**
 * Preloaded into every service that a test starts (`--import`): notes each turn of its event loop that stands still once it runs. A turn
 * is measured in processor time of the main thread, because a busy machine makes it wait but does not add to that. On a machine that is
 * slow at this moment, the limit is as much higher. Not in TypeScript, because then each start loads its compiler: 0.07 s (measured).
 */
import { appendFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import { slowness, threadMs } from './slowness.js'

const file = process.env.WATCH_LOOP_FILE
/** Milliseconds that a turn may take. A single one may take twice as long: code is compiled once. */
const LIMIT = 50
let long = 0
const PLANTED = 300

if (isMainThread && file !== undefined && process.argv[1]?.endsWith('start.js')) {
  let runs = false
  let before = process.threadCpuUsage()
  const { write } = process.stdout
  process.stdout.write = (text, ...rest) => {
    if (!runs && String(text).includes('Undersigned is running')) {
      runs = true
      before = process.threadCpuUsage()
    }
    return Reflect.apply(write, process.stdout, [text, ...rest])
  }
  // Without a reference, it neither keeps the loop awake nor wakes it: it comes once in each turn that something else has caused. A timer
  // of 10 ms took twice the processor's time of a service that waits (measured).
  const afterTurn = () => {
    const ms = threadMs(before)
    if (runs && ms > LIMIT) {
      const factor = slowness()
      if (ms > LIMIT * factor) long++
      if (ms > 2 * LIMIT * factor || (ms > LIMIT * factor && long > 1))
        appendFileSync(file, `${Math.round(ms / factor)}\n`)
    }
    before = process.threadCpuUsage()
    setImmediate(afterTurn).unref()
  }
  setImmediate(afterTurn).unref()
  // The negative control: stands still.
  process.on('SIGUSR2', () => {
    const end = PLANTED * slowness()
    const begun = process.threadCpuUsage()
    while (threadMs(begun) < end);
  })
}
