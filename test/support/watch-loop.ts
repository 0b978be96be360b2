/**
 * Preloaded into the service (`--import`): notes the long turns of its event loop once it runs, in processor time of its main thread.
 * A busy machine makes a turn wait, but does not add to this.
 */
import { appendFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const file = process.env.WATCH_LOOP_FILE
/** Milliseconds. Shorter turns are not noted. */
const SHORTEST = 25

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
    const { user, system } = process.threadCpuUsage(before)
    before = process.threadCpuUsage()
    const ms = (user + system) / 1_000
    if (runs && ms >= SHORTEST) appendFileSync(file, `${Math.round(ms)}\n`)
  }, 5).unref()
  // The negative control of a test that watches: stands still for so many milliseconds.
  process.on('SIGUSR2', () => {
    const begun = process.threadCpuUsage()
    while (process.threadCpuUsage(begun).user < Number(process.env.WATCH_LOOP_PLANT) * 1_000);
  })
}
