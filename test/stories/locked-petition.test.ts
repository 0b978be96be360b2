import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type ImapServer, openImapServer } from '../support/imap-server.ts'
import { needs } from '../support/needs.ts'
import { makePetition } from '../support/petition.ts'
import { type SmtpSink, smtpSinkIsHere, startSmtpSink } from '../support/postfix.ts'
import { press } from '../support/press.ts'
import { confirmPath, plainMail, type RunningService, startService } from '../support/service.ts'

let database: TestDatabase
let imap: ImapServer
let sink: SmtpSink | undefined
let service: RunningService
const here = needs('smtp-sink', smtpSinkIsHere)

beforeAll(async () => {
  if (!here) return
  sink = await startSmtpSink()
  const mails = async () => ((await sink?.mails()) ?? []).map(sent => sent.raw)
  database = await testDatabase()
  imap = await openImapServer()
  await makePetition(database.db, 'locked')
  await makePetition(database.db, 'free')
  service = await startService({
    databaseUrl: database.url,
    env: {
      SMTP_URL: sink?.url,
      IMAP_URL: `imap://sign:secret@127.0.0.1:${imap.port}/INBOX?tls=no`,
      MAIL_ADDRESS: 'sign@undersigned.test',
    },
    sent: mails,
  })
})
afterAll(async () => {
  if (!here) return
  await service.stop()
  await sink?.destroy()
  await imap.close()
  await database.close()
})

const mail = (who: string, slug: string) => ({
  ...{ from: `${who}@example.org`, to: `sign+${slug}@undersigned.test` },
  raw: plainMail({ from: `${who}@example.org`, to: `sign+${slug}@undersigned.test`, text: 'Ada King' }),
})
const done = (who: string) =>
  imap.emails.some(({ raw, flags }) => raw.includes(`${who}@example.org`) && flags.has('$Undersigned'))

it.skipIf(!here)('makes only the signers of a locked petition wait', async () => {
  for (const slug of ['locked', 'free']) await service.write(mail(`presses-${slug}`, slug))
  const links = {
    locked: `${service.url}${confirmPath(await service.mail('presses-locked@example.org'))}`,
    free: `${service.url}${confirmPath(await service.mail('presses-free@example.org'))}`,
  }
  const holder = await database.pool.connect()
  await holder.query('begin')
  await holder.query("select from petition where slug = 'locked' for update")

  imap.deliver(mail('imap-locked', 'locked').raw)
  imap.deliver(mail('imap-free', 'free').raw)
  imap.say('* 2 EXISTS')
  const atLocked = Promise.all([press(links.locked), service.write(mail('smtp-locked', 'locked'))])
  const began = performance.now()
  expect((await press(links.free)).status).toBe(200)
  expect((await service.write(mail('smtp-free', 'free'))).code).toBe(250)
  expect((await fetch(`${service.url}/p/locked`)).status).toBe(200)
  // The lock stands until the end of this test; the limit is wide, for machines that do other work.
  expect(performance.now() - began).toBeLessThan(60_000)
  await service.mail('smtp-free@example.org')
  await service.mail('imap-free@example.org')
  expect(await service.count('free')).toBe(1)

  const [pressed, written] = await atLocked
  expect([pressed.status, written.code]).toEqual([503, 451])
  expect(done('imap-locked')).toBe(false)
  const { rows } = await database.pool.query('select reason from parked')
  expect(rows).toEqual([])

  await holder.query('rollback')
  holder.release()
  expect((await press(links.locked)).status).toBe(200)
  expect((await service.write(mail('smtp-locked', 'locked'))).code).toBe(250)
  expect(await service.count('locked')).toBe(1)
})
