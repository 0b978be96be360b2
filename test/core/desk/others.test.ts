import { beforeEach, describe, expect, it } from 'vitest'
import { atDesk, command, organises, pressed, rows, signs } from '../../support/desk-people.ts'
import { chatter, coreOfFile, wordsOf } from '../../support/people.ts'

const olga = chatter('discord', 'Olga')
const dana = chatter('discord', 'Dana')
const eve = chatter('discord', 'Eve')
const olgaElsewhere = chatter('slack', 'T2:Olga')

const t = await coreOfFile()

describe('what belongs to somebody else', () => {
  let n = 0
  let slug: string
  beforeEach(async () => {
    slug = `theirs-${++n}`
    await t.petition({ slug })
    await organises(t, slug, 'discord', 'Olga')
    await organises(t, slug, 'discord', 'Dana')
    await organises(t, slug, 'slack', 'T1:Olga')
    await signs(t, slug, 'Zebulon')
    await signs(t, slug, 'Yolanda')
  })

  const { say, count } = atDesk(t, () => slug, olga)

  it('lets only the person who was asked answer a question, once and in time', async () => {
    const asked = await say('remove 1-2 why')
    const yes = pressed(asked, /Remove/)
    const told = new Set<string | undefined>()
    for (const as of [eve, dana, olgaElsewhere]) told.add((await t.take(as(yes)))[0]?.subject)
    // A question that never existed is answered in the same way.
    told.add((await t.take(eve(command('do 00000000-0000-4000-8000-000000000000'))))[0]?.subject)
    expect(told.size).toBe(1)
    expect(await count()).toBe(2)
    await t.take(olga(yes))
    expect(await count()).toBe(0)
    // The same after it was answered.
    for (const as of [eve, dana, olgaElsewhere]) told.add((await t.take(as(yes)))[0]?.subject)
    expect(told.size).toBe(1)
    await say('undo 1').then(async reply => t.take(olga(pressed(reply, /.*/))))
    await t.take(olga(yes))
    expect(await count()).toBe(2)
  })

  it('takes no yes from a former organiser', async () => {
    const asked = await say('remove 1-2 why', dana)
    await say('organiser remove', olga)
    await t.take(olga(command(`organiser ${slug} remove`, { mentioned: { account: 'Dana', name: 'Dana' } })))
    const [told] = await t.take(dana(pressed(asked, /Remove/)))
    expect(wordsOf(told)).not.toMatch(/Zebulon|Yolanda|removed/)
    expect(await count()).toBe(2)
  })

  it('takes a form from organisers only; others get the public count', async () => {
    const change = { kind: 'form', form: `edit:${slug}`, values: { title: 'Mine now' } } as const
    const rules = { kind: 'form', form: `rules:${slug}`, values: { goal: '7' } } as const
    for (const as of [eve, olgaElsewhere])
      for (const act of [change, rules]) {
        const [told] = await t.take(as(act))
        expect(wordsOf(told)).toContain('2')
        expect(wordsOf(told)).not.toMatch(/Zebulon|Yolanda/)
      }
    const petition = await t.core.petition(slug)
    expect([petition?.title, petition?.goal]).toEqual(['Fair training', undefined])
    await t.take(olga(rules))
    expect((await t.core.petition(slug))?.goal).toBe(7)
  })

  it('finds an entry only in the log of its own petition', async () => {
    await say('hide 1')
    const mine = slug
    slug = `theirs-${++n}`
    await t.petition({ slug })
    await organises(t, slug, 'discord', 'Eve')
    expect(wordsOf(await say('undo 1', eve))).toContain('no such entry')
    expect(wordsOf((await t.take(eve(command(`undo ${mine} 1`))))[0])).not.toContain('Undone')
    const hidden = await rows(
      t,
      `select 1 from signature where hidden_at is not null and petition_id = (select id from petition where slug = $1)`,
      [mine],
    )
    expect(hidden).toHaveLength(1)
  })
})
