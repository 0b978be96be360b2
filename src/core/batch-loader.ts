/**
 * Reads for many at once what each asks for. Whatever is asked for while one reading is in flight goes into the next, so every
 * answer is as new as its question.
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
