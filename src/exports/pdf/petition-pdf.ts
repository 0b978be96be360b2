import { Worker } from 'node:worker_threads'
import type { ListedName, PetitionDocument } from '../../core/document.ts'
import { threadStart } from '../../threads/thread-start.ts'

/** Names in one message: enough to keep the thread busy. */
const AT_ONCE = 500

/**
 * Yields the file piece by piece while the names are read, set in a thread of its own: no more than a batch of names and a page are in
 * memory, and nobody who signs waits. A file of 13,500 names takes ten to twenty seconds (0054).
 */
export async function* writePdf(
  document: PetitionDocument,
  names: AsyncIterable<ListedName>,
): AsyncGenerator<Uint8Array> {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    ...threadStart(),
    workerData: document,
    resourceLimits: { maxOldGenerationSizeMb: 384 },
  })
  // Without a listener, an error in the thread would end the whole process. The exit that follows tells us.
  worker.on('error', () => undefined)
  let isGone = false
  worker.once('exit', () => {
    isGone = true
  })
  // Not by Promise.race: a promise that waits for the end of the thread would keep every piece of the file until then.
  const ask = (message: ListedName[] | 'end') =>
    new Promise<Uint8Array>((resolve, reject) => {
      const breakOff = () => reject(new Error('the PDF broke off'))
      if (isGone) return breakOff()
      worker.once('exit', breakOff)
      worker.once('message', (written: Uint8Array) => {
        worker.off('exit', breakOff)
        resolve(written)
      })
      worker.postMessage(message)
    })
  try {
    let waiting: ListedName[] = []
    for await (const name of names) {
      waiting.push(name)
      if (waiting.length < AT_ONCE) continue
      yield await ask(waiting)
      waiting = []
    }
    if (waiting.length > 0) yield await ask(waiting)
    yield await ask('end')
  } finally {
    await worker.terminate()
  }
}
