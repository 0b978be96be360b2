import { parentPort } from 'node:worker_threads'

/** The messages of a thread to `thread.ts`. They are few: one costs as much as a small question. */
export interface Said<A> {
  answers: { id: number; answer: A }[]
  /** `idle`: it has worked on all that it was given. An answer may still come. */
  now: 'ready' | 'idle' | undefined
}

/** The first message to a thread: shared memory that holds the id of its current question, or `NONE`. Reading it wakes nobody. */
export type InHand = Int32Array<SharedArrayBuffer>
export const NONE = 0

/** A value, or the promise of one that costs the thread no more time, such as an answer of DNS. Neither may fail. */
type Answer<A> = { now: A } | { later: Promise<A> }

/** Milliseconds that an answer may wait for others to leave with. */
const GATHER_MS = 10

/** Works on one question after the other. Does nothing outside a thread, so that tests can import the program. */
export function serveThread<Q, A>(answer: (question: Q) => Answer<A> | Promise<Answer<A>>): void {
  const port = parentPort
  if (port === null) return
  const waiting: { id: number; question: Q }[] = []
  let answers: Said<A>['answers'] = []
  let oldest = 0
  let timer: NodeJS.Timeout | undefined
  let isBusy = false

  /** Sends the answers that are there, too. */
  function say(now: Said<A>['now']): void {
    clearTimeout(timer)
    const message: Said<A> = { answers, now }
    answers = []
    port?.postMessage(message)
  }

  function gather(id: number, value: A): void {
    if (answers.push({ id, answer: value }) > 1) return
    oldest = performance.now()
    timer = setTimeout(say, GATHER_MS, undefined)
  }

  port.once('message', (shared: InHand) => {
    port.on('message', (questions: { id: number; question: Q }[]) => {
      waiting.push(...questions)
      if (!isBusy) void work(shared)
    })
    say('ready')
  })

  async function work(shared: InHand): Promise<void> {
    isBusy = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { id, question } = next
      Atomics.store(shared, 0, id)
      const found = await answer(question)
      if ('now' in found) gather(id, found.now)
      else
        void found.later.then(value => {
          answers.push({ id, answer: value })
          // Sent at once: the current question may take long, or end the thread.
          say(undefined)
        })
      // Questions that wait for nothing let no timer run.
      if (answers.length > 0 && performance.now() - oldest > GATHER_MS) say(undefined)
    }
    Atomics.store(shared, 0, NONE)
    isBusy = false
    say('idle')
  }
}
