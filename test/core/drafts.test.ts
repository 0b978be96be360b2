/** A draft shows nowhere: each door answers as it does for a name that no petition has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Act, Asker } from '../../src/core/channel.ts'
import { createPetition } from '../../src/core/petitions/organise-petition.ts'
import { chatter, type TestCore, testCore, writer } from '../support/people.ts'

const stranger = chatter('discord', 'Sly Stone', { manages: true })
const mail = writer('sly@example.org')
const asker: Asker = { channel: 'discord', account: 'Sly Stone', language: 'en', manages: true }

describe('a draft', () => {
  let t: TestCore
  beforeAll(async () => {
    t = await testCore()
    await t.petition({ slug: 'fair' })
    await createPetition(t.service.db, {
      ...{ slug: 'secret', title: 'Secret plans', text: 'A sentence.', organisedBy: 'The Guild' },
    })
    await t.core.refresh()
  })
  afterAll(() => t.close())

  /** What a door says of this name, with the name itself taken out. */
  const of = async (slug: string, ask: (slug: string) => unknown) =>
    JSON.stringify(await ask(slug), (_, value) =>
      typeof value === 'string' ? value.replaceAll(slug, 'NAME').replaceAll(/[a-z2-7]{32}/g, 'TOKEN') : value,
    )

  const command = (words: string): Act => ({ kind: 'command', command: { words } })
  const form = (id: string): Act => ({
    kind: 'form',
    form: id,
    values: { name: 'Sly Stone', way: 'myself', title: 'New', text: 'New.', organisedBy: 'Me' },
  })
  const message = (slug: string, text: string): Act => ({
    ...{ kind: 'message', slug, subject: '', text, answersDeliveries: [] },
  })

  it.each<[string, (slug: string) => unknown]>([
    ['the page', slug => t.core.petition(slug)],
    ['the names', slug => t.core.signatories(slug, { limit: 10 })],
    ['the figures', slug => t.core.figures(slug)],
    ['the featured', slug => t.core.featured(slug)],
    ['the occupations', slug => t.core.occupations(slug)],
    ['the picture', slug => t.core.sharePicture(slug)],
    ['the list of all', slug => t.core.publicPetitions().filter(petition => petition.slug === slug)],
    ['what a chat offers', slug => t.core.openPetitions().filter(petition => petition.slug === slug)],
    [
      'what a chat completes',
      slug => t.core.namablePetitions(asker).filter(petition => petition.slug === slug),
    ],
    ['/sign', slug => t.core.atOnce({ words: `sign ${slug}` }, asker)],
    ['/petition edit', slug => t.core.atOnce({ words: `edit ${slug}` }, asker) ?? 'nothing'],
    ['the form to sign', slug => t.core.form(`sign:${slug}`, asker)],
    ['the form to edit', slug => t.core.form(`edit:${slug}`, asker)],
    ['a check of that form', slug => t.core.checkForm(`sign:${slug}`, { name: '' }, asker)],
    ['a filled form to sign', slug => t.take(stranger(form(`sign:${slug}`)))],
    ['a filled form to edit', slug => t.take(stranger(form(`edit:${slug}`)))],
    [
      'the title, typed as a name',
      slug => t.take(stranger(command(`sign ${slug === 'secret' ? 'Secret plans' : slug}`))),
    ],
    ...['count', 'stats', 'recent', 'open', 'close', 'announce', 'log', 'unsign', 'export'].map(
      (word): [string, (slug: string) => unknown] => [
        `/petition ${word}`,
        slug => t.take(stranger(command(`${word} ${slug}`))),
      ],
    ),
    ['an email that signs', slug => t.take(mail(message(slug, 'Sly Stone')))],
    ['an email that asks', slug => t.take(mail(message(slug, 'How does this work?')))],
    ['an email with a command', slug => t.take(mail(message(slug, 'count')))],
  ])('is nothing to %s', async (door, ask) => {
    const draft = await of('secret', ask)
    await t.service.db.deleteFrom('delivery').execute()
    const nothing = await of('nosuch', ask)
    await t.service.db.deleteFrom('delivery').execute()
    if (door.startsWith('the title')) expect(draft).not.toContain('The Guild')
    else expect(draft).toBe(nothing)
  })

  it('is found by the same requests once it is open', async () => {
    const open = await of('fair', slug => t.core.petition(slug))
    expect(open).toContain('NAME')
  })
})
