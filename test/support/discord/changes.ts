/** Waiting for something to become true in the stand-in, without a clock's guess. */
import { EventEmitter, once } from 'node:events'

export class Changes {
  readonly #emitter = new EventEmitter().setMaxListeners(0)

  happened(): void {
    this.#emitter.emit('change')
  }

  /** Throws with `what` after `timeoutMs`. `what` may look at the state when it is too late. */
  async until(check: () => boolean, timeoutMs: number, what: () => string): Promise<void> {
    const deadline = Date.now() + timeoutMs
    while (!check()) {
      const left = deadline - Date.now()
      if (left <= 0) throw new Error(`Not within ${timeoutMs} ms: ${what()}`)
      // What a test waits for may also be its own: looked at again without a change of ours.
      const signal = AbortSignal.timeout(Math.min(left, 20))
      await once(this.#emitter, 'change', { signal }).catch(() => undefined)
    }
  }
}
