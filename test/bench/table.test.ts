import { describe, expect, it } from 'vitest'
import { judge } from '../../bench/report/judge.ts'
import { percentile } from '../../bench/report/statistics.ts'
import { between, marks } from '../../bench/report/write-table.ts'
import { type Measured, neededBy } from '../../bench/run-rounds.ts'
import type { Line } from '../../bench/subject.ts'
import { lines, subjects } from '../../bench/table.ts'

const figures = (...values: number[]): Measured => ({ figures: values, notes: [] })
const line: Line = {
  work: 'ours',
  subject: 'a',
  against: 'theirs',
  reference: 'b',
  better: 'more',
  floor: 0.5,
  reach: 1,
}
const verdict = (changed: Partial<Line>, a: Measured, b = figures(10, 10, 10)) =>
  judge(
    { ...line, ...changed },
    new Map([
      ['a', a],
      ['b', b],
    ]),
    [],
  )

describe('the table of figures', () => {
  it('compares the two sides of each round, and takes the median', () => {
    // The machine was ten times as slow in the third round, for both.
    const judged = verdict({}, figures(9, 8, 0.9), figures(10, 10, 1))
    expect(judged.ratio).toBe('0.9 (0.8–0.9)')
    expect(judged.verdict).toBe('floor')
  })

  it.each([
    ['reach', { better: 'more' }, 10],
    ['floor', { better: 'more' }, 5],
    ['missed', { better: 'more' }, 4.9],
    ['missed', { better: 'less', reach: 0.1 }, 10],
    ['floor', { better: 'less', reach: 0.1 }, 5],
    ['reach', { better: 'less', reach: 0.1 }, 1],
  ] as const)('says %s for %o and %d', (expected, changed, value) => {
    expect(verdict(changed, figures(value, value, value)).verdict).toBe(expected)
  })

  it('lets nothing that was never answered pass', () => {
    const never = Number.POSITIVE_INFINITY
    const judged = verdict({ better: 'less' }, figures(never, never, 1), figures(1, 1, 1))
    expect(judged).toMatchObject({ verdict: 'missed', ratio: '∞ (1–∞)' })
  })

  it('says why there is no figure, and gives no verdict', () => {
    const judged = verdict(
      {},
      { figures: [], notes: [], missing: 'failed: the sink has 5, and the tables have 6' },
    )
    expect(judged).toMatchObject({
      figure: 'failed: the sink has 5, and the tables have 6',
      ratio: '',
      verdict: '',
    })
  })

  it('has a subject for every line, and measures each with what it is compared with', () => {
    const keys = subjects.map(({ key }) => key)
    for (const { subject, reference = subject } of lines)
      expect(keys).toEqual(expect.arrayContaining([subject, reference]))
    const one = lines.filter(({ subject }) => subject === 'email')
    expect(neededBy(one, subjects).map(({ key }) => key)).toEqual(['email', 'mlmmj', 'mailman3', 'insert'])
    const cost = lines.filter(({ subject }) => subject === 'click-statements')
    expect(neededBy(cost, subjects).map(({ key }) => key)).toEqual(['click', 'click-statements'])
  })

  it('takes the value below which the share lies', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at)
    expect(percentile(hundred, 0.99)).toBe(99)
    expect(percentile([3], 0.99)).toBe(3)
  })

  it('replaces only what stands between the marks', () => {
    const text = `before\n${marks.begin}\nold\n${marks.end}\nafter\n`
    expect(between(text, 'new')).toBe(`before\n${marks.begin}\n\nnew\n\n${marks.end}\nafter\n`)
    expect(between(between(text, 'new'), 'newer')).toBe(between(text, 'newer'))
    expect(() => between('no marks', 'new')).toThrow('marks')
    expect(() => between(`${marks.end}\n${marks.begin}`, 'new')).toThrow('marks')
  })
})
