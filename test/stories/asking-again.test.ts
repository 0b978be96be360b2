import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bounceOf } from '../support/bounce.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { press } from '../support/press.ts'
import { confirmPath, type RunningService, type SentMail, startService } from '../support/service.ts'

const to = 'sign+demo@localhost'

describe('asking again, waiting, refusing', () => {
  let database: TestDatabase
  let service: RunningService
  let dataDir: string
  let cleosQuestion: SentMail
  /** Lets days pass for everything in the database, then lets the service do its housekeeping. */
  const daysPass = async (days: number) => {
    const { pool } = database
    await pool.query(
      `update sign_request set asked_at = asked_at - $1 * interval '1 day', expires_at = expires_at - $1 * interval '1 day'`,
      [days],
    )
    await pool.query(
      `update token set created_at = created_at - $1 * interval '1 day', expires_at = expires_at - $1 * interval '1 day'`,
      [days],
    )
    await pool.query(`update delivery set created_at = created_at - $1 * interval '1 day'`, [days])
  }
  const restart = async () => {
    await service.stop()
    service = await startService({ databaseUrl: database.url, dataDir })
  }

  beforeAll(async () => {
    database = await testDatabase()
    dataDir = await mkdtemp(join(tmpdir(), 'undersigned-asking-'))
    service = await startService({ databaseUrl: database.url, dataDir })
  })
  afterAll(async () => {
    await service.stop()
    await database.close()
    await rm(dataDir, { recursive: true })
  })

  it('resends at most three times a day to a mailbox that is proved', async () => {
    for (let i = 0; i < 6; i++)
      await service.write({ from: 'Ada Lovelace <ada@example.org>', to, text: 'I sign' })
    await service.settle()
    const [, , third, limit, ...more] = await service.mails('ada@example.org')
    expect(third?.text).toContain('/c/')
    // The fourth says when the next one may come.
    expect(limit?.text).not.toContain('/c/')
    expect(more).toEqual([])
  })

  it('keeps all links of the same words valid, and lets newer words win over older ones', async () => {
    const [first] = await service.mails('ada@example.org')
    if (first === undefined) throw new Error('no mail')
    await press(`${service.url}${confirmPath(first)}`)
    expect(await service.count('demo')).toBe(1)
    await daysPass(1.1)
    await service.write({ from: 'Ada Lovelace <ada@example.org>', to, text: 'I sign' })
    const again = await service.mail('ada@example.org', 6)
    expect(again.subject).toMatch(/already/i)
    expect(await service.count('demo')).toBe(1)
  })

  // Cleo, Gus and Bob wait through the same days: each restart of the service takes a second of the processor's time.
  it('takes a request of a mailbox that is not proved', async () => {
    await service.write({ from: 'Cleo <cleo@example.org>', to, text: 'Cleo Patra' })
    cleosQuestion = await service.mail('cleo@example.org')
    await database.pool.query("update sign_request set authenticated = false where state = 'asked'")
    await daysPass(1.6)
  })

  it('notes a mailbox that bounced', async () => {
    await service.write({ from: 'gus@example.org', to, text: 'Gus Grissom' })
    const question = await service.mail('gus@example.org')
    const delivery = /<([0-9a-f-]{36})@/.exec(question.messageId)?.[1]
    const sender = `sign+bounce-${delivery}@localhost`
    const bounce = await service.write({
      from: '<>',
      to: sender,
      raw: bounceOf('gus@example.org', sender),
    })
    expect(bounce.code).toBe(250)
    const { rows } = await database.pool.query("select reason from suppression where reason = 'bounced'")
    expect(rows).toHaveLength(1)
  })

  it('reminds once, two days before the end, and only proved mailboxes', async () => {
    await service.write({ from: 'Bob <bob@example.org>', to, text: 'Bob Dylan' })
    await service.mail('bob@example.org')
    await daysPass(4.5)
    await restart()
    await service.settle()
    expect(await service.mails('bob@example.org')).toHaveLength(1)
    await daysPass(1)
    await restart()
    const reminder = await service.mail('bob@example.org', 2)
    expect(reminder.text).toContain('Bob Dylan')
    await restart()
    await service.settle()
    expect(await service.mails('bob@example.org')).toHaveLength(2)
    await service.reply(reminder, 'bob@example.org')
    await expect.poll(() => service.count('demo')).toBe(2)
  })

  it('deletes a request that was not confirmed, and the old link says what to do next', async () => {
    const revisions = "select * from revision where name like 'Cleo%'"
    await expect.poll(async () => (await database.pool.query(revisions)).rows).toEqual([])
    expect(await service.mails('cleo@example.org')).toHaveLength(1)
    const link = `${service.url}${confirmPath(cleosQuestion)}`
    expect((await fetch(link)).status).toBe(410)
    expect(await (await press(link)).text()).toMatch(/sign\+demo@localhost|\/p\/demo/)
    await service.reply(cleosQuestion, 'cleo@example.org')
    const told = await service.mail('cleo@example.org', 2)
    expect(told.text).toContain('sign+demo@localhost')
    expect(await service.count('demo')).toBe(2)
  })

  it('sends no more email to a mailbox that bounced, until it writes', async () => {
    expect(await service.mails('gus@example.org')).toHaveLength(1)
    await service.write({ from: 'gus@example.org', to, text: 'Gus Grissom, astronaut' })
    await service.mail('gus@example.org', 2)
  })

  it.each([
    ['no', 'dan'],
    ['STOP', 'dana'],
    ["This wasn't me!", 'dirk'],
    ['Ce n’est pas moi', 'dora'],
    ['Das war ich nicht.', 'dieter'],
  ])('"%s" drops the request, and nothing more comes until its writer takes that back', async (text, who) => {
    const from = `${who}@example.org`
    await service.write({ from, to, text: `${who[0]?.toUpperCase()}${who.slice(1)} Dare` })
    const question = await service.mail(from)
    await service.reply(question, from, text)
    await service.reply(question, from, 'No.')
    await service.settle()
    expect(await service.mails(from)).toHaveLength(1)
    await service.reply(question, from, 'What is this about?')
    await service.mail(from, 2)
    await service.write({ from, to, text: 'Dan Dare, pilot' })
    expect((await service.mail(from, 3)).subject).toMatch(/confirm/)
    expect(await service.count('demo')).toBe(2)
    expect((await press(`${service.url}${confirmPath(question)}`)).status).toBe(200)
    expect(await service.count('demo')).toBe(2)
  })

  it('answers a question with the link, and signs nothing', async () => {
    await service.write({ from: 'eve@example.org', to, text: 'Eve Moss' })
    await service.reply(
      await service.mail('eve@example.org'),
      'eve@example.org',
      'What will you do with my data?',
    )
    const answer = await service.mail('eve@example.org', 2)
    expect(confirmPath(answer)).toMatch(/^\/c\//)
    expect(await service.count('demo')).toBe(2)
    await service.reply(answer, 'eve@example.org', `${'I have a long story to tell. '.repeat(30)}`)
    await service.mail('eve@example.org', 3)
    expect(await service.count('demo')).toBe(2)
  })

  it('"it wasn’t me" on the page drops it', async () => {
    await service.write({ from: 'fay@example.org', to, text: 'Fay Wray' })
    const link = `${service.url}${confirmPath(await service.mail('fay@example.org'))}`
    expect((await press(`${link}/not-me`)).status).toBe(200)
    await press(link)
    expect(await service.count('demo')).toBe(2)
  })
})
