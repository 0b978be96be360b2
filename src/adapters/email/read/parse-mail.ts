import { Worker } from 'node:worker_threads'
import type { ParseAnswer, ParseRequest } from './parse-worker.ts'
import {
  LARGEST_MAIL,
  type MailContext,
  type ParsedMail,
  type UnreadableKind,
  UnreadableMail,
} from './parsed-mail.ts'

export interface MailParserOptions {
  /** how many mails are read at once; default 1 */
  workers?: number
  /** longest a mail may take, in milliseconds, from the moment a worker has it; default 2000 */
  timeoutMs?: number
  /** the worker's program; tests hand in one that hangs */
  program?: URL
}

export interface MailReader {
  /** Rejects with `UnreadableMail` only. Queued mails wait without a limit of time. */
  parse(raw: Buffer, context?: MailContext): Promise<ParsedMail>
  /** Ends the workers; mails not yet read are rejected with kind `closed`. */
  close(): Promise<void>
}

/** A worker that does not come up this often in a row is a broken installation, not a mail. */
const MOST_FALSE_STARTS = 3

interface Job {
  request: ParseRequest
  resolve: (mail: ParsedMail) => void
  reject: (error: UnreadableMail) => void
}

interface Slot {
  worker: Worker
  ready: boolean
  job?: Job | undefined
  timer?: NodeJS.Timeout | undefined
}

/**
 * Reads mails in worker threads that are killed when one takes too long: mailparser, the HTML reader and every pattern
 * run there, so whatever a stranger sends, this thread keeps answering. They start with the first mail, as where nobody
 * writes they would take as long to start as the rest of the service (measured). A killed worker is replaced at once.
 */
export function openMailParser(options: MailParserOptions = {}): MailReader {
  const { NODE_COMPILE_CACHE } = process.env
  const timeoutMs = options.timeoutMs ?? 2000
  const program = options.program ?? new URL('./parse-worker.ts', import.meta.url)
  const queue: Job[] = []
  const slots = new Set<Slot>()
  let falseStarts = 0
  let closed = false

  function open(): void {
    // The heap limit stops runaway objects; Buffers lie outside it, hence the caps on size and parts (measured).
    const worker = new Worker(program, {
      execArgv: [],
      // Nothing of ours but where Node keeps what it has compiled: half of what a start takes (measured).
      env: NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    worker.unref()
    const slot: Slot = { worker, ready: false }
    slots.add(slot)
    worker.on('message', (answer: ParseAnswer) => receive(slot, answer))
    worker.on('error', error => replace(slot, isOutOfMemory(error) ? 'too-complex' : 'unreadable'))
    worker.on('exit', () => replace(slot, 'unreadable'))
  }

  function receive(slot: Slot, answer: ParseAnswer): void {
    if (answer.kind === 'ready') {
      slot.ready = true
      falseStarts = 0
    } else {
      const job = release(slot)
      if (answer.kind === 'parsed') job?.resolve(answer.mail)
      else job?.reject(new UnreadableMail(answer.reason))
    }
    serve()
  }

  function release(slot: Slot): Job | undefined {
    const job = slot.job
    clearTimeout(slot.timer)
    slot.job = undefined
    slot.timer = undefined
    return job
  }

  function replace(slot: Slot, reason: UnreadableKind): void {
    if (!slots.delete(slot)) return
    release(slot)?.reject(new UnreadableMail(reason))
    void slot.worker.terminate()
    if (closed) return
    if (!slot.ready) falseStarts += 1
    if (falseStarts < MOST_FALSE_STARTS) open()
    else if (slots.size === 0) for (const job of queue.splice(0)) job.reject(new UnreadableMail('unreadable'))
  }

  function serve(): void {
    for (const slot of slots) {
      if (!slot.ready || slot.job) continue
      const job = queue.shift()
      if (!job) return
      slot.job = job
      slot.timer = setTimeout(() => replace(slot, 'timeout'), timeoutMs)
      slot.worker.postMessage(job.request, [job.request.raw.buffer])
    }
  }

  return {
    parse(raw, context = {}) {
      if (closed) return Promise.reject(new UnreadableMail('closed'))
      if (raw.length > LARGEST_MAIL) return Promise.reject(new UnreadableMail('too-large'))
      if (slots.size === 0) {
        falseStarts = 0
        for (let count = 0; count < (options.workers ?? 1); count += 1) open()
      }
      return new Promise((resolve, reject) => {
        // copied, because a small Buffer is a view of memory that other mails share
        queue.push({ request: { raw: new Uint8Array(raw), context }, resolve, reject })
        serve()
      })
    },
    async close() {
      closed = true
      for (const job of queue.splice(0)) job.reject(new UnreadableMail('closed'))
      const open = [...slots]
      slots.clear()
      for (const slot of open) release(slot)?.reject(new UnreadableMail('closed'))
      await Promise.all(open.map(slot => slot.worker.terminate()))
    },
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
