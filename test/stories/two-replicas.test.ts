import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Dovecot, dovecotIsHere, startDovecot } from '../support/dovecot.ts'
import { needs } from '../support/needs.ts'
import { makePetition } from '../support/petition.ts'
import { type SmtpSink, smtpSinkIsHere, startSmtpSink } from '../support/postfix.ts'
import { plainMail, type RunningService, startService } from '../support/service.ts'

const here = [needs('Dovecot', dovecotIsHere), needs('smtp-sink', smtpSinkIsHere)].every(Boolean)

describe.skipIf(!here)('two replicas on one database (needs Dovecot and smtp-sink)', () => {
  let database: TestDatabase
  let dovecot: Dovecot
  let sink: SmtpSink
  let replicas: RunningService[]
  const start = () =>
    startService({
      databaseUrl: database.url,
      env: { SMTP_URL: sink.url, MAIL_ADDRESS: 'sign@undersigned.test', IMAP_URL: dovecot.imapUrl },
      sent: async () => (await sink.mails()).map(mail => mail.raw),
    })
  const imapOf = async (service: RunningService): Promise<string> => (await service.parts()).imap ?? ''
  const ask = (name: string) =>
    dovecot.deliver(
      plainMail({ from: `${name}@example.org`, to: 'sign+demo@undersigned.test', text: `${name} Person` }),
    )
  const reader = async () => {
    const states = await Promise.all(replicas.map(imapOf))
    const found = replicas[states.indexOf('up')]
    if (found === undefined) throw new Error(`nobody reads: ${states.join(', ')}`)
    return found
  }

  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'demo')
    const [startedDovecot, startedSink] = [await startDovecot(), await startSmtpSink()]
    if (startedDovecot === undefined || startedSink === undefined) throw new Error('they went away')
    dovecot = startedDovecot
    sink = startedSink
    // At once: they must not trip over each other's migrations either.
    replicas = await Promise.all([start(), start()])
  })
  afterAll(async () => {
    for (const service of replicas) await service.stop()
    await sink.destroy()
    await dovecot.destroy()
    await database.close()
  })

  it('one reads the mailbox, the other stands by, and both are ready', async () => {
    await expect.poll(async () => (await Promise.all(replicas.map(imapOf))).sort()).toEqual(['standby', 'up'])
    await Promise.all(['Ada', 'Bob', 'Cleo'].map(ask))
    const [first] = replicas
    for (const name of ['Ada', 'Bob', 'Cleo']) await first?.mail(`${name}@example.org`)
    await first?.settle()
    expect(await sink.mails()).toHaveLength(3)
  })

  it('leave the answers of a chat that they have no token for to a replica that has it', async () => {
    const { rows } = await database.pool.query(
      `insert into delivery (id, channel, kind, capped, sealed, expires_at)
       values (gen_random_uuid(), 'discord', 'unknown', false, '\\x00', now() + interval '1 hour') returning id`,
    )
    const [first] = replicas
    // A look each second, and what is announced is looked at in between.
    await ask('Flo')
    await first?.mail('Flo@example.org')
    await new Promise(resolve => setTimeout(resolve, 1_500))
    const { rows: left } = await database.pool.query('select attempts, error from delivery where id = $1', [
      rows[0].id,
    ])
    expect(left).toEqual([{ attempts: 0, error: null }])
    await database.pool.query('delete from delivery where id = $1', [rows[0].id])
  })

  it('when the reader is killed the other reads, and nobody is answered twice', async () => {
    const killed = await reader()
    await killed.kill()
    replicas = replicas.filter(service => service !== killed)
    await Promise.all(['Dan', 'Eve'].map(ask))
    const [left] = replicas
    if (left === undefined) throw new Error('nobody left')
    // docs/scaling.md promises 15 s; a machine that runs other tests may take longer.
    await expect.poll(() => imapOf(left)).toBe('up')
    await Promise.all(['Dan', 'Eve'].map(name => left.mail(`${name}@example.org`)))
    await left.settle()
    expect(await sink.mails()).toHaveLength(6)
  })

  it('when the reader is stopped the other takes over', async () => {
    replicas.push(await start())
    const [stopped, left] = replicas
    if (stopped === undefined || left === undefined) throw new Error('one is missing')
    expect(await reader()).toBe(stopped)
    expect(await stopped.stop()).toBe(0)
    replicas = [left]
    await ask('Fay')
    await left.mail('Fay@example.org')
    await left.settle()
    expect(await sink.mails()).toHaveLength(7)
  })
})
