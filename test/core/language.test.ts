import { expect, it } from 'vitest'
import { languageTag } from '../../src/core/language.ts'

it.each([
  ['gsw-CH', 'gsw-CH'],
  ['zh_hant_tw', 'zh-Hant-TW'],
  ['sr-latn', 'sr-Latn'],
  ['de-AT-1996', 'de-AT-1996'],
  // Ladin, Nahuatl and German Sign Language, which browsers and Node have no name for.
  ['lld', 'lld'],
  ['nah-MX', 'nah-MX'],
  ['gsg', 'gsg'],
  ['zh-yue-HK', 'yue-HK'],
  ['sgn-ase', 'ase'],
  ['x-foo', 'und'],
  ['und', 'und'],
  ['xx', undefined],
  ['deutsch', undefined],
  ['en--US', undefined],
])('reads the tag %s of a language as %s', (typed, tag) => {
  expect(languageTag(typed)).toBe(tag)
  // The pages ask this of it.
  if (tag !== undefined) expect(new Intl.Locale(tag).baseName).toBe(tag)
})
