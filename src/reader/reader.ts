import type { Wish, WrittenMessage } from '../core/inbound/read-message.ts'
import { openThread } from '../threads/thread.ts'

export interface Reader {
  /** Rejects with `ThreadFailed` only. */
  understand(message: WrittenMessage): Promise<Wish>
  stop(): Promise<void>
}

/** Reads what strangers write in a thread of its own: no text of theirs can hold up this one. */
export function startReader(): Reader {
  const thread = openThread<WrittenMessage, Wish>({
    program: new URL('./read-worker.ts', import.meta.url),
    timeoutMs: 2_000,
    idleMs: 60_000,
  })
  return { understand: message => thread.ask(message), stop: () => thread.close() }
}
