import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PermanentFailure, RefusesUs } from '../../src/core/channel.ts'
import { mostAreRefused } from '../../src/core/outbound/most-refused.ts'
import { remindRequests } from '../../src/core/rounds/housekeeping.ts'
import { lastHourOfEmail, retryDeliveries } from '../../src/db/deliveries.ts'
import { daysPass, type Mail, type Replica, replicaOn } from '../support/core-on-database.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'

const ada = 'ada@example.org'
const bo = 'bo@example.org'
const isQuestion = ({ kind }: Mail) => kind === 'confirm'
const saysLimit = ({ delivery }: Mail) => delivery.reply.subject.includes('limit')

describe('how many emails asking may cause', () => {
  let database: TestDatabase
  let replicas: Replica[]
  const one = () => {
    const [first] = replicas
    if (first === undefined) throw new Error('no replica')
    return first
  }
  const forged = { authenticated: false }

  beforeAll(async () => {
    database = await testDatabase()
    replicas = await Promise.all([1, 2, 3].map(() => replicaOn(database)))
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    one().failSending = undefined
    for (const table of ['petition', 'delivery', 'inbox', 'suppression'])
      await database.pool.query(`delete from ${table}`)
    await makePetition(database.db, 'fair', { title: 'Fair training' })
  })

  it('sends three a day to an authenticated mailbox, over all replicas together, and says once that these were all', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, i) => replicas[i % 3]?.write(ada, 'Ada Lovelace')))
    const mails = await one().mails()
    expect(mails.filter(isQuestion)).toHaveLength(3)
    expect(mails.filter(saysLimit)).toHaveLength(1)
    expect(mails).toHaveLength(4)
    await daysPass(database, 1.1)
    await one().write(ada, 'Ada Lovelace')
    expect(await one().mails()).toHaveLength(1)
  })

  it('sends one a day if nothing is authenticated, whatever is asked and however the mailbox is spelled', async () => {
    const spellings = ['ada@gmail.com', 'a.d.a@gmail.com', 'ada+1@googlemail.com', 'ADA+2@gmail.com']
    const asked = ['Ada Lovelace', 'Ada Byron', 'withdraw', 'How does this work?', 'count', '']
    await Promise.all(
      asked.flatMap((text, i) => spellings.map(from => replicas[i % 3]?.write(from, text, forged))),
    )
    expect(await one().mails()).toHaveLength(1)
  })

  it('sends ten a day over all petitions', async () => {
    for (let i = 0; i < 6; i++) await makePetition(database.db, `p${i}`)
    for (let i = 0; i < 6; i++)
      for (let n = 0; n < 3; n++) await one().write(ada, 'Ada Lovelace', { slug: `p${i}` })
    const mails = await one().mails()
    expect(mails.filter(isQuestion)).toHaveLength(10)
    // Each of the petitions that are left without an answer says so once: the last of the fourth, and two more.
    expect(mails.filter(saysLimit)).toHaveLength(3)
  })

  it('says when she can write again, and answers from then on', async () => {
    for (let n = 0; n < 5; n++) await one().write(ada, 'Ada Lovelace')
    const [said, another] = (await one().mails()).filter(saysLimit)
    expect(another).toBeUndefined()
    expect(said?.words).toContain('at most 3 emails a day about “Fair training”')
    const tomorrow = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
    expect(said?.words).toContain(`on ${tomorrow.format(Date.now() + 24 * 60 * 60_000)} from`)
    await daysPass(database, 0.9)
    await one().write(ada, 'Ada Lovelace')
    expect(await one().mails()).toEqual([])
    await daysPass(database, 0.2)
    await one().write(ada, 'Ada Lovelace')
    expect((await one().mails()).map(isQuestion)).toEqual([true])
  })

  it('says nothing of the limit to a mailbox in whose name anybody may have written', async () => {
    for (let n = 0; n < 5; n++) await one().write(ada, 'Ada Lovelace', forged)
    expect((await one().mails()).filter(saysLimit)).toEqual([])
    for (let n = 0; n < 3; n++) await one().write(ada, 'Ada Lovelace')
    await one().mails()
    await daysPass(database, 1.1)
    for (let n = 0; n < 3; n++) await one().write(ada, 'Ada Lovelace')
    await one().write(ada, 'Ada Lovelace', forged)
    expect((await one().mails()).filter(saysLimit)).toEqual([])
  })

  it('leaves the link of before as it is', async () => {
    for (let n = 0; n < 4; n++) await one().write(ada, 'Ada Lovelace')
    const question = (await one().mails()).findLast(isQuestion)
    await one().core.confirm(question?.token ?? '')
    expect((await one().core.petition('fair'))?.signatures).toBe(1)
  })

  it('keeps emails for her when a stranger writes in her name to many petitions', async () => {
    for (let i = 0; i < 12; i++) await makePetition(database.db, `p${i}`)
    for (let i = 0; i < 12; i++) await one().write(ada, 'Ada Byron', { slug: `p${i}`, ...forged })
    await one().mails()
    await one().write(ada, 'Ada Lovelace')
    expect(await one().mails()).toHaveLength(1)
  })

  it('never caps receipts: everyone who spends a token gets one', async () => {
    for (let n = 0; n < 3; n++) await one().write(ada, 'Ada Lovelace')
    const [question] = await one().mails()
    await one().write(ada, '', { token: question?.token ?? '' })
    expect((await one().mails()).map(mail => mail.kind)).toEqual(['manage'])
  })

  it('keeps writing to her if a bounce names a spelling of her mailbox that does not exist', async () => {
    // Her server knows no tags: 550 for ada+nobody@, and she has never written herself.
    one().failSending = delivery =>
      JSON.stringify(delivery.place).includes('+nobody')
        ? new PermanentFailure('smtp-550', { placeIsDead: true })
        : undefined
    await one().write('ada+nobody@example.org', 'Ada Byron', forged)
    await one().mails()
    await daysPass(database, 2)
    await one().write(ada, 'Ada Lovelace', forged)
    expect((await one().mails()).map(mail => mail.to)).toEqual([ada])
  })

  it('tries email that a server refuses because of us again for a day, and suppresses nobody', async () => {
    one().failSending = () => new RefusesUs('smtp-550-5.7.1')
    await one().write(ada, 'Ada Lovelace')
    await one().mails()
    const state = async () =>
      (
        await database.pool.query(
          'select state, error, attempts, round(extract(epoch from due_at - now()) / 3600)::int as hours from delivery',
        )
      ).rows
    expect(await state()).toEqual([{ state: 'waiting', error: 'us-smtp-550-5.7.1', attempts: 1, hours: 1 }])
    expect(await lastHourOfEmail(database.db)).toEqual({ refused: 1, sent: 0 })
    // What was wrong is put right.
    expect(await retryDeliveries(database.db)).toBe(1)
    one().failSending = undefined
    expect(await one().mails()).toHaveLength(1)
    expect(await lastHourOfEmail(database.db)).toEqual({ refused: 0, sent: 1 })

    one().failSending = () => new RefusesUs('smtp-550-5.7.1')
    await one().write(bo, 'Bo Diddley')
    await daysPass(database, 2)
    await one().mails()
    expect(await state()).toContainEqual({
      state: 'failed',
      error: 'smtp-550-5.7.1',
      attempts: 1,
      hours: expect.anything(),
    })
    expect((await database.pool.query('select from suppression')).rowCount).toBe(0)
  })

  it('suppresses nobody either if the bounce comes back as an email, and still sends what waits for her', async () => {
    await one().write('ada+nobody@example.org', 'Ada Byron', forged)
    const [question] = await one().mails()
    await one().write(ada, 'Ada Lovelace')
    await bounce(question?.delivery.id)
    expect((await one().mails()).map(mail => mail.to)).toEqual([ada])
  })

  it('sends nothing to a dead mailbox until it writes again', async () => {
    await one().write(ada, 'Ada Lovelace')
    const [question] = await one().mails()
    await bounce(question?.delivery.id)
    await one().write(ada, 'Ada Lovelace', forged)
    await database.pool.query("update sign_request set expires_at = now() + interval '1 day'")
    await remindRequests(one().service)
    expect(await one().mails()).toEqual([])
    await one().write(ada, 'Ada Lovelace')
    expect(await one().mails()).toHaveLength(1)
  })

  it('answers a mailbox that refused and proves itself', async () => {
    await one().write(ada, 'Mira Okafor', { authenticated: false })
    await one().write(ada, 'no', { token: await one().token() })
    await daysPass(database, 2)
    await one().write(ada, 'Mira Okafor', { authenticated: false })
    expect(await one().mails()).toEqual([])
    await one().write(ada, 'Mira Okafor, illustrator')
    await one().core.confirm(await one().token())
    expect((await one().core.petition('fair'))?.signatures).toBe(1)
  })

  it('sends nothing to a mailbox that refused, whatever a stranger writes in its name', async () => {
    await one().write(ada, 'Ada Byron', forged)
    await one().write(ada, 'This was not me', { token: await one().token() })
    await daysPass(database, 2)
    await one().write(ada, 'Ada Byron', forged)
    expect(await one().mails()).toEqual([])
  })

  async function bounce(deliveryId: string | undefined) {
    await one().core.receive({
      key: `bounce ${deliveryId}`,
      channel: 'email',
      account: '',
      authenticated: false,
      place: null,
      plainReply: false,
      act: { kind: 'undelivered', deliveryId: deliveryId ?? '', permanence: 'hard' },
    })
  }
})

it.each([
  { refused: 0, sent: 0, most: false },
  { refused: 4, sent: 0, most: false },
  { refused: 5, sent: 0, most: true },
  { refused: 50, sent: 50, most: false },
  { refused: 51, sent: 50, most: true },
])('of $refused refused and $sent sent emails, most are refused: $most', ({ refused, sent, most }) => {
  expect(mostAreRefused({ refused, sent })).toBe(most)
})
