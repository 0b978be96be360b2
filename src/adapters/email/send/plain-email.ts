import { createTransport } from 'nodemailer'
import { readSmtpFailure } from './smtp-failure.ts'

export interface PlainEmail {
  from: string
  to: string
  subject: string
  text: string
  /** With its angle brackets. */
  messageId: string
}

/** For doctor: text alone, as a person's email program writes it. Throws what `readSmtpFailure` makes of an error. */
export async function sendPlainEmail(smtpUrl: string, { from, to, ...rest }: PlainEmail): Promise<void> {
  const transport = createTransport(smtpUrl)
  try {
    await transport.sendMail({
      ...rest,
      from: { name: '', address: from },
      to: { name: '', address: to },
      // Keeps absence notes, and the operator's own filters, from answering.
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } catch (error) {
    throw readSmtpFailure(error)
  } finally {
    transport.close()
  }
}
