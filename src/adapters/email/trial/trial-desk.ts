/**
 * Lets people try the service on their own machine: shows the email that it sent, and lets them write to it as anybody. Their email goes by
 * SMTP through our own listener, like any other.
 */
import { createTransport } from 'nodemailer'
import { openThread } from '../../../threads/thread.ts'
import { type Mailbox, readMailbox } from '../headers/mail-address.ts'
import { readSmtpFailure } from '../send/smtp-failure.ts'
import type { OwnMail } from './own-mail-worker.ts'
import { listTrialMails, readTrialMail, trialMailsKept } from './trial-directory.ts'

export interface TrialDeskOptions {
  directory: string
  /** Our own listener. */
  listener: { host: string; port: number; lmtp?: boolean }
}

const program = new URL('./own-mail-worker.ts', import.meta.url)

export function openTrialDesk({ directory, listener }: TrialDeskOptions) {
  // The page asks again and again, and a sent email never changes.
  const known = new Map<string, Pick<OwnMail, 'from' | 'to' | 'subject' | 'date'> & { id: string }>()
  const thread = openThread<Uint8Array, OwnMail | undefined>({ program, timeoutMs: 10_000, idleMs: 60_000 })

  async function load(id: string) {
    const raw = await readTrialMail(directory, `${id}.eml`)
    const mail = raw && (await thread.ask(raw))
    return raw && mail && { id, raw, ...mail }
  }

  return {
    async list() {
      const ids = (await listTrialMails(directory)).slice(0, trialMailsKept).map(name => name.slice(0, -4))
      for (const id of known.keys()) if (!ids.includes(id)) known.delete(id)
      for (const id of ids) {
        if (known.has(id)) continue
        const mail = await load(id)
        if (mail) known.set(id, { id, from: mail.from, to: mail.to, subject: mail.subject, date: mail.date })
      }
      return ids.flatMap(id => known.get(id) ?? [])
    },

    read: load,

    /** `from` and `to` are `Name <address>` or an address. `why` is the answer of our listener. */
    async send({ from, to, subject, text, inReplyTo }: Written): Promise<Sent> {
      const sender = readMailbox(from, { allowLocalhost: true })
      if (sender === undefined) return { kind: 'refused', why: 'The sender must be one email address.' }
      const recipient = readMailbox(to, { allowLocalhost: true })
      if (recipient === undefined) return { kind: 'refused', why: 'The recipient must be one email address.' }
      const transport = createTransport({
        host: listener.host,
        port: listener.port,
        lmtp: listener.lmtp === true,
        secure: false,
        // Over loopback to ourselves.
        ignoreTLS: true,
        connectionTimeout: 5_000,
        greetingTimeout: 5_000,
        socketTimeout: 20_000,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      try {
        await transport.sendMail({
          from: asAddress(sender),
          to: asAddress(recipient),
          envelope: {
            from: { name: '', address: sender.address },
            to: [{ name: '', address: recipient.address }],
          },
          subject,
          text,
          ...(inReplyTo ? { inReplyTo, references: [inReplyTo] } : {}),
        })
        return { kind: 'sent' }
      } catch (error) {
        return { kind: 'refused', why: wordsOf(error) }
      } finally {
        transport.close()
      }
    },
  }
}

interface Written {
  from: string
  to: string
  subject: string
  text: string
  inReplyTo?: string
}

type Sent = { kind: 'sent' } | { kind: 'refused'; why: string }

function asAddress(mailbox: Mailbox): { name: string; address: string } {
  return { name: mailbox.name ?? '', address: mailbox.address }
}

/** The server's answer, or the code of what went wrong. */
function wordsOf(error: unknown): string {
  const response: unknown = error instanceof Error && 'response' in error ? error.response : undefined
  return typeof response === 'string' && response !== '' ? response : readSmtpFailure(error).code
}
