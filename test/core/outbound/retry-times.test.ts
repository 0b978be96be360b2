import { describe, expect, it } from 'vitest'
import { pauseAfter, pauseAfterUnclear } from '../../../src/core/outbound/retry-times.ts'

describe('the pause before the next attempt', () => {
  it.each([
    [1, 2, 4],
    [2, 4, 8],
    [3, 8, 16],
    [8, 256, 512],
    [9, 512, 900],
    [10, 900, 900],
    [700, 900, 900],
    [100_000, 900, 900],
  ])('after attempt %i it is %i to %i seconds', (attempts, shortest, longest) => {
    expect(pauseAfter(attempts, 0)).toBe(shortest)
    expect(pauseAfter(attempts, 1)).toBe(longest)
  })

  it('an attempt each pause covers the week a delivery lives', () => {
    let seconds = 0
    for (let attempts = 1; attempts <= 700; attempts++) seconds += pauseAfter(attempts, 0)
    expect(seconds).toBeGreaterThan(7 * 24 * 3_600)
  })

  it('is ten minutes after an attempt that may have succeeded, and an hour after the next one', () => {
    expect(pauseAfterUnclear(false)).toBe(600)
    expect(pauseAfterUnclear(true)).toBe(3_600)
  })
})
