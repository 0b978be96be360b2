import { readMessage, type Wish, type WrittenMessage } from '../core/inbound/read-message.ts'
import { serveThread } from '../threads/serve.ts'

// Compiles what the first message needs, so that its two seconds do not run during a cold start.
readMessage({ subject: 'I sign', text: 'Ada Lovelace', displayName: undefined, proved: false, seen: [] })
serveThread<WrittenMessage, Wish>(message => ({ now: readMessage(message) }))
