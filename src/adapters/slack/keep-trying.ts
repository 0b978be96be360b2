import { setTimeout as sleep } from 'node:timers/promises'

/** Some ten minutes. Throws what the last try threw. */
export async function keepTrying(work: () => Promise<void>, tell: (error: unknown) => void): Promise<void> {
  for (let wait = 500; ; wait = Math.min(wait * 2, 60_000)) {
    try {
      return await work()
    } catch (error) {
      tell(error)
      if (wait >= 60_000) throw error
    }
    await sleep(wait, undefined, { ref: false })
  }
}
