/** Made emails that come to a running service. The others are read without one: first-emails.test.ts, replies.test.ts. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type Judged, judge, type Verdict } from './judge.ts'
import { madeEmails, madeSet, setNames } from './made.ts'
import { heardInReply } from './read-reply.ts'
import { tryMade } from './try-made.ts'

describe('a whole set, and all new emails of people who have signed', () => {
  const emails = setNames.flatMap(set =>
    madeSet(set).filter(({ made }) => set === 'second' || made.situation === 'signed'),
  )
  let judged: Judged[] = []
  const of = (verdict: Verdict) => judged.filter(one => one.verdict === verdict)
  const ids = (list: Judged[]) => list.map(({ made, why }) => `${made.id}: ${why}`)

  beforeAll(async () => {
    judged = await tryMade(emails)
  }, 300_000)

  it('are 152, each from a mailbox of its own', () => {
    expect(judged).toHaveLength(152)
    expect(new Set(judged.map(({ made }) => made.from.address)).size).toBe(152)
  })

  it('harm nobody', () => {
    expect(ids(of('harmful'))).toEqual([])
  })

  it('are read wrongly, but shown, at most three in a hundred times', () => {
    expect(of('shown').length, ids(of('shown')).join('\n')).toBeLessThanOrEqual(judged.length * 0.03)
  })

  it('lead to what replies.test.ts finds without a service', async () => {
    const replies = judged.filter(({ made }) => /reply$/.test(made.situation))
    const alone = await Promise.all(
      replies.map(async one => ({ ...one, ...judge(one.made, await heardInReply(one)) })),
    )
    expect(replies.length).toBeGreaterThan(50)
    expect(ids(alone)).toEqual(ids(replies))
  })
})

describe('the judge of made emails', () => {
  const [made] = madeEmails('en').filter(({ id }) => id === 'en-details-5')
  if (made === undefined) throw new Error('en-details-5 is gone')
  const details = {
    kind: 'person' as const,
    name: 'J. R. Pemberley',
    occupation: 'crime writer',
    organisation: null,
    listed: true,
  }

  it('finds what is right', () => {
    expect(judge(made, { outcome: 'asked', details }).verdict).toBe('right')
  })

  it.each([
    ['silence', { outcome: 'silence' as const }],
    [
      'a street',
      { outcome: 'asked' as const, details: { ...details, organisation: "14 Cobbler's Row, Thornby" } },
    ],
  ])('counts %s as harmful', (_, heard) => {
    expect(judge(made, heard).verdict).toBe('harmful')
  })

  it('counts a wrong name that is published already as harmful', () => {
    const [correction] = madeEmails('en').filter(({ id }) => id === 'en-correction-3')
    if (correction === undefined) throw new Error('en-correction-3 is gone')
    expect(judge(correction, { outcome: 'corrected', details, atOnce: true }).verdict).toBe('harmful')
    expect(judge(correction, { outcome: 'corrected', details }).verdict).toBe('shown')
  })

  it.each([
    ['another name', { ...details, name: 'Crime Writer' }],
    ['an occupation that is too short', { ...details, occupation: 'writer' }],
    ['an organisation that is a person', { ...details, kind: 'organisation' as const }],
    ['a name that is not listed', { ...details, listed: false }],
  ])('counts %s as wrong but shown', (_, shown) => {
    expect(judge(made, { outcome: 'asked', details: shown }).verdict).toBe('shown')
  })
})
