import { describe, expect, it, vi } from 'vitest'
import { olga, olgaMail, olgasPetition, petitionNow } from '../../support/desk/olgas-petition.ts'
import { command, hoursPass, mail, organises, pressed, rows } from '../../support/desk-people.ts'
import { chatter, coreOfFile, tokenIn, wordsOf, writer } from '../../support/people.ts'

const nextYear = new Date().getFullYear() + 1

const t = await coreOfFile()

describe('opening and closing', () => {
  let slug: string
  const start = async (form = {}) => {
    slug = await olgasPetition(t, form)
  }
  const now = () => petitionNow(t, slug)

  it('closes and opens by a button that works once, for the person it was shown to', async () => {
    await start()
    const asked = (await t.take(olga(command(`close ${slug}`))))[0]
    expect(wordsOf(asked)).toMatch(/nothing has been done yet.*After that nobody can sign/)
    await organises(t, slug, 'discord', 'Otto')
    const press = pressed(asked, /Close/)
    expect((await t.take(chatter('discord', 'Otto')(press)))[0]?.subject).toBe('Too late')
    expect((await t.take(chatter('discord', 'Eve')(press)))[0]?.subject).toBe('Too late')
    expect((await now()).status).toBe('open')
    expect((await t.take(olga(press)))[0]?.subject).toBe('Done')
    expect((await now()).status).toBe('closed')
    expect((await t.take(olga(press)))[0]?.subject).toBe('You have already said yes')
    const [count] = await t.take(chatter('discord', 'Eve')(command('count', { petition: slug })))
    expect(wordsOf(count)).toContain((await now()).title)
    await t.take(olga(pressed((await t.take(olga(command(`open ${slug}`))))[0], /Open/)))
    expect((await now()).status).toBe('open')
    // Undoing the closing would not change what was opened since.
    const undo = (await t.take(olga(command(`undo ${slug} 1`))))[0]
    expect((await t.take(olga(pressed(undo, /Undo/))))[0]?.subject).toBe('Not undone')
    expect((await now()).status).toBe('open')
    // Undoing an opening is asked about, just like closing.
    const reopened = (await t.take(olga(command(`undo ${slug} 2`))))[0]
    expect((await now()).status).toBe('open')
    await t.take(olga(pressed(reopened, /Undo/)))
    expect((await now()).status).toBe('closed')
  })

  it('does not undo a closing after the petition was opened and closed again', async () => {
    await start()
    const yes = async (words: string) =>
      (await t.take(olga(pressed((await t.take(olga(command(words))))[0], /.*/))))[0]?.subject
    for (const act of ['close', 'open', 'close']) await yes(`${act} ${slug}`)
    expect(await yes(`undo ${slug} 1`)).toBe('Not undone')
    expect((await now()).status).toBe('closed')
    for (const [entry, status] of [
      [3, 'open'],
      [2, 'closed'],
      [1, 'open'],
    ] as const) {
      expect(await yes(`undo ${slug} ${entry}`)).toBe('Done')
      expect((await now()).status).toBe(status)
    }
  })

  it('closes at a time; a yes to yesterday’s question does nothing', async () => {
    await start()
    const asked = (await t.take(olga(command(`close ${slug} ${nextYear}-12-31 18:00`))))[0]
    expect(wordsOf(asked)).toContain(`31 December ${nextYear}`)
    await hoursPass(t, 25)
    expect((await t.take(olga(pressed(asked, /Close/))))[0]?.subject).toBe('Too late')
    expect((await now()).closesAt).toBeUndefined()
    const again = (await t.take(olga(command(`close ${slug} ${nextYear}-12-31 18:00`))))[0]
    await t.take(olga(pressed(again, /Close/)))
    expect((await now()).closesAt).toBeDefined()
    expect(wordsOf((await t.take(olga(command(`close ${slug} 2020-01-01`))))[0])).toContain('has passed')
  })

  it('closes at the time that was shown, however late the yes comes', async () => {
    await start()
    const asked = (await t.take(olga(command(`close ${slug} in 2 hours`))))[0]
    const shown = Date.now() + 2 * 3_600_000
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
    try {
      await t.take(olga(pressed(asked, /Close/)))
    } finally {
      vi.useRealTimers()
    }
    const closesAt = (await now()).closesAt?.getTime() ?? 0
    expect(Math.abs(closesAt - shown)).toBeLessThan(60_000)
  })

  it('by email: closes by a plain yes or on the page, and not by "no" or other words', async () => {
    await start()
    const [asked] = await t.take(olgaMail(mail(`close ${slug}`)))
    const reply = (text: string, as = olgaMail) =>
      t.take(as({ kind: 'answer', token: tokenIn(asked), subject: 'Re: x', text }))
    const [question] = await reply('What happens to those who have signed?')
    expect(question?.subject).toBe('Close it?')
    await reply('yes', writer('eve@example.org', { proved: true }))
    expect((await now()).status).toBe('open')
    const [done] = await reply('Yes')
    expect(done?.subject).toBe('Done')
    expect((await now()).status).toBe('closed')
    expect((await reply('And what happens now?'))[0]?.subject).toBe('Too late')
    const [open] = await t.take(olgaMail(mail(`open ${slug}`)))
    expect((await t.core.requestByToken(tokenIn(open))).kind).toBe('asked-command')
    expect((await now()).status).toBe('closed')
    expect((await t.core.confirm(tokenIn(open))).kind).toBe('commanded')
    expect((await now()).status).toBe('open')
    expect(await t.flush()).toHaveLength(1)
    expect((await t.core.confirm(tokenIn(open))).kind).toBe('commanded')
    expect(await t.flush()).toHaveLength(0)
  })

  it('by email: drops the command on "no"; a later yes or the link does nothing', async () => {
    await start()
    const [asked] = await t.take(olgaMail(mail(`close ${slug}`)))
    const reply = (text: string) =>
      t.take(olgaMail({ kind: 'answer', token: tokenIn(asked), subject: 'Re: x', text }))
    expect(await reply('No.')).toEqual([])
    expect((await reply('Yes'))[0]?.subject).toBe('Too late')
    await t.core.confirm(tokenIn(asked))
    await t.flush()
    expect((await now()).status).toBe('open')
  })

  it.each(['close', 'was this you?'])(
    'by email: finds the question of a yes that lost its tag by its thread: %s',
    async what => {
      await start()
      const from = what === 'close' ? olgaMail : writer('olga@example.org', { proved: false })
      const eve = writer('eve@example.org', { proved: true })
      const question = async () => {
        await t.take(from(mail(`close ${slug}`)))
        return t.sent.at(-1)?.delivery.id ?? ''
      }
      const reply = async (id: string, text: string, as = from) => {
        // Each counts as the first email of a day.
        await rows(t, 'update delivery set capped = false where capped')
        return t.take(as({ kind: 'message', subject: 'Re: x', text, answersDeliveries: [id] }))
      }
      const status = async () => (await now()).status
      // Another mailbox answers only for itself, and "no" drops the question.
      const first = await question()
      await reply(first, 'Yes', eve)
      expect(await reply(first, 'No, thanks')).toEqual([])
      expect((await reply(first, 'Yes'))[0]?.subject).toBe('Too late')
      expect(await status()).toBe('open')
      const second = await question()
      if (what !== 'close') {
        // It was them; closing is asked about all the same.
        expect((await reply(second, 'Yes, it was me'))[0]?.subject).toBe('Close it?')
        expect((await reply(t.sent.at(-1)?.delivery.id ?? '', ''))[0]?.subject).toBe('Done')
      } else expect((await reply(second, ''))[0]?.subject).toBe('Done')
      expect(await status()).toBe('closed')
      expect((await reply(second, 'Yes'))[0]?.subject).toBe('Too late')
      // Forgotten meanwhile: still no signature.
      await rows(t, 'delete from pending_command')
      expect((await reply(second, 'Yes'))[0]?.subject).toBe('Too late')
    },
  )

  it.each([
    ['sometime', 'I could not read that time'],
    ['2020-01-01', 'has passed'],
  ])(
    'by email: explains what to write if a command cannot be used, to organisers and to others (%s)',
    async (when, hint) => {
      await start()
      for (const as of [olgaMail, writer(`eve-${slug}@example.org`, { proved: true })]) {
        const [told, ...others] = await t.take(as(mail(`close ${slug} ${when}`)))
        expect(wordsOf(told)).toContain(hint)
        expect(wordsOf(told)).toContain(`close ${slug} 2026-12-31`)
        expect(others).toEqual([])
      }
      expect((await now()).closesAt).toBeUndefined()
      const [nowhere] = await t.take(olgaMail(mail('stats nosuch-petition week')))
      expect(wordsOf(nowhere)).toMatch(
        /no petition called “nosuch-petition” here[\s\S]*\[stats shape-\d+ week\]/,
      )
    },
  )

  it('by email: a command shows no language, and is answered in the petition’s', async () => {
    await start({ language: 'fr' })
    expect((await t.take(olgaMail(mail(`log ${slug}`))))[0]?.subject).toMatch(/journal/i)
    expect(
      (await t.take(olgaMail(mail(`log ${slug}\n\nThanks and best regards,\nOlga`))))[0]?.subject,
    ).toMatch(/log/)
    expect(wordsOf((await t.take(olgaMail(mail(`close ${slug} sometime`))))[0])).toContain('Par exemple')
    const english = writer('olga@example.org', { proved: true, languageHint: 'en-GB' })
    expect((await t.take(english(mail(`log ${slug}`))))[0]?.subject).toMatch(/log/)
  })

  it('by email: answers each line on its own', async () => {
    await start()
    const told = await t.take(
      olgaMail(mail(`stats ${slug} week\nlog ${slug}\n\nOlga\nGuild of Makers\n+44 20 7946`)),
    )
    // Two emails of one moment, in either order.
    expect(told.map(({ subject }) => subject).toSorted()).toEqual([
      'Nothing in the log',
      expect.stringContaining('Shape'),
    ])
  })
})
