import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { AuthenticationConfig, Listened } from '../proof/authentication.ts'
import type { ReadMail, ReadRequest, WorkerMessage, WorkerSettings } from './parse-worker.ts'
import {
  LARGEST_MAIL,
  type MailContext,
  type ParsedMail,
  type UnreadableKind,
  UnreadableMail,
} from './parsed-mail.ts'

export interface MailReader {
  /** Rejects with `UnreadableMail` only. Emails that queue wait without a limit of time. */
  read(raw: Buffer, context?: MailContext, listened?: Listened): Promise<ReadMail>
  /** The same, without the proof. */
  parse(raw: Buffer, context?: MailContext): Promise<ParsedMail>
  /** Ends the worker; emails not yet read are rejected with kind `closed`. */
  close(): Promise<void>
}

/** After this many starts in a row that fail, the installation is broken and not an email. */
const MOST_FALSE_STARTS = 3
/** An email is given up if so many workers ended while they had it, and no other email is known to be the cause. */
const MOST_TRIES = 3
/** Emails, and octets, that are handed over together. A message between threads costs as much as a small email. */
const MOST_TOGETHER = 20
const MOST_OCTETS = 2 * 1024 * 1024

interface Job {
  raw: Buffer
  context: MailContext
  listened: Listened | undefined
  tries: number
  resolve: (read: ReadMail) => void
  reject: (error: UnreadableMail) => void
}

interface Reading {
  worker: Worker
  ready: boolean
  /** Whether it has parsed all it was given. */
  idle: boolean
  /** Handed over and not answered, oldest first. */
  jobs: Map<number, Job>
  /** The one that is being parsed. */
  begun: number | undefined
  timer: NodeJS.Timeout | undefined
}

export interface MailParserOptions {
  authentication?: AuthenticationConfig
  /** For tests. Milliseconds that an email may take, from the moment the worker begins with it (2,000). */
  timeoutMs?: number
  /** For tests. After so long without an email the thread ends, and gives back its memory (60,000). */
  idleMs?: number
  /** For tests. The worker's program. */
  program?: URL
}

/**
 * Reads emails in a thread of its own, so this thread keeps answering whatever a stranger sends. The worker starts with the first email:
 * where nobody writes, it would take as long to start as the rest of the service (measured). A killed worker is replaced at once, and
 * the emails it had besides are read again.
 */
export function openMailParser(options: MailParserOptions = {}): MailReader {
  const { NODE_COMPILE_CACHE } = process.env
  const { timeoutMs = 2_000, idleMs = 60_000, authentication = { trust: 'none', offline: true } } = options
  const program = options.program ?? new URL('./parse-worker.ts', import.meta.url)
  const workerData: WorkerSettings = { authentication, secret: randomBytes(32) }
  const queue: Job[] = []
  let current: Reading | undefined
  let lastId = 0
  let falseStarts = 0
  let closed = false

  function open(): void {
    // The heap limit stops runaway objects; Buffers lie outside it, hence the caps on size and parts (measured).
    const worker = new Worker(program, {
      execArgv: [],
      // Nothing of ours but the place where Node keeps what it has compiled: half of the time of a start (measured).
      env: NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      workerData,
    })
    worker.unref()
    const reading: Reading = {
      worker,
      ready: false,
      idle: true,
      jobs: new Map(),
      begun: undefined,
      timer: undefined,
    }
    current = reading
    worker.on('message', (message: WorkerMessage) => hear(reading, message))
    worker.on('error', error => replace(reading, isOutOfMemory(error) ? 'too-complex' : 'unreadable'))
    worker.on('exit', () => replace(reading, 'unreadable'))
  }

  function hear(reading: Reading, message: WorkerMessage): void {
    switch (message.kind) {
      case 'ready':
        reading.ready = true
        falseStarts = 0
        break
      case 'begun':
        reading.begun = message.id
        watch(reading)
        break
      case 'idle':
        reading.begun = undefined
        reading.idle = true
        clearTimeout(reading.timer)
        break
      case 'read':
        finish(reading, message.id)?.resolve(message.read)
        break
      case 'failed':
        finish(reading, message.id)?.reject(new UnreadableMail(message.reason))
        break
    }
    serve()
  }

  function watch(reading: Reading): void {
    clearTimeout(reading.timer)
    reading.timer = setTimeout(() => {
      const { begun } = reading
      // This thread may have been busy itself: messages of the worker may wait.
      setImmediate(() => {
        if (reading.begun === begun && !reading.idle) replace(reading, 'timeout')
      })
    }, timeoutMs)
  }

  function finish(reading: Reading, id: number): Job | undefined {
    const job = reading.jobs.get(id)
    reading.jobs.delete(id)
    return job
  }

  /** The email that was being parsed is to blame. The others are read again. */
  function replace(reading: Reading, reason: UnreadableKind): void {
    if (reading !== current) return
    current = undefined
    clearTimeout(reading.timer)
    void reading.worker.terminate()
    const blamed = reading.begun === undefined ? undefined : finish(reading, reading.begun)
    blamed?.reject(new UnreadableMail(reason))
    const others = [...reading.jobs.values()]
    if (blamed === undefined) for (const job of others) job.tries += 1
    for (const job of others) if (job.tries >= MOST_TRIES) job.reject(new UnreadableMail('unreadable'))
    queue.unshift(...others.filter(job => job.tries < MOST_TRIES))
    if (!reading.ready) falseStarts += 1
    if (falseStarts >= MOST_FALSE_STARTS)
      for (const job of queue.splice(0)) job.reject(new UnreadableMail('unreadable'))
    else if (queue.length > 0) open()
  }

  function serve(): void {
    const reading = current
    if (!reading?.ready || !reading.idle) return
    const together: Job[] = []
    for (let octets = 0; together.length < MOST_TOGETHER; ) {
      const [next] = queue
      octets += next?.raw.length ?? 0
      if (next === undefined || (together.length > 0 && octets > MOST_OCTETS)) break
      together.push(next)
      queue.shift()
    }
    if (together.length > 0) handOver(reading, together)
    else if (reading.jobs.size === 0) endLater(reading)
  }

  function handOver(reading: Reading, together: Job[]): void {
    const requests = together.map((job): ReadRequest => {
      lastId += 1
      reading.jobs.set(lastId, job)
      // A copy, because it is given away, and may have to be read again.
      return { id: lastId, raw: new Uint8Array(job.raw), context: job.context, listened: job.listened }
    })
    reading.idle = false
    watch(reading)
    reading.worker.postMessage(
      requests,
      requests.map(({ raw }) => raw.buffer),
    )
  }

  function endLater(reading: Reading): void {
    clearTimeout(reading.timer)
    reading.timer = setTimeout(() => {
      if (reading !== current) return
      current = undefined
      void reading.worker.terminate()
    }, idleMs).unref()
  }

  function read(raw: Buffer, context: MailContext = {}, listened?: Listened): Promise<ReadMail> {
    if (closed) return Promise.reject(new UnreadableMail('closed'))
    if (raw.length > LARGEST_MAIL) return Promise.reject(new UnreadableMail('too-large'))
    if (!current) {
      falseStarts = 0
      open()
    }
    return new Promise((resolve, reject) => {
      queue.push({ raw, context, listened, tries: 0, resolve, reject })
      // What arrives in the same turn of the event loop goes together.
      if (queue.length === 1) setImmediate(serve)
    })
  }

  return {
    read,
    parse: async (raw, context) => (await read(raw, context)).mail,
    async close() {
      closed = true
      const last = current
      current = undefined
      const open = [...queue.splice(0), ...(last?.jobs.values() ?? [])]
      for (const job of open) job.reject(new UnreadableMail('closed'))
      clearTimeout(last?.timer)
      await last?.worker.terminate()
    },
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
