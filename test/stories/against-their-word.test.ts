import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type RunningService, type SentMail, startService } from '../support/service.ts'

/** A reply to `question`, as a mail program would send it. */
interface Reply {
  subject?: string
  type?: string
  /** What stands between the headers and the end. */
  body(question: SentMail): string
}

const quoted = ({ text }: SentMail) =>
  text
    .split('\n')
    .map(line => `> ${line}`)
    .join('\n')
const attribution = 'On Mon, 16 Nov 2026 at 10:01, Undersigned <sign@localhost> wrote:\n\n'
const original =
  '-----Original Message-----\nFrom: Undersigned <sign@localhost>\nSent: 16 November 2026 10:01\nTo: Ada\nSubject: Please confirm\n\n'
const html = ({ text }: SentMail) => text.replaceAll('<', '&lt;').replaceAll('\n', '<br>')
const multipart = (...parts: string[]) => `${parts.map(part => `--b\n${part}\n`).join('')}--b--\n`

/** Each says no, or says something we cannot read, where nobody types or looks. */
const unsigned: Record<string, Reply> = {
  'a no in the subject': { subject: 'No, I do not want to sign', body: () => '' },
  'a no inside the quotation': {
    body: question => `${attribution}${quoted(question).replace('> ', '> No, I never asked for this.\n> ')}`,
  },
  'a no in the middle of the quotation': {
    body: question =>
      `${attribution}${quoted(question).replace('> To confirm', '> NO! I do not want that.\n> To confirm')}`,
  },
  'a no beneath the quotation': { body: question => `${original}${question.text}\nNo. Please leave me out.` },
  'a no behind a signature mark': { body: () => '-- \nNo, do not publish this' },
  'a no under a legal notice': {
    body: () => 'Confidentiality notice: confidential.\n\nNo, do not publish this.',
  },
  'a no above an attribution, with a number': {
    body: question => `No, and this is the 3rd time I say so\n${attribution}${quoted(question)}`,
  },
  'a no inside a quotation in HTML': {
    type: 'text/html; charset=utf-8',
    body: question => `<blockquote type="cite">${html(question)}<p>No, I do not want this.</p></blockquote>`,
  },
  'a no in HTML below the earlier email of Outlook': {
    type: 'text/html; charset=utf-8',
    body: question =>
      `<p></p><div id="divRplyFwdMsg"></div>${html(question)}<p>No, I do not agree to this.</p>`,
  },
  'a no that only the HTML part holds': {
    type: 'multipart/alternative; boundary=b',
    body: question =>
      multipart(
        `Content-Type: text/plain\n\n${attribution}${quoted(question)}`,
        'Content-Type: text/html; charset=utf-8\n\n<p>No, that is not me.</p>',
      ),
  },
  'a no in an attached text': {
    type: 'multipart/mixed; boundary=b',
    body: () =>
      multipart('Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nNo, never.'),
  },
  'a correction inside the quotation': {
    body: question =>
      `${attribution}${quoted(question).replace('Ada Lovelace, composer', 'Ada Lovelacé, author')}`,
  },
  'a photo alone': {
    type: 'multipart/mixed; boundary=b',
    body: () => multipart('Content-Type: image/jpeg; name=a.jpg\nContent-Transfer-Encoding: base64\n\n/9j/'),
  },
  'a photo above a quotation': {
    type: 'multipart/mixed; boundary=b',
    body: question =>
      multipart(
        'Content-Type: image/jpeg; name=a.jpg\nContent-Transfer-Encoding: base64\n\n/9j/',
        `Content-Type: text/plain; charset=utf-8\n\n${attribution}${quoted(question)}`,
      ),
  },
  'an encrypted email': {
    type: 'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
    body: () => 'MIIBAQEB',
  },
  'a text in RTF': { type: 'text/rtf', body: () => '{\\rtf1 No, I do not want this.}' },
}

/** Machines and habits add these to an empty reply or to a yes. */
const signed: Record<string, Reply> = {
  'a bare quotation': { body: question => `${attribution}${quoted(question)}` },
  'a quotation below a header block': { body: question => `${original}${question.text}` },
  'a quotation in HTML': {
    type: 'text/html; charset=utf-8',
    body: question => `<p>Yes</p><blockquote type="cite">${html(question)}</blockquote>`,
  },
  'a yes below a banner of a gateway': {
    subject: '[EXTERNAL] Re: Ada, please confirm your signature',
    body: question =>
      `CAUTION: This email originated from outside of the organization. Do not click links.\n\nYes\n\n${attribution}${quoted(question)}`,
  },
  'a yes above a contact block': {
    body: question =>
      `Yes, I confirm.\n\nAda Lovelace | Composer\n+44 20 7946 0000 | ada@example.org\n\n${attribution}${quoted(question)}`,
  },
  'a yes above a motto in quotation marks behind a signature mark': {
    body: question =>
      `Yes!\n\n-- \nAda Lovelace\n“The engine weaves patterns”\n\n${attribution}${quoted(question)}`,
  },
  'a yes beside a logo': {
    type: 'multipart/related; boundary=b',
    body: () =>
      multipart(
        'Content-Type: text/html; charset=utf-8\n\n<p>Yes, I confirm.</p><img src="cid:logo">',
        'Content-Type: image/png; name=logo.png\nContent-ID: <logo>\nContent-Transfer-Encoding: base64\n\niVBORw0K',
      ),
  },
}

describe('nobody is signed against their word', () => {
  let database: TestDatabase
  let service: RunningService
  let people = 0

  beforeAll(async () => {
    database = await testDatabase()
    service = await startService({ databaseUrl: database.url })
  })
  afterAll(async () => {
    await service.stop()
    await database.close()
  })

  /** Asks to sign, sends the reply, and returns how many signatures more there are, and the emails that came. */
  async function outcomeOf({ subject, type = 'text/plain; charset=utf-8', body }: Reply) {
    people += 1
    const address = `ada${people}@example.org`
    const from = `Ada Lovelace <${address}>`
    await service.write({ from, to: 'sign+demo@localhost', subject: 'sign', text: 'Ada Lovelace, composer' })
    const question = await service.mail(address)
    const before = await service.count('demo')
    const raw = [
      `From: ${from}`,
      `To: ${question.replyTo}`,
      `Subject: ${subject ?? `Re: ${question.subject}`}`,
      'Date: Mon, 16 Nov 2026 10:10:00 +0000',
      `Message-ID: <${people}@example.org>`,
      'MIME-Version: 1.0',
      `Content-Type: ${type}`,
      '',
      body(question),
    ]
    await service.write({ from, to: question.replyTo, raw: raw.join('\n').replace(/\r?\n/g, '\r\n') })
    await service.settle()
    return { signed: (await service.count('demo')) - before, mails: await service.mails(address) }
  }

  it.each(Object.entries(unsigned))('%s signs nothing', async (_, reply) => {
    expect((await outcomeOf(reply)).signed).toBe(0)
  })

  it.each(Object.entries(signed))('%s signs', async (_, reply) => {
    expect((await outcomeOf(reply)).signed).toBe(1)
  })

  it('answers a form that we cannot read with the link of the page', async () => {
    const { mails } = await outcomeOf(unsigned['a photo alone'] ?? { body: () => '' })
    expect(mails.at(-1)?.subject).toBe('Please confirm your signature on the page')
  })
})
