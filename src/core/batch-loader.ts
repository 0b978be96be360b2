/**
 * Loads many values with one call of `read`. Keys that arrive while a call is in flight go into the next one, so no answer is older than
 * its question. `read` returns the values in the order of the keys.
 */
export function batchLoader<Key, Value>(
  read: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  let waiting: { key: Key; resolve(value: Value): void; reject(error: unknown): void }[] = []
  let isReading = false

  async function readAll(): Promise<void> {
    while (waiting.length > 0) {
      const asked = waiting
      waiting = []
      try {
        const values = await read(asked.map(({ key }) => key))
        for (const [i, value] of values.entries()) asked[i]?.resolve(value)
      } catch (error) {
        for (const { reject } of asked) reject(error)
      }
    }
    isReading = false
  }

  return key =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (isReading) return
      isReading = true
      // Callers of the same moment, such as those confirmed together, share one reading.
      queueMicrotask(readAll)
    })
}
