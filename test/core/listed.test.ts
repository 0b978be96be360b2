import { beforeEach, describe, expect, it } from 'vitest'
import type { Asker, AtOnce, Incoming } from '../../src/core/channel.ts'
import { communityKey } from '../../src/core/petitions/offered.ts'
import { mail, rows } from '../support/desk-people.ts'
import { chatter, coreOfFile, wordsOf, writer } from '../support/people.ts'

const t = await coreOfFile()
const { core } = t

const values = (title: string) => ({
  title,
  text: 'Ask first.',
  organisedBy: 'The Guild',
  goal: '',
  policy: 'account',
})
const create = (title = 'Harbour lights'): Incoming['act'] => ({
  kind: 'form',
  form: 'create',
  values: values(title),
})
const command = (words: string): Incoming['act'] => ({ kind: 'command', command: { words } })
const dana = chatter('discord', 'Dana', { tenant: 'guild', manages: true })
const bo = chatter('slack', 'T1:Bo', { tenant: 'T1' })
const asker = (channel: Asker['channel'], tenant?: string): Asker => ({
  ...{ channel, account: 'somebody', language: 'en' },
  ...(tenant && { tenant }),
})
const here = asker('discord', 'guild')
const elsewhere = [asker('discord', 'other'), asker('discord'), asker('slack', 'guild')]

const slugs = (petitions: readonly { slug: string }[]) => petitions.map(({ slug }) => slug)
const said = (atOnce: AtOnce | undefined) =>
  atOnce?.kind === 'form' ? atOnce.form.id : atOnce && wordsOf(atOnce.reply)

beforeEach(async () => {
  await rows(t, 'delete from petition')
  await t.petition({ slug: 'demo', title: 'Demo' })
  await t.take(dana(create()))
  await core.refresh()
})

/** The operator's `petition list`. */
async function list(): Promise<void> {
  await rows(t, "update petition set listed = true where slug = 'harbour-lights'")
  await core.refresh()
}

describe('a petition that was made in a chat', () => {
  it('is offered in its community, and nowhere else until the operator lists it', async () => {
    expect(slugs(core.openPetitions(here))).toEqual(['harbour-lights', 'demo'])
    expect(slugs(core.namablePetitions(here))).toEqual(['harbour-lights', 'demo'])
    expect(said(core.atOnce({ words: 'sign' }, here))).toContain('Harbour lights')
    expect(wordsOf(core.homeAtOnce(here))).toContain('Harbour lights')
    for (const away of elsewhere) {
      expect(slugs(core.openPetitions(away))).toEqual(['demo'])
      expect(slugs(core.namablePetitions(away))).toEqual(['demo'])
      expect(said(core.atOnce({ words: 'sign' }, away))).toBe('sign:demo')
      expect(wordsOf(core.homeAtOnce(away))).not.toContain('Harbour lights')
    }
    expect(slugs(core.openPetitions())).toEqual(['demo'])
    expect(slugs(await core.homePetitions())).toEqual(['demo'])
    expect(slugs(core.publicPetitions())).toEqual(['demo'])

    await list()
    for (const away of elsewhere) expect(slugs(core.openPetitions(away))).toEqual(['harbour-lights', 'demo'])
    expect(slugs(await core.homePetitions())).toEqual(['harbour-lights', 'demo'])
    expect(slugs(core.publicPetitions())).toEqual(['harbour-lights', 'demo'])
  })

  it('does not make a plain email ask which petition it means', async () => {
    const ada = writer('ada@example.org')
    await t.take(ada(mail('Ada Lovelace, composer')))
    const asked = await rows(t, 'select slug from sign_request join petition on petition.id = petition_id')
    expect(asked).toEqual([{ slug: 'demo' }])
    await list()
    const [which] = await t.take(writer('grace@example.org')(mail('Grace Hopper, admiral')))
    expect(wordsOf(which)).toContain('Harbour lights')
  })

  it('is signed by everybody who has its name, its address or its link', async () => {
    expect(said(core.atOnce({ words: 'sign', petition: 'harbour-lights' }, asker('discord')))).toBe(
      'sign:harbour-lights',
    )
    expect(said(core.form('sign:harbour-lights', asker('slack', 'T1')))).toBe('sign:harbour-lights')
    const [question] = await t.take(
      writer('ada@example.org')(mail('Ada Lovelace, composer', 'harbour-lights')),
    )
    expect(wordsOf(question)).toContain('Harbour lights')
    expect(await core.petition('harbour-lights')).toMatchObject({ unlisted: true, status: 'open' })
    await list()
    expect(await core.petition('harbour-lights')).not.toHaveProperty('unlisted')
  })

  it('is named to nobody elsewhere who mistypes or asks', async () => {
    expect(
      said(core.atOnce({ words: 'sign', petition: 'harbour-light' }, asker('slack', 'T1'))),
    ).not.toContain('Harbour lights')
    for (const words of ['count harbour-light', 'count', 'help'])
      expect(wordsOf((await t.take(bo(command(words))))[0])).not.toContain('Harbour lights')
    // Its title is no name for them; its slug is.
    expect(wordsOf((await t.take(bo(command('count harbour-lights'))))[0])).toContain('Harbour lights')
  })

  it('says so when it is made', async () => {
    const [made] = await t.take(dana(create('Second')))
    expect(wordsOf(made)).toContain('This community finds it in /sign.')
    expect(wordsOf(made)).toContain('until the people who run this service list it for all')
  })

  it('is offered in every community whose managers show its card', async () => {
    const room = {
      kind: 'command',
      command: { words: 'announce harbour-lights', room: { id: 'room' } },
    } as const
    await t.take(chatter('slack', 'T1:Bo', { tenant: 'T1', manages: true })(room))
    await core.refresh()
    expect(slugs(core.openPetitions(asker('slack', 'T1')))).toEqual(['harbour-lights', 'demo'])
    expect(slugs(core.openPetitions(asker('slack', 'T2')))).toEqual(['demo'])
  })

  it('is shown in no community whose managers had no part in it', async () => {
    // Dana organises a petition, so she may make another, from wherever she is.
    const guest = chatter('discord', 'Dana', { tenant: 'other', manages: false })
    const [made] = await t.take(guest(create('Guest')))
    expect(wordsOf(made)).toContain('It stands in no list yet')
    const found = await rows(
      t,
      "select tenant from petition_community c join petition p on p.id = c.petition_id where slug = 'guest'",
    )
    expect(found).toEqual([])
  })
})

describe('how many petitions are made in a day', () => {
  const made = async () => (await rows(t, 'select slug from petition')).length

  it('is three for an account, wherever it is', async () => {
    await t.take(dana(create('Second')))
    await t.take(chatter('discord', 'Dana', { tenant: 'other', manages: true })(create('Third')))
    expect(await made()).toBe(4)
    const [told] = await t.take(
      chatter('discord', 'Dana', { tenant: 'third', manages: true })(create('Fourth')),
    )
    expect(wordsOf(told)).toContain('3 petitions have been started from here in the last 24 hours')
    expect(await made()).toBe(4)
    await rows(t, "update desk_entry set at = at - interval '1 day'")
    await t.take(dana(create('Fourth')))
    expect(await made()).toBe(5)
  })

  it('is what the operator has set', async () => {
    await rows(t, "insert into asking_limit (name, value) values ('petitions.day', 1)")
    await core.refresh()
    expect(wordsOf((await t.take(dana(create('Second'))))[0])).toContain('1 petition has been started')
    expect(await made()).toBe(2)
    await rows(t, "delete from asking_limit where name = 'petitions.day'")
    await core.refresh()
  })

  it('is three for a community, whoever makes them, also at once', async () => {
    const others = Array.from({ length: 5 }, (_, n) =>
      t.take(chatter('discord', `Member ${n}`, { tenant: 'guild', manages: true })(create(`Number ${n}`))),
    )
    await Promise.all(others)
    expect(await made()).toBe(4)
    await t.take(chatter('slack', 'T1:Eve', { tenant: 'T1', manages: true })(create('Elsewhere')))
    expect(await made()).toBe(5)
  })
})

it('knows a community by its chat and its id', () => {
  expect(communityKey('discord', '1')).not.toBe(communityKey('slack', '1'))
})
