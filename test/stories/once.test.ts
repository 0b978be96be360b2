import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { press } from '../support/press.ts'
import { confirmPath, type RunningService, startService } from '../support/service.ts'

const to = 'sign+demo@localhost'

describe('one signature, however often somebody asks', () => {
  let database: TestDatabase
  let service: RunningService

  beforeAll(async () => {
    database = await testDatabase()
    service = await startService({ databaseUrl: database.url })
  })
  afterAll(async () => {
    await service.stop()
    await database.close()
  })

  it('keeps one signature and one receipt after ten clicks and ten replies at once', async () => {
    await service.write({ from: 'ada@example.org', to, text: 'Ada Lovelace' })
    const question = await service.mail('ada@example.org')
    const link = `${service.url}${confirmPath(question)}`
    const attempts = Array.from({ length: 10 }, () => [
      press(link).then(async answer => {
        expect(answer.status).toBe(200)
        expect(await answer.text()).toContain('Ada Lovelace')
      }),
      service.reply(question, 'ada@example.org').then(({ code }) => expect(code).toBe(250)),
    ])
    await Promise.all(attempts.flat())
    await service.settle()
    expect(await service.count('demo')).toBe(1)
    const receipts = (await service.mails('ada@example.org')).filter(
      mail => mail.subject === 'Your signature is number 1',
    )
    expect(receipts).toHaveLength(1)
  })

  it('keeps one request when the same message comes two ways', async () => {
    const mail = {
      from: 'bob@example.org',
      to,
      raw: [
        'Received: from elsewhere by here; Mon, 23 Nov 2026 05:00:00 +0000',
        'From: Bob <bob@example.org>',
        `To: ${to}`,
        'Subject: I sign',
        'Date: Mon, 23 Nov 2026 05:00:00 +0000',
        'Message-ID: <one@example.org>',
        '',
        'Bob Dylan, singer',
        '',
      ].join('\r\n'),
    }
    await service.write(mail)
    await service.write({ ...mail, raw: mail.raw.replace('elsewhere', 'a list').replace('<one@', '<other@') })
    await service.mail('bob@example.org')
    await service.settle()
    expect(await service.mails('bob@example.org')).toHaveLength(1)
  })

  it('counts all spellings of one mailbox as one person', async () => {
    const spellings = ['cleo.patra@gmail.com', 'cleopatra+petitions@gmail.com', 'CleoPatra@googlemail.com']
    for (const from of spellings) await service.write({ from, to, text: 'Cleo Patra' })
    for (const from of spellings) {
      const question = await service.mail(from.replace('CleoPatra@', 'CleoPatra@'))
      await press(`${service.url}${confirmPath(question)}`)
    }
    const { rows } = await database.pool.query(
      "select count(*)::int as n from signature where name = 'Cleo Patra'",
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  it('gives forty people at once forty signatures with forty numbers', async () => {
    const before = await service.count('demo')
    const people = Array.from({ length: 40 }, (_, i) => `person${i}@example.com`)
    await Promise.all(
      people.map(from => service.write({ from, to, text: `${'ABCDEFGHIJ'[i(from)]}ndy Warhol` })),
    )
    const questions = await Promise.all(people.map(from => service.mail(from)))
    await Promise.all(questions.map(q => press(`${service.url}${confirmPath(q)}`)))
    expect(await service.count('demo')).toBe(before + 40)
    const { rows } = await database.pool.query(
      'select count(distinct number)::int as n, max(number) as last from signature',
    )
    expect(rows[0].n).toBe(rows[0].last)
  })
})

function i(mailbox: string): number {
  return Number(/\d+/.exec(mailbox)?.[0]) % 10
}
