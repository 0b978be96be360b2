/** Replies, read beside the email they answer, without a service: what a careful reader would have understood is in `made/`. */
import { beforeAll, describe, expect, it } from 'vitest'
import { judge, type Verdict } from './judge.ts'
import { madeSet } from './made.ts'
import { heardInReply } from './read-reply.ts'

describe.each([
  ['first', 168, 3],
  ['second', 51, 3],
  ['third', 85, 3],
  // A quarter of them is in languages of which the code knows little.
  ['fourth', 90, 9],
  ['fifth', 152, 3],
  ['seventh', 50, 3],
  ['eleventh', 98, 3],
  ['twelfth', 60, 3],
  ['sixteenth', 49, 5],
  ['twenty-fourth', 60, 10],
  // A yes beside a sentence that we do not know is asked about (0066): a third of these.
  ['twenty-seventh', 94, 33],
  ['twenty-ninth', 98, 40],
] as const)('the replies of the %s set', (name, size, most) => {
  let judged: { id: string; verdict: Verdict; why: string }[] = []
  const of = (verdict: Verdict) =>
    judged.filter(one => one.verdict === verdict).map(({ id, why }) => `${id}: ${why}`)

  beforeAll(async () => {
    const replies = madeSet(name).filter(({ made }) => /reply$/.test(made.situation))
    judged = await Promise.all(
      replies.map(async one => ({ id: one.made.id, ...judge(one.made, await heardInReply(one)) })),
    )
  })

  it('harm nobody', () => {
    expect(judged).toHaveLength(size)
    expect(of('harmful')).toEqual([])
  })

  it(`are read wrongly, but shown, at most ${most} in a hundred times`, () => {
    const shown = of('shown')
    expect(shown.length, shown.join('\n')).toBeLessThanOrEqual((size * most) / 100)
  })
})
