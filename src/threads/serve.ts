import { parentPort } from 'node:worker_threads'

/** The messages of a thread to `thread.ts`. They are few: one costs as much as a small question. */
export interface Said<A> {
  answers: { id: number; answer: A }[]
  /** The question whose time begins now, and that of the one before has ended; or all have been worked on. */
  now: { begun: number } | 'idle' | 'ready' | undefined
}

/** A value, or the promise of one that costs the thread no more time, such as an answer of DNS. Neither may fail. */
type Answer<A> = { now: A } | { later: Promise<A> }

/** Runs in the thread: works on one question after the other. Otherwise this does nothing, so that tests can import the program. */
export function serveThread<Q, A>(answer: (question: Q) => Answer<A> | Promise<Answer<A>>): void {
  const port = parentPort
  if (port === null) return
  const waiting: { id: number; question: Q }[] = []
  let answers: Said<A>['answers'] = []
  let isBusy = false

  /** Sends the answers that are there, too. */
  function say(now: Said<A>['now']): void {
    const message: Said<A> = { answers, now }
    answers = []
    port?.postMessage(message)
  }

  port.on('message', (questions: { id: number; question: Q }[]) => {
    waiting.push(...questions)
    if (!isBusy) void work()
  })

  async function work(): Promise<void> {
    isBusy = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { id, question } = next
      say({ begun: id })
      const found = await answer(question)
      if ('now' in found) answers.push({ id, answer: found.now })
      else
        void found.later.then(value => {
          answers.push({ id, answer: value })
          // Sent at once: the current question may take long, or end the thread.
          say(undefined)
        })
    }
    isBusy = false
    say('idle')
  }

  say('ready')
}
