import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canBeName,
  checkDetails,
  cleanField,
  graphemeCount,
  representativeOf,
} from '../../src/core/details.ts'
import { processorMs } from '../support/processor-ms.ts'

describe('cleaning a field', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada \t Lovelace \n', 'Ada Lovelace'],
    ['A\u0308da', 'Äda'],
    ['I\u00f1\u202eaki Okafor', 'Iñaki Okafor'],
    ['We\u2066i O’Brien', 'Wei O’Brien'],
    ['\u0141u\u200bkasz', 'Łukasz'],
    ['Ma\u00adria', 'Maria'],
    ['I\u00f1\u3164aki', 'Iñaki'],
    ['\u0141u\u2800kasz', 'Łukasz'],
    ['Ol\u115fu', 'Olu'],
    ['J\u{e0041}rgen', 'Jrgen'],
    ['Fa\uffffm\ufdd0a', 'Fama'],
    ['Ju\u034frgen', 'Jurgen'],
    ['Ng\u061cọc', 'Ngọc'],
    ['A\u0000da\u001b[2J', 'Ada[2J'],
    ['Si\ud800ân', 'Siân'],
    ['\u3164\u3164', ''],
    ['\u200b\u2060', ''],
    ['\u2800 \u2800', ''],
    ['a\u200db', 'ab'],
  ])('%j is shown as %j', (typed, shown) => expect(cleanField(typed)).toBe(shown))

  it.each([
    'می‌خواهم',
    'क्‍ष शर्मा',
    '👩‍🚀 Mae',
    '❤️ Ann',
    'Nguyễn Thị Ngọc',
    'שָׁלוֹם',
    'ᏣᎳᎩ',
    '山田 太郎',
    '<b>Bob</b>',
    '葛\u{e0100}城',
    '𝓜𝓪𝓻𝓲𝓪',
  ])('keeps what a script needs: %j', text => expect(cleanField(text)).toBe(text.normalize('NFC')))

  it('limits marks stacked on a letter', () => {
    const zalgo = `Z${'\u0335\u0322\u0310'.repeat(40)}oe`
    expect(cleanField(zalgo).length).toBeLessThanOrEqual(6)
    expect(cleanField('a\u0323\u0302')).toBe('ậ')
  })

  it('makes one clean line of any text, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        const clean = cleanField(text)
        expect(clean).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029]/u)
        expect(clean).toBe(clean.trim())
        expect(cleanField(clean)).toBe(clean)
        expect(clean.isWellFormed()).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('counts characters as a reader does', () => {
    expect(graphemeCount('👩‍🚀é')).toBe(2)
    expect(graphemeCount('x'.repeat(5_000), 100)).toBe(101)
  })
})

describe('checking details', () => {
  it('accepts a person', () =>
    expect(checkDetails({ name: ' Ada  Lovelace ', occupation: 'composer' })).toEqual({
      kind: 'ok',
      details: { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true },
    }))

  it('accepts an organisation only with its name', () => {
    expect(checkDetails({ kind: 'organisation', name: 'Eve Moss' })).toEqual({
      kind: 'invalid',
      field: 'organisation',
      problem: 'empty',
    })
    expect(
      checkDetails({ kind: 'organisation', name: 'Eve Moss', organisation: 'Booking.com', listed: false }),
    ).toEqual({
      kind: 'ok',
      details: { kind: 'organisation', name: 'Eve Moss', organisation: 'Booking.com', listed: false },
    })
  })

  it.each([undefined, '', '   ', '\u200b', '\u3164'])('asks for the name if it is %j', name =>
    expect(checkDetails(name === undefined ? {} : { name })).toEqual({ kind: 'missing-name' }),
  )

  it.each([
    'http://spam.example/buy',
    'www.spam.example',
    'me@else.example',
    'Buy at spam.com now',
    'RomansInSussex.co.uk',
    '1234',
    '.',
    '١٢٣',
    'Ada\nLovelace',
    'javascript:alert(1)',
    '👍',
    'Andr\ufffd Lef\ufffdvre',
  ])('does not accept %j as a name', name =>
    expect(checkDetails({ name })).toEqual({ kind: 'invalid', field: 'name', problem: 'not-a-name' }),
  )

  it('does not accept an occupation or organisation with a broken character', () => {
    expect(checkDetails({ name: 'Mira Okafor', occupation: 'k\ufffdnstlerin' })).toMatchObject({
      kind: 'invalid',
      field: 'occupation',
    })
    expect(checkDetails({ name: 'Mira Okafor', organisation: 'Caf\ufffd' })).toMatchObject({
      kind: 'invalid',
      field: 'organisation',
    })
  })

  it.each([
    'X',
    'Björk',
    '村上春樹',
    "D'Angelo; Jr.",
    '<b>Bob</b>',
    'J. R. R. Tolkien',
    'Ph.D. Smith',
    'will.i.am',
    'St.John',
  ])('accepts %j as a name', name => expect(canBeName(name)).toBe(true))

  it.each([
    ['name', 100],
    ['occupation', 100],
    ['organisation', 150],
  ] as const)('limits %s to %i characters as a reader counts them', (field, limit) => {
    const fits = { name: 'Ada', [field]: '👩‍🚀a'.repeat(limit / 2) }
    const over = { name: 'Ada', [field]: `${'👩‍🚀a'.repeat(limit / 2)}b` }
    expect(checkDetails(fits).kind).toBe('ok')
    expect(checkDetails(over)).toEqual({ kind: 'invalid', field, problem: 'too-long' })
  })

  it('looks for the name of a web page in a megabyte of letters', () => {
    const name = `${'Lovelace'.repeat(131_072)}’`
    expect(processorMs(() => checkDetails({ name }))).toBeLessThan(1_500)
  })

  it('cleans 64 KB quickly', () => {
    for (const seed of ['a', '\u0301', '👩‍🚀', ' ', 'a@', '\u200d']) {
      const long = seed.repeat(65_536 / seed.length)
      expect(processorMs(() => checkDetails({ name: long, occupation: long }))).toBeLessThan(1_500)
    }
  })
})

describe('an organisation that names nobody', () => {
  const organisation = 'Society of Tiny Publishers'

  it('signs in its own name, and shows no representative', () => {
    const details = { kind: 'organisation', name: organisation, organisation, listed: false }
    expect(checkDetails({ kind: 'organisation', organisation })).toEqual({ kind: 'ok', details })
    expect(
      checkDetails({ kind: 'organisation', organisation, name: organisation.toUpperCase() }),
    ).toMatchObject({
      details: { listed: false },
    })
    expect(representativeOf({ name: organisation, organisation })).toBeUndefined()
  })

  it('shows a representative that it names', () => {
    const checked = checkDetails({ kind: 'organisation', organisation, name: 'Eve Moss' })
    expect(checked).toMatchObject({ details: { name: 'Eve Moss', listed: true } })
    expect(representativeOf({ name: 'Eve Moss', organisation })).toBe('Eve Moss')
  })
})
