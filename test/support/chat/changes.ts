/** Waits until something is true in a stand-in. */
export class Changes {
  /** A thousand people may wait at once: a change only asks their checks, and wakes nobody in vain. */
  readonly #waiting = new Set<() => void>()

  happened(): void {
    for (const look of this.#waiting) look()
  }

  /** Throws with `what` after `timeoutMs`; `what` may look at the state at that time. */
  async until(check: () => boolean, timeoutMs: number, what: () => string): Promise<void> {
    await this.find(() => check() || undefined, timeoutMs, what)
  }

  /** The first thing that `find` gives. */
  find<T>(find: () => T | undefined, timeoutMs: number, what: () => string): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = () => {
        this.#waiting.delete(look)
        clearTimeout(deadline)
        clearInterval(again)
      }
      const look = () => {
        try {
          const found = find()
          if (found === undefined) return
          resolve(found)
        } catch (error) {
          reject(error)
        }
        end()
      }
      const deadline = setTimeout(() => {
        look()
        end()
        // Does nothing if the last look found it.
        reject(new Error(`Not within ${timeoutMs} ms: ${what()}`))
      }, timeoutMs)
      // A test may also wait for something of its own, which makes no change here.
      const again = setInterval(look, 50)
      this.#waiting.add(look)
      look()
    })
  }
}
