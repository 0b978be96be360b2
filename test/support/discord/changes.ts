/** Waiting for something to become true in the stand-in, without a clock's guess. */

export class Changes {
  /** A thousand people may wait at once: each change only asks their checks, and wakes nobody in vain. */
  readonly #waiting = new Set<() => void>()

  happened(): void {
    for (const look of this.#waiting) look()
  }

  /** Throws with `what` after `timeoutMs`. `what` may look at the state when it is too late. */
  until(check: () => boolean, timeoutMs: number, what: () => string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (check()) {
        resolve()
        return
      }
      const end = () => {
        this.#waiting.delete(look)
        clearTimeout(deadline)
        clearInterval(again)
      }
      const look = () => {
        try {
          if (!check()) return
          resolve()
        } catch (error) {
          reject(error)
        }
        end()
      }
      const deadline = setTimeout(() => {
        end()
        if (check()) resolve()
        else reject(new Error(`Not within ${timeoutMs} ms: ${what()}`))
      }, timeoutMs)
      // What a test waits for may also be its own: looked at again without a change of ours.
      const again = setInterval(look, 50)
      this.#waiting.add(look)
    })
  }
}
