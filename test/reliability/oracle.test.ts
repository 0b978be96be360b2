import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference } from '../../reliability/abuse/timing.ts'
import { markdownOf, totalOf } from '../../reliability/faults/table.ts'
import { check } from '../../reliability/fuzz/check.ts'
import { textsOf } from '../../reliability/fuzz/inputs.ts'
import { between } from '../../reliability/report.ts'

const line = { what: 'a fault', runs: 10, lost: [], doubled: [], extra: 1, newcomer: 0.5, all: 2 }

it('adds up the table, and says which row was not run', () => {
  const lines = [line, { ...line, lost: ['ada'], newcomer: 3 }, { ...line, runs: 0, absent: 'needs root' }]
  expect(totalOf(lines)).toMatchObject({ runs: 20, lost: ['ada'], extra: 3, newcomer: 3 })
  expect(markdownOf(lines)).toContain('| a fault | 10 | 1 | 0 | 1 | 3.0 s | 2.0 s |')
  expect(markdownOf(lines)).toContain('not run: needs root')
})

it('writes figures between their own marks only', () => {
  const text = 'a\n<!-- faults: written by `npm run faults` -->\nold\n<!-- end of faults -->\nb'
  expect(between(text, 'faults', 'new')).toBe(
    'a\n<!-- faults: written by `npm run faults` -->\n\nnew\n\n<!-- end of faults -->\nb',
  )
  expect(() => between(text, 'abuse', 'new')).toThrow('marks')
})

describe('the difference of two sets of timings', () => {
  const times = (ms: number) => Array.from({ length: 200 }, (_, n) => ms + ((n * 37) % 100) / 10)

  it('is seen if one takes 4 ms of 16 more, however long a single pause is', () => {
    expect(Math.abs(difference([...times(16), 5_000], times(20)))).toBeGreaterThan(8)
  })

  it('is none between two of the same', () => {
    expect(Math.abs(difference(times(16), times(16)))).toBeLessThan(1)
  })
})

describe('the fuzzer', () => {
  const inputs = textsOf('command')
  const options = { seed: 1, numRuns: 100 }
  const quick = (act: (text: string) => unknown, text: string) => {
    act(text)
    return 1
  }

  it('makes what it finds small, and finds the same from the same seed', async () => {
    const act = (text: string) => {
      if (text.includes('close')) throw new Error('planted')
    }
    const { found } = await check({ name: 'planted', act }, inputs, options, quick)
    expect(found).toMatchObject({ text: 'close', why: expect.stringContaining('planted') })
    expect(await check({ name: 'planted', act }, inputs, options, quick)).toMatchObject({ found })
  })

  it('finds what takes too long, also after a promise', async () => {
    const spin = async () => {
      await Promise.resolve()
      const begun = process.threadCpuUsage()
      while (process.threadCpuUsage(begun).user < 150_000);
    }
    const { found } = await check(
      { name: 'slow', act: spin },
      fc.constant('x'),
      { ...options, numRuns: 1 },
      quick,
    )
    expect(found?.why).toMatch(/it takes \d+ ms/)
  })

  it('finds nothing where there is nothing', async () => {
    expect(await check({ name: 'none', act: text => text.length }, inputs, options, quick)).toEqual({
      worst: 1,
      found: undefined,
    })
  })
})
