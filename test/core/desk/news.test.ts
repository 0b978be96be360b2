import { describe, expect, it } from 'vitest'
import { readCommand } from '../../../src/core/reading/commands/read-command.ts'
import { understandCommand } from '../../../src/core/reading/commands/understand-command.ts'
import { command, mail, organises, pressed } from '../../support/desk-people.ts'
import { chatter, coreOfFile, wordsOf, writer } from '../../support/people.ts'

const olga = chatter('discord', 'Olga', { displayName: 'Olga' })
const olgaMail = writer('olga@example.org', { displayName: 'Olga', proved: true })
const asker = { channel: 'discord', account: 'Olga', language: 'en' } as const

const t = await coreOfFile()

describe('news of a petition', () => {
  let n = 0
  let slug: string
  async function start() {
    slug = `news-${++n}`
    await t.petition({ slug })
    await organises(t, slug, 'discord', 'Olga')
    await organises(t, slug, 'email', 'olga@example.org')
    await t.core.refresh()
  }
  const fills = async (values: Record<string, string>) =>
    (await t.take(olga({ kind: 'form', form: `news:${slug}`, values })))[0]
  const shown = async () => (await t.core.news(slug, { limit: 10 }))?.news

  it('is shown to its author first, then published; undoing removes it, and its number is not given again', async () => {
    await start()
    expect(t.core.atOnce({ words: 'news', petition: slug }, asker)).toMatchObject({
      kind: 'form',
      form: { id: `news:${slug}`, fields: [{ name: 'title' }, { name: 'text' }] },
    })
    const preview = await fills({ title: 'We were received', text: 'By the *minister*.' })
    expect(wordsOf(preview)).toContain('By the minister.')
    expect(wordsOf(preview)).toContain('nobody signs it')
    expect(await shown()).toEqual([])

    const [done] = await t.take(olga(pressed(preview, /Publish/)))
    expect(wordsOf(done)).toContain('This is entry 1 in the log')
    expect(await shown()).toEqual([
      { number: 1, title: 'We were received', text: 'By the *minister*.', publishedAt: expect.any(Date) },
    ])
    await t.take(olga(pressed(await fills({ title: '', text: 'Second.' }), /Publish/)))
    expect((await shown())?.map(({ number, title }) => [number, title])).toEqual([
      [2, undefined],
      [1, 'We were received'],
    ])
    await t.take(olga(command(`undo ${slug} 2`)))
    expect((await shown())?.map(({ number }) => number)).toEqual([1])
    await t.take(olga(pressed(await fills({ text: 'Third.' }), /Publish/)))
    expect((await shown())?.map(({ number }) => number)).toEqual([3, 1])
  })

  it('is read page by page', async () => {
    const first = await t.core.news(slug, { limit: 1 })
    expect(first).toMatchObject({ news: [{ number: 3 }], next: '3' })
    expect(await t.core.news(slug, { limit: 1, after: '3' })).toMatchObject({ news: [{ number: 1 }] })
    expect(await t.core.news('nowhere', { limit: 1 })).toBeUndefined()
  })

  it('is changed by its organiser, with the date of the change, and can be undone for a day', async () => {
    await start()
    await t.take(olga(pressed(await fills({ title: 'Recieved', text: 'By the minister.' }), /Publish/)))
    const [offer] = await t.take(olga(command(`news edit 1 ${slug}`)))
    expect(wordsOf(offer)).toContain('By the minister.')
    expect(offer?.blocks).toContainEqual(expect.objectContaining({ form: `news:${slug}:1` }))
    await t.core.refresh()
    expect(t.core.form(`news:${slug}:1`, asker)).toMatchObject({
      form: { fields: [{ input: { value: 'Recieved' } }, { input: { value: 'By the minister.' } }] },
    })
    const values = { title: 'Received', text: 'By the minister.' }
    const form = { kind: 'form', form: `news:${slug}:1`, values } as const
    const [preview] = await t.take(olga(form))
    expect(wordsOf(preview)).toContain('the date of the change')
    expect((await shown())?.[0]).toMatchObject({ title: 'Recieved' })
    await t.take(olga(pressed(preview, /Change it/)))
    expect(await shown()).toEqual([
      { number: 1, ...values, publishedAt: expect.any(Date), editedAt: expect.any(Date) },
    ])
    expect(wordsOf((await t.take(olga(form)))[0])).toContain('already says so')

    await t.take(olga(command(`undo ${slug} 2`)))
    expect((await shown())?.[0]).toEqual({
      ...{ number: 1, title: 'Recieved', text: 'By the minister.', publishedAt: expect.any(Date) },
    })
  })

  it('is removed by its organiser, and shown again by undoing that, unless it was changed since', async () => {
    const [preview] = await t.take(olga(command(`news remove ${slug}`)))
    expect(wordsOf(preview)).toContain('By the minister.')
    expect(await shown()).toHaveLength(1)
    await t.take(olga(pressed(preview, /Remove it/)))
    expect(await shown()).toEqual([])
    expect(wordsOf((await t.take(olga(command(`news remove 1 ${slug}`))))[0])).toContain('no such news')
    await t.take(olga(command(`undo ${slug} 4`)))
    expect((await shown())?.[0]).toMatchObject({ number: 1, text: 'By the minister.' })

    const change = async (text: string) => {
      const [asked] = await t.take(olga({ kind: 'form', form: `news:${slug}:1`, values: { text } }))
      await t.take(olga(pressed(asked, /Change it/)))
    }
    const long = `${'word '.repeat(700)}end.`
    await change(long)
    await t.core.refresh()
    const form = t.core.form(`news:${slug}:1`, asker)
    expect(form).toMatchObject({ form: { fields: [{}, { hint: expect.stringContaining('too long') }] } })
    expect(JSON.stringify(form)).not.toContain('word word')
    await change('Once.')
    await change('Twice.')
    expect(wordsOf((await t.take(olga(command(`undo ${slug} 7`))))[0])).toContain('changed')
    expect((await shown())?.[0]).toMatchObject({ text: 'Twice.' })
  })

  it('is changed by email: its words come as lines to send back', async () => {
    const [offer] = await t.take(olgaMail(mail(`news edit 1 ${slug}`)))
    expect(wordsOf(offer)).toContain('Text: Twice.')
    const [preview] = await t.take(olgaMail(mail(`news edit 1 ${slug}\n\nTitle: Third\nText: Thrice.`)))
    expect(preview?.subject).toBe('Change news 1?')
    expect(wordsOf(preview)).toContain('Thrice.')
    expect((await shown())?.[0]).toMatchObject({ text: 'Twice.' })
  })

  it.each([
    ['news edit 2', { change: 'edit', item: 2 }],
    ['news edit', { change: 'edit' }],
    ['news modifier #2 demo', { change: 'edit', item: 2 }],
    ['news demo remove 2', { change: 'remove', item: 2 }],
    ['news remove demo 2', { change: 'remove', item: 2 }],
    ['news demo', {}],
  ])('reads %s', (words, expected) => {
    const read = readCommand(words, new Set(['demo']), new Date())
    expect(read).toMatchObject({ kind: 'command', command: { kind: 'news', ...expected } })
    expect(Object.keys((read.kind === 'command' && read.command) || {})).toHaveLength(
      1 + Object.keys(expected).length,
    )
  })

  it.each(['news edit two', 'news 2', 'news edit 0'])('does not read %s', words => {
    expect(readCommand(words, new Set(), new Date())).toMatchObject({ kind: 'wrong', problem: 'change' })
  })

  it('needs a text of at most 5,000 characters', async () => {
    await start()
    const problems = (values: Record<string, string>) =>
      t.core.checkForm(`news:${slug}`, values, asker).map(({ field }) => field)
    expect(problems({ title: 'x', text: ' ' })).toEqual(['text'])
    expect(problems({ title: 'x'.repeat(151), text: 'x'.repeat(5001) })).toEqual(['title', 'text'])
    expect(problems({ title: '', text: 'x'.repeat(5000) })).toEqual([])
    expect(wordsOf(await fills({ text: '' }))).toContain('Text: 1 to 5,000 characters.')
    expect(await shown()).toEqual([])
  })

  it('comes by email too: the command, the text below, and a yes', async () => {
    await start()
    const [preview] = await t.take(
      olgaMail(mail(`news ${slug}\n\nOn Tuesday we were received.\n\n- He listened.\n\nBest,\nOlga`)),
    )
    expect(preview?.subject).toBe('Publish this news?')
    expect(wordsOf(preview)).toContain('On Tuesday we were received.\n\n• He listened.')
    expect(wordsOf(preview)).not.toContain('Best')
    expect(await shown()).toEqual([])
    const [empty] = await t.take(olgaMail(mail(`news ${slug}`)))
    expect(wordsOf(empty)).toContain('Text')
  })
})

describe('an email about news', () => {
  const slugs = new Set(['fair-training'])
  const fieldsOf = (text: string, organises = true) =>
    understandCommand({ subject: 'news fair-training', text, slugs, organises })?.fields

  it.each([
    ['We won.\n\nThank you all.', { text: 'We won.\n\nThank you all.' }],
    [
      'Title: We won\nText: Thank you.\nContact: is@not.ours',
      { title: 'We won', text: 'Thank you.\nContact: is@not.ours' },
    ],
    ['The goal: 5000', { text: 'The goal: 5000' }],
    ['', undefined],
  ])('has its text below the command: %j', (text, fields) => expect(fieldsOf(text)).toEqual(fields))

  it('has no text of others', () => expect(fieldsOf('We won.', false)).toBeUndefined())

  it.each(['News', 'News editor, The Guardian', 'News from Paris: count me in', 'Good news'])(
    'is no command of a signer: %s',
    subject => expect(understandCommand({ subject, text: 'Ada Lovelace, composer', slugs })).toBeUndefined(),
  )
})
