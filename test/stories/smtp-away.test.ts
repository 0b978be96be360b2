import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listDeliveries } from '../../src/db/deliveries.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { needs } from '../support/needs.ts'
import { makePetition } from '../support/petition.ts'
import { type SmtpSink, smtpSinkIsHere, startSmtpSink } from '../support/postfix.ts'
import { type RunningService, startService } from '../support/service.ts'

const to = 'sign+demo@undersigned.test'
const people = ['ada', 'bob', 'cleo', 'dan', 'eve'].map(name => `${name}@example.org`)

describe.skipIf(!needs('smtp-sink', smtpSinkIsHere))('the mail provider is away (needs smtp-sink)', () => {
  let database: TestDatabase
  let sink: SmtpSink
  let service: RunningService
  const deliveries = () => listDeliveries(database.db, { limit: 100 })

  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'demo')
    const started = await startSmtpSink({ soft: ['mail'] })
    if (started === undefined) throw new Error('smtp-sink went away')
    sink = started
    service = await startService({
      databaseUrl: database.url,
      env: { SMTP_URL: sink.url, MAIL_ADDRESS: 'sign@undersigned.test' },
      sent: async () => (await sink.mails()).map(mail => mail.raw),
    })
  })
  afterAll(async () => {
    await service.stop()
    await sink.destroy()
    await database.close()
  })

  it('while it refuses everything for now, every email is taken and every answer waits', async () => {
    for (const from of people) expect((await service.write({ from, to, text: 'A Person' })).code).toBe(250)
    await expect
      .poll(async () => (await deliveries()).filter(row => row.error !== null).length)
      .toBe(people.length)
    const rows = await deliveries()
    expect(rows.map(row => row.state)).toEqual(people.map(() => 'waiting'))
    expect(rows.map(row => row.error)).toEqual(people.map(() => expect.stringMatching(/^[\w.-]{1,40}$/)))
    expect(await sink.mails()).toEqual([])
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
  })

  it('while nobody answers at its port, too', async () => {
    await sink.vanish()
    await service.write({ from: 'fay@example.org', to, text: 'Fay Wray' })
    await expect.poll(async () => (await deliveries())[0]?.error).toBeTruthy()
    expect((await deliveries()).every(row => row.state === 'waiting')).toBe(true)
  })

  it('once it is back, every answer leaves, each once', async () => {
    await sink.become({})
    for (const mailbox of [...people, 'fay@example.org']) await service.mail(mailbox)
    await service.settle()
    for (const mailbox of [...people, 'fay@example.org']) expect(await service.mails(mailbox)).toHaveLength(1)
    expect(new Set((await deliveries()).map(row => row.state))).toEqual(new Set(['sent']))
  })

  it('records a permanent refusal as failed, does not try again, and leaves the mailbox alone', async () => {
    await sink.become({ hard: ['rcpt'], hardReply: '550 5.1.1 no such user' })
    await service.write({ from: 'gus@example.org', to, text: 'Gus Grissom' })
    await expect.poll(async () => (await deliveries())[0]?.state).toBe('failed')
    const [row] = await deliveries()
    expect(row).toMatchObject({ attempts: 1, kind: 'pleaseConfirm' })
    expect(row?.error).toMatch(/^[\w.-]{1,40}$/)
    const { rows } = await database.pool.query('select reason, petition_id from suppression')
    expect(rows).toEqual([{ reason: 'bounced', petition_id: null }])
    // Longer than the first wait of a retry.
    await new Promise(resolve => setTimeout(resolve, 4_500))
    expect((await deliveries())[0]).toMatchObject({ attempts: 1, state: 'failed' })
  })

  it('a refusal of one is nothing to the others', async () => {
    await sink.become({})
    await service.write({ from: 'hal@example.org', to, text: 'Hal Nine' })
    await service.mail('hal@example.org')
    expect(service.output()).not.toMatch(/example\.org|Grissom/)
  })
})
