/** Signs emails in a worker thread: a signature takes a millisecond of arithmetic, and pages are served by this thread. */
import { Worker } from 'node:worker_threads'
import type { DkimKey, SignAnswer, SignRequest } from './dkim-worker.ts'
import { TemporaryFailure } from './smtp-failure.ts'

export interface DkimSigner {
  /** Throws a `TemporaryFailure`: the email waits until the key can sign. */
  sign(raw: Buffer): Promise<Buffer>
  close(): Promise<void>
}

/** The worker starts with the first email, and again with the next one if it has ended. */
export function openDkimSigner(key: DkimKey): DkimSigner {
  const waiting = new Map<number, PromiseWithResolvers<Buffer>>()
  let worker: Worker | undefined
  let last = 0

  function failAll(): void {
    worker = undefined
    for (const { reject } of waiting.values()) reject(new TemporaryFailure('dkim-failed'))
    waiting.clear()
  }

  function open(): Worker {
    const opened = new Worker(new URL('./dkim-worker.ts', import.meta.url), {
      execArgv: [],
      env: {},
      workerData: key,
    })
    opened.unref()
    opened.on('error', failAll)
    opened.on('exit', failAll)
    opened.on('message', ({ id, signed }: SignAnswer) => {
      const asked = waiting.get(id)
      waiting.delete(id)
      if (signed === undefined) asked?.reject(new TemporaryFailure('dkim-failed'))
      else asked?.resolve(Buffer.from(signed.buffer, signed.byteOffset, signed.byteLength))
    })
    return opened
  }

  return {
    sign(raw) {
      worker ??= open()
      const asked = Promise.withResolvers<Buffer>()
      waiting.set(++last, asked)
      worker.postMessage({ id: last, raw } satisfies SignRequest)
      return asked.promise
    },
    async close() {
      await worker?.terminate()
    },
  }
}
