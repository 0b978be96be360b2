/**
 * Phone numbers, footers, quotations and the like must not change what is understood of a reply. Each made reply is changed in one of
 * these ways, in turn, so that the test takes seconds.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { changedReplies, harmlessChanges } from './harmless-changes.ts'
import { judge, type Verdict } from './judge.ts'
import { madeSet, setNames } from './made.ts'
import { heardInReply } from './read-reply.ts'

describe('replies with a harmless change', () => {
  let judged: { change: string; text: string; verdict: Verdict }[] = []
  const of = (verdict: Verdict) => judged.filter(one => one.verdict === verdict).map(({ text }) => text)

  beforeAll(async () => {
    const replies = setNames.flatMap(madeSet).filter(({ made }) => /reply$/.test(made.situation))
    judged = await Promise.all(
      changedReplies(replies).map(async one => {
        const { verdict, why } = judge(one.made, await heardInReply(one))
        return { change: one.change, text: `${one.made.id} with ${one.change}: ${why}`, verdict }
      }),
    )
  })

  it('are changed in each of the ways', () => {
    expect(new Set(judged.map(({ change }) => change)).size).toBe(Object.keys(harmlessChanges).length)
    expect(judged.length).toBeGreaterThan(780)
  })

  it('harm nobody', () => expect(of('harmful')).toEqual([]))

  it('are read wrongly, but shown, at most 2 in a hundred times', () => {
    const shown = of('shown')
    expect(shown.length, shown.join('\n')).toBeLessThanOrEqual((judged.length * 2) / 100)
  })
})
