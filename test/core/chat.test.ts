import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Cards, type Json, PermanentFailure, type Reply } from '../../src/core/channel.ts'
import { keepHouse } from '../../src/core/rounds/housekeeping.ts'
import { keepCards } from '../../src/core/rounds/keep-cards.ts'
import { chatter, type TestCore, testCore, tokenIn, wordsOf, writer } from '../support/people.ts'

const bo = chatter('discord', 'Bo Diddley', { languageHint: 'en-US' })
const ada = chatter('discord', 'Ada Lovelace', { languageHint: 'en-US' })
const boMail = writer('bo@example.org', { displayName: 'Bo Diddley' })

const form = (values: Record<string, string> = {}, slug = 'fair') =>
  ({
    kind: 'form',
    form: `sign:${slug}`,
    values: { name: 'Bo Diddley', occupation: 'illustrator', way: 'myself', ...values },
  }) as const

describe('signing in a chat', () => {
  let t: TestCore
  beforeAll(async () => {
    t = await testCore()
  })
  afterAll(() => t.close())

  async function start(options: Parameters<TestCore['petition']>[0] = { slug: 'fair' }) {
    await t.empty()
    await t.petition(options)
  }
  const count = async (slug = 'fair') => (await t.core.petition(slug))?.signatures

  it('shows what would be recorded, records it by the link, and turns the private answer into the receipt', async () => {
    await start()
    const [question] = await t.take(bo(form()))
    expect(wordsOf(question)).toContain('Bo Diddley, illustrator')
    expect(wordsOf(question)).not.toContain('reply to this email')
    expect(await count()).toBe(0)
    expect((await t.core.confirm(tokenIn(question))).kind).toBe('signed')
    const [receipt] = await t.flush()
    expect(receipt?.subject).toBe('Your signature is number 1')
    expect(t.sent.at(-1)?.delivery.place).toEqual({ account: 'Bo Diddley' })
    expect(await count()).toBe(1)
  })

  it('corrects at once what the same account signed before, and says if nothing changes', async () => {
    await start()
    const [question] = await t.take(bo(form()))
    await t.core.confirm(tokenIn(question))
    await t.flush()
    const [same] = await t.take(bo(form()))
    expect(same?.subject).toBe('You have already signed this')
    const [changed] = await t.take(bo(form({ occupation: 'animator' })))
    expect(wordsOf(changed)).toContain('animator')
    expect(await count()).toBe(1)
  })

  it('sends the link to the mailbox if the petition requires one, and ties both', async () => {
    await start({ slug: 'fair', policy: 'email' })
    const [missing] = await t.take(bo(form()))
    expect(wordsOf(missing)).toContain('mail address')
    expect(await t.service.db.selectFrom('sign_request').select('id').execute()).toEqual([])

    const answers = await t.take(bo(form({ mailbox: 'bo@example.org' })))
    const toMail = t.sent.find(({ channel }) => channel === 'email')?.delivery
    const inChat = t.sent.find(
      ({ channel, delivery }) => channel === 'discord' && wordsOf(delivery.reply).includes('One step'),
    )
    expect(answers).toHaveLength(2)
    expect(toMail?.place).toEqual({ mailbox: 'bo@example.org' })
    expect(wordsOf(inChat?.delivery.reply)).not.toMatch(/\/c\//)
    await t.core.confirm(tokenIn(toMail?.reply))
    await t.flush()
    expect(await count()).toBe(1)
    // The mailbox has signed too.
    const [again] = await t.take(
      boMail({ kind: 'message', slug: 'fair', subject: '', text: 'I sign', answersDeliveries: [] }),
    )
    expect(again?.subject).toBe('You have already signed this')
  })

  it('sends no reminder to a mailbox that was given in a chat', async () => {
    await start({ slug: 'fair', policy: 'email' })
    await t.take(bo(form({ mailbox: 'bo@example.org' })))
    await sql`update sign_request set expires_at = expires_at - interval '132 hours'`.execute(t.service.db)
    await keepHouse(t.service, new AbortController().signal)
    expect(await t.flush()).toEqual([])
  })

  it('shows only the name in that email and the account on its page, and answers a plain reply with the page', async () => {
    await start({ slug: 'fair', policy: 'email' })
    await t.take(bo(form({ mailbox: 'bo@example.org', occupation: 'buy at spam.example' })))
    const mail = t.sent.find(({ channel }) => channel === 'email')?.delivery
    expect(wordsOf(mail?.reply)).toContain('Bo Diddley')
    expect(wordsOf(mail?.reply)).not.toContain('spam')
    expect(await t.core.requestByToken(tokenIn(mail?.reply))).toMatchObject({
      account: { channel: 'discord', name: 'Bo Diddley' },
    })
    const [page] = await t.take(
      boMail({ kind: 'answer', token: tokenIn(mail?.reply), subject: 'Re: x', text: 'Yes' }),
    )
    expect(page?.subject).toBe('Please confirm your signature on the page')
    expect(await count()).toBe(0)
    await t.core.confirm(tokenIn(page))
    await t.flush()
    expect(await count()).toBe(1)
    expect(t.sent.at(-1)?.channel).toBe('discord')
  })

  it('stops an account that gives one mailbox after another, and says so to that account alone', async () => {
    await start({ slug: 'fair', policy: 'email' })
    const answers: boolean[] = []
    for (let n = 0; n < 7; n++)
      answers.push(
        (await t.take(bo(form({ mailbox: `stranger${n}@example${n}.org` })))).some(
          ({ subject }) => subject === 'Not now',
        ),
      )
    const emails = () => t.sent.filter(({ channel }) => channel === 'email').length
    expect([emails(), answers]).toEqual([5, [...Array(5).fill(false), true, true]])
    // Another account goes on, and so does this one once time has passed.
    await t.take(ada(form({ mailbox: 'ada@example.org' })))
    expect(emails()).toBe(6)
    await sql`update asking_bucket set full_at = full_at - interval '30 minutes'`.execute(t.service.db)
    await t.take(bo(form({ mailbox: 'stranger7@example7.org' })))
    expect(emails()).toBe(7)
  })

  it('does not let forms with her mailbox silence Ada’s own emails', async () => {
    await start({ slug: 'fair', policy: 'email' })
    for (const who of [bo, ada, bo]) await t.take(who(form({ mailbox: 'bo@example.org' })))
    expect(t.sent.filter(({ channel }) => channel === 'email')).toHaveLength(1)
    for (let n = 0; n < 3; n++)
      await t.take(
        boMail({ kind: 'message', slug: 'fair', subject: '', text: 'Bo Diddley', answersDeliveries: [] }),
      )
    expect(t.sent.filter(({ channel }) => channel === 'email')).toHaveLength(4)
  })

  it('lets 1,500 honest people of one room through', async () => {
    await start({ slug: 'fair', policy: 'email' })
    const said = await Promise.all(
      Array.from({ length: 1_500 }, (_, n) =>
        t.core.receive({
          ...bo(form({ mailbox: `member${n}@provider.example` })),
          key: `wave ${n}`,
          account: `member ${n}`,
          tenant: 'the room',
        }),
      ),
    )
    expect(said.every(({ kind }) => kind === 'taken')).toBe(true)
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from delivery where channel = 'email'`.execute(t.service.db)
    expect(rows).toEqual([{ n: 1_500 }])
  })

  it.each(['email first', 'chat first'])(
    'keeps one signature for one person in email and chat: %s',
    async order => {
      await start()
      const byMail = async () => {
        const [question] = await t.take(
          boMail({
            kind: 'message',
            slug: 'fair',
            subject: '',
            text: 'Bo Diddley, painter',
            answersDeliveries: [],
          }),
        )
        await t.core.confirm(tokenIn(question))
        return t.flush()
      }
      const byChat = async (mailbox?: string) => {
        await t.take(bo(form(mailbox === undefined ? {} : { mailbox })))
        const channel = mailbox === undefined ? 'discord' : 'email'
        await t.core.confirm(tokenIn(t.sent.findLast(s => s.channel === channel)?.delivery.reply))
        return t.flush()
      }
      if (order === 'email first') {
        await byMail()
        const [told] = await byChat('bo@example.org')
        expect(wordsOf(told)).toContain('so nothing is counted twice')
        expect(wordsOf(told)).toContain('by email')
        expect(await count()).toBe(1)
      } else {
        await byChat()
        await byMail()
        expect(await count()).toBe(2)
        // The mailbox ties them: the older stays, the younger is merged.
        const [told] = await byChat('bo@example.org')
        expect(wordsOf(told)).toContain('so nothing is counted twice')
        expect(await count()).toBe(1)
        const rows = await t.service.db
          .selectFrom('signature')
          .select(['number', 'state', 'name'])
          .orderBy('number')
          .execute()
        expect(rows).toEqual([
          { number: 1, state: 'confirmed', name: 'Bo Diddley' },
          { number: 2, state: 'merged', name: '' },
        ])
      }
    },
  )

  it('keeps one signature if email and chat confirm at once', async () => {
    await start()
    const [byMail] = await t.take(
      boMail({ kind: 'message', slug: 'fair', subject: '', text: 'Bo Diddley', answersDeliveries: [] }),
    )
    await t.take(bo(form({ mailbox: 'bo@example.org' })))
    const byChat = t.sent.findLast(({ channel }) => channel === 'email')?.delivery.reply
    await Promise.all([t.core.confirm(tokenIn(byMail)), t.core.confirm(tokenIn(byChat))])
    expect(await count()).toBe(1)
  })

  it('never signs for another mailbox than the one the link went to', async () => {
    await start({ slug: 'fair', policy: 'email' })
    await t.take(bo(form({ mailbox: 'mallory@example.net' })))
    const own = t.sent.findLast(({ channel }) => channel === 'email')?.delivery.reply
    await t.take(bo(form({ mailbox: 'ada@example.org' })))
    expect((await t.core.confirm(tokenIn(own))).kind).toBe('expired')
    expect(await count()).toBe(0)
  })

  it.each([
    '\u200bbo@example.org',
    'bo@example.org.',
    'bo@example.org,',
    'mailto:bo@example.org',
    '<mailto:bo@example.org|bo@example.org>',
    'Bo Diddley <bo@example.org>',
    '“bo@example.org”',
    "'bo@example.org'",
    '(bo@example.org)',
    '*bo@example.org*',
    'bo@example.org!',
    'bo＠example.org',
    'bo @ example.org',
    'My email is bo@example.org',
    'Email: bo@example.org (work)',
    'mailto:bo@example.org?subject=Hi',
    '[bo@example.org](mailto:bo@example.org)',
  ])('takes an email address as it is pasted: %j', async mailbox => {
    await start({ slug: 'fair', policy: 'email' })
    const before = t.sent.length
    await t.take(bo(form({ mailbox })))
    const toMail = t.sent.slice(before).find(({ channel }) => channel === 'email')
    expect(toMail?.delivery.place).toEqual({ mailbox: 'bo@example.org' })
  })

  it('asks again for a mailbox where two stand', async () => {
    await start({ slug: 'fair', policy: 'email' })
    const [told] = await t.take(bo(form({ mailbox: 'bo@example.org or bo@example.net' })))
    expect(wordsOf(told)).toMatch(/email address/)
    expect(t.sent.filter(({ channel }) => channel === 'email')).toEqual([])
  })

  it('sends no email to a mailbox that refused, and tells the chat the same as always', async () => {
    await start({ slug: 'fair', policy: 'email' })
    await t.take(bo(form({ mailbox: 'ada@example.org' })))
    const mail = t.sent.findLast(({ channel }) => channel === 'email')?.delivery.reply
    await t.core.refuse(tokenIn(mail))
    const before = t.sent.filter(({ channel }) => channel === 'email').length
    const [told] = await t.take(bo(form({ mailbox: 'ada@example.org' })))
    expect(told?.subject).toBe('One step left')
    expect(t.sent.filter(({ channel }) => channel === 'email')).toHaveLength(before)
  })

  it('lists what the account signed, and removes it', async () => {
    await start()
    await t.petition({ slug: 'other', title: 'Another one' })
    expect(wordsOf((await t.take(bo({ kind: 'command', command: { words: 'mysignatures' } })))[0])).toContain(
      'not signed anything yet',
    )
    for (const slug of ['fair', 'other']) {
      const [question] = await t.take(bo(form({}, slug)))
      await t.core.confirm(tokenIn(question))
      await t.flush()
    }
    const [list] = await t.take(bo({ kind: 'command', command: { words: 'mysignatures' } }))
    expect(wordsOf(list)).toContain('Fair training')
    expect(wordsOf(list)).toContain('Another one')
    const [which] = await t.take(bo({ kind: 'command', command: { words: 'unsign' } }))
    expect(which?.subject).toBe('Which petition?')
    await t.take(bo({ kind: 'command', command: { words: 'unsign', petition: 'other' } }))
    expect(await count('other')).toBe(0)
    await t.take(bo({ kind: 'command', command: { words: 'unsign' } }))
    expect(await count()).toBe(0)
    const [nothing] = await t.take(
      chatter('discord', 'Eve')({ kind: 'command', command: { words: 'unsign', petition: 'fair' } }),
    )
    expect(wordsOf(nothing)).toMatch(/not signed|no signature|nothing/i)
  })

  it('answers in the language of the member', async () => {
    await start()
    const [question] = await t.take(
      chatter('discord', 'Ève', { languageHint: 'fr' })(form({ name: 'Ève Mousse' })),
    )
    expect(question?.language).toBe('fr')
  })

  it.each([
    [{ name: '' }, /name/],
    [{ name: 'x'.repeat(101) }, /at most 100 characters/],
    [{ name: 'https://evil.example' }, /links/],
    [{ mailbox: 'no mailbox' }, /email address/],
    [{ way: 'organisation', organisation: '' }, /organisation/],
  ])('explains the problem with %j, and records nothing', async (values, words) => {
    await start()
    const [told] = await t.take(bo(form(values)))
    expect(wordsOf(told)).toMatch(words)
    expect(await t.service.db.selectFrom('sign_request').select('id').execute()).toEqual([])
  })

  it('shows a text exactly as typed', async () => {
    await start()
    const [question] = await t.take(bo(form({ name: '@everyone **Bo**', occupation: '<@1> `x`' })))
    expect(wordsOf(question)).toContain('@everyone **Bo**, <@1> `x`')
  })
})

describe('organising in a chat', () => {
  let t: TestCore
  afterEach(() => t.close())
  const dana = chatter('discord', 'Dana', { tenant: 'guild', manages: true })
  const values = {
    title: 'No consent, no training',
    text: 'Ask first.',
    organisedBy: 'The Guild',
    goal: '5 000',
    policy: 'account',
  }

  it('lets a member who manages the server start a petition and see its full count', async () => {
    t = await testCore()
    const [made] = await t.take(dana({ kind: 'form', form: 'create', values }))
    expect(wordsOf(made)).toContain('no-consent-no-training')
    await t.core.refresh()
    const asker = { channel: 'discord', account: 'Bo', language: 'en', tenant: 'guild' } as const
    expect(t.core.openPetitions(asker).map(p => p.slug)).toEqual(['no-consent-no-training'])
    await t.take(bo(form({}, 'no-consent-no-training')))
    expect(wordsOf((await t.take(dana({ kind: 'command', command: { words: 'count' } })))[0])).toContain(
      '1 waiting to confirm',
    )
    expect(wordsOf((await t.take(bo({ kind: 'command', command: { words: 'count' } })))[0])).not.toContain(
      'waiting',
    )
    // A title of the same words gets a slug of its own.
    const [second] = await t.take(dana({ kind: 'form', form: 'create', values }))
    expect(wordsOf(second)).toContain('no-consent-no-training-2')
  })

  it('lets nobody else start one; if only listed accounts may, managing is not enough', async () => {
    t = await testCore()
    expect(wordsOf((await t.take(bo({ kind: 'form', form: 'create', values })))[0])).toContain(
      'anyone who manages a server or workspace can start a petition',
    )
    await t.close()
    t = await testCore({ create: 'listed' })
    expect(wordsOf((await t.take(dana({ kind: 'form', form: 'create', values })))[0])).toContain(
      'the people who run it start petitions. If you are one of them, type “npx undersigned petition create --help”',
    )
    expect(await t.service.db.selectFrom('petition').select('id').execute()).toEqual([])
  })

  it('tells members that they may not, before they fill in the form and after they send it', async () => {
    const asker = { channel: 'discord', account: 'bo', language: 'en' } as const
    const shown = (given: { manages?: boolean }) => t.core.form('create', { ...asker, ...given })
    t = await testCore()
    expect([shown({}).kind, shown({ manages: true }).kind]).toEqual(['form', 'form'])
    const told = shown({ manages: false })
    expect(told.kind === 'say' && told.reply.subject).toBe('You cannot do this here')
    // The command asks the database: a new organiser may, also before memory knows them.
    expect(t.core.atOnce({ words: 'create' }, { ...asker, manages: false })).toBeUndefined()
    expect((await t.take(bo({ kind: 'command', command: { words: 'create' } })))[0]?.subject).toBe(
      'You cannot do this here',
    )
    await t.close()
    t = await testCore({ create: 'listed' })
    expect(shown({ manages: true }).kind).toBe('say')
  })

  it('says why a form cannot be used', async () => {
    t = await testCore()
    const [told] = await t.take(dana({ kind: 'form', form: 'create', values: { ...values, goal: 'many' } }))
    expect(wordsOf(told)).toContain('goal')
  })

  it('edits a card once a round with the count, closes it with the petition, and forgets it when deleted', async () => {
    t = await testCore()
    await t.petition({ slug: 'fair', goal: 10 })
    expect(
      wordsOf(
        (
          await t.take(
            bo({ kind: 'command', command: { words: 'announce', petition: 'fair', room: 'room' } }),
          )
        )[0],
      ),
    ).toContain('manage this server')
    await t.take(dana({ kind: 'command', command: { words: 'announce', petition: 'fair', room: 'room' } }))
    const shown: Reply[] = []
    let gone = false
    const cards: Cards = {
      channel: 'discord',
      async postCard(room: Json, card: Reply) {
        shown.push(card)
        return { room, message: 'm1' }
      },
      async editCard(card: Json, content: Reply) {
        expect(card).toEqual({ room: 'room', message: 'm1' })
        if (gone) throw new PermanentFailure('gone', { placeIsDead: true })
        shown.push(content)
      },
    }
    const round = () => keepCards(t.service, new Map([['discord', cards]]), new AbortController().signal)
    await round()
    await round()
    expect(shown).toHaveLength(1)
    expect(wordsOf(shown[0])).toContain('0 signatures')
    for (const name of ['Ada Lovelace', 'Bo Diddley', 'Cleo Patra']) {
      const [question] = await t.take(chatter('discord', name)(form({ name })))
      await t.core.confirm(tokenIn(question))
      await t.flush()
    }
    await round()
    expect(shown).toHaveLength(2)
    expect(wordsOf(shown[1])).toContain('3 signatures')
    await t.service.db.updateTable('petition').set({ status: 'closed' }).execute()
    await round()
    expect(wordsOf(shown[2])).toContain('closed')
    expect(shown[2]?.blocks.some(block => block.kind === 'form-button')).toBe(false)
    gone = true
    await t.service.db.updateTable('petition').set({ goal: 20 }).execute()
    await round()
    expect(await t.service.db.selectFrom('card').select('id').execute()).toEqual([])
  })
})
