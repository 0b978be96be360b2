/**
 * The thread that meets what strangers send: it parses an email and asks whether it was proved. One email is parsed at a time, so that
 * the one that takes too long is known; meanwhile others wait for DNS.
 */
import { parentPort, workerData } from 'node:worker_threads'
import {
  type Arrival,
  type AuthenticationConfig,
  authenticate,
  type Listened,
} from '../proof/authentication.ts'
import type { Evidence } from '../proof/evidence.ts'
import type { MailContext, ParsedMail, UnreadableKind } from './parsed-mail.ts'
import { UnreadableMail } from './parsed-mail.ts'
import { readMail } from './read-mail.ts'
import { type Edges, edgesOfMail } from './shared-paragraphs.ts'

export interface ReadRequest {
  id: number
  raw: Uint8Array<ArrayBuffer>
  context: MailContext
  /** Only of an email that came through our listener. */
  listened: Listened | undefined
}

export interface WorkerSettings {
  authentication: AuthenticationConfig
  /** For the hashes of paragraphs. */
  secret: Uint8Array
}

export interface ReadMail {
  mail: ParsedMail
  edges: Edges
  evidence: Evidence
}

export type WorkerMessage =
  | { kind: 'ready' }
  /** Its two seconds begin, and those of the one before have ended. */
  | { kind: 'begun'; id: number }
  | { kind: 'idle' }
  | { kind: 'read'; id: number; read: ReadMail }
  | { kind: 'failed'; id: number; reason: UnreadableKind }

function arrivalOf(raw: Buffer, mail: ParsedMail, listener: Listened | undefined): Arrival {
  const { from, signable, authenticationResults } = mail
  return { raw, fromDomain: from?.domain, signable, listener, authenticationResults }
}

if (parentPort) {
  const port = parentPort
  const settings: WorkerSettings = workerData
  const say = (message: WorkerMessage) => port.postMessage(message)
  const waiting: ReadRequest[] = []
  let isBusy = false
  port.on('message', (requests: ReadRequest[]) => {
    waiting.push(...requests)
    if (!isBusy) void work()
  })

  async function work(): Promise<void> {
    isBusy = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await read(next)
    isBusy = false
    say({ kind: 'idle' })
  }

  async function read({ id, raw: octets, context, listened }: ReadRequest): Promise<void> {
    say({ kind: 'begun', id })
    try {
      const raw = Buffer.from(octets)
      const mail = await readMail(raw, context)
      const edges = edgesOfMail(mail, settings.secret)
      // Not awaited: an answer of DNS may take seconds.
      void authenticate(arrivalOf(raw, mail, listened), settings.authentication).then(evidence =>
        say({ kind: 'read', id, read: { mail, edges, evidence } }),
      )
    } catch (error) {
      say({ kind: 'failed', id, reason: error instanceof UnreadableMail ? error.kind : 'unreadable' })
    }
  }

  // Compiles what the first email needs, so that its two seconds do not run during a cold start.
  await readMail(Buffer.from('From: a@warm.example\r\nContent-Type: text/html\r\n\r\n<p>warm</p>\r\n'))
  say({ kind: 'ready' })
}
