import { parentPort } from 'node:worker_threads'

/** The messages of a thread to `thread.ts`. */
export type Answered<A> =
  | { kind: 'ready' }
  /** The time of this question begins, and that of the one before has ended. */
  | { kind: 'begun'; id: number }
  /** All questions have been worked on. */
  | { kind: 'idle' }
  | { kind: 'answer'; id: number; answer: A }

/** A value, or the promise of one that costs the thread no more time, such as an answer of DNS. Neither may fail. */
type Answer<A> = { now: A } | { later: Promise<A> }

/** Runs in the thread: works on one question after the other. Otherwise this does nothing, so that tests can import the program. */
export function serveThread<Q, A>(answer: (question: Q) => Answer<A> | Promise<Answer<A>>): void {
  const port = parentPort
  if (port === null) return
  const say = (message: Answered<A>) => port.postMessage(message)
  const waiting: { id: number; question: Q }[] = []
  let isBusy = false
  port.on('message', (questions: { id: number; question: Q }[]) => {
    waiting.push(...questions)
    if (!isBusy) void work()
  })

  async function work(): Promise<void> {
    isBusy = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { id, question } = next
      say({ kind: 'begun', id })
      const found = await answer(question)
      if ('now' in found) say({ kind: 'answer', id, answer: found.now })
      else void found.later.then(value => say({ kind: 'answer', id, answer: value }))
    }
    isBusy = false
    say({ kind: 'idle' })
  }

  say({ kind: 'ready' })
}
