import { describe, expect, it } from 'vitest'
import { fuzz, randomFrom } from '../../bench/reading-fuzzer.ts'
import { functions, wholes } from '../../bench/reading-targets.ts'
import { units } from '../../bench/reading-units.ts'

describe('the search for a text that is slow to read', () => {
  const search = (act: (text: string) => unknown, units = ['a,', '漢', '-', 'x', ' ']) =>
    fuzz({ name: 'planted', act }, { length: 8_000, units, forMs: 300, random: randomFrom(1), limitMs: 500 })

  it('finds a planted quadratic pattern and a text that shows it, and nothing in a linear one', () => {
    const linear = search(text => text.split('-').length)
    const { ms, text } = search(text => text.replace(/-+$/, ''))
    expect(ms).toBeGreaterThan(5 * linear.ms)
    expect(text).toMatch(/-{1000}/)
  })

  it('ends what would take for ever', () => {
    expect(search(text => /^(?:-+)+$/.test(text), ['-'])).toMatchObject({ cut: true })
  })

  it('measures what reads an email, and each function by name', async () => {
    const names = (await functions()).map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining([
        'lines: linesOf',
        'refusal: refuses',
        'labels: fromLabels',
        'quoted-mail: attributionAt',
        'html-text: htmlToText',
      ]),
    )
    expect(names).not.toContain('fold-text: wordSet')
    expect(names.length).toBeGreaterThan(60)
    expect((await units()).length).toBeGreaterThan(200)
    for (const { act } of wholes)
      expect(act('Ada Lovelace, composer')).toMatchObject({ kind: expect.any(String) })
  })

  it('gives the same numbers for the same seed', () => {
    const [one, same, other] = [randomFrom(5), randomFrom(5), randomFrom(6)].map(random => [
      random(),
      random(),
    ])
    expect(one).toEqual(same)
    expect(one).not.toEqual(other)
  })
})
