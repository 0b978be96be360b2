import { describe, expect, it, vi } from 'vitest'
import type { AtOnce } from '../../../src/core/channel.ts'
import { createCore } from '../../../src/core/core.ts'
import { understandCommand } from '../../../src/core/reading/commands/understand-command.ts'
import { batchTransactions } from '../../../src/core/work.ts'
import { command, hoursPass, mail, organises, pressed, rows, signs } from '../../support/desk-people.ts'
import { chatter, coreOfFile, type TestCore, tokenIn, wordsOf, writer } from '../../support/people.ts'

const olga = chatter('discord', 'Olga', { tenant: 'guild', manages: true })
const asker = { channel: 'discord', account: 'Olga', language: 'en' } as const
const olgaMail = writer('olga@example.org', { displayName: 'Olga', proved: true })
const nextYear = new Date().getFullYear() + 1

const formOf = (answer: AtOnce | undefined) => (answer?.kind === 'form' ? answer.form : undefined)

const t = await coreOfFile()

describe('opening, closing and editing', () => {
  let n = 0
  let slug: string

  async function start(form: Parameters<TestCore['petition']>[0] | object = {}) {
    slug = `shape-${++n}`
    await t.petition({ slug, title: `Shape ${n}`, goal: 100, ...form })
    await organises(t, slug, 'discord', 'Olga')
    await organises(t, slug, 'email', 'olga@example.org')
  }
  const edit = (values: Record<string, string>, part: 'edit' | 'rules' = 'edit') =>
    t.take(olga({ kind: 'form', form: `${part}:${slug}`, values })).then(([reply]) => reply)
  const now = async () => {
    const petition = await t.core.petition(slug)
    if (petition === undefined) throw new Error('no petition')
    return petition
  }
  const whole = {
    title: 'Shape',
    text: 'No training without consent.',
    organisedBy: 'Guild of Makers',
    goal: '100',
    closes: '',
  }

  it('shows what is wrong beside the field of a form, and changes nothing', async () => {
    await start()
    const fields = (form: string, values: Record<string, string>) =>
      t.core.checkForm(form, values, asker).map(({ field }) => field)
    expect(fields('create', { title: '', text: 'x', organisedBy: 'y', goal: 'many' })).toEqual([
      'title',
      'goal',
    ])
    expect(fields(`edit:${slug}`, { ...whole, text: '', closes: 'soon' })).toEqual(['text', 'closes'])
    expect(fields(`edit:${slug}`, { ...whole, closes: '2020-01-01' })).toEqual(['closes'])
    expect(fields(`rules:${slug}`, { policy: 'anybody', listing: 'count', language: 'xx' })).toEqual([
      'language',
      'policy',
    ])
    expect(fields(`edit:${slug}`, whole)).toEqual([])
    const told = await edit({ ...whole, closes: '2020-01-01' })
    expect(wordsOf(told)).toContain(`[edit:${slug}]`)
    expect((await now()).status).toBe('open')
  })

  it('changes the text only before the first signature; the rest of the form still works', async () => {
    await start()
    expect(wordsOf(await edit({ ...whole, text: 'Another text.' }))).toContain('Changed: title, statement')
    expect((await now()).text).toBe('Another text.')
    await signs(t, slug, 'Ada')
    await t.core.refresh()
    // Undoing the edit does not change it either.
    expect(wordsOf((await t.take(olga(command(`undo ${slug} 1`))))[0])).toContain('Not undone')
    expect((await now()).text).toBe('Another text.')
    expect(t.core.checkForm(`edit:${slug}`, { ...whole, text: 'A third.' }, asker)).toHaveLength(1)
    expect(wordsOf(await edit({ ...whole, title: 'New title', text: 'A third.' }))).toContain(
      'the statement cannot be changed',
    )
    expect((await now()).title).toBe('Shape')
    expect(wordsOf(await edit({ ...whole, goal: '200', text: ' Another text.\r\n' }))).toContain(
      'Changed: goal',
    )
    expect(wordsOf((await t.take(olga(command(`undo ${slug} 1`))))[0])).toContain('Not undone')
    expect((await now()).text).toBe('Another text.')
  })

  it('corrects the spelling of the title after the first signature only once both are shown and agreed to', async () => {
    await start({ title: 'Fair trainning' })
    await signs(t, slug, 'Ada')
    const same = { ...whole, title: 'Fair trainning', organisedBy: (await now()).organisedBy }
    expect(wordsOf(await edit({ ...same, title: 'Unfair training' }))).toContain(
      'at most a quarter of the letters',
    )
    const asked = await edit({ ...same, title: 'Fair training' })
    expect(wordsOf(asked)).toContain('the title “Fair trainning” becomes “Fair training”')
    expect((await now()).title).toBe('Fair trainning')
    const [done] = await t.take(olga(pressed(asked, /Change/)))
    expect(done?.subject).toBe('Done')
    expect(await now()).toMatchObject({
      title: 'Fair training',
      corrections: [{ field: 'title', before: 'Fair trainning', after: 'Fair training' }],
    })
    expect(wordsOf((await t.take(olga(command(`undo ${slug} 1`))))[0])).toContain('corrections of a signed')
    // Step by step it cannot become another title: the first one counts.
    for (const title of ['Fair trai', 'Fair', 'Far'])
      expect(wordsOf(await edit({ ...same, title }))).toContain('at most a quarter')
  })

  it('does not make a correction that was shown before another one was made', async () => {
    await start({ title: 'Fair trainning' })
    await signs(t, slug, 'Ada')
    const same = { ...whole, organisedBy: (await now()).organisedBy }
    const first = await edit({ ...same, title: 'Fair training' })
    const second = await edit({ ...same, title: 'Fair Training' })
    await t.take(olga(pressed(first, /Change/)))
    expect((await t.take(olga(pressed(second, /Change/))))[0]?.subject).toBe('Something has changed')
    expect((await now()).title).toBe('Fair training')
  })

  it('says how many signed for the number only before names are shown, and shows none of them', async () => {
    await start({ listing: 'count' })
    await signs(t, slug, 'Ada')
    await signs(t, slug, 'Bob', { listed: false })
    const asked = await edit({ listing: 'public' }, 'rules')
    expect(wordsOf(asked)).toContain('1 signature was given while only the number was shown')
    expect((await now()).listing).toBe('count')
    await t.take(olga(pressed(asked, /Change/)))
    expect((await now()).listing).toBe('public')
    await signs(t, slug, 'Eve')
    const shown = await t.core.signatories(slug, { limit: 10 })
    expect(shown?.signatories.map(({ name }) => name)).toEqual(['Eve'])
  })

  it('clears goal and closing time, even if the chat leaves out empty fields', async () => {
    await start()
    await edit({ ...whole, closes: `${nextYear}-12-31 18:00` })
    expect((await now()).closesAt?.toISOString()).toBe(`${nextYear}-12-31T18:00:00.000Z`)
    const { goal, closes, ...rest } = whole
    expect(wordsOf(await edit(rest))).toContain('Changed: goal, closing time')
    expect((await now()).goal).toBeUndefined()
    expect((await now()).closesAt).toBeUndefined()
    expect([goal, closes]).toEqual(['100', ''])
  })

  it('undoes an edit, but not over a later edit', async () => {
    await start()
    await edit({ ...whole, goal: '200' })
    await edit({ ...whole, goal: '300' })
    expect(wordsOf((await t.take(olga(command(`undo ${slug} 1`))))[0])).toContain('changed again since')
    await t.take(olga(command(`undo ${slug} 2`)))
    await t.take(olga(command(`undo ${slug} 1`)))
    expect((await now()).goal).toBe(100)
  })

  it('keeps what is true of a petition, whatever is undone', async () => {
    await start()
    const kept = async () => {
      const [row] = await rows<{ same: boolean; opened: Date | null; status: string }>(
        t,
        `select statement_hash = sha256(convert_to(statement, 'UTF8')) as same, opened_at as opened, status
          from petition where slug = $1`,
        [slug],
      )
      return row
    }
    const undo = async (entry: number) => {
      const [reply] = await t.take(olga(command(`undo ${slug} ${entry}`)))
      const asks = reply?.blocks.some(block => block.kind === 'command-button' && /^do /.test(block.command))
      return asks ? (await t.take(olga(pressed(reply, /.*/))))[0]?.subject : reply?.subject
    }
    // The hash belongs to the text.
    await edit({ ...whole, text: 'Another text.' })
    expect(await undo(1)).toBe('Done')
    expect(await kept()).toMatchObject({ same: true })
    // The first opening counts.
    const before = await kept()
    for (const act of ['close', 'open'])
      await t.take(olga(pressed((await t.take(olga(command(`${act} ${slug}`))))[0], /.*/)))
    expect(await kept()).toEqual(before)
    // Somebody has signed, so it cannot become a draft again: they could not remove their names.
    await rows(t, "update petition set status = 'draft', opened_at = null where slug = $1", [slug])
    await t.take(olga(pressed((await t.take(olga(command(`open ${slug}`))))[0], /.*/)))
    await signs(t, slug, 'Ada')
    expect(await undo(5)).toBe('Not undone')
    expect((await now()).status).toBe('open')
  })

  it('does not undo a closing time that was changed since; showing a time changes nothing', async () => {
    await start()
    await t.take(olga(pressed((await t.take(olga(command(`close ${slug} ${nextYear}-12-31`))))[0], /.*/)))
    await t.core.refresh()
    const shown = formOf(t.core.form(`edit:${slug}`, asker))?.fields.map(({ name, input }) => [
      name,
      'value' in input ? (input.value ?? '') : '',
    ])
    expect((await edit(Object.fromEntries(shown ?? [])))?.subject).toBe('Nothing to do')
    await edit({ ...whole, closes: `${nextYear}-11-30 18:00` })
    const back = (await t.take(olga(command(`undo ${slug} 1`))))[0]
    expect((await t.take(olga(pressed(back, /.*/))))[0]?.subject).toBe('Not undone')
    // Another closing time does not open it again.
    await rows(t, "update petition set closes_at = now() - interval '1 minute' where slug = $1", [slug])
    await edit({ ...whole, closes: `${nextYear}-12-30 18:00` })
    expect((await now()).status).toBe('closed')
  })

  it('sets the rules, and the sign form suggests occupations', async () => {
    await start()
    await edit(
      {
        policy: 'email',
        organisations: 'refuse',
        listing: 'count',
        language: 'fr',
        occupations: 'poet, painter',
      },
      'rules',
    )
    await t.core.refresh()
    expect(t.core.openPetitions().find(p => p.slug === slug)).toMatchObject({
      policy: 'email',
      organisations: false,
    })
    expect(await now()).toMatchObject({ listing: 'count', language: 'fr' })
    const form = formOf(t.core.form(`sign:${slug}`, asker))
    expect(form?.fields.find(({ name }) => name === 'occupation')?.hint).toBe('For example: poet, painter')
  })

  it('says to whom it is addressed, and empties what a chat’s form leaves empty', async () => {
    await start()
    const page = (values: Record<string, string>) =>
      t.take(olga({ kind: 'form', form: `page:${slug}`, values }))
    await page({ addressee: 'the European  Parliament', figures: 'public', accent: '#8C1D18' })
    expect(await now()).toMatchObject({
      addressee: 'the European Parliament',
      figures: 'public',
      accent: '#8c1d18',
    })
    const [wrong] = await page({ addressee: 'x'.repeat(201), accent: 'dark red' })
    expect(wordsOf(wrong)).toContain('Addressed to: 1 to 200 characters.')
    expect(wordsOf(wrong)).toContain('a colour such as #8c1d18')
    await page({ figures: 'total' })
    expect(await now()).toMatchObject({ figures: 'total' })
    expect(await now()).not.toHaveProperty('addressee')
    expect(await now()).not.toHaveProperty('accent')
  })

  it('a text longer than a chat can show is not cut by editing something else', async () => {
    const text = 'No training without consent. '.repeat(120).trim()
    await start({ text })
    const form = formOf(t.core.form(`edit:${slug}`, asker))
    expect(form?.fields[0]?.hint).toContain('too long for a form')
    const values = Object.fromEntries(form?.fields.map(({ name, input }) => [name, input.value ?? '']) ?? [])
    await edit({ ...values, title: 'Renamed' })
    expect(await now()).toMatchObject({ title: 'Renamed', text })
  })

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
    expect(wordsOf(count)).toContain(`Shape ${n}`)
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

  it('reads and says times in the time zone of the petition, which an email can set', async () => {
    await start()
    const [told] = await t.take(
      olgaMail(mail(`edit ${slug}\nTime zone: europe/paris\nCloses: ${nextYear}-12-31 18:00`)),
    )
    expect(told?.subject).toBe('Done')
    expect(wordsOf(told)).toContain('time zone')
    expect(await now()).toMatchObject({
      timeZone: 'Europe/Paris',
      closesAt: new Date(`${nextYear}-12-31T17:00:00Z`),
    })
    await t.core.refresh()
    const closes = formOf(t.core.form(`edit:${slug}`, asker))?.fields.find(({ name }) => name === 'closes')
    expect(closes?.hint).toContain('(Europe/Paris)')
    expect(closes?.input.value).toBe(`${nextYear}-12-31 18:00 Europe/Paris`)
    await edit({ ...whole, closes: `${nextYear}-07-14 12:00` })
    expect((await now()).closesAt).toEqual(new Date(`${nextYear}-07-14T10:00:00Z`))
    const asked = (await t.take(olga(command(`close ${slug} ${nextYear}-12-30 9:00`))))[0]
    expect(wordsOf(asked)).toContain(`30 December ${nextYear} at 09:00 (Europe/Paris)`)
    await t.take(olga(pressed(asked, /Close/)))
    expect((await now()).closesAt).toEqual(new Date(`${nextYear}-12-30T08:00:00Z`))
    const log = (await t.take(olga(command(`log ${slug}`))))[0]
    expect(wordsOf(log)).toContain(`closing set to 30 December ${nextYear} at 09:00 (Europe/Paris)`)
    // Entries of the log are as old as they were, in the same zone; undoing knows the time again.
    expect(wordsOf(log)).toMatch(/at \d\d:\d\d \(Europe\/Paris\) · /)
    await t.take(olga(pressed((await t.take(olga(command(`undo ${slug} 3`))))[0], /Undo/)))
    expect((await now()).closesAt).toEqual(new Date(`${nextYear}-07-14T10:00:00Z`))
    const [rules] = await t.take(olgaMail(mail(`edit rules ${slug}`)))
    expect(wordsOf(rules)).toContain('Time zone: Europe/Paris')
    expect(formOf(t.core.form(`rules:${slug}`, asker))?.fields).toHaveLength(5)
    const [wrong] = await t.take(olgaMail(mail(`edit ${slug}\nTime zone: Mars/Olympus`)))
    expect(wordsOf(wrong)).toContain('Please write a time zone by its name, such as Europe/Paris or UTC.')
    expect((await now()).timeZone).toBe('Europe/Paris')
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

  it('by email: a plain yes does it, "no" and other words do not; the page does it too', async () => {
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

  it('by email: "no" drops it, and a later yes or the link does nothing', async () => {
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
    'by mail: a yes that lost its tag is found by its thread: %s',
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
    'by mail: what a command cannot use is answered by what to write, to whoever wrote it (%s)',
    async (when, hint) => {
      await start()
      for (const as of [olgaMail, writer(`eve-${n}@example.org`, { proved: true })]) {
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

  it('creates by form, and by email for somebody who organises already; a faulty form is shown again', async () => {
    await start()
    const values = { title: 'Week', text: 'Ask first.', organisedBy: 'The Guild' }
    const [made] = await t.take(olga({ kind: 'form', form: 'create', values }))
    // "stats week" is no petition's name.
    expect(wordsOf(made)).toContain('petition-week')
    const [refused] = await t.take(chatter('discord', 'Eve')({ kind: 'form', form: 'create', values }))
    expect(refused?.subject).toBe('You cannot do this here')
    const fields = 'Title: By mail\nStatement: Ask first.\nWho organises it: The Guild\n'
    const [wrong] = await t.take(olgaMail(mail(`create\n\n${fields}Goal: many`)))
    expect(wordsOf(wrong)).toContain('The goal must be a whole number')
    const [byMail] = await t.take(olgaMail(mail(`create\n\n${fields}Goal: 5,000`)))
    expect(wordsOf(byMail)).toContain('by-mail')
    expect((await t.core.petition('by-mail'))?.goal).toBe(5000)
    const [edited] = await t.take(olgaMail(mail('edit by-mail rules\n\nWho may sign: everybody')))
    expect(wordsOf(edited)).toContain('Who can sign: please write account or email.')
    // Lines the form does not ask for come back too, and so do its mistakes.
    const more = 'Closes: 2020-01-01\nLanguage: xx\nOccupations: poet, painter\nContact: a@b.example'
    const [again] = await t.take(olgaMail(mail(`create\n\n${fields}Goal: 1.5\n${more}`)))
    const lines = again?.blocks.find(block => block.kind === 'quote')
    expect(lines).toMatchObject({
      text: expect.stringMatching(
        /Goal.*: 1\.5\n.*\nAddressed to: \nCloses.*: 2020-01-01\n.*: xx\n.*: poet, painter\nContact: a@b/,
      ),
    })
    expect(wordsOf(again)).toContain('Language: please write a tag such as en, pt-BR or ar.')
    expect(wordsOf(again)).not.toContain('cannot be used')
    const read = understandCommand({ subject: '', text: lines?.kind === 'quote' ? lines.text : '' })
    expect(read?.fields).toMatchObject({ occupations: 'poet, painter', contact: 'a@b.example', goal: '1.5' })
  })

  it('creates as many as are wanted under one title, in any script, also two at once', async () => {
    await start()
    let people = 0
    // Each makes one: a day has three for an account.
    const form = (title: string) =>
      chatter('discord', `organiser ${++people}`, { tenant: `guild ${people}`, manages: true })({
        kind: 'form',
        form: 'create',
        values: { title, text: 'Ask first.', organisedBy: 'Guild' },
      })
    const create = (title: string) => t.core.receive(form(title))
    const made = async (pattern: string) =>
      (
        await rows<{ slug: string }>(
          t,
          'select slug from petition where slug ~ $1 order by created_at, slug',
          [pattern],
        )
      ).map(row => row.slug)
    // Two replicas on one database.
    const other = createCore({
      ...t.service,
      transactDesk: batchTransactions(t.service.db, t.service.queue, { most: 1 }),
    })
    await Promise.all([create('Same'), other.receive(form('Same')), create('Same')])
    expect((await made('^same')).sort()).toEqual(['same', 'same-2', 'same-3'])
    for (let n = 0; n < 55; n++) await create('公正な学習')
    expect(await made('^petition(-[0-9]+)?$')).toHaveLength(55)
    await create('Bounce')
    await create('Bounce')
    await create('Nos œuvres, à nous')
    await create('1'.repeat(90))
    await create('1'.repeat(90))
    expect(await made('bounce|oeuvres|1111')).toEqual([
      'petition-bounce',
      'petition-bounce-2',
      'nos-oeuvres-a-nous',
      `petition-${'1'.repeat(50)}`,
      `petition-${'1'.repeat(50)}-2`,
    ])
    await t.flush()
  })
})
