/**
 * Runs a thread that answers questions, most of which strangers have written. A question that hangs or breaks the thread fails alone: the
 * thread takes one question at a time, so the culprit is known; it is replaced at once, and the other questions are asked again. The thread
 * starts with the first question, and ends after a while without one.
 */
import { type Transferable, Worker } from 'node:worker_threads'
import { type InHand, NONE, type Said } from './serve.ts'

export interface Thread<Q, A> {
  /** Rejects with `ThreadFailed` only. Questions that queue wait without a limit of time. */
  ask(question: Q): Promise<A>
  /** Starts the thread, because a question is about to come and a start takes as long as hundreds of questions. */
  expect(): void
  /** Ends the thread; questions without an answer are rejected with kind `closed`. */
  close(): Promise<void>
}

export interface ThreadOptions<Q> {
  program: URL
  workerData?: unknown
  /** Milliseconds for one question, of the time that the machine gives to the thread. */
  timeoutMs: number
  /** Milliseconds without a question after which the thread ends, to give back its memory. */
  idleMs: number
  /** The message for a question. Made again for each try, because a transferred buffer is gone. */
  pack?(question: Q): { message: unknown; transfer: Transferable[]; octets: number }
}

export type ThreadFailure = 'timeout' | 'out-of-memory' | 'broken' | 'closed'

/** Why there is no answer. It says nothing of the question. */
export class ThreadFailed extends Error {
  readonly kind: ThreadFailure
  /** For the log. */
  readonly code: string

  constructor(kind: ThreadFailure) {
    super(`the thread has no answer: ${kind}`)
    this.name = 'ThreadFailed'
    this.kind = kind
    this.code = `thread-${kind}`
  }
}

/** If this many starts in a row fail, the installation is broken, and no question is to blame. */
const MOST_FALSE_STARTS = 3
/** A question is given up when this many threads have ended while they had it, and no other question is known to be the cause. */
const MOST_TRIES = 3
/**
 * Checks of the current question within its limit of time. With 8, a hanging question is noticed at most an eighth of the limit too late.
 */
const LOOKS = 8
/** A question ends after this many times its limit by the clock, even if a busy machine gave the thread little time. */
const LONGEST = 10
/** The most questions, and octets, in one message to the thread. A message costs as much as a small question, so they are sent together. */
const MOST_TOGETHER = 32
const MOST_OCTETS = 2 * 1024 * 1024

interface Job<Q, A> {
  question: Q
  tries: number
  resolve(answer: A): void
  reject(error: ThreadFailed): void
}

interface Running<Q, A> {
  worker: Worker
  ready: boolean
  /** Whether it has begun and ended all it was given. An answer may still come. */
  idle: boolean
  /** Handed over and not answered, oldest first. */
  jobs: Map<number, Job<Q, A>>
  /** The id of its current question; the thread writes it. */
  inHand: InHand
  timer: NodeJS.Timeout | undefined
}

export function openThread<Q, A>(options: ThreadOptions<Q>): Thread<Q, A> {
  const { NODE_COMPILE_CACHE } = process.env
  const { timeoutMs, idleMs } = options
  const pack = options.pack ?? (question => ({ message: question, transfer: [], octets: 0 }))
  const queue: Job<Q, A>[] = []
  let current: Running<Q, A> | undefined
  let lastId = 0
  let falseStarts = 0
  let closed = false

  function open(): void {
    // The heap limit stops runaway objects; Buffers lie outside it (measured).
    const worker = new Worker(options.program, {
      execArgv: [],
      // The thread gets no variable but Node's compile cache, which halves the time of its start (measured).
      env: NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      workerData: options.workerData,
    })
    worker.unref()
    const inHand = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
    worker.postMessage(inHand)
    const running: Running<Q, A> = {
      worker,
      ready: false,
      idle: true,
      jobs: new Map(),
      inHand,
      timer: undefined,
    }
    current = running
    worker.on('message', (said: Said<A>) => hear(running, said))
    worker.on('error', error => replace(running, isOutOfMemory(error) ? 'out-of-memory' : 'broken'))
    worker.on('exit', () => replace(running, 'broken'))
  }

  function hear(running: Running<Q, A>, { answers, now }: Said<A>): void {
    for (const { id, answer } of answers) finish(running, id)?.resolve(answer)
    if (now === undefined) return
    if (now === 'ready') {
      running.ready = true
      falseStarts = 0
    } else {
      running.idle = true
      clearInterval(running.timer)
    }
    serve()
  }

  /** Watches the thread until it is idle, and replaces it if a question takes too long. */
  function watch(running: Running<Q, A>): void {
    const { worker, inHand } = running
    let seen = { id: -1, since: 0, spent: Number.POSITIVE_INFINITY }
    running.timer = setInterval(async () => {
      const id = Atomics.load(inHand, 0)
      const first = id === seen.id ? seen : { id, since: performance.now(), spent: Number.POSITIVE_INFINITY }
      const sinceMs = performance.now() - first.since
      if (first !== seen) {
        seen = first
        first.spent = await timeOf(worker, id)
      } else if (sinceMs >= timeoutMs * LONGEST) replace(running, 'timeout')
      else if (sinceMs >= timeoutMs) {
        const spent = (await timeOf(worker, id)) - first.spent
        if (spent >= timeoutMs && !running.idle && Atomics.load(inHand, 0) === id) replace(running, 'timeout')
      }
    }, timeoutMs / LOOKS)
  }

  function finish(running: Running<Q, A>, id: number): Job<Q, A> | undefined {
    const job = running.jobs.get(id)
    running.jobs.delete(id)
    return job
  }

  function replace(running: Running<Q, A>, why: ThreadFailure): void {
    if (running !== current) return
    current = undefined
    clearTimeout(running.timer)
    void running.worker.terminate()
    const blamed = finish(running, Atomics.load(running.inHand, 0))
    blamed?.reject(new ThreadFailed(why))
    const others = [...running.jobs.values()]
    if (blamed === undefined) for (const job of others) job.tries += 1
    for (const job of others) if (job.tries >= MOST_TRIES) job.reject(new ThreadFailed('broken'))
    queue.unshift(...others.filter(job => job.tries < MOST_TRIES))
    if (!running.ready) falseStarts += 1
    if (falseStarts >= MOST_FALSE_STARTS)
      for (const job of queue.splice(0)) job.reject(new ThreadFailed('broken'))
    else if (queue.length > 0) open()
  }

  function serve(): void {
    const running = current
    if (!running?.ready || !running.idle) return
    if (queue.length > 0) handOver(running)
    else if (running.jobs.size === 0) endLater(running)
  }

  function handOver(running: Running<Q, A>): void {
    const questions: { id: number; question: unknown }[] = []
    const transfers: Transferable[] = []
    for (let sum = 0; questions.length < MOST_TOGETHER && sum < MOST_OCTETS; ) {
      const job = queue.shift()
      if (job === undefined) break
      lastId += 1
      running.jobs.set(lastId, job)
      const { message, transfer, octets } = pack(job.question)
      questions.push({ id: lastId, question: message })
      transfers.push(...transfer)
      sum += octets
    }
    running.idle = false
    clearTimeout(running.timer)
    watch(running)
    running.worker.postMessage(questions, transfers)
  }

  function endLater(running: Running<Q, A>): void {
    clearTimeout(running.timer)
    running.timer = setTimeout(() => {
      // A question that has just come is about to be handed over.
      if (running !== current || queue.length > 0) return
      current = undefined
      void running.worker.terminate()
    }, idleMs).unref()
  }

  function begin(): void {
    if (current !== undefined) return
    falseStarts = 0
    open()
  }

  return {
    expect() {
      if (!closed) begin()
    },
    ask(question) {
      if (closed) return Promise.reject(new ThreadFailed('closed'))
      begin()
      return new Promise((resolve, reject) => {
        queue.push({ question, tries: 0, resolve, reject })
        // Questions asked in the same turn of the event loop are sent together.
        if (queue.length === 1) setImmediate(serve)
      })
    },
    async close() {
      closed = true
      const last = current
      current = undefined
      for (const job of [...queue.splice(0), ...(last?.jobs.values() ?? [])])
        job.reject(new ThreadFailed('closed'))
      clearTimeout(last?.timer)
      await last?.worker.terminate()
    },
  }
}

/**
 * Milliseconds that the thread has worked, or waited with a question in hand. On a busy machine it does neither for most of the time;
 * without a question in hand it may not have been woken yet.
 */
async function timeOf(worker: Worker, inHand: number): Promise<number> {
  // Rejects once the thread has ended.
  const { user, system } = await worker.cpuUsage().catch(() => ({ user: 0, system: 0 }))
  const waited = inHand === NONE ? 0 : worker.performance.eventLoopUtilization().idle
  return waited + (user + system) / 1_000
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
