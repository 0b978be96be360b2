import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, organises } from '../../support/desk-people.ts'
import { chatter, type TestCore, testCore, wordsOf } from '../../support/people.ts'

describe('a petition that does not exist, named in a chat', () => {
  let t: TestCore
  const olga = chatter('slack', 'T1:olga')
  const eve = chatter('slack', 'T1:eve')
  beforeAll(async () => {
    t = await testCore()
    await t.petition({ slug: 'fair-training', title: 'Fair training' })
    await t.petition({ slug: 'quiet-streets', title: 'Quiet streets' })
    await t.petition({ slug: 'secret-plan', title: 'Secret plan' })
    await organises(t, 'secret-plan', 'slack', 'T1:olga')
    await t.service.db
      .updateTable('petition')
      .set({ status: 'draft' })
      .where('slug', '=', 'secret-plan')
      .execute()
  })
  afterAll(() => t.close())
  const say = async (words: string, as = eve, petition?: string) =>
    wordsOf((await t.take(as(command(words, petition === undefined ? {} : { petition }))))[0])

  it.each([
    ['count fair-trainng', 'count fair-training'],
    ['count fair', 'count fair-training'],
    ['stats fair-trainin week', 'stats fair-training week'],
    ['hide 12 quiet-streeets', 'hide quiet-streets 12'],
    ['remove fair-trainin 12-15 twice the same', 'remove fair-training 12-15 twice the same'],
    ['unsign fair-trainin', 'unsign fair-training'],
  ])('%s: did you mean %s? One presses it', async (said, meant) => {
    const answer = await say(said)
    expect(answer).toMatch(/^Did you mean “/)
    expect(answer).toContain(`[${meant}]`)
    expect(answer).not.toMatch(/@|Write to/)
  })

  it('offers buttons for the open petitions if the name is far from all, and no email address', async () => {
    const answer = await say('count nosuch')
    expect(answer).toContain('There is no petition called “nosuch” here.')
    expect(answer).toContain('Quiet streets [count quiet-streets]')
    expect(answer).not.toMatch(/@|Write to|Secret/)
    expect(await say('count', eve, 'x'.repeat(5000))).toContain(`“${'x'.repeat(60)}” here`)
  })

  it('offers a draft to its organisers only, and finds it by its title, which Discord lets people type', async () => {
    expect(await say('count secret-pla', olga)).toContain('[count secret-plan]')
    expect(await say('count secret-pla')).not.toContain('secret-plan')
    expect(await say('count', olga, 'Secret Plan')).toContain('waiting to confirm')
    expect(await say('count', eve, 'Secret Plan')).toContain('no petition called “secret plan”')
  })

  it('offers a draft to choose to its organisers only', async () => {
    await t.core.refresh()
    const offered = (account: string) =>
      t.core.namablePetitions({ channel: 'slack', account, language: 'en' }).map(({ slug }) => slug)
    expect(offered('T1:olga').sort()).toEqual(['fair-training', 'quiet-streets', 'secret-plan'])
    for (const stranger of ['T1:eve', 'T2:olga', 'olga'])
      expect(offered(stranger).sort()).toEqual(['fair-training', 'quiet-streets'])
  })

  it('takes no ordinary word for a petition', async () => {
    expect(await say('stats for the last week fair-training', eve)).toMatch(/^0 signatures/)
    expect(await say('stats wek', olga)).toContain('The periods are')
  })

  it('offers the word that may have been meant as a petition if nobody is found', async () => {
    expect(await say('find secret-pln Ada', olga)).toMatch(
      /a petition called “secret-pln”. Did you mean “secret-plan”\?[\s\S]*\[find secret-plan Ada\]/,
    )
    expect(await say('find gone Ada', olga)).toContain(
      'don’t organise a petition called “gone”, so we looked for that word too',
    )
    expect(await say('find Gone Ada', olga)).not.toContain('don’t organise')
  })

  it('help shows an example of each command, and “help close” only that one with what it takes, to people who may use it', async () => {
    const example = '/petition close 2026-12-31 18:00'
    const all = await say('help', olga)
    expect(all).toContain(example)
    expect(all).toContain('/petition remove 12-15 spam')
    for (const words of ['help close', 'aide fermer']) {
      expect(await say(words, olga)).toContain(example)
      expect(await say(words, olga)).not.toContain('/petition remove')
    }
    expect(await say('help close', olga)).toMatch(/when: When[\s\S]*“\/petition close [a-z-]+ 2026/)
    expect(await say('help organiser', olga)).toContain('person: A member')
    expect(await say('help help', olga)).not.toContain('several petitions')
    expect(await say('help close')).toBe(await say('help'))
    expect(await say('help close')).not.toContain(example)
  })

  it('does not ask somebody who has signed nothing which signature to remove', async () => {
    expect(await say('unsign')).toContain('You have not signed anything yet')
  })
})
