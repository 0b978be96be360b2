import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { encodingOf, hasAlready, type MadePage, PageMemory } from '../../../src/adapters/web/page-memory.ts'
import { until } from '../../support/patience.ts'

/** A page that says how often it was made, under a clock of the test. */
function memory() {
  const state = { now: 0, made: 0, away: false, gone: false }
  const pages = new PageMemory({
    now: () => state.now,
    make: async (key): Promise<MadePage | undefined> => {
      if (state.away) throw new Error('away')
      state.made++
      return state.gone ? undefined : { html: `${key} ${state.made}`, headers: {} }
    },
  })
  const read = async (key = 'fair') => (await pages.get(key))?.bodies.identity.toString()
  return { state, pages, read }
}

describe('pages in memory', () => {
  it('are made once, however many ask, and in every encoding', async () => {
    const { state, pages, read } = memory()
    expect(await Promise.all([read(), read(), read()])).toEqual(Array(3).fill('fair 1'))
    expect(await read('other')).toBe('other 2')
    expect(state.made).toBe(2)
    const page = await pages.get('fair')
    expect(page && brotliDecompressSync(page.bodies.br).toString()).toBe('fair 1')
    expect(page && gunzipSync(page.bodies.gzip).toString()).toBe('fair 1')
  })

  it('are made again when something has changed, at most once a second', async () => {
    const { state, pages, read } = memory()
    await read()
    const changed = () => pages.changed(key => key === 'fair')
    changed()
    state.now = 900
    expect(await read()).toBe('fair 1')
    state.now = 1_200
    expect(await read()).toBe('fair 2')
    state.now = 9_000
    expect(await read()).toBe('fair 2')
    pages.changed(key => key === 'other')
    expect(await read()).toBe('fair 2')
    changed()
    state.now = 9_500
    expect(await read()).toBe('fair 3')
  })

  it('are made again after ten seconds, even if nothing was heard', async () => {
    const { state, read } = memory()
    await read()
    state.now = 10_500
    expect(await read()).toBe('fair 2')
  })

  it('keep nobody waiting while many read: the next reader gets the new one', async () => {
    const { state, pages, read } = memory()
    await read()
    for (state.now = 100; state.now <= 1_100; state.now += 100) await read()
    pages.changed(() => true)
    expect(pages.get('fair')).not.toBeInstanceOf(Promise)
    await until(async () => (await read()) === 'fair 2')
  })

  it('miss no change that comes while they are made', async () => {
    const { state, pages, read } = memory()
    await read()
    pages.changed(() => true)
    state.now = 2_000
    const making = read()
    pages.changed(() => true)
    expect(await making).toBe('fair 2')
    state.now = 4_000
    expect(await read()).toBe('fair 3')
  })

  it('stay readable while the database is away, and are forgotten once there is no such page', async () => {
    const { state, read } = memory()
    await read()
    state.away = true
    state.now = 20_000
    expect(await read()).toBe('fair 1')
    await expect(read('other')).rejects.toThrow('away')
    state.away = false
    state.gone = true
    state.now = 40_000
    expect(await read()).toBeUndefined()
  })
})

it.each([
  [undefined, 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0', 'gzip'],
  ['GZIP', 'gzip'],
  ['identity', 'identity'],
] as const)('answers Accept-Encoding %s with %s', (accepted, encoding) => {
  expect(encodingOf(accepted)).toBe(encoding)
})

it.each([
  ['W/"a"', true],
  ['"a"', true],
  ['W/"b", W/"a"', true],
  ['*', true],
  ['W/"b"', false],
  [undefined, false],
] as const)('compares If-None-Match %s weakly', (given, same) => {
  expect(hasAlready(given, 'W/"a"')).toBe(same)
})
