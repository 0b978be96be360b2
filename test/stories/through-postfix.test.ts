import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkArrival } from '../../src/cli/doctor/arrival.ts'
import { listDeliveries } from '../../src/db/deliveries.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { freePort } from '../support/free-port.ts'
import { needs } from '../support/needs.ts'
import { patience } from '../support/patience.ts'
import { makePetition } from '../support/petition.ts'
import {
  type Postfix,
  postfixIsHere,
  postfixIsInstalled,
  type SmtpSink,
  startPostfix,
  startSmtpSink,
} from '../support/postfix.ts'
import {
  plainMail,
  type RunningService,
  readSentMail,
  type SentMail,
  startService,
  type WrittenMail,
} from '../support/service.ts'
import { sendBySmtp } from '../support/smtp-client.ts'

const here =
  [
    needs('Postfix', postfixIsInstalled),
    needs('swaks', spawnSync('swaks', ['--version']).status === 0),
  ].every(Boolean) && postfixIsHere
const to = 'sign+demo@undersigned.test'

describe.skipIf(!here)(
  'through a real Postfix, in by LMTP and out by SMTP (needs Postfix, swaks, and root)',
  () => {
    let database: TestDatabase
    let postfix: Postfix
    /** The server of a domain that refuses the mailbox. */
    let refusing: SmtpSink
    let service: RunningService

    const mailsTo = async (mailbox: string): Promise<SentMail[]> =>
      Promise.all((await postfix.mailsTo(mailbox)).map(readSentMail))
    const mail = async (mailbox: string, n = 1): Promise<SentMail> => {
      await expect.poll(() => postfix.mailsTo(mailbox)).toHaveLength(n)
      const found = (await mailsTo(mailbox))[n - 1]
      if (found === undefined) throw new Error('it was there')
      return found
    }
    const write = (written: WrittenMail) =>
      sendBySmtp(postfix.port, {
        from: /<(.*)>/.exec(written.from)?.[1] ?? written.from,
        to: written.to,
        raw: plainMail(written),
      })

    beforeAll(async () => {
      database = await testDatabase()
      await makePetition(database.db, 'demo', { title: 'Fair training' })
      const sink = await startSmtpSink({ hard: ['rcpt'], hardReply: '550 5.1.1 no such user here' })
      if (sink === undefined) throw new Error('smtp-sink went away')
      refusing = sink
      const mailPort = await freePort()
      const started = await startPostfix({
        ours: 'undersigned.test',
        next: `lmtp:inet:127.0.0.1:${mailPort}`,
        people: 'people.test',
        elsewhere: { 'gone.test': `smtp:[127.0.0.1]:${refusing.port}` },
      })
      if (started === undefined) throw new Error('Postfix went away')
      postfix = started
      service = await startService({
        databaseUrl: database.url,
        mailPort,
        listen: 'lmtp',
        env: { SMTP_URL: postfix.url, MAIL_ADDRESS: 'sign@undersigned.test' },
      })
    })
    afterAll(async () => {
      await service.stop()
      await postfix.destroy()
      await refusing.destroy()
      await database.close()
    })

    it('the email of doctor goes out and comes in as it was written', async () => {
      const mailConfig = {
        address: 'sign@undersigned.test',
        smtpUrl: postfix.url,
        listen: { protocol: 'lmtp' as const, host: '127.0.0.1', port: service.mailPort },
        imapUrl: undefined,
        imapKeepDays: 30,
        authservId: undefined,
        trust: 'none' as const,
        dkim: undefined,
      }
      const finding = await checkArrival(mailConfig, database.db, patience)
      expect(finding).toMatchObject({
        state: 'ok',
        says: expect.stringMatching(/^an email arrives at the service; /),
      })
    })

    it('Ada writes with her own mail program, replies, and has signed', async () => {
      const swaks = spawn('swaks', [
        ...['--server', `127.0.0.1:${postfix.port}`, '--from', 'ada@people.test', '--to', to],
        ...['--header', 'From: Ada Lovelace <ada@people.test>', '--header', 'Subject: count me in'],
        ...['--body', 'Ada Lovelace, composer'],
      ])
      const [code] = await once(swaks, 'exit')
      expect(code).toBe(0)
      const question = await mail('ada@people.test')
      expect(question.text).toContain('Ada Lovelace, composer')
      expect(question.raw).toMatch(/^Return-Path: <sign\+bounce-[0-9a-f-]{36}@undersigned\.test>/m)
      expect(await service.count('demo')).toBe(0)
      await write({
        from: 'Ada Lovelace <ada@people.test>',
        to: question.replyTo,
        subject: `Re: ${question.subject}`,
        // Nothing proves here where an email comes from: an empty reply would be answered with the page.
        text: 'Yes',
        headers: { 'In-Reply-To': question.messageId },
      })
      const receipt = await mail('ada@people.test', 2)
      expect(receipt.subject).toBe('Your signature is number 1')
      expect(await service.count('demo')).toBe(1)
    })

    it('refuses an unknown address of ours to Postfix, which tells the writer', async () => {
      await write({ from: 'bob@people.test', to: 'stranger@undersigned.test', text: 'Bob Dylan' })
      const notice = await mail('bob@people.test')
      expect(notice.subject).toMatch(/Undelivered/)
      expect(notice.raw).toContain('No such address here')
    })

    it('while the service is down Postfix keeps the email, and delivers it after the start', async () => {
      const { mailPort, dataDir } = service
      await service.stop()
      await write({ from: 'Cleo Patra <cleo@people.test>', to, text: 'Cleo Patra, queen' })
      await expect.poll(() => postfix.waiting()).toBe(1)
      service = await startService({
        databaseUrl: database.url,
        dataDir,
        mailPort,
        listen: 'lmtp',
        env: { SMTP_URL: postfix.url, MAIL_ADDRESS: 'sign@undersigned.test' },
      })
      await postfix.flush()
      expect((await mail('cleo@people.test')).text).toContain('Cleo Patra, queen')
      await expect.poll(() => postfix.waiting()).toBe(0)
    })

    it('an unknown mailbox comes back as a real bounce: recorded, suppressed, answered by nothing', async () => {
      await write({ from: 'Dan Dare <dan@gone.test>', to, text: 'Dan Dare, pilot' })
      const suppressions = async () =>
        (await database.pool.query('select reason, petition_id from suppression')).rows
      await expect.poll(suppressions).toEqual([{ reason: 'bounced', petition_id: null }])
      await service.settle()
      const log = await postfix.log()
      expect(log).toMatch(/to=<dan@gone\.test>.*status=bounced/)
      expect(log).toMatch(/from=<>/)
      // No loop: only our question went there, and nothing answers the bounce.
      expect(log.match(/to=<dan@gone\.test>/g)).toHaveLength(1)
      await expect.poll(() => postfix.waiting()).toBe(0)
      const rows = await listDeliveries(database.db, { limit: 10 })
      // Our server had taken it, so the delivery itself was made.
      expect(rows.filter(row => row.state === 'waiting')).toEqual([])
      const before = rows.length
      await new Promise(resolve => setTimeout(resolve, 2_500))
      expect(await listDeliveries(database.db, { limit: 10 })).toHaveLength(before)
      expect((await postfix.log()).match(/to=<dan@gone\.test>/g)).toHaveLength(1)
    })

    it('forty people at once through Postfix all get their answer', async () => {
      const people = Array.from({ length: 40 }, (_, i) => `person${i}@people.test`)
      await Promise.all(people.map(from => write({ from, to, text: 'Pat Person, painter' })))
      for (const mailbox of people) expect((await mail(mailbox)).subject).toMatch(/please confirm/)
      await expect.poll(() => postfix.waiting()).toBe(0)
    })
  },
)
