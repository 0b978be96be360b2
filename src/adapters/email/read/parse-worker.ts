import { parentPort } from 'node:worker_threads'
import type { MailContext, ParsedMail, UnreadableKind } from './parsed-mail.ts'
import { UnreadableMail } from './parsed-mail.ts'
import { readMail } from './read-mail.ts'

export interface ParseRequest {
  raw: Uint8Array<ArrayBuffer>
  context: MailContext
}

export type ParseAnswer =
  | { kind: 'ready' }
  | { kind: 'parsed'; mail: ParsedMail }
  | { kind: 'failed'; reason: UnreadableKind }

if (parentPort) {
  const port = parentPort
  port.on('message', (request: ParseRequest) => void answer(request).then(result => port.postMessage(result)))
  // Compiles what the first mail needs, so that its two seconds do not run during a cold start.
  await readMail(Buffer.from('From: a@warm.example\r\nContent-Type: text/html\r\n\r\n<p>warm</p>\r\n'))
  const ready: ParseAnswer = { kind: 'ready' }
  port.postMessage(ready)
}

async function answer(request: ParseRequest): Promise<ParseAnswer> {
  try {
    return { kind: 'parsed', mail: await readMail(Buffer.from(request.raw), request.context) }
  } catch (error) {
    return { kind: 'failed', reason: error instanceof UnreadableMail ? error.kind : 'unreadable' }
  }
}
