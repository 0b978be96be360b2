import { writeFile } from 'node:fs/promises'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountHash } from '../../src/core/identity.ts'
import { loadKeys } from '../../src/core/keys.ts'
import { addOrganiser } from '../../src/db/organisers.ts'
import { petitionBySlug } from '../../src/db/petitions.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
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
import { judge, type Verdict } from './judge.ts'
import { isFirst, type MadeEmail, type MadeIn, madeEmails, madePetitions, madeSets } from './made.ts'
import { firstText, fromOf, htmlOf, inHeader, textOf } from './write-made.ts'

type SetName = keyof typeof madeSets

interface Judged extends MadeIn {
  set: SetName
  verdict: Verdict
  why: string
}

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

function tally(judged: Judged[], by: (one: Judged) => string): string {
  const rows = Map.groupBy(judged, by)
  const count = (list: Judged[], verdict: Verdict) => list.filter(one => one.verdict === verdict).length
  const line = (name: string, list: Judged[]) =>
    [
      name.padEnd(16),
      ...(['right', 'shown', 'harmful'] as const).map(v => String(count(list, v)).padStart(8)),
    ].join('')
  return [
    `${''.padEnd(16)}   right   shown harmful`,
    ...[...rows].map(([name, list]) => line(name, list)),
    line('all', judged),
  ].join('\n')
}

function tables(judged: Judged[]): string[] {
  return [tally(judged, ({ made }) => made.kind), tally(judged, ({ language }) => language)]
}

/** Each failure with its text and what happened. */
function failures(judged: Judged[]): string {
  const wrong = judged.filter(({ verdict }) => verdict !== 'right')
  const one = ({ made, verdict, why }: Judged) =>
    [
      `### ${made.id}: ${verdict}`,
      `${made.situation}, ${made.petition}, from “${made.from.name}”, subject “${made.subject}”`,
      '```',
      ...made.text,
      '```',
      `- happened: ${why}`,
      `- right: ${JSON.stringify(made.right)}${made.neverPublished ? `; never published: ${made.neverPublished.join(', ')}` : ''}`,
      '',
    ].join('\n')
  const kinds = Map.groupBy(wrong, ({ made }) => made.kind)
  return [...kinds].map(([kind, list]) => `## ${kind}\n\n${list.map(one).join('\n')}`).join('\n')
}

/** Their first emails are read in first-emails.test.ts; those of the other sets come to the service as well. */
const repliesOnly: SetName[] = ['first', 'third']

describe('749 made emails in seven languages and ten more', () => {
  let database: TestDatabase
  let inbox: Awaited<ReturnType<typeof startInbox>>
  let service: RunningService
  let ear: Ear
  let judged: Judged[] = []
  const ofSet = (name: SetName) => judged.filter(({ set }) => set === name)
  const setNames: SetName[] = ['first', 'second', 'third', 'fourth', 'fifth', 'seventh']

  beforeAll(async () => {
    database = await testDatabase()
    for (const [slug, form] of Object.entries(madePetitions)) await makePetition(database.db, slug, form)
    const keys = await loadKeys(database.db, testSecret)
    ear = new Ear(database, keys)
    const emails = setNames.flatMap(set =>
      madeSets[set]()
        .filter(({ made }) => !(repliesOnly.includes(set) && isFirst(made)))
        .map(made => ({ ...made, set })),
    )
    for (const { made } of emails.filter(({ made }) => made.situation === 'organiser')) {
      const row = await petitionBySlug(database.db, made.petition)
      if (row === undefined) throw new Error(`no petition ${made.petition}`)
      await addOrganiser(database.db, row.id, {
        channel: 'email',
        account: accountHash(keys, 'email', made.from.address),
      })
    }
    inbox = await startInbox()
    const env = { SMTP_URL: inbox.url, MAIL_ADDRESS: 'sign@localhost', MAIL_TRUST: 'listener' }
    service = await startService({ databaseUrl: database.url, env })
    const seen = await happened(emails)
    judged = emails.map((one, at) => ({ ...one, ...judge(one.made, seen[at] ?? { outcome: 'silence' }) }))
    const table = [
      ...['All sets', ...tables(judged)],
      ...setNames.flatMap(name => [`The ${name} set alone`, ...tables(ofSet(name))]),
    ]
    console.log(table.join('\n\n'))
    // MADE_FAILURES names a file to write.
    if (process.env.MADE_FAILURES)
      await writeFile(
        process.env.MADE_FAILURES,
        `\`\`\`\n${table.join('\n\n')}\n\`\`\`\n\n${failures(judged)}`,
      )
  }, 300_000)
  afterAll(async () => {
    await service.stop()
    inbox.stop()
    await database.close()
  })

  /** The emails that left for each mailbox, oldest first. */
  async function mailboxes(): Promise<Mailboxes> {
    await service.settle()
    return Map.groupBy(inbox.mails, ({ to }) => to)
  }

  async function write(
    made: MadeEmail,
    to: string,
    subject: string,
    text: string,
    answered?: SentMail,
    more?: Record<string, string>,
  ) {
    const headers = {
      'Content-Transfer-Encoding': '8bit',
      ...(answered && { 'In-Reply-To': answered.messageId, References: answered.messageId }),
      ...more,
    }
    const raw = plainMail({ from: fromOf(made), to, subject: inHeader(subject), text, headers })
    const { code } = await service.write({ from: made.from.address, to, raw: raw.replace(/\r?\n/g, '\r\n') })
    if (code !== 250) throw new Error(`${made.id}: ${code}`)
  }

  /** All sets at once, in three steps: what stands before, then the made emails. */
  async function happened(emails: MadeIn[]) {
    const address = ({ petition }: MadeEmail) => `sign+${petition}@localhost`
    const asked = emails.filter(
      ({ made: { situation } }) => situation !== 'request' && situation !== 'organiser',
    )
    await each(asked, ({ made, language }) => write(made, address(made), 'sign', firstText(made, language)))
    const questions = await mailboxes()
    const signed = asked.filter(({ made }) => made.situation !== 'reply')
    await each(signed, async ({ made }) => {
      const question = await readSentMail(only(made, questions).raw)
      return write(made, question.replyTo, `Re: ${question.subject}`, 'Yes', question)
    })
    const before = await mailboxes()
    for (const { made } of signed)
      if (before.get(made.from.address)?.length !== 2) throw new Error(`${made.id}: not signed`)
    await each(emails, async ({ made, language }) => {
      const isReply = made.situation === 'reply' || made.situation === 'signed-reply'
      const latest = isReply ? before.get(made.from.address)?.at(-1) : undefined
      const answered = latest && (await readSentMail(latest.raw))
      const subject = made.subject.replace('{SUBJECT}', answered?.subject ?? '')
      return write(
        made,
        answered?.replyTo ?? address(made),
        subject,
        (made.html ? htmlOf : textOf)(made, language, answered),
        answered,
        { ...(made.html && { 'Content-Type': 'text/html; charset=utf-8' }), ...made.headers },
      )
    })
    const after = await mailboxes()
    return Promise.all(
      emails.map(({ made }) => {
        const [earlier = [], all = []] = [before, after].map(boxes => boxes.get(made.from.address))
        return ear.hear(made, earlier, all.slice(earlier.length))
      }),
    )
  }

  function only({ id, from }: MadeEmail, boxes: Mailboxes): Received {
    const [mail] = boxes.get(from.address) ?? []
    if (mail === undefined) throw new Error(`${id}: the first email got no answer`)
    return mail
  }

  it('are 201, 100, 85, 155, 157 and 51, each from a mailbox of its own', () => {
    expect(setNames.map(name => ofSet(name).length)).toEqual([201, 100, 85, 155, 157, 51])
    expect(new Set(judged.map(({ made }) => made.from.address)).size).toBe(749)
  })

  it('harm nobody', () => {
    const harmful = judged.filter(({ verdict }) => verdict === 'harmful')
    expect(harmful.map(({ made, why }) => `${made.id}: ${why}`)).toEqual([])
  })

  it.each<[SetName, number]>([
    ['first', 3],
    ['second', 3],
    ['third', 3],
    // 43 of it are in languages of which the code knows little.
    ['fourth', 9],
    ['fifth', 3],
    ['seventh', 3],
  ])('of the %s set are read wrongly, but shown, at most %i in a hundred', (name, most) => {
    const shown = ofSet(name).filter(({ verdict }) => verdict === 'shown')
    const why = shown.map(({ made, why }) => `${made.id}: ${why}`).join('\n')
    expect(shown.length, why).toBeLessThanOrEqual((ofSet(name).length * most) / 100)
  })
})

describe('the judge of made emails', () => {
  const [made] = madeEmails('en').filter(({ id }) => id === 'en-details-5')
  if (made === undefined) throw new Error('en-details-5 is gone')
  const details = {
    kind: 'person' as const,
    name: 'J. R. Pemberley',
    occupation: 'crime writer',
    organisation: null,
    listed: true,
  }

  it('finds what is right', () => {
    expect(judge(made, { outcome: 'asked', details }).verdict).toBe('right')
  })

  it.each([
    ['silence', { outcome: 'silence' as const }],
    [
      'a street',
      { outcome: 'asked' as const, details: { ...details, organisation: "14 Cobbler's Row, Thornby" } },
    ],
  ])('counts %s as harmful', (_, heard) => {
    expect(judge(made, heard).verdict).toBe('harmful')
  })

  it('counts a wrong name that is published already as harmful', () => {
    const [correction] = madeEmails('en').filter(({ id }) => id === 'en-correction-3')
    if (correction === undefined) throw new Error('en-correction-3 is gone')
    expect(judge(correction, { outcome: 'corrected', details, atOnce: true }).verdict).toBe('harmful')
    expect(judge(correction, { outcome: 'corrected', details }).verdict).toBe('shown')
  })

  it.each([
    ['another name', { ...details, name: 'Crime Writer' }],
    ['an occupation that is too short', { ...details, occupation: 'writer' }],
    ['an organisation that is a person', { ...details, kind: 'organisation' as const }],
    ['a name that is not listed', { ...details, listed: false }],
  ])('counts %s as wrong but shown', (_, shown) => {
    expect(judge(made, { outcome: 'asked', details: shown }).verdict).toBe('shown')
  })
})
