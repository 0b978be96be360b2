import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Drawing } from '../core/picture.ts'

export interface Pictures {
  /** A PNG, 1080 pixels across; of a shared link 1200. Rejects with `PictureFailed` only. Pictures are drawn one after the other. */
  draw(picture: Drawing): Promise<Uint8Array>
  /** Ends the thread; pictures that still wait are rejected with kind `stopped`. */
  stop(): Promise<void>
}

export interface PicturesOptions {
  /** The longest that one picture may take, including the start of the thread. */
  timeoutMs?: number
  /** After so long without a picture the thread ends and gives back its memory. */
  idleMs?: number
  /** The thread's program; tests hand in one that hangs. */
  program?: URL
}

/** `failed`: the picture cannot be drawn, or the thread ended under it. */
export type PictureFailure = 'failed' | 'timeout' | 'stopped'

/** Says nothing of the picture: a message of resvg's might quote a label. */
export class PictureFailed extends Error {
  readonly kind: PictureFailure
  /** For the log. */
  readonly code: string

  constructor(kind: PictureFailure) {
    super(`the picture was not drawn: ${kind}`)
    this.name = 'PictureFailed'
    this.kind = kind
    this.code = `picture-${kind}`
  }
}

/** Draws in a thread of its own: a picture takes longer than a request should wait. The thread is there while it is needed. */
export function startPictures({
  timeoutMs = 10_000,
  idleMs = 60_000,
  program = new URL('./draw-worker.ts', import.meta.url),
}: PicturesOptions = {}): Pictures {
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let isStopped = false
  let last: Promise<unknown> = Promise.resolve()

  function open(): Worker {
    // Nothing of our environment goes in.
    const opened = new Worker(program, {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    // Listened to, because otherwise an error there would end the whole process. The exit that follows is what counts.
    opened.on('error', () => undefined)
    opened.on('exit', () => {
      if (worker === opened) worker = undefined
    })
    return opened
  }

  async function drawNow(picture: Drawing): Promise<Uint8Array> {
    if (isStopped) throw new PictureFailed('stopped')
    clearTimeout(idle)
    worker ??= open()
    const drawing = worker
    drawing.ref()
    const answered = new AbortController()
    const { signal } = answered
    drawing.postMessage(picture)
    const answer: Uint8Array | PictureFailure = await Promise.race([
      once(drawing, 'message', { signal }).then(([png]) => png),
      once(drawing, 'exit', { signal }).then(() => 'failed' as const),
      sleep(timeoutMs, 'timeout' as const, { signal }),
    ]).catch(() => 'failed' as const)
    answered.abort()
    if (typeof answer === 'string') {
      // The next picture starts another thread.
      await drawing.terminate()
      throw new PictureFailed(isStopped ? 'stopped' : answer)
    }
    // Neither the thread nor its clock keeps the process from ending.
    drawing.unref()
    idle = setTimeout(() => {
      // The next picture does not wait for this thread, which takes some milliseconds to end.
      worker = undefined
      void drawing.terminate()
    }, idleMs).unref()
    return answer
  }

  return {
    draw(picture) {
      const drawn = last.then(() => drawNow(picture))
      last = drawn.catch(() => undefined)
      return drawn
    },
    async stop() {
      isStopped = true
      clearTimeout(idle)
      await worker?.terminate()
    },
  }
}
