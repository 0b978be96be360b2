import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { press } from '../support/press.ts'
import { confirmPath, managePath, type RunningService, startService } from '../support/service.ts'

const ada = 'Ada Lovelace <ada@example.org>'
/** Mallory's emails look the same: From is whatever the writer says. */
const malloryAsAda = 'Ada Byron <ada@example.org>'
const to = 'sign+demo@localhost'

describe('Mallory writes in the name of Ada', () => {
  let database: TestDatabase
  let service: RunningService
  const nextDay = () =>
    database.pool.query("update delivery set created_at = created_at - interval '25 hours'")

  beforeAll(async () => {
    database = await testDatabase()
    // Nobody vouches for email that comes by this listener.
    service = await startService({ databaseUrl: database.url, env: { MAIL_TRUST: 'none' } })
  })
  afterAll(async () => {
    await service.stop()
    await database.close()
  })

  it('cannot change what the reply of Ada signs', async () => {
    await service.write({ from: ada, to, text: 'Ada Lovelace, composer' })
    const question = await service.mail('ada@example.org')
    await nextDay()
    await service.write({ from: malloryAsAda, to, text: 'Ada Byron, enchantress' })
    const forged = await service.mail('ada@example.org', 2)
    expect(forged.text).toContain('enchantress')
    await service.reply(question, ada, 'Yes')
    await expect.poll(() => service.count('demo')).toBe(1)
    const page = await (await fetch(`${service.url}/p/demo`)).text()
    expect(page).toContain('composer')
    expect(page).not.toContain('enchantress')
  })

  it('causes one email a day, and tells nobody but her mailbox that she has signed', async () => {
    await nextDay()
    // The receipt of the test before may still be on its way.
    await service.settle()
    const before = (await service.mails('ada@example.org')).length
    for (let i = 0; i < 5; i++) {
      const { code, text } = await service.write({ from: malloryAsAda, to, text: `I sign. ${'!'.repeat(i)}` })
      expect([code, text]).toEqual([250, '2.6.0 OK: taken'])
    }
    await service.settle()
    expect(await service.mails('ada@example.org')).toHaveLength(before + 1)
    // A mailbox that never signed looks the same from outside.
    const { code, text } = await service.write({ from: 'bob@example.org', to, text: 'I sign' })
    expect([code, text]).toEqual([250, '2.6.0 OK: taken'])
  })

  it.each(['withdraw', 'erase my data', 'Occupation: charlatan'])(
    'with "%s" changes nothing but one email to her',
    async text => {
      await nextDay()
      const before = (await service.mails('ada@example.org')).length
      for (let i = 0; i < 3; i++) await service.write({ from: malloryAsAda, to, text })
      await service.settle()
      expect(await service.mails('ada@example.org')).toHaveLength(before + 1)
      expect(await service.count('demo')).toBe(1)
      const page = await (await fetch(`${service.url}/p/demo`)).text()
      expect(page).toContain('Ada Lovelace')
      expect(page).not.toContain('charlatan')
    },
  )

  it('cannot confirm with a token and another mailbox', async () => {
    await service.write({ from: 'Cleo <cleo@example.org>', to, text: 'Cleo Patra' })
    const question = await service.mail('cleo@example.org')
    await service.reply(question, 'mallory@example.net')
    const told = await service.mail('mallory@example.net')
    expect(told.text).not.toMatch(/Cleo|[a-z2-7]{32}/)
    expect(await service.count('demo')).toBe(1)
  })

  it('cannot use a manage address from another mailbox', async () => {
    const receipt = (await service.mails('ada@example.org')).find(mail => mail.replyTo.includes('manage-'))
    if (receipt === undefined) throw new Error('no receipt')
    await service.reply(receipt, 'eve@example.net', 'withdraw')
    await service.mail('eve@example.net')
    expect(await service.count('demo')).toBe(1)
    expect((await fetch(`${service.url}${managePath(receipt)}`)).status).toBe(200)
  })

  it('Ada herself withdraws by the link of that one email', async () => {
    await nextDay()
    const before = (await service.mails('ada@example.org')).length
    await service.write({ from: ada, to, text: 'Please take my name off' })
    const question = await service.mail('ada@example.org', before + 1)
    const link = `${service.url}${confirmPath(question)}`
    expect((await fetch(link)).status).toBe(200)
    expect(await service.count('demo')).toBe(1)
    await press(link)
    expect(await service.count('demo')).toBe(0)
  })

  it('Dan withdraws by a plain yes to that one email, and "no" keeps the signature', async () => {
    await service.write({ from: 'dan@example.org', to, text: 'Dan Dare, pilot' })
    await service.reply(await service.mail('dan@example.org'), 'dan@example.org', 'Yes')
    await expect.poll(() => service.count('demo')).toBe(1)
    await nextDay()
    await service.write({ from: 'dan@example.org', to, text: 'withdraw' })
    await service.reply(await service.mail('dan@example.org', 3), 'dan@example.org', 'no')
    await service.settle()
    expect(await service.count('demo')).toBe(1)
    await nextDay()
    await service.write({ from: 'dan@example.org', to, text: 'withdraw' })
    await service.reply(await service.mail('dan@example.org', 4), 'dan@example.org', 'Yes')
    await expect.poll(() => service.count('demo')).toBe(0)
  })
})
