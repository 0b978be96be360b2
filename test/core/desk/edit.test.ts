import { describe, expect, it } from 'vitest'
import {
  formOf,
  olga,
  olgaAsks,
  olgaMail,
  olgasPetition,
  petitionNow,
} from '../../support/desk/olgas-petition.ts'
import { command, mail, pressed, rows, signs } from '../../support/desk-people.ts'
import { coreOfFile, wordsOf, writer } from '../../support/people.ts'

const nextYear = new Date().getFullYear() + 1

const t = await coreOfFile()

describe('editing a petition', () => {
  let slug: string
  const start = async (form = {}) => {
    slug = await olgasPetition(t, form)
  }
  const now = () => petitionNow(t, slug)
  const edit = (values: Record<string, string>, part: 'edit' | 'rules' = 'edit') =>
    t.take(olga({ kind: 'form', form: `${part}:${slug}`, values })).then(([reply]) => reply)
  const whole = {
    title: 'Shape',
    text: 'No training without consent.',
    organisedBy: 'Guild of Makers',
    goal: '100',
    closes: '',
  }

  it('shows each problem beside its field, and changes nothing', async () => {
    await start()
    const fields = (form: string, values: Record<string, string>) =>
      t.core.checkForm(form, values, olgaAsks).map(({ field }) => field)
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
    expect(t.core.checkForm(`edit:${slug}`, { ...whole, text: 'A third.' }, olgaAsks)).toHaveLength(1)
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

  it('clears the goal and the closing time, even if the chat leaves out empty fields', async () => {
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

  it('keeps a petition consistent after any undo', async () => {
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
    const shown = formOf(t.core.form(`edit:${slug}`, olgaAsks))?.fields.map(({ name, input }) => [
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
    const form = formOf(t.core.form(`sign:${slug}`, olgaAsks))
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
    // Answers are in its colour.
    const [asked] = await t.take(
      writer('ada@example.org')({
        kind: 'message',
        slug,
        subject: '',
        text: 'Ada Lovelace',
        answersDeliveries: [],
      }),
    )
    expect(asked?.accent).toBe('#8c1d18')
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
    const form = formOf(t.core.form(`edit:${slug}`, olgaAsks))
    expect(form?.fields[0]?.hint).toContain('too long for a form')
    const values = Object.fromEntries(form?.fields.map(({ name, input }) => [name, input.value ?? '']) ?? [])
    await edit({ ...values, title: 'Renamed' })
    expect(await now()).toMatchObject({ title: 'Renamed', text })
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
    const closes = formOf(t.core.form(`edit:${slug}`, olgaAsks))?.fields.find(({ name }) => name === 'closes')
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
    expect(formOf(t.core.form(`rules:${slug}`, olgaAsks))?.fields).toHaveLength(5)
    const [wrong] = await t.take(olgaMail(mail(`edit ${slug}\nTime zone: Mars/Olympus`)))
    expect(wordsOf(wrong)).toContain('Please write a time zone by its name, such as Europe/Paris or UTC.')
    expect((await now()).timeZone).toBe('Europe/Paris')
  })
})
