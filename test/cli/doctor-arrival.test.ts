import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listsNote } from '../../src/adapters/email/unanswered-lists.ts'
import { checkArrival } from '../../src/cli/doctor/arrival.ts'
import { checkLists } from '../../src/cli/doctor/mail.ts'
import type { MailConfig } from '../../src/config.ts'
import { forgetDoctorsEmail, writeNote } from '../../src/db/notes.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { patience } from '../support/patience.ts'
import { makePetition } from '../support/petition.ts'
import { type RunningService, startService } from '../support/service.ts'
import { sendBySmtp } from '../support/smtp-client.ts'

const address = 'sign@petitions.example'

/** The operator's server does this to an email before it hands it on. */
interface Habit {
  message?: (raw: string) => string
  to?: (address: string) => string | undefined
}

/** Changes the text of an email without an encoding of its own. */
const inText = (change: (text: string) => string) => (raw: string) => {
  const at = raw.indexOf('\r\n\r\n') + 4
  const encoded = raw.slice(at).replace(/\r\n/g, '')
  const head = raw.slice(0, at)
  const isBase64 = /^Content-Transfer-Encoding: base64/im.test(head)
  const text = isBase64 ? Buffer.from(encoded, 'base64').toString() : unquoted(raw.slice(at))
  const plain = head.replace(/^Content-Transfer-Encoding: .*$/im, 'Content-Transfer-Encoding: base64')
  return `${plain}${Buffer.from(change(text.replace(/\r\n/g, '\n'))).toString('base64')}\r\n`
}

function unquoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

describe('an email of doctor to the running service', () => {
  let database: TestDatabase
  let service: RunningService
  let server: SMTPServer
  let mail: MailConfig & { smtpUrl: string }
  let habit: Habit = {}

  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'fair')
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, callback) {
        buffer(stream)
          .then(async raw => {
            const { rcptTo, mailFrom } = session.envelope
            const to = (habit.to ?? (same => same))(rcptTo[0]?.address ?? '')
            if (to === undefined) return
            const message = (habit.message ?? (same => same))(raw.toString())
            const from = mailFrom === false ? '' : mailFrom.address
            const { code } = await sendBySmtp(service.mailPort, { from, to, raw: message })
            if (code >= 300) throw new Error(`the service answers ${code}`)
          })
          .then(() => callback(), callback)
      },
    })
    server.on('error', () => {})
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.server.address() as AddressInfo
    const smtpUrl = `smtp://127.0.0.1:${port}`
    service = await startService({
      databaseUrl: database.url,
      env: { MAIL_ADDRESS: address, SMTP_URL: smtpUrl, PUBLIC_URL: 'http://127.0.0.1:9' },
    })
    const listen = { protocol: 'smtp' as const, host: '127.0.0.1', port: service.mailPort }
    mail = {
      address,
      smtpUrl,
      listen,
      imapUrl: undefined,
      imapKeepDays: 30,
      authservId: undefined,
      trust: 'none',
      dkim: undefined,
    }
  })
  afterAll(async () => {
    await service.stop()
    await new Promise<void>(resolve => server.close(() => resolve()))
    await database.close()
  })

  const arrives = (how: Habit, waitMs = patience, config: Partial<MailConfig> = {}) => {
    habit = how
    return checkArrival({ ...mail, ...config, smtpUrl: mail.smtpUrl }, database.db, waitMs)
  }

  it('tells how many emails by lists were not answered, for a month', async () => {
    const note = (days: number) =>
      writeNote(
        database.db,
        'email',
        listsNote,
        JSON.stringify({ count: 42, at: new Date(Date.now() - days * 86_400_000).toISOString() }),
      )
    expect(await checkLists(database.db)).toBeUndefined()
    await note(29)
    expect(await checkLists(database.db)).toMatchObject({
      state: 'ok',
      says: expect.stringMatching(/^42 emails/),
    })
    await note(31)
    expect(await checkLists(database.db)).toBeUndefined()
  })

  it('arrives as it was written where the server changes nothing, and is not answered', async () => {
    expect(await arrives({})).toEqual({
      check: 'email arrival',
      state: 'ok',
      says: 'an email arrives at the service; without Authentication-Results',
    })
    await service.settle()
    expect((await database.pool.query('select from delivery')).rowCount).toBe(0)
    expect((await database.pool.query("select from note where name = 'doctor'")).rowCount).toBe(0)
    expect((await database.pool.query('select from sign_request')).rowCount).toBe(0)
  })

  it('tells a banner and a footer that the server adds, and whether reading knows them', async () => {
    const banner = 'CAUTION: This email originated from outside of the organization.'
    const known = await arrives({ message: inText(text => `${banner}\n\n${text}`) })
    expect(known).toMatchObject({
      state: 'ok',
      says: expect.stringContaining(`before the text stands: “${banner}”`),
    })
    const strange = await arrives({ message: inText(text => `Quack goes the gateway today\n${text}`) })
    expect(strange).toMatchObject({ state: 'wrong' })
    expect(strange.says).toMatch(
      /before the text stands: “Quack goes the gateway today”; the service does not know these lines/,
    )
    const footer = await arrives({ message: inText(text => `${text}\nScanned by Duck`) })
    expect(footer.says).toContain('after the text stands: “Scanned by Duck”')
  })

  it('tells a plus tag that is lost, although the email arrives', async () => {
    const lost = await arrives({
      to: () => address,
      message: raw => raw.replace(/^(To: .*)\+doctor-\w+@/m, '$1@'),
    })
    expect(lost).toMatchObject({
      state: 'wrong',
      says: expect.stringMatching(/^the plus tag of the address is lost/),
    })
  })

  it('tells a prefix of the subject, another From, and lost lines', async () => {
    const prefixed = await arrives({ message: raw => raw.replace(/^Subject: /m, 'Subject: [EXT] ') })
    expect(prefixed).toMatchObject({ state: 'ok' })
    expect(prefixed.says).toContain(
      'the subject became “[EXT] Undersigned doctor: a test, please ignore (…)”',
    )
    const rewritten = await arrives({ message: raw => raw.replace(/^From: .*/m, 'From: relay@host.example') })
    expect(rewritten).toMatchObject({
      state: 'wrong',
      says: expect.stringMatching(/^From was rewritten to “relay@host/),
    })
    const lost = await arrives({
      message: inText(text => text.replace(/[^\n]*漢字[^\n]*/, 'Zo? ?ukasiewicz')),
    })
    expect(lost).toMatchObject({
      state: 'wrong',
      says: expect.stringMatching(/did not arrive as written: “Zoë/),
    })
  })

  it('tells who writes Authentication-Results, and whether MAIL_AUTHSERV_ID names them', async () => {
    const message = (raw: string) => `Authentication-Results: mx.host.example; spf=pass\r\n${raw}`
    expect((await arrives({ message })).says).toContain('Authentication-Results by mx.host.example')
    const other = await arrives({ message }, patience, { authservId: 'mx.other.example' })
    expect(other.says).toContain('and not by mx.other.example (MAIL_AUTHSERV_ID)')
    const none = await arrives({}, patience, { authservId: 'mx.other.example' })
    expect(none.says).toContain('although MAIL_AUTHSERV_ID names mx.other.example')
  })

  it('tells an email that was swallowed, and one that was refused', async () => {
    const swallowed = await arrives({ to: () => undefined }, 1_000)
    expect(swallowed).toMatchObject({ state: 'wrong', variables: ['MAIL_ADDRESS', 'MAIL_LISTEN'] })
    expect(swallowed.says).toMatch(/did not receive it within 1 s: does the server of SMTP_URL hand email/)
    const refused = await arrives({ to: () => 'nobody@elsewhere.example' }, 1_000)
    expect(refused).toMatchObject({
      state: 'wrong',
      says: expect.stringMatching(/^a plain email does not leave/),
    })
  })

  it('is not taken for one of doctor with a token that nobody waits for', async () => {
    const to = `sign+doctor-${'a'.repeat(32)}@petitions.example`
    const before = (await database.pool.query('select from note')).rowCount
    const { code } = await service.write({ from: 'eve@example.org', to, subject: 'sign', text: 'Eve Moss' })
    expect(code).toBe(250)
    await service.settle()
    expect((await database.pool.query('select from note')).rowCount).toBe(before)
    expect((await database.pool.query('select from sign_request')).rowCount).toBe(0)
  })

  it('leaves a note for a day at the most', async () => {
    const note = (hours: number) =>
      database.pool.query(
        `insert into note (channel, name, value) values ('email', 'doctor', jsonb_build_object('hash', 'x', 'at', $1::text))
       on conflict (channel, name) do update set value = excluded.value`,
        [new Date(Date.now() - hours * 3_600_000).toISOString()],
      )
    const count = async () => (await database.pool.query("select from note where name = 'doctor'")).rowCount
    await note(23)
    await forgetDoctorsEmail(database.db)
    expect(await count()).toBe(1)
    await note(25)
    await forgetDoctorsEmail(database.db)
    expect(await count()).toBe(0)
  })
})
