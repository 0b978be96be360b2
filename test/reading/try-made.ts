/** Sends made emails to a running service, and judges what each led to. */
import { SMTPServer } from 'smtp-server'
import { accountHash } from '../../src/core/identity.ts'
import { loadKeys } from '../../src/core/keys.ts'
import { addOrganiser } from '../../src/db/organisers.ts'
import { petitionBySlug } from '../../src/db/petitions.ts'
import { testDatabase } from '../support/database.ts'
import { freePort } from '../support/free-port.ts'
import { makePetition } from '../support/petition.ts'
import {
  plainMail,
  type RunningService,
  readSentMail,
  type SentMail,
  startService,
  testSecret,
} from '../support/service.ts'
import { Ear } from './hear.ts'
import { type Judged, judge } from './judge.ts'
import { isFirst, type MadeEmail, type MadeIn, madePetitions } from './made.ts'

import { firstText, fromOf, htmlOf, inHeader, textOf } from './write-made.ts'

/** An email that left. It is parsed only if somebody answers it. */
interface Received {
  to: string
  messageId: string
  raw: Buffer
}

type Mailboxes = Map<string, Received[]>

/** The more at once, the more of them share a transaction: with 16 they cost a third more processor time (measured). */
const atOnce = 64

async function each<T>(list: T[], act: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...list]
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await act(one)
    }),
  )
}

/** Receives the service's emails. */
async function startInbox(): Promise<{ url: string; mails: Received[]; stop: () => void }> {
  const mails: Received[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks)
        const messageId = /^message-id:\s*(\S+)/im.exec(raw.toString('latin1'))?.[1] ?? ''
        mails.push({ to: envelope.rcptTo[0]?.address ?? '', messageId, raw })
        done()
      })
    },
  })
  const port = await freePort()
  await new Promise<void>(resolve => {
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    stop: () => server.close(),
  }
}

interface Trial {
  service: RunningService
  inbox: Awaited<ReturnType<typeof startInbox>>
  ear: Ear
}

/** One service and one database for all of them. */
export async function tryMade(emails: MadeIn[]): Promise<Judged[]> {
  const database = await testDatabase()
  for (const [slug, form] of Object.entries(madePetitions)) await makePetition(database.db, slug, form)
  const keys = await loadKeys(database.db, testSecret)
  for (const { made } of emails.filter(({ made }) => made.situation === 'organiser')) {
    const row = await petitionBySlug(database.db, made.petition)
    if (row === undefined) throw new Error(`no petition ${made.petition}`)
    await addOrganiser(database.db, row.id, {
      channel: 'email',
      account: accountHash(keys, 'email', made.from.address),
    })
  }
  const inbox = await startInbox()
  const env = { SMTP_URL: inbox.url, MAIL_ADDRESS: 'sign@localhost', MAIL_TRUST: 'listener' }
  const service = await startService({ databaseUrl: database.url, env })
  try {
    const seen = await happened({ service, inbox, ear: new Ear(database, keys) }, emails)
    return emails.map((one, at) => ({ ...one, ...judge(one.made, seen[at] ?? { outcome: 'silence' }) }))
  } finally {
    await service.stop()
    inbox.stop()
    await database.close()
  }
}

/** All at once, in three steps: what stands before, then the made emails. */
async function happened(trial: Trial, emails: MadeIn[]) {
  const address = ({ petition }: MadeEmail) => `sign+${petition}@localhost`
  const asked = emails.filter(({ made }) => !isFirst(made))
  await each(asked, ({ made, language }) =>
    write(trial, made, { to: address(made), subject: 'sign', text: firstText(made, language) }),
  )
  const questions = await mailboxes(trial)
  const signed = asked.filter(({ made }) => made.situation !== 'reply')
  await each(signed, async ({ made }) => {
    const question = await readSentMail(only(made, questions).raw)
    const subject = `Re: ${question.subject}`
    return write(trial, made, { to: question.replyTo, subject, text: 'Yes', answered: question })
  })
  const before = await mailboxes(trial)
  for (const { made } of signed)
    if (before.get(made.from.address)?.length !== 2) throw new Error(`${made.id}: not signed`)
  await each(emails, async ({ made, language }) => {
    const isReply = made.situation === 'reply' || made.situation === 'signed-reply'
    const latest = isReply ? before.get(made.from.address)?.at(-1) : undefined
    const answered = latest && (await readSentMail(latest.raw))
    return write(trial, made, {
      to: answered?.replyTo ?? address(made),
      subject: made.subject.replace('{SUBJECT}', answered?.subject ?? ''),
      text: (made.html ? htmlOf : textOf)(made, language, answered),
      answered,
      headers: { ...(made.html && { 'Content-Type': 'text/html; charset=utf-8' }), ...made.headers },
    })
  })
  const after = await mailboxes(trial)
  return Promise.all(
    emails.map(({ made }) => {
      const [earlier = [], all = []] = [before, after].map(boxes => boxes.get(made.from.address))
      return trial.ear.hear(made, earlier, all.slice(earlier.length))
    }),
  )
}

/** The emails that left for each mailbox, oldest first. */
async function mailboxes({ service, inbox }: Trial): Promise<Mailboxes> {
  await service.settle()
  return Map.groupBy(inbox.mails, ({ to }) => to)
}

interface Written {
  to: string
  subject: string
  text: string
  answered?: SentMail | undefined
  headers?: Record<string, string>
}

async function write({ service }: Trial, made: MadeEmail, written: Written): Promise<void> {
  const { to, subject, text, answered } = written
  const headers = {
    'Content-Transfer-Encoding': '8bit',
    ...(answered && { 'In-Reply-To': answered.messageId, References: answered.messageId }),
    ...written.headers,
  }
  const raw = plainMail({ from: fromOf(made), to, subject: inHeader(subject), text, headers })
  const { code } = await service.write({ from: made.from.address, to, raw: raw.replace(/\r?\n/g, '\r\n') })
  if (code !== 250) throw new Error(`${made.id}: ${code}`)
}

function only({ id, from }: MadeEmail, boxes: Mailboxes): Received {
  const [mail] = boxes.get(from.address) ?? []
  if (mail === undefined) throw new Error(`${id}: the first email got no answer`)
  return mail
}
