import { Worker } from 'node:worker_threads'
import type { DrawAnswer } from './draw-worker.ts'
import type { StatsPicture } from './stats-picture.ts'

export interface Pictures {
  /**
   * A PNG, 1080 pixels across. Rejects with `PictureFailed` only. Pictures are drawn one after the other, and the same one
   * once a minute: a milestone goes to every room, and several organisers ask at once.
   */
  draw(picture: StatsPicture): Promise<Uint8Array>
  /** A picture may be asked for: the worker starts, which takes a second, or stays for as long as after one. */
  prepare(): void
  /** Ends the worker; whoever still waits is rejected with kind `stopped`. */
  stop(): Promise<void>
}

export interface PicturesOptions {
  /** the longest one picture may take, a cold start included; default 10,000 ms */
  timeoutMs?: number
  /** after so long without a picture the worker ends and gives back its memory; default 900,000 ms: a start takes a second or two */
  idleMs?: number
  /** the worker's program; tests hand in one that hangs */
  program?: URL
}

/** `failed`: this picture cannot be drawn. `crashed`: the worker ended under it. `timeout`, `stopped` as they say. */
export type PictureFailure = 'failed' | 'crashed' | 'timeout' | 'stopped'

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

/** How long a picture is kept, and how many: each is some 100 kB. */
const keptMs = 60_000
const mostKept = 50

interface Job {
  picture: StatsPicture
  resolve: (png: Uint8Array) => void
  reject: (error: PictureFailed) => void
}

/**
 * Draws in a thread of its own, for a picture keeps a thread busy for a tenth of a second to two. The thread is there only
 * while it is wanted: Vega, the fonts and resvg hold memory that a server of a few petitions needs twice a week.
 */
export function startPictures(options: PicturesOptions = {}): Pictures {
  const { NODE_COMPILE_CACHE } = process.env
  const timeoutMs = options.timeoutMs ?? 10_000
  const idleMs = options.idleMs ?? 15 * 60_000
  const program = options.program ?? new URL('./draw-worker.ts', import.meta.url)
  const queue: Job[] = []
  let worker: Worker | undefined
  let current: Job | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const kept = new Map<string, Promise<Uint8Array>>()

  function serve(): void {
    if (current) return
    clearTimeout(timer)
    current = queue.shift()
    if (current) {
      worker ??= open()
      // While somebody waits, neither the thread nor its clock lets the process end under them.
      worker.ref()
      timer = setTimeout(() => end('timeout'), timeoutMs)
      worker.postMessage(current.picture)
    } else if (worker) {
      worker.unref()
      timer = setTimeout(() => end('stopped'), idleMs)
      timer.unref()
    }
  }

  function open(): Worker {
    const opened = new Worker(program, {
      execArgv: [],
      // Nothing of ours but where Node keeps what it has compiled: a third of what a start takes (measured).
      env: NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    opened.on('message', (answer: DrawAnswer) => {
      if (opened !== worker) return
      // resvg may have ended in a panic, after which its memory is not to be trusted (measured: "unreachable").
      if (answer.kind === 'failed') return end('failed')
      current?.resolve(answer.png)
      current = undefined
      serve()
    })
    const crashed = (): void => {
      if (opened === worker) end('crashed')
    }
    // 'error' is heard so that it does not end the whole process.
    opened.on('error', crashed)
    opened.on('exit', crashed)
    return opened
  }

  /** The next picture starts a new worker. */
  function end(failure: PictureFailure): void {
    const ended = worker
    const job = current
    worker = undefined
    current = undefined
    clearTimeout(timer)
    job?.reject(new PictureFailed(failure))
    void ended?.terminate()
    serve()
  }

  function drawNew(picture: StatsPicture): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      queue.push({ picture, resolve, reject })
      serve()
    })
  }

  return {
    draw(picture) {
      if (stopped) return Promise.reject(new PictureFailed('stopped'))
      const key = JSON.stringify(picture)
      const known = kept.get(key)
      if (known !== undefined) return known
      const drawn = drawNew(picture)
      kept.set(key, drawn)
      const forget = () => {
        if (kept.get(key) === drawn) kept.delete(key)
      }
      // What failed is tried anew.
      drawn.catch(forget)
      setTimeout(forget, keptMs).unref()
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
      return drawn
    },
    prepare() {
      if (stopped) return
      worker ??= open()
      serve()
    },
    async stop() {
      stopped = true
      for (const job of queue.splice(0)) job.reject(new PictureFailed('stopped'))
      const ended = worker
      end('stopped')
      await ended?.terminate()
    },
  }
}
