/** One running thread: the questions that it has, and the watch over their time. */
import { type Transferable, Worker } from 'node:worker_threads'
import { QuestionClock } from './question-clock.ts'
import { type InHand, NONE, type Said } from './serve.ts'
import { threadStart } from './thread-start.ts'

export interface ThreadOptions<Q> {
  program: URL
  workerData?: unknown
  /** Milliseconds for one question, of the time that the machine gives to the thread. */
  timeoutMs: number
  /** Milliseconds without a question after which the thread ends, to give back its memory. */
  idleMs: number
  /** The message for a question. Made again for each try, because a transferred buffer is gone. */
  pack?(question: Q): Packed
}

interface Packed {
  message: unknown
  transfer: Transferable[]
  octets: number
}

export interface Job<Q, A> {
  question: Q
  /** Threads that ended while they had it, without a known cause. */
  tries: number
  resolve(answer: A): void
  reject(error: Error): void
}

/** How the thread ended on its own, or why it has to be ended. */
export type ThreadFault = 'timeout' | 'out-of-memory' | 'broken'

export interface ThreadEvents {
  /** The thread has started, or has worked on all that it was given. */
  free(): void
  failed(why: ThreadFault): void
}

/**
 * Checks of the current question within its limit of time. With 8, a hanging question is noticed at most an eighth of the limit too late.
 */
const LOOKS = 8
/** The most questions, and octets, in one message to the thread. A message costs as much as a small question, so they are sent together. */
const MOST_TOGETHER = 32
const MOST_OCTETS = 2 * 1024 * 1024

export class RunningThread<Q, A> {
  readonly #options: ThreadOptions<Q>
  readonly #events: ThreadEvents
  readonly #worker: Worker
  /** The id of its current question; the thread writes it. */
  readonly #inHand: InHand = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  /** Handed over and not answered, oldest first. */
  readonly #jobs = new Map<number, Job<Q, A>>()
  #lastId = NONE
  #hasStarted = false
  /** Whether it has worked on all that it was given. An answer may still come. */
  #isIdle = true
  #watch: NodeJS.Timeout | undefined
  #retirement: NodeJS.Timeout | undefined

  constructor(options: ThreadOptions<Q>, events: ThreadEvents) {
    this.#options = options
    this.#events = events
    // The heap limit stops runaway objects; Buffers lie outside it (measured).
    this.#worker = new Worker(options.program, {
      ...threadStart(),
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      workerData: options.workerData,
    })
    this.#worker.unref()
    this.#worker.postMessage(this.#inHand)
    this.#worker.on('message', (said: Said<A>) => this.#hear(said))
    this.#worker.on('error', error => events.failed(isOutOfMemory(error) ? 'out-of-memory' : 'broken'))
    this.#worker.on('exit', () => events.failed('broken'))
  }

  get hasStarted(): boolean {
    return this.#hasStarted
  }

  /** Whether it can be handed questions now. */
  get isFree(): boolean {
    return this.#hasStarted && this.#isIdle
  }

  get hasUnanswered(): boolean {
    return this.#jobs.size > 0
  }

  /** Takes questions from the front of the queue, as many as one message may hold. */
  handOver(queue: Job<Q, A>[]): void {
    const questions: { id: number; question: unknown }[] = []
    const transfers: Transferable[] = []
    for (let sum = 0; questions.length < MOST_TOGETHER && sum < MOST_OCTETS; ) {
      const job = queue.shift()
      if (job === undefined) break
      const id = ++this.#lastId
      this.#jobs.set(id, job)
      const { message, transfer, octets } = this.#pack(job.question)
      questions.push({ id, question: message })
      transfers.push(...transfer)
      sum += octets
    }
    this.#isIdle = false
    clearTimeout(this.#retirement)
    this.#watchQuestions()
    this.#worker.postMessage(questions, transfers)
  }

  /** Calls `retire` after `idleMs`, unless it is handed a question before. */
  retireLater(retire: () => void): void {
    clearTimeout(this.#retirement)
    this.#retirement = setTimeout(retire, this.#options.idleMs).unref()
  }

  /** Ends the thread. Returns the question that it was working on, and the others without an answer, oldest first. */
  end(): { current: Job<Q, A> | undefined; others: Job<Q, A>[]; ended: Promise<unknown> } {
    clearInterval(this.#watch)
    clearTimeout(this.#retirement)
    const current = this.#takeJob(Atomics.load(this.#inHand, 0))
    return { current, others: [...this.#jobs.values()], ended: this.#worker.terminate() }
  }

  #hear({ answers, now }: Said<A>): void {
    for (const { id, answer } of answers) this.#takeJob(id)?.resolve(answer)
    if (now === undefined) return
    if (now === 'ready') this.#hasStarted = true
    else {
      this.#isIdle = true
      clearInterval(this.#watch)
    }
    this.#events.free()
  }

  #pack(question: Q): Packed {
    return this.#options.pack?.(question) ?? { message: question, transfer: [], octets: 0 }
  }

  #takeJob(id: number): Job<Q, A> | undefined {
    const job = this.#jobs.get(id)
    this.#jobs.delete(id)
    return job
  }

  /** Until the thread is idle. */
  #watchQuestions(): void {
    const { timeoutMs } = this.#options
    const clock = new QuestionClock(this.#worker, this.#inHand, timeoutMs)
    this.#watch = setInterval(async () => {
      if ((await clock.isOver()) && !this.#isIdle) this.#events.failed('timeout')
    }, timeoutMs / LOOKS)
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
