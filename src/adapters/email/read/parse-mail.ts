import { Worker } from 'node:worker_threads'
import type { ParseAnswer, ParseRequest } from './parse-worker.ts'
import {
  LARGEST_MAIL,
  type MailContext,
  type ParsedMail,
  type UnreadableKind,
  UnreadableMail,
} from './parsed-mail.ts'

export interface MailReader {
  /** Rejects with `UnreadableMail` only. Mails that queue wait without a limit of time. */
  parse(raw: Buffer, context?: MailContext): Promise<ParsedMail>
  /** Ends the worker; mails not yet read are rejected with kind `closed`. */
  close(): Promise<void>
}

/** After this many starts in a row that fail, the installation is broken and not a mail. */
const MOST_FALSE_STARTS = 3

interface Job {
  request: ParseRequest
  resolve: (mail: ParsedMail) => void
  reject: (error: UnreadableMail) => void
}

interface Reading {
  worker: Worker
  ready: boolean
  job?: Job | undefined
  timer?: NodeJS.Timeout | undefined
}

/** For tests. */
export interface MailParserOptions {
  /** Milliseconds that a mail may take, from the moment the worker has it (2,000). */
  timeoutMs?: number
  /** The worker's program. */
  program?: URL
}

/**
 * Reads mails one by one in a worker thread that is killed when one takes too long: mailparser, the HTML reader and every pattern
 * run there, so this thread keeps answering whatever a stranger sends. The worker starts with the first mail: where nobody writes,
 * it would take as long to start as the rest of the service (measured). A killed worker is replaced at once.
 */
export function openMailParser(options: MailParserOptions = {}): MailReader {
  const { NODE_COMPILE_CACHE } = process.env
  const timeoutMs = options.timeoutMs ?? 2000
  const program = options.program ?? new URL('./parse-worker.ts', import.meta.url)
  const queue: Job[] = []
  let current: Reading | undefined
  let falseStarts = 0
  let closed = false

  function open(): void {
    // The heap limit stops runaway objects; Buffers lie outside it, hence the caps on size and parts (measured).
    const worker = new Worker(program, {
      execArgv: [],
      // Nothing of ours but the place where Node keeps what it has compiled: half of the time of a start (measured).
      env: NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    worker.unref()
    const reading: Reading = { worker, ready: false }
    current = reading
    worker.on('message', (answer: ParseAnswer) => receive(reading, answer))
    worker.on('error', error => replace(reading, isOutOfMemory(error) ? 'too-complex' : 'unreadable'))
    worker.on('exit', () => replace(reading, 'unreadable'))
  }

  function receive(reading: Reading, answer: ParseAnswer): void {
    if (answer.kind === 'ready') {
      reading.ready = true
      falseStarts = 0
    } else {
      const job = release(reading)
      if (answer.kind === 'parsed') job?.resolve(answer.mail)
      else job?.reject(new UnreadableMail(answer.reason))
    }
    serve()
  }

  function release(reading: Reading): Job | undefined {
    const job = reading.job
    clearTimeout(reading.timer)
    reading.job = undefined
    return job
  }

  function replace(reading: Reading, reason: UnreadableKind): void {
    if (reading !== current) return
    current = undefined
    release(reading)?.reject(new UnreadableMail(reason))
    void reading.worker.terminate()
    if (!reading.ready) falseStarts += 1
    if (falseStarts < MOST_FALSE_STARTS) open()
    else for (const job of queue.splice(0)) job.reject(new UnreadableMail('unreadable'))
  }

  function serve(): void {
    const reading = current
    if (!reading?.ready || reading.job) return
    const job = queue.shift()
    if (!job) return
    reading.job = job
    reading.timer = setTimeout(() => replace(reading, 'timeout'), timeoutMs)
    reading.worker.postMessage(job.request, [job.request.raw.buffer])
  }

  return {
    parse(raw, context = {}) {
      if (closed) return Promise.reject(new UnreadableMail('closed'))
      if (raw.length > LARGEST_MAIL) return Promise.reject(new UnreadableMail('too-large'))
      if (!current) {
        falseStarts = 0
        open()
      }
      return new Promise((resolve, reject) => {
        // A copy, because a small Buffer is a view of memory that other mails share.
        queue.push({ request: { raw: new Uint8Array(raw), context }, resolve, reject })
        serve()
      })
    },
    async close() {
      closed = true
      for (const job of queue.splice(0)) job.reject(new UnreadableMail('closed'))
      const last = current
      current = undefined
      if (!last) return
      release(last)?.reject(new UnreadableMail('closed'))
      await last.worker.terminate()
    },
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
