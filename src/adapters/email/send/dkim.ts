/** Signs emails in a thread: a signature takes a millisecond of arithmetic, and pages are served by this thread. */
import { openThread } from '../../../threads/thread.ts'
import type { DkimKey } from './dkim-worker.ts'
import { TemporaryFailure } from './smtp-failure.ts'

export interface DkimSigner {
  /** Throws a `TemporaryFailure`: the email waits until the key can sign. */
  sign(raw: Buffer): Promise<Buffer>
  close(): Promise<void>
}

export function openDkimSigner(key: DkimKey): DkimSigner {
  const thread = openThread<Uint8Array, Uint8Array | undefined>({
    program: new URL('./dkim-worker.ts', import.meta.url),
    workerData: key,
    timeoutMs: 10_000,
    idleMs: 60_000,
  })
  return {
    async sign(raw) {
      const signed = await thread.ask(raw).catch(() => undefined)
      if (signed === undefined) throw new TemporaryFailure('dkim-failed')
      return Buffer.from(signed.buffer, signed.byteOffset, signed.byteLength)
    },
    close: thread.close,
  }
}
