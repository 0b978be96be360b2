/**
 * Preloaded into every service that a test starts (`--import`): notes each turn of its event loop that stands still once it runs. A turn
 * is measured in processor time of the main thread, because a busy machine makes it wait but does not add to that. On a machine that is
 * slow at this moment, the limit is as much higher.
 */
import { appendFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const file = process.env.WATCH_LOOP_FILE
/** Milliseconds that a turn may take. */
const LIMIT = 50
/** Milliseconds that `work` takes where the limit was set. */
const WORK_THERE = 2
const PLANTED = 300

if (isMainThread && file !== undefined && process.argv[1]?.endsWith('main.ts')) {
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
  // More than one turn may fit between two of these, but then they take no more than a few milliseconds together.
  setInterval(() => {
    const ms = since(before)
    if (runs && ms > LIMIT) {
      const factor = Math.max(1, workHere() / WORK_THERE)
      if (ms > LIMIT * factor) appendFileSync(file, `${Math.round(ms / factor)}\n`)
    }
    before = process.threadCpuUsage()
  }, 10).unref()
  // The negative control: stands still.
  process.on('SIGUSR2', () => {
    const end = PLANTED * Math.max(1, workHere() / WORK_THERE)
    const begun = process.threadCpuUsage()
    while (since(begun) < end);
  })
}

function since(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(begun)
  return (user + system) / 1_000
}

/** The first time is not counted: it is compiled. */
function workHere(): number {
  const took = [0, 1, 2, 3].map(() => {
    const begun = process.threadCpuUsage()
    work()
    return since(begun)
  })
  return Math.min(...took.slice(1))
}

function work(): number {
  let sum = 0
  for (let n = 0; n < 1_000_000; n++) sum = (sum * 31 + n) % 1_000_003
  return sum
}
