import { type ReadMessage, readMessage, type WrittenMessage } from '../core/inbound/read-message.ts'
import { type ReadReply, readReply, type WrittenReply } from '../core/inbound/read-reply.ts'
import { serveThread } from '../threads/serve.ts'

export type Written = { message: WrittenMessage } | { reply: WrittenReply }
export type Read = ReadMessage | ReadReply

// Compiles what the first message needs, so that its two seconds do not run during a cold start.
readMessage({ subject: 'I sign', text: 'Ada Lovelace', displayName: undefined, proved: false, seen: [] })
serveThread<Written, Read>(written => ({
  now: 'message' in written ? readMessage(written.message) : readReply(written.reply),
}))
