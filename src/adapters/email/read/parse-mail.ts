import { createSecretKey, randomBytes } from 'node:crypto'
import { openThread, ThreadFailed } from '../../../threads/thread.ts'
import type { AuthenticationConfig, Listened } from '../proof/authentication.ts'
import type { ReadAnswer, ReadMail, WorkerSettings } from './parse-worker.ts'
import { LARGEST_MAIL, type MailContext, type ParsedMail, UnreadableMail } from './parsed-mail.ts'

export interface MailReader {
  /** Rejects with `UnreadableMail` only. Emails that queue wait without a limit of time. */
  read(raw: Buffer, context?: MailContext, listened?: Listened): Promise<ReadMail>
  /** Reads without the proof. */
  parse(raw: Buffer, context?: MailContext): Promise<ParsedMail>
  /** Starts the thread, because an email is about to come. */
  expect(): void
  /** Emails not yet read are rejected with kind `closed`. */
  close(): Promise<void>
}

interface Question {
  raw: Buffer
  context: MailContext
  listened: Listened | undefined
}

/** Reads emails in a thread of their own, so that no email can keep this one from answering. */
export function openMailParser(
  authentication: AuthenticationConfig = { trust: 'none', offline: true },
): MailReader {
  const workerData: WorkerSettings = { authentication, secret: createSecretKey(randomBytes(32)) }
  const thread = openThread<Question, ReadAnswer>({
    program: new URL('./parse-worker.ts', import.meta.url),
    workerData,
    timeoutMs: 2_000,
    idleMs: 60_000,
    pack({ raw, context, listened }) {
      // A copy, because it is given away, and the email may have to be read again.
      const copy = new Uint8Array(raw)
      return { message: { raw: copy, context, listened }, transfer: [copy.buffer], octets: copy.length }
    },
  })

  async function read(raw: Buffer, context: MailContext = {}, listened?: Listened): Promise<ReadMail> {
    if (raw.length > LARGEST_MAIL) throw new UnreadableMail('too-large')
    const answer = await thread.ask({ raw, context, listened }).catch(error => {
      throw unreadable(error)
    })
    if (answer.kind === 'failed') throw new UnreadableMail(answer.reason)
    return answer.read
  }

  return {
    read,
    parse: async (raw, context) => (await read(raw, context)).mail,
    expect: () => thread.expect(),
    close: () => thread.close(),
  }
}

function unreadable(error: unknown): UnreadableMail {
  switch (error instanceof ThreadFailed ? error.kind : 'broken') {
    case 'timeout':
      return new UnreadableMail('timeout')
    case 'out-of-memory':
      return new UnreadableMail('too-complex')
    case 'closed':
      return new UnreadableMail('closed')
    case 'broken':
      return new UnreadableMail('unreadable')
  }
}
