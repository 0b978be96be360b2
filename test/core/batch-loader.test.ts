import { describe, expect, it } from 'vitest'
import { batchLoader } from '../../src/core/batch-loader.ts'

describe('readings for many at once', () => {
  it('return each key’s own value, and put later keys into the next call', async () => {
    const readings: (readonly number[])[] = []
    const begun = Promise.withResolvers<void>()
    const end = Promise.withResolvers<void>()
    const double = batchLoader(async (keys: readonly number[]) => {
      readings.push(keys)
      begun.resolve()
      await end.promise
      return keys.map(key => 2 * key)
    })
    const first = Promise.all([double(1), double(2)])
    await begun.promise
    const second = Promise.all([double(3), double(4)])
    end.resolve()
    expect(await first).toEqual([2, 4])
    expect(await second).toEqual([6, 8])
    expect(readings).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  it('fail together, and the next call loads again', async () => {
    let fails = true
    const read = batchLoader(async (keys: readonly number[]) => {
      if (fails) throw new Error('away')
      return keys
    })
    await expect(read(1)).rejects.toThrow('away')
    fails = false
    expect(await read(2)).toBe(2)
  })
})
