import type { Drawing } from '../core/picture.ts'
import { openThread } from '../threads/thread.ts'

export interface Pictures {
  /** A PNG, 1080 pixels across; of a shared link 1200. Rejects with `ThreadFailed` only, which quotes no label. One after the other. */
  draw(picture: Drawing): Promise<Uint8Array>
  /** Ends the thread; pictures that still wait are rejected with kind `closed`. */
  stop(): Promise<void>
}

export interface PicturesOptions {
  /** One picture may take this long. */
  timeoutMs?: number
  /** The thread ends after this time without a picture, and gives back its memory. */
  idleMs?: number
  /** The thread's program; tests hand in one that hangs. */
  program?: URL
}

/** Draws in a thread of its own: a picture takes longer than a request should wait. The thread is there while it is needed. */
export function startPictures({
  timeoutMs = 10_000,
  idleMs = 60_000,
  program = new URL('./draw-worker.ts', import.meta.url),
}: PicturesOptions = {}): Pictures {
  const thread = openThread<Drawing, Uint8Array>({ program, timeoutMs, idleMs })
  return { draw: thread.ask, stop: thread.close }
}
