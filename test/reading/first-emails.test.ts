/** First emails and organisers' emails, read without a service: what a careful reader would have understood is in `made/`. */
import { describe, expect, it } from 'vitest'
import { hearFirst, hearFirstEmail } from './hear-first.ts'
import { judge } from './judge.ts'
import { isFirst, madeSet } from './made.ts'

describe.each([
  ['first', 199],
  ['third', 65],
  ['sixth', 150],
  ['eighth', 50],
  ['ninth', 40],
  ['tenth', 120],
  ['thirteenth', 60],
  ['fourteenth', 40],
  ['fifteenth', 59],
  ['seventeenth', 120],
  ['eighteenth', 126],
  ['twentieth', 60],
  ['twenty-second', 103],
  ['twenty-third', 60],
  ['twenty-fifth', 100],
  ['twenty-sixth', 70],
] as const)('the %s set', (name, size) => {
  const judged = madeSet(name)
    .filter(({ made }) => isFirst(made))
    .map(({ made }) => ({ id: made.id, ...judge(made, hearFirst(made)) }))
  const of = (verdict: string) =>
    judged.filter(one => one.verdict === verdict).map(({ id, why }) => `${id}: ${why}`)

  it('harms nobody', () => {
    expect(judged).toHaveLength(size)
    expect(of('harmful')).toEqual([])
  })

  it('is read wrongly, but shown, at most five in a hundred times', () => {
    const shown = of('shown')
    expect(shown.length, shown.join('\n')).toBeLessThanOrEqual(size * 0.05)
  })
})

describe.each([
  ['twenty-seventh', 6, 1],
  ['twenty-eighth', 60, 0],
  ['thirtieth', 100, 21],
  ['thirty-first', 84, 9],
  ['thirty-second', 108, 14],
] as const)('the %s set, as emails that programs sent', (name, size, most) => {
  it('harms nobody', async () => {
    const emails = madeSet(name).filter(({ made }) => isFirst(made))
    const judged = await Promise.all(
      emails.map(async one => ({ id: one.made.id, ...judge(one.made, await hearFirstEmail(one)) })),
    )
    const of = (verdict: string) =>
      judged.filter(one => one.verdict === verdict).map(({ id, why }) => `${id}: ${why}`)
    expect(judged).toHaveLength(size)
    expect(of('harmful')).toEqual([])
    expect(of('shown').length, of('shown').join('\n')).toBeLessThanOrEqual(most)
  })
})

/** Written to be hard. Those that still do harm are named, so that nobody forgets them. */
describe.each([
  ['thirty-third', 90, 25, ['thirty-third-en-film-1']],
  ['thirty-fourth', 72, 10, []],
  ['thirty-fifth', 102, 6, []],
  ['thirty-sixth', 102, 6, []],
  ['thirty-seventh', 120, 18, []],
  ['forty-first', 120, 16, ['forty-first-en-corrected-1']],
  ['forty-third', 120, 25, []],
  ['forty-fourth', 120, 5, []],
  ['forty-fifth', 120, 8, []],
  ['forty-sixth', 120, 7, ['forty-sixth-it-inoltro-9']],
  ['forty-eighth', 120, 5, ['forty-eighth-pt-engano-1']],
  ['forty-ninth', 120, 13, []],
  ['fiftieth', 120, 10, ['fiftieth-de-handy-2', 'fiftieth-pt-pescador-2']],
  ['fifty-first', 120, 8, []],
  ['fifty-second', 120, 14, []],
  ['fifty-third', 120, 2, ['fifty-third-pt-newcomer-1']],
  ['fifty-fourth', 120, 5, []],
  ['fifty-fifth', 120, 4, []],
  ['fifty-sixth', 120, 6, []],
  ['fifty-seventh', 120, 14, []],
  ['fifty-eighth', 120, 12, []],
  ['sixty-second', 120, 18, ['sixty-second-it-story-3', 'sixty-second-nl-offer-1']],
  ['thirty-ninth', 120, 5, ['thirty-ninth-fr-phone-6']],
  [
    'thirty-eighth',
    98,
    21,
    [
      'thirty-eighth-en-refusal-1',
      'thirty-eighth-en-refusal-2',
      'thirty-eighth-en-press-1',
      'thirty-eighth-en-offer-1',
      'thirty-eighth-en-misaddressed-1',
      'thirty-eighth-en-alias-1',
      'thirty-eighth-en-complaint-2',
      'thirty-eighth-en-erase-1',
      'thirty-eighth-fr-refus-1',
      'thirty-eighth-fr-pseudonyme-1',
      'thirty-eighth-fr-presse-1',
      'thirty-eighth-es-negacion-1',
      'thirty-eighth-es-entidad-1',
      'thirty-eighth-es-publicidad-1',
      'thirty-eighth-it-domanda-1',
      'thirty-eighth-pt-engano-1',
    ],
  ],
  [
    'removal',
    161,
    45,
    ['removeb-en-3', 'remove-fr-3', 'removeb-fr-1', 'removeb-fr-2', 'removeb-es-4', 'remove-pt-8'],
  ],
  [
    'withheld',
    161,
    39,
    [
      'restrictb-en-2',
      'restrictb-en-4',
      'restrictb-fr-5',
      'restrict-es-2',
      'restrictb-es-6',
      'restrictb-it-1',
      'restrictb-nl-1',
      'restrictb-nl-4',
      'restrictb-pt-6',
    ],
  ],
  ['organisations', 105, 35, ['organisationb-de-5', 'organisationb-fr-4']],
  ['declining', 105, 26, ['decline-it-8']],
  ['unlisted', 105, 26, []],
] as const)('the emails of %s', (name, size, most, known) => {
  it('harm nobody but those who are named', async () => {
    const judged = await Promise.all(
      madeSet(name).map(async one => ({ id: one.made.id, ...judge(one.made, await hearFirstEmail(one)) })),
    )
    const of = (verdict: string) => judged.filter(one => one.verdict === verdict).map(({ id }) => id)
    expect(judged).toHaveLength(size)
    expect(of('harmful')).toEqual(known)
    expect(of('shown').length, of('shown').join('\n')).toBeLessThanOrEqual(most)
  })
})

it('counts it as harm if somebody who declines is asked to sign', () => {
  const [declined] = madeSet('sixth').filter(({ made }) => made.kind === 'declined')
  if (declined === undefined) throw new Error('nobody declines')
  expect(judge(declined.made, { outcome: 'asked' }).verdict).toBe('harmful')
})
