import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LARGEST_MAIL } from '../../../src/adapters/email/read/parsed-mail.ts'
import { readImapUrl } from '../../../src/adapters/email/receive/imap-url.ts'
import type { Taking } from '../../../src/adapters/email/receive/listener.ts'
import { type MailboxReader, openMailbox } from '../../../src/adapters/email/receive/mailbox.ts'
import type { MailboxOptions } from '../../../src/adapters/email/receive/mailbox-session.ts'
import { type Dovecot, dovecotIsHere, startDovecot } from '../../support/dovecot.ts'
import { needs } from '../../support/needs.ts'
import { patience, until } from '../../support/patience.ts'
import { MailboxCore } from './mailbox-core.ts'
import { Wire } from './wire.ts'

const HOUR = 60 * 60_000

function mail(subject: string): string {
  return `From: ada@example.org\r\nTo: sign@undersigned.example\r\nSubject: ${subject}\r\n\r\nAda Lovelace\r\n`
}

describe.skipIf(!needs('Dovecot', dovecotIsHere))(
  'the mailbox, against a real Dovecot (needs Dovecot)',
  () => {
    let dovecot: Dovecot
    let core: MailboxCore
    let wire: Wire
    let taken: string[]
    let warnings: string[]
    let reader: MailboxReader | undefined
    let take: (subject: string) => Promise<Taking>

    beforeEach(async () => {
      const started = await startDovecot()
      if (started === undefined) throw new Error('dovecot is not here')
      dovecot = started
      core = new MailboxCore()
      wire = new Wire(dovecot.imapPort)
      taken = []
      warnings = []
      take = async () => 'taken'
    })

    afterEach(async () => {
      await reader?.stop()
      reader = undefined
      await wire.close()
      await dovecot.destroy()
    })

    let port = 0
    async function read(options: Partial<MailboxOptions> & { query?: string } = {}): Promise<void> {
      port = port === 0 || wire.connections === 0 ? await wire.listen() : port
      reader = openMailbox({
        settings: readImapUrl(`imap://sign:secret@127.0.0.1:${port}/INBOX?tls=no${options.query ?? ''}`),
        core,
        log: {
          debug() {},
          info() {},
          warn: (_fields, message) => warnings.push(message),
          error: (_fields, message) => warnings.push(message),
        },
        poll: 60_000,
        firstWait: 20,
        expect() {},
        take: async raw => {
          const subject = /^Subject: (.*)\r$/m.exec(raw.toString('latin1'))?.[1] ?? ''
          const taking = await take(subject)
          if (taking === 'taken') taken.push(subject)
          return taking
        },
        ...options,
      })
      await until(() => core.reports.at(-1) === 'imap up')
    }

    it('takes arriving email at once by IDLE, and flags it', async () => {
      await read({ poll: 2 * patience })
      await dovecot.deliver(mail('hello'))
      await until(() => taken.length === 1)
      await until(async () => (await dovecot.list())[0]?.flags.length === 2)
      expect(await dovecot.list()).toEqual([{ uid: 1, flags: ['\\Seen', '$Undersigned'] }])
      expect(core.note()).toMatchObject({ mark: 1, pending: [] })
    })

    it('announces email before it fetches the first, and announces none of an empty mailbox', async () => {
      const announced: { fetched: boolean }[] = []
      const options = { expect: () => void announced.push({ fetched: wire.sent.includes('BODY.PEEK') }) }
      await read(options)
      expect(announced).toEqual([])
      await reader?.stop()
      await dovecot.deliver(mail('hello'))
      await read(options)
      await until(() => taken.length === 1)
      expect(announced).toEqual([{ fetched: false }])
      expect(wire.sent).toContain('BODY.PEEK')
      // imapflow parses each answer sign by sign, so we ask for nothing that nobody reads.
      expect(wire.sent).not.toContain('MODSEQ')
      expect(wire.sent).toContain('FLAGS.SILENT')
    })

    it('takes arriving email by polling if IDLE is deaf', async () => {
      await read({ poll: 300 })
      // The server sees a NOOP instead of IDLE.
      wire.rewrite = command => command.replace(/^(\S+) IDLE\r\n$/, '$1 NOOP\r\n')
      await reader?.stop()
      core.reports.length = 0
      await read({ poll: 300 })
      await pause(500)
      await dovecot.deliver(mail('hello'))
      await until(() => taken.length === 1)
      expect(wire.sent.slice(wire.sent.lastIndexOf('SELECT'))).not.toContain('IDLE')
    })

    it('takes new and unread email on its first start, and leaves old and read email alone', async () => {
      await dovecot.deliver(mail('years ago'), { receivedAt: new Date('2020-01-01') })
      await dovecot.deliver(mail('two days ago'), { receivedAt: new Date(Date.now() - 48 * HOUR) })
      await dovecot.deliver(mail('a day and a minute ago'), {
        receivedAt: new Date(Date.now() - 24 * HOUR - 60_000),
      })
      await dovecot.deliver(mail('read today'), { seen: true })
      await dovecot.deliver(mail('an hour ago'), { receivedAt: new Date(Date.now() - HOUR) })
      // Without RFC 5032 a server compares days only; imapflow uses that RFC if the server offers it.
      wire.answer = text => text.replace(' WITHIN ', ' XITHIN ')
      await read()
      await until(() => taken.length >= 1)
      await dovecot.deliver(mail('now'))
      await until(() => taken.length >= 2)
      expect(taken).toEqual(['an hour ago', 'now'])
    })

    it('finds the email of the last day on its first start, even if the server has another date', async () => {
      await dovecot.stop()
      vi.stubEnv('TZ', 'WEST24')
      await dovecot.start()
      vi.unstubAllEnvs()
      await dovecot.deliver(mail('almost a day ago'), {
        receivedAt: new Date(Date.now() - 24 * HOUR + 120_000),
      })
      wire.answer = text => text.replace(' WITHIN ', ' XITHIN ')
      await read()
      await until(() => taken.length === 1)
    })

    it('continues where it stopped, and reads nothing twice', async () => {
      await read()
      await dovecot.deliver(mail('one'))
      await until(() => core.note()?.mark === 1)
      await reader?.stop()
      await dovecot.deliver(mail('two'), { seen: true, receivedAt: new Date('2020-01-01') })
      await read()
      await until(() => taken.length >= 2)
      await until(() => core.note()?.mark === 2)
      expect(taken).toEqual(['one', 'two'])
    })

    it('flags an email only after its commit', async () => {
      let commit: (() => void) | undefined
      take = () =>
        new Promise(resolve => {
          commit = () => resolve('taken')
        })
      await read()
      await dovecot.deliver(mail('hello'))
      await until(() => commit !== undefined)
      await pause(200)
      expect(await dovecot.list()).toEqual([{ uid: 1, flags: [] }])
      expect(core.note()).toMatchObject({ mark: 0, pending: [] })
      commit?.()
      await until(async () => (await dovecot.list())[0]?.flags.includes('$Undersigned') === true)
    })

    it('leaves email untouched while the database is down, and takes it afterwards', async () => {
      await read({ poll: 200 })
      core.databaseIsAway = true
      take = async () => {
        if (core.databaseIsAway) throw new Error('database is away')
        return 'taken'
      }
      await dovecot.deliver(mail('one'))
      await dovecot.deliver(mail('two'))
      await pause(1_000)
      expect((await dovecot.list()).flatMap(({ flags }) => flags)).toEqual([])
      expect(core.note()).toMatchObject({ mark: 0, pending: [] })
      core.databaseIsAway = false
      await until(() => taken.length === 2)
      await until(() => core.note()?.mark === 2 && core.note()?.pending.length === 0)
      expect(taken.sort()).toEqual(['one', 'two'])
    })

    it('tries a failed email again while later ones proceed, even after a restart', async () => {
      let broken = true
      take = async subject => (subject === 'bad' && broken ? 'again' : 'taken')
      await read({ poll: 300 })
      await dovecot.deliver(mail('bad'))
      await dovecot.deliver(mail('good'))
      await until(() => taken.includes('good'))
      await until(() => core.note()?.mark === 2)
      expect(core.note()).toMatchObject({ mark: 2, pending: [1] })
      await reader?.stop()
      broken = false
      await read({ poll: 300 })
      await until(() => taken.includes('bad'))
      await until(() => core.note()?.pending.length === 0)
      expect(taken).toEqual(['good', 'bad'])
      expect((await dovecot.list()).every(({ flags }) => flags.includes('$Undersigned'))).toBe(true)
    })

    it('reconnects when its session is killed', async () => {
      await read()
      await pause(300)
      expect(await dovecot.killSessions()).toBe(1)
      await until(() => core.reports.filter(report => report === 'imap up').length >= 2)
      expect(core.reports.some(report => report.startsWith('imap down '))).toBe(true)
      await dovecot.deliver(mail('after'))
      await until(() => taken.length === 1)
    })

    it('reconnects when the whole server was down', async () => {
      await read()
      await dovecot.stop()
      await dovecot.deliver(mail('meanwhile'))
      await until(() => core.reports.at(-1)?.startsWith('imap down') === true)
      await pause(300)
      await dovecot.start()
      await until(() => taken.length === 1)
      expect(taken).toEqual(['meanwhile'])
    })

    it('loses nothing when the connection breaks in the middle of a fetch', async () => {
      await read()
      await reader?.stop()
      for (let n = 0; n < 30; n++) await dovecot.deliver(`${mail(`mail ${n}`)}${'x'.repeat(5_000)}\r\n`)
      // Enough for the greeting and some whole mails; the cut comes in the middle of one.
      wire.cutAfter = 60_000
      const before = wire.connections
      await read()
      await until(() => taken.length >= 30)
      await until(() => core.note()?.mark === 30)
      expect(wire.connections - before).toBeGreaterThanOrEqual(2)
      expect(new Set(taken).size).toBe(30)
      expect((await dovecot.list()).every(({ flags }) => flags.includes('$Undersigned'))).toBe(true)
    })

    it('misses no email if the server says OK and sends fewer than asked for', async () => {
      await read({ poll: 400 })
      await reader?.stop()
      for (const subject of ['one', 'two', 'three']) await dovecot.deliver(mail(subject))
      let hidden = true
      wire.rewrite = command =>
        hidden ? command.replace(/UID FETCH (?:1:3|2) (.*BODY)/, 'UID FETCH 1,3 $1') : command
      await read({ poll: 400 })
      await until(() => taken.length >= 2)
      await until(() => core.note()?.mark === 3)
      expect(core.note()).toMatchObject({ mark: 3, pending: [2] })
      expect(wire.sent).toContain('UID FETCH 1,3 ')
      hidden = false
      await until(() => taken.includes('two'))
      expect(taken.at(-1)).toBe('two')
      await until(() => core.note()?.pending.length === 0)
    })

    it('does not wait forever for an email that was deleted in between', async () => {
      take = async () => 'again'
      await read({ poll: 300 })
      await dovecot.deliver(mail('gone soon'))
      await until(() => core.note()?.pending.length === 1)
      await dovecot.doveadm('expunge', '-u', 'sign', 'mailbox', 'INBOX', 'all')
      await until(() => core.note()?.pending.length === 0)
    })

    it('reads again from its first day on if the server gives all email new numbers', async () => {
      await dovecot.deliver(mail('before our time'), { receivedAt: new Date('2020-01-01') })
      await read()
      await dovecot.deliver(mail('one'))
      await until(() => core.note()?.mark === 2)
      await reader?.stop()
      await dovecot.deliver(mail('two'))
      await dovecot.changeUidValidity()
      await read()
      await until(() => taken.includes('two'))
      await until(() => core.note()?.mark === 3)
      expect(taken).not.toContain('before our time')
      expect(warnings).toContain('the mailbox was renumbered and is read again')
      await dovecot.deliver(mail('three'))
      await until(() => taken.includes('three'))
    })

    it('never fetches an email over 10 MB, flags it for a person and goes on', async () => {
      await read()
      await dovecot.deliver(mail('large') + `${'x'.repeat(998)}\r\n`.repeat(LARGEST_MAIL / 1_000 + 1_000))
      await dovecot.deliver(mail('small'))
      await until(() => taken.length === 1)
      await until(() => core.note()?.mark === 2)
      expect(taken).toEqual(['small'])
      expect(wire.octets).toBeLessThan(100_000)
      expect(await dovecot.list()).toEqual([
        { uid: 1, flags: ['\\Flagged', '$Undersigned'] },
        { uid: 2, flags: ['\\Seen', '$Undersigned'] },
      ])
      expect(warnings).toContain('emails are too large or too complex to be read')
    })

    it('moves email that is done to the operator’s folder, and creates the folder', async () => {
      await read({ query: '&move=Processed' })
      await dovecot.deliver(mail('hello'))
      await until(() => taken.length === 1)
      await until(async () => (await dovecot.list('Processed').catch(() => [])).length === 1)
      expect(await dovecot.list()).toEqual([])
      expect((await dovecot.list('Processed'))[0]?.flags).toContain('\\Seen')
    })

    it('disconnects at once when it loses the hold, and the next holder continues', async () => {
      await read()
      const before = wire.connections
      core.loseHold()
      await until(() => wire.connections > before)
      await until(() => core.reports.at(-1) === 'imap up')
      expect(core.reports).toContain('imap standby')
      await until(() => wire.open === 2)
      await dovecot.deliver(mail('hello'))
      await until(() => taken.length === 1)
    })

    it('waits for the commit when it stops', async () => {
      let commit: () => void = () => {}
      let begun = false
      take = () =>
        new Promise(resolve => {
          begun = true
          commit = () => resolve('taken')
        })
      await read()
      await dovecot.deliver(mail('hello'))
      await until(() => begun)
      let stopped = false
      const stopping = reader?.stop().then(() => {
        stopped = true
      })
      await until(() => wire.open === 0)
      await pause(100)
      expect(stopped).toBe(false)
      commit()
      await stopping
      expect(taken).toEqual(['hello'])
    })

    it('reports a refused password, and does not retry at once', async () => {
      wire.rewrite = command => command.replace(/AUTHENTICATE PLAIN.*|LOGIN .*/, 'LOGIN "sign" "wrong"')
      port = await wire.listen()
      reader = openMailbox({
        settings: readImapUrl(`imap://sign:secret@127.0.0.1:${port}/INBOX?tls=no`),
        core,
        log: { debug() {}, info() {}, warn() {}, error() {} },
        firstWait: 20,
        expect() {},
        take: async () => 'taken',
      })
      await until(() => core.reports.includes('imap down password-refused'))
      const { connections } = wire
      await pause(500)
      expect(wire.connections).toBe(connections)
    })

    it('takes 700 emails of the last day at its first start', async () => {
      for (let n = 0; n < 700; n++) await dovecot.deliver(mail(`mail ${n}`))
      await read()
      await until(() => taken.length >= 700)
      await until(() => core.note()?.mark === 700)
      expect(new Set(taken).size).toBe(700)
      expect((await dovecot.list()).every(({ flags }) => flags.includes('$Undersigned'))).toBe(true)
    })
  },
)
