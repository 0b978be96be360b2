import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanField } from '../../../src/core/details.ts'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'
import { processorMs } from '../../support/processor-ms.ts'
import { ada, person, requestsToSign } from './requests-to-sign.ts'

const read = (subject: string, text: string, fromName?: string) =>
  understandRequest({ subject, text, fromName })

describe('a request to sign', () => {
  for (const [title, cases] of Object.entries(requestsToSign)) {
    describe(title, () => {
      it.each(cases)('%j', (text, written) => expect(read('', text)).toEqual({ kind: 'sign', written }))
    })
  }

  it.each<[string, string, object, string?]>([
    ['Ada Lovelace, composer', '', ada],
    ['Ada Lovelace', '', person('Ada Lovelace')],
    ['Sign Jan Nguyễn', '', person('Jan Nguyễn')],
    ['Ada Lovelace - composer', 'I sign', ada],
    ['[Fair training] Ada Lovelace', '', person('Ada Lovelace')],
    ['Ada Lovelace, composer', 'Grace Hopper, admiral', person('Grace Hopper', 'admiral')],
    ['Sign', 'Ada Lovelace, composer', ada],
    ['Sign the petition', 'Hello\n\nAda Lovelace', person('Ada Lovelace')],
    ['Re: Ada Lovelace, composer', 'I sign', {}],
    ['AW: Ada Lovelace', '', {}],
    ['Fwd: Ada Lovelace', 'I sign', {}],
    ['TR : Ada Lovelace', 'je signe', {}],
    ['(no subject)', '', {}],
    ['count me in', '', {}],
    ['Open letter', 'I sign', {}],
    ['Close to my heart', 'I sign', {}],
    ['Signature', '', {}],
    ['No to AI theft', '', {}],
    ['Ada\r\nBcc: v@x.example', 'I sign', {}],
    ['', 'Lovelace, Ada', person('Ada Lovelace'), 'Ada Lovelace'],
    ['', 'ada', person('ada'), 'Ada Lovelace'],
    ['', 'ada', {}],
    ['', 'Fair training', {}, 'Ada Lovelace'],
    ['', 'save the river', {}, 'Ada Lovelace'],
    ['', 'ada lovelace', person('ada lovelace'), 'Office'],
    // From says that it is a name, though each holds a word of sentences.
    ['', 'My Nguyen, engineer', person('My Nguyen', 'engineer'), 'My Nguyen'],
    ['', 'Art Will, lawyer', person('Art Will', 'lawyer'), 'Art Will'],
    ['', 'Hello\nMy Nguyen\nengineer', person('My Nguyen', 'engineer'), '"Nguyen, My"'],
    ['', 'My Nguyen, engineer', {}],
    ['', 'Jeszcze nie podpisałam, proszę o dopisanie.', {}, 'Mira Okafor'],
  ])('subject %j, text %j', (subject, text, written, fromName) =>
    expect(read(subject, text, fromName)).toEqual({ kind: 'sign', written }),
  )

  it.each([
    'Of course I sign! Use "Ada Lovelace, composer" if there is room.',
    'I sign. “Ada Lovelace, composer” is right.',
  ])('takes what the signer quotes: %s', text =>
    expect(read('', text, 'Ada Lovelace')).toEqual({ kind: 'sign', written: ada }),
  )

  it('never takes the name from the From header', () =>
    expect(read('Sign', 'I sign', 'Ada Lovelace')).toEqual({ kind: 'sign', written: {} }))

  it('finds only names that were typed, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), text => {
        const request = read('', text)
        const name = request.kind === 'sign' ? request.written.name : undefined
        if (name !== undefined)
          expect(text.split(/[\r\n]/).some(line => letters(line).includes(letters(name)))).toBe(true)
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (subject, text) => void read(subject, text),
      ),
    )
  })

  it.each([
    'Inc., ',
    'Jr., ',
    'Ada, ',
    'Name: A\n',
    'a\n',
    '? ',
    '… ',
    'I am ',
    'on behalf of the ',
    '(',
    ' - ',
    'best,\n',
    '不',
    'hello, ',
    'l’',
    'remove my very ',
    '\u0301',
  ])('reads 64 KB of %j in linear time', seed => {
    const text = seed.repeat(Math.ceil(65_536 / seed.length))
    expect(processorMs(() => read(text, text, text))).toBeLessThan(1_500)
  })
})

const letters = (text: string) => cleanField(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '')

describe('an unusual name beside an occupation', () => {
  it.each([
    ['50 Cent, rapper', { name: '50 Cent', occupation: 'rapper' }],
    ['Test User, composer, Org', { name: 'Test User', occupation: 'composer', organisation: 'Org' }],
    ['deadmau5, DJ', { name: 'deadmau5', occupation: 'DJ' }],
  ])('%s', (text, written) => {
    expect(read('', text)).toEqual({ kind: 'sign', written })
  })

  it.each(['I sign, composer', 'Count me in, artist', 'Thanks, painter', 'In 2026, composer rights matter'])(
    'but not in "%s"',
    text => {
      const request = read('', text)
      expect(request.kind === 'sign' ? request.written.name : undefined).toBeUndefined()
    },
  )
})
