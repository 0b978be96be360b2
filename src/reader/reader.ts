import type { ReadMessage, WrittenMessage } from '../core/inbound/read-message.ts'
import type { ReadReply, WrittenReply } from '../core/inbound/read-reply.ts'
import { openThread } from '../threads/thread.ts'
import type { Read, Written } from './read-worker.ts'

/** Each rejects with `ThreadFailed` only. */
export interface Reader {
  understand(message: WrittenMessage): Promise<ReadMessage>
  understandReply(reply: WrittenReply): Promise<ReadReply>
  /** One of the two is about to be asked. */
  expect(): void
  stop(): Promise<void>
}

/** Reads what strangers write in a thread of its own: no text of theirs can hold up this one. */
export function startReader(): Reader {
  const thread = openThread<Written, Read>({
    program: new URL('./read-worker.ts', import.meta.url),
    timeoutMs: 2_000,
    idleMs: 60_000,
  })
  return {
    // The thread answers each in its own kind.
    understand: message => thread.ask({ message }) as Promise<ReadMessage>,
    understandReply: reply => thread.ask({ reply }) as Promise<ReadReply>,
    expect: () => thread.expect(),
    stop: () => thread.close(),
  }
}
