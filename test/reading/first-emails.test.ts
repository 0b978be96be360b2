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
  ['twenty-seventh', 6, 2],
  ['twenty-eighth', 60, 2],
  ['thirtieth', 100, 22],
  ['thirty-first', 84, 11],
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

it('counts it as harm if somebody who declines is asked to sign', () => {
  const [declined] = madeSet('sixth').filter(({ made }) => made.kind === 'declined')
  if (declined === undefined) throw new Error('nobody declines')
  expect(judge(declined.made, { outcome: 'asked' }).verdict).toBe('harmful')
})
