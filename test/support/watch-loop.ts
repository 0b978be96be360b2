/**
 * Preloaded into the service (`--import`): notes the longest turns of its event loop, in processor time of its main thread. A busy
 * machine makes a turn wait, but does not add to this.
 */
import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const file = process.env.WATCH_LOOP_FILE
const EVERY_MS = 5

if (isMainThread && file !== undefined) {
  const turns: { at: number; ms: number }[] = []
  let before = process.threadCpuUsage()
  // More than one turn may fit between two of these, but then they take no more than a few milliseconds together.
  setInterval(() => {
    const { user, system } = process.threadCpuUsage(before)
    before = process.threadCpuUsage()
    const ms = (user + system) / 1_000
    if (ms < 20) return
    turns.push({ at: Math.round(performance.now()), ms: Math.round(ms) })
    writeFileSync(file, JSON.stringify(turns))
  }, EVERY_MS).unref()
}
