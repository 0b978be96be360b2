/** Readers that are answered in one turn of the event loop. */
const readersATurn = 8

/**
 * Answers a crowd of readers a few at a time. Between them the event loop serves what else has come: otherwise each step of a
 * signature, which asks the database many times, would wait behind all readers there are. Beside 64 readers without pause, a round trip to
 * another process takes 0.3 ms instead of 4.5 ms (measured, Node 24).
 */
export class Turns {
  #waiting: (() => void)[] = []

  take(answer: () => void): void {
    this.#waiting.push(answer)
    if (this.#waiting.length === 1) setImmediate(this.#serve)
  }

  readonly #serve = (): void => {
    for (const answer of this.#waiting.splice(0, readersATurn)) answer()
    if (this.#waiting.length > 0) setImmediate(this.#serve)
  }
}
