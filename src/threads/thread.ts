/**
 * Runs a thread that answers questions, most of which strangers have written. A question that hangs or breaks the thread fails alone: the
 * thread takes one question at a time, so the culprit is known; it is replaced at once, and the other questions are asked again. The thread
 * starts with the first question, and ends after a while without one.
 */
import { type Job, RunningThread, type ThreadFault, type ThreadOptions } from './running-thread.ts'

export interface Thread<Q, A> {
  /** Rejects with `ThreadFailed` only. Questions that queue wait without a limit of time. */
  ask(question: Q): Promise<A>
  /** Starts the thread, because a question is about to come and a start takes as long as hundreds of questions. */
  expect(): void
  /** Ends the thread; questions without an answer are rejected with kind `closed`. */
  close(): Promise<void>
}

export type ThreadFailure = ThreadFault | 'closed'

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

export function openThread<Q, A>(options: ThreadOptions<Q>): Thread<Q, A> {
  const thread = new RestartingThread<Q, A>(options)
  return {
    ask: question => thread.ask(question),
    expect: () => thread.expect(),
    close: () => thread.close(),
  }
}

class RestartingThread<Q, A> {
  readonly #options: ThreadOptions<Q>
  readonly #queue: Job<Q, A>[] = []
  #running: RunningThread<Q, A> | undefined
  #falseStarts = 0
  #isClosed = false

  constructor(options: ThreadOptions<Q>) {
    this.#options = options
  }

  ask(question: Q): Promise<A> {
    if (this.#isClosed) return Promise.reject(new ThreadFailed('closed'))
    this.expect()
    return new Promise((resolve, reject) => {
      this.#queue.push({ question, tries: 0, resolve, reject })
      // Questions asked in the same turn of the event loop are sent together.
      if (this.#queue.length === 1) setImmediate(() => this.#serve())
    })
  }

  expect(): void {
    if (this.#isClosed || this.#running !== undefined) return
    this.#falseStarts = 0
    this.#start()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const last = this.#running?.end()
    this.#running = undefined
    const unanswered = [...this.#queue.splice(0), ...(last?.others ?? [])]
    if (last?.current !== undefined) unanswered.push(last.current)
    for (const job of unanswered) job.reject(new ThreadFailed('closed'))
    await last?.ended
  }

  #start(): void {
    const thread = new RunningThread<Q, A>(this.#options, {
      free: () => {
        this.#falseStarts = 0
        this.#serve()
      },
      failed: why => {
        if (thread === this.#running) this.#replace(thread, why)
      },
    })
    this.#running = thread
  }

  /** Gives the thread what waits, once it is free. */
  #serve(): void {
    const thread = this.#running
    if (!thread?.isFree) return
    if (this.#queue.length > 0) thread.handOver(this.#queue)
    else if (!thread.hasUnanswered) thread.retireLater(() => this.#retire(thread))
  }

  #retire(thread: RunningThread<Q, A>): void {
    // A question that has just come is about to be handed over.
    if (thread !== this.#running || this.#queue.length > 0) return
    this.#running = undefined
    thread.end()
  }

  #replace(thread: RunningThread<Q, A>, why: ThreadFault): void {
    this.#running = undefined
    const { current, others } = thread.end()
    current?.reject(new ThreadFailed(why))
    if (current === undefined) for (const job of others) job.tries += 1
    for (const job of others) if (job.tries >= MOST_TRIES) job.reject(new ThreadFailed('broken'))
    this.#queue.unshift(...others.filter(job => job.tries < MOST_TRIES))
    if (!thread.hasStarted) this.#falseStarts += 1
    if (this.#falseStarts >= MOST_FALSE_STARTS)
      for (const job of this.#queue.splice(0)) job.reject(new ThreadFailed('broken'))
    else if (this.#queue.length > 0) this.#start()
  }
}
