import { setTimeout as sleep } from 'node:timers/promises'

/** The count, and the time when it reached `goal` or had not grown for `quietMs`. */
export async function untilSteady(
  read: () => number,
  goal: number,
  quietMs = 10_000,
): Promise<{ count: number; at: number }> {
  let [count, grewAt] = [read(), performance.now()]
  while (count < goal && performance.now() - grewAt < quietMs) {
    await sleep(5)
    const now = read()
    if (now !== count) [count, grewAt] = [now, performance.now()]
  }
  return { count, at: grewAt }
}
