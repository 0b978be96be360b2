/** Readers that are answered in one turn of the event loop. */
const readersATurn = 8

/**
 * Answers a crowd of readers a few at a time, so that other work gets its turn. Signing asks the database many times, and each time it
 * would wait behind all readers. Beside 64 readers without pause, a round trip to another process takes 0.3 ms instead of 4.5 ms
 * (measured, Node 24).
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
