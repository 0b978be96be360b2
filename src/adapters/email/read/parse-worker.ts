/** The thread that meets what strangers send: it parses an email, and asks whether it was proved. */
import type { KeyObject } from 'node:crypto'
import { workerData } from 'node:worker_threads'
import { serveThread } from '../../../threads/serve.ts'
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
  raw: Uint8Array<ArrayBuffer>
  context: MailContext
  /** Only of an email that came through our listener. */
  listened: Listened | undefined
}

export interface WorkerSettings {
  authentication: AuthenticationConfig
  /** For the hashes of paragraphs. Prepared once: with bytes each email would prepare them again. */
  secret: KeyObject
}

export interface ReadMail {
  mail: ParsedMail
  edges: Edges
  evidence: Evidence
}

export type ReadAnswer = { kind: 'read'; read: ReadMail } | { kind: 'failed'; reason: UnreadableKind }

async function answer({ raw: octets, context, listened }: ReadRequest) {
  const { authentication, secret }: WorkerSettings = workerData
  try {
    const raw = Buffer.from(octets)
    const mail = await readMail(raw, context)
    const edges = edgesOfMail(mail, secret)
    const evidence = authenticate(arrivalOf(raw, mail, listened), authentication)
    const answerWith = (found: Evidence): ReadAnswer => ({
      kind: 'read',
      read: { mail, edges, evidence: found },
    })
    // An answer of DNS may take seconds, and holds up nobody. Answers that wait for none leave together.
    return evidence instanceof Promise ? { later: evidence.then(answerWith) } : { now: answerWith(evidence) }
  } catch (error) {
    const reason = error instanceof UnreadableMail ? error.kind : 'unreadable'
    return { now: { kind: 'failed', reason } satisfies ReadAnswer }
  }
}

function arrivalOf(raw: Buffer, mail: ParsedMail, listener: Listened | undefined): Arrival {
  const { from, signable, authenticationResults } = mail
  return { raw, fromDomain: from?.domain, signable, listener, authenticationResults }
}

// Compiles what the first email needs, so that its two seconds do not run during a cold start.
await readMail(Buffer.from('From: a@warm.example\r\nContent-Type: text/html\r\n\r\n<p>warm</p>\r\n'))
serveThread<ReadRequest, ReadAnswer>(answer)
