/** The thread that takes our own emails apart for the trial desk: the parser alone takes 70 ms to load. */
import { type ParsedMail, simpleParser } from 'mailparser'
import { serveThread } from '../../../threads/serve.ts'

export type OwnMail = Awaited<ReturnType<typeof readOwnMail>>

async function readOwnMail(raw: Uint8Array) {
  const mail = await simpleParser(Buffer.from(raw), { skipTextLinks: true, skipTextToHtml: true })
  const replyTo = mail.replyTo?.value[0]?.address
  return {
    from: mail.from?.text ?? '',
    to: recipientText(mail),
    subject: mail.subject ?? '',
    date: mail.date ?? new Date(0),
    ...(replyTo === undefined ? {} : { replyTo }),
    messageId: mail.messageId ?? '',
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : '',
  }
}

/** `Ada Lovelace <ada@example.org>` for people, without the quotes of a header. */
function recipientText(mail: ParsedMail): string {
  const { to } = mail
  return (Array.isArray(to) ? to : to === undefined ? [] : [to])
    .flatMap(({ value }) => value.map(({ name, address }) => (name ? `${name} <${address}>` : address)))
    .join(', ')
}

serveThread<Uint8Array, OwnMail | undefined>(async raw => ({
  now: await readOwnMail(raw).catch(() => undefined),
}))
