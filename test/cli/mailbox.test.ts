import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readImapUrl } from '../../src/adapters/email/receive/imap-url.ts'
import { markNote, nothingRead, takeNote, writeMark } from '../../src/adapters/email/receive/mailbox-mark.ts'
import { checkImap } from '../../src/cli/doctor/mail.ts'
import { readNote, writeNote } from '../../src/db/notes.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { openImapServer } from '../support/imap-server.ts'
import { command } from './run.ts'

const imapUrl = 'imap://sign:secret@127.0.0.1:1143/INBOX'
const settings = readImapUrl(imapUrl)
const mark = { ...nothingRead, uidValidity: '1', mark: 20, gaps: [[8, 10]] as [number, number][], left: 3 }

describe('undersigned mailbox', () => {
  let database: TestDatabase
  let environment: Record<string, string>
  const run = (...args: string[]) => command(['mailbox', ...args], environment)

  beforeAll(async () => {
    database = await testDatabase()
    environment = {
      DATABASE_URL: database.url,
      SECRET_KEY: randomBytes(32).toString('base64'),
      IMAP_URL: imapUrl,
      SMTP_URL: 'smtp://127.0.0.1:1025',
      MAIL_ADDRESS: 'sign@undersigned.example',
      PUBLIC_URL: 'https://undersigned.example',
    }
  })
  afterAll(() => database.close())

  it('says how far the mailbox has been read, and what was left', async () => {
    expect((await run()).stdout).toBe('The mailbox has not been read yet.\n')
    await writeNote(database.db, 'email', markNote(settings), JSON.stringify(writeMark(mark)))
    const { stdout } = await run()
    expect(stdout).toContain('Read up to UID 20.')
    expect(stdout).toContain('The server counts emails that it does not show, at UID 8 to 10.')
    expect(stdout).toContain('3 unread emails are older than')
    expect(JSON.parse((await run('--json')).stdout)).toMatchObject({ mark: 20, pending: [], left: 3 })
  })

  it('asks the service for older email', async () => {
    const ran = await run('take', '--since', '2026-01-02')
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.stdout).toContain('The service takes the unread email since 2026-01-02 00:00.')
    expect(await readNote(database.db, 'email', takeNote(settings))).toEqual({
      since: Date.parse('2026-01-02T00:00:00Z'),
    })
    expect((await run()).stdout).toContain('Email since 2026-01-02 00:00 is taken next.')
  })

  it.each(['yesterday', '2026-13-01', '2999-01-01', '20260101'])('refuses the date %s', async date => {
    expect(await run('take', '--since', date)).toMatchObject({ code: 2 })
  })

  it('says that there is no mailbox', async () => {
    const { IMAP_URL: _, ...without } = environment
    expect(await command(['mailbox'], without)).toMatchObject({
      code: 1,
      stderr: 'There is no mailbox: IMAP_URL is not set.\n',
    })
  })

  it('says in doctor what was left, and that a mailbox contradicts itself', async () => {
    const imap = await openImapServer()
    try {
      const url = `imap://sign:secret@127.0.0.1:${imap.port}/INBOX?tls=no`
      for (const subject of ['1', '2', '3']) imap.deliver(`Subject: ${subject}\r\n\r\n`)
      expect(await checkImap(url, { ...mark, gaps: [] })).toMatchObject({
        state: 'ok',
        says: expect.stringContaining('INBOX opens, 3 emails in it; 3 older unread emails were left'),
      })
      expect(await checkImap(url, mark)).toMatchObject({ state: 'wrong' })
      imap.faults = { shows: ({ uid }) => uid !== 2 }
      expect(await checkImap(url)).toMatchObject({
        state: 'wrong',
        says: expect.stringContaining('contradicts itself'),
      })
    } finally {
      await imap.close()
    }
  })
})
