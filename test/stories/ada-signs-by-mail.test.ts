import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { press } from '../support/press.ts'
import { confirmPath, managePath, type RunningService, startService } from '../support/service.ts'

const ada = 'Ada Lovelace <ada@example.org>'

describe('Ada signs by email', () => {
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

  it('writes a line and gets an answer that shows what would be published', async () => {
    const taken = await service.write({
      from: ada,
      to: 'sign+demo@localhost',
      subject: 'count me in',
      text: 'Ada Lovelace, composer\n-- \nSent from my phone',
    })
    expect(taken.code).toBe(250)
    const question = await service.mail('ada@example.org')
    expect(question.subject).toBe('Ada, please confirm your signature')
    expect(question.text).toContain('Ada Lovelace, composer')
    expect(question.text).not.toContain('Sent from my phone')
    expect(question.text).toContain('just reply to this email')
    expect(question.text).toContain('The Undersigned project collects')
    expect(question.replyTo).toMatch(/^sign\+confirm-[a-z2-7]{32}@localhost$/)
    expect(question.headers.get('auto-submitted')).toBe('auto-replied')
    expect(await service.count('demo')).toBe(0)
  })

  it('is not signed by the out-of-office answer of her own mailbox', async () => {
    const question = await service.mail('ada@example.org')
    const answers: [string, Record<string, string>][] = [
      ['I am away until Monday.', { 'Auto-Submitted': 'auto-replied' }],
      ['I am away until Monday.', { Subject: 'Automatic reply: please confirm your signature' }],
      ['Je suis absente.', { Subject: 'Réponse automatique : please confirm', 'X-Autoreply': 'yes' }],
    ]
    for (const [text, headers] of answers)
      expect((await service.reply(question, ada, text, headers)).code).toBe(250)
    await service.settle()
    expect(await service.count('demo')).toBe(0)
    expect(await service.mails('ada@example.org')).toHaveLength(1)
  })

  it('is not signed by a scanner that opens the links before her', async () => {
    const question = await service.mail('ada@example.org')
    const links = question.html.match(/https?:\/\/[^"\s<]+/g) ?? []
    expect(links.some(link => link.includes('/c/'))).toBe(true)
    for (const link of links.map(l => l.replace(/^https?:\/\/[^/]+/, service.url)))
      for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200)
    expect(await service.count('demo')).toBe(0)
  })

  it('signs by an empty reply and gets her number', async () => {
    const question = await service.mail('ada@example.org')
    const quoted = question.text.replace(/^/gm, '> ')
    await service.reply(
      question,
      ada,
      `\nOn Mon, 23 Nov 2026 at 07:00, Undersigned <sign@localhost> wrote:\n${quoted}`,
    )
    const receipt = await service.mail('ada@example.org', 2)
    expect(receipt.subject).toBe('Your signature is number 1')
    expect(receipt.text).toContain('Ada Lovelace, composer')
    expect(receipt.text).toMatch(/confirmed by your reply/)
    expect(receipt.replyTo).toMatch(/^sign\+manage-[a-z2-7]{32}@localhost$/)
    expect(await service.count('demo')).toBe(1)
    const read = async () => (await fetch(`${service.url}/p/demo`)).text()
    await expect.poll(read).toContain('Ada Lovelace')
    await expect.poll(read).toContain('composer')
  })

  it('gets a friendly answer when she replies once more, and is counted once', async () => {
    const question = await service.mail('ada@example.org')
    await service.reply(question, ada, 'yes!')
    const again = await service.mail('ada@example.org', 3)
    expect(again.text).toContain('Ada Lovelace, composer')
    expect(await service.count('demo')).toBe(1)
    const page = await (await fetch(`${service.url}${confirmPath(question)}`)).text()
    expect(page).not.toContain('not signed yet')
  })

  it('corrects her occupation by a reply to the receipt', async () => {
    const receipt = await service.mail('ada@example.org', 2)
    await service.reply(receipt, ada, 'Occupation: mathematician')
    await expect.poll(async () => (await fetch(`${service.url}/p/demo`)).text()).toContain('mathematician')
    expect(await service.count('demo')).toBe(1)
  })

  it('sees on her manage page what is recorded, and changes it there', async () => {
    const receipt = await service.mail('ada@example.org', 2)
    const manage = `${service.url}${managePath(receipt)}`
    expect(await (await fetch(manage)).text()).toContain('mathematician')
    const fields = { name: 'Ada King', occupation: 'analyst', organisation: '', listed: 'on' }
    expect((await press(manage, fields)).status).toBe(200)
    const read = async () => (await fetch(`${service.url}/p/demo`)).text()
    await expect.poll(read).toContain('Ada King')
    await expect.poll(read).not.toContain('Lovelace')
    const proof = await fetch(`${manage}/proof`)
    expect(await proof.text()).toContain('Ada King')
  })

  it('withdraws by a reply, and can sign again under a new number', async () => {
    const receipt = await service.mail('ada@example.org', 2)
    await service.reply(receipt, ada, 'withdraw')
    await expect.poll(() => service.count('demo')).toBe(0)
    const page = await (await fetch(`${service.url}${managePath(receipt)}`)).text()
    expect(page).not.toContain('Ada King')
    // The caps are of a day: the one that just passed.
    await database.pool.query("update delivery set created_at = created_at - interval '25 hours'")
    const questions = async () =>
      (await service.mails('ada@example.org')).filter(
        ({ subject }) => subject === 'Ada, please confirm your signature',
      )
    const asked = (await questions()).length
    await service.write({ from: ada, to: 'sign+demo@localhost', text: 'Ada Lovelace' })
    await expect.poll(questions).toHaveLength(asked + 1)
    const question = (await questions())[asked]
    if (question === undefined) throw new Error('no question')
    await service.reply(question, ada)
    await expect.poll(() => service.count('demo')).toBe(1)
    const numbers = await database.pool.query('select number, state from signature order by number')
    expect(numbers.rows).toEqual([
      { number: 1, state: 'withdrawn' },
      { number: 2, state: 'confirmed' },
    ])
  })

  it('leaves no trace of her name, mailbox or tokens in the log', async () => {
    const log = service.output()
    expect(log).not.toMatch(/\bada\b|lovelace|example\.org|composer/i)
    const mails = await service.mails('ada@example.org')
    for (const token of mails.flatMap(mail => mail.text.match(/[a-z2-7]{32}/g) ?? []))
      expect(log).not.toContain(token)
    expect(mails.length).toBeGreaterThan(3)
  })
})
