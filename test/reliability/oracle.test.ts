import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mainThreadMs, tooLong } from '../../reliability/abuse/setting.ts'
import { difference } from '../../reliability/abuse/timing.ts'
import { markdownOf, merged, replaced, rowOf, rowsIn } from '../../reliability/faults/table.ts'
import { check } from '../../reliability/fuzz/check.ts'
import { textsOf } from '../../reliability/fuzz/inputs.ts'
import { between } from '../../reliability/report.ts'

const line = { what: 'a fault', runs: 10, lost: [], doubled: [], extra: 1, newcomer: 0.5, all: 2 }

describe('the table of faults', () => {
  const rows = [
    rowOf('kills', line, 'run 1'),
    rowOf('smtp', { ...line, lost: ['ada'], newcomer: 3 }, 'run 1'),
    rowOf('disk', { ...line, runs: 0, absent: 'needs root' }, 'run 1'),
  ]

  it('adds up, and says which row was not run', () => {
    const table = markdownOf(rows)
    expect(table).toContain('| smtp | a fault | 10 | 1 | 0 | 1 | 3.0 s | 2.0 s | run 1 |')
    expect(table).toContain('not run: needs root')
    expect(table).toMatch(/\| all \| {2}\| 20 \| 1 \| 0 \| 2 \| 3\.0 s \| 2\.0 s \| {2}\|$/)
  })

  it('keeps the rows of the parts that were not run again', () => {
    const again = [rowOf('smtp', line, 'run 2'), rowOf('clock', line, 'run 2')]
    const kept = replaced(rowsIn(markdownOf(rows)), again, ['kills', 'disk', 'smtp', 'clock'])
    expect(kept.map(row => [row[0], row.at(-1)])).toEqual([
      ['kills', 'run 1'],
      ['disk', 'run 1'],
      ['smtp', 'run 2'],
      ['clock', 'run 2'],
    ])
    expect(rowsIn(markdownOf(kept))).toEqual(kept)
  })

  it('adds up the worlds of one row', () => {
    expect(merged('both', [line, { ...line, doubled: ['bo'], all: 5 }])).toEqual({
      ...{ what: 'both', runs: 20, lost: [], doubled: ['bo'], extra: 2, newcomer: 0.5, all: 5 },
    })
  })
})

it('writes figures between their own marks only', () => {
  const text = 'a\n<!-- faults: written by `npm run faults` -->\nold\n<!-- end of faults -->\nb'
  expect(between(text, 'faults', old => `new for ${old.trim()}`)).toBe(
    'a\n<!-- faults: written by `npm run faults` -->\n\nnew for old\n\n<!-- end of faults -->\nb',
  )
  expect(() => between(text, 'abuse', () => 'new')).toThrow('marks')
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

describe('a wait during an attack', () => {
  const said = (ms: number, beside: number) => tooLong('pages stood still', { ms, beside }, 1_500)

  it('is too long on a quiet machine, and no longer on one where everything waits', () => {
    expect(said(3_800, 20)).toBe('pages stood still for 3.8 s, and for 0.0 s where nobody attacks')
    expect(said(3_800, 900)).toBeUndefined()
    expect(said(12_000, 900)).toContain('12.0 s')
    expect(said(1_400, 0)).toBeUndefined()
  })
})

it.runIf(process.platform === 'linux')(
  'counts the processor time of a busy thread, and not of a waiting one',
  async () => {
    const before = mainThreadMs(process.pid)
    await new Promise(resolve => setTimeout(resolve, 200))
    const waiting = mainThreadMs(process.pid) - before
    const begun = process.cpuUsage()
    while (process.cpuUsage(begun).user < 200_000);
    expect(mainThreadMs(process.pid) - before - waiting).toBeGreaterThan(100)
    expect(waiting).toBeLessThan(150)
  },
)

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
