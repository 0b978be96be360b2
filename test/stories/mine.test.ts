import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { type RunningService, startService } from '../support/service.ts'

describe('somebody who lost the receipts finds what they have signed', () => {
  let database: TestDatabase
  let service: RunningService
  const ask = async (mailbox: string, more: Record<string, string> = {}) => {
    const answer = await fetch(`${service.url}/mine`, {
      method: 'POST',
      body: new URLSearchParams({ mailbox, ...more }),
    })
    return { status: answer.status, text: await answer.text() }
  }

  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'river', { title: 'Save the river' })
    await makePetition(database.db, 'forest', { title: 'Keep the forest' })
    service = await startService({ databaseUrl: database.url })
    for (const slug of ['river', 'forest']) {
      const before = (await service.mails('ada@example.org')).length
      await service.write({
        from: 'ada@example.org',
        to: `sign+${slug}@localhost`,
        text: 'Ada Lovelace, composer',
      })
      await service.reply(await service.mail('ada@example.org', before + 1), 'ada@example.org')
      await service.mail('ada@example.org', before + 2)
    }
  })
  afterAll(async () => {
    await service.stop()
    await database.close()
  })

  it('gets an email to that mailbox; the page says the same about a mailbox that signed nothing', async () => {
    const [ada, eve] = [await ask('Ada@example.org'), await ask('eve@example.org')]
    expect(ada.status).toBe(200)
    expect(ada.text.replaceAll('Ada@', 'X@')).toBe(eve.text.replaceAll('eve@', 'X@'))
    const list = await service.mail('Ada@example.org')
    expect(list.subject).toBe('What you have signed')
    for (const words of ['Save the river', 'Keep the forest', 'Ada Lovelace, composer'])
      expect(list.text).toContain(words)
    const nothing = await service.mail('eve@example.org')
    expect(nothing.subject).toBe('Nobody has signed from this address')

    const link = /\/m\/[a-z2-7]{32}/.exec(list.text)?.[0]
    const data = await fetch(`${service.url}${link}/data.json`)
    expect(data.headers.get('content-disposition')).toMatch(/^attachment; filename="undersigned-/)
    expect(data.headers.get('cache-control')).toBe('no-store')
    expect(await data.json()).toMatchObject({
      signature: { name: 'Ada Lovelace', occupation: 'composer', shown: 'public' },
      channel: 'email',
    })
  })

  it('gets it once a day, like any mailbox that did not ask itself', async () => {
    await ask('eve@example.org', { website: '' })
    await ask('EVE@example.org')
    await service.settle()
    expect([
      ...(await service.mails('eve@example.org')),
      ...(await service.mails('EVE@example.org')),
    ]).toHaveLength(1)
  })

  it('sends nothing for a program’s request, or for a text that is no mailbox', async () => {
    expect((await ask('zoe@example.org', { website: 'https://spam.example' })).status).toBe(200)
    for (const wrong of ['', 'zoe', 'a@b, c@d', 'zoe@example.org\r\nBcc: x@example.org'])
      expect((await ask(wrong)).status, wrong).toBe(422)
    await service.settle()
    expect(await service.mails('zoe@example.org')).toEqual([])
  })
})
