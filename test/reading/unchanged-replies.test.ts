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
  const replies = setNames.flatMap(madeSet).filter(({ made }) => /reply$/.test(made.situation))
  let judged: { id: string; change: string; text: string; verdict: Verdict }[] = []
  const of = (verdict: Verdict) => judged.filter(one => one.verdict === verdict)

  beforeAll(async () => {
    judged = await Promise.all(
      changedReplies(replies).map(async one => {
        const { id } = one.made
        const { verdict, why } = judge(one.made, await heardInReply(one))
        return { id, change: one.change, text: `${id} with ${one.change}: ${why}`, verdict }
      }),
    )
  })

  it('are changed in each of the ways', () => {
    expect(new Set(judged.map(({ change }) => change)).size).toBe(Object.keys(harmlessChanges).length)
    expect(judged.length).toBeGreaterThan(780)
  })

  it('harm nobody', () => expect(of('harmful').map(({ text }) => text)).toEqual([]))

  it('are read worse than without it at most once in a hundred times', async () => {
    const shown = new Map(of('shown').map(({ id, text }) => [id, text]))
    const read = await Promise.all(
      replies
        .filter(({ made }) => shown.has(made.id))
        .map(async one => ({ id: one.made.id, ...judge(one.made, await heardInReply(one)) })),
    )
    expect(read).toHaveLength(shown.size)
    const worse = read.filter(({ verdict }) => verdict === 'right').map(({ id }) => shown.get(id))
    expect(worse.length, worse.join('\n')).toBeLessThanOrEqual(judged.length * 0.01)
  })
})
