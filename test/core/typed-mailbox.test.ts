import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeOfMailbox } from '../../src/adapters/email/place.ts'
import { readTypedMailbox } from '../../src/core/typed-mailbox.ts'

describe('a mailbox that somebody types in a form', () => {
  it.each([
    ...['mira@example.org', ' mira@example.org ', 'mira@example.org\u200b', '\ufeffmira@example.org'],
    ...['\u200emira@\u2060example.org\u3164', 'mira @ example.org', '<mira@example.org>'],
    ...['Mira Okafor <mira@example.org>', '"Mira Okafor" <mira@example.org>', '(mira@example.org)'],
    ...['mailto:mira@example.org', 'MAILTO:mira@example.org', '<mailto:mira@example.org|mira@example.org>'],
    ...[
      'mira@example.org.',
      'mira@example.org,',
      'mira@example.org;',
      'mira@example.org)',
      'mira@example.org>',
    ],
    ...[
      'mira@example.org…',
      'mira@example.org!',
      'mira@example.org¹',
      '“mira@example.org”',
      '[mira@example.org]',
    ],
    ...['mira＠example.org', 'ｍｉｒａ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'mira@example。org', 'mira@example.org。'],
  ])('is read in %j', typed => {
    expect(readTypedMailbox(typed)).toBe('mira@example.org')
  })

  it.each([...['Mira+news@Bücher.example', "o'brien@example.org", 'mira.x@sub.example.co.uk']])(
    'keeps its spelling: %s',
    typed => {
      expect(readTypedMailbox(typed)).toBe(typed)
    },
  )

  it.each([
    ['two mailboxes', 'mira@example.org or bo@example.org'],
    // Its last 64 characters would be somebody else's mailbox.
    ['a local part of 65', `x${'mira'.repeat(16)}@example.org`],
    ['no domain', 'mira@example'],
    ['a comma in the domain', 'mira@example,org'],
    ['dots in a row', 'mira@example..org'],
    ['a mark in the local part', 'mira…@example.org'],
    ['a mark in the domain', 'mira@exam…ple.org'],
    ['an underscore in the domain', 'mira@exam_ple.org'],
    ['a percent route', 'mira%b@example.org'],
    ['a number as a domain', 'mira@127.0.0.1'],
    ['an address literal', 'mira@[127.0.0.1]'],
    ['no address', 'mira(at)example.org'],
    ['nothing', '\u200b'],
  ])('is refused if we cannot write to it: %s', (_what, typed) => {
    expect(readTypedMailbox(typed)).toBeUndefined()
  })

  it('is never taken if email would not go there', () => {
    const pieces = [
      ...'abA9.-_+@%!…¹＠。ßıéü\u0130\u212a\u200d\u0301\ufe0f',
      'xn--',
      '.org',
      'example',
      '=?',
      '०',
      'ﬁ',
      '"',
      ' ',
    ]
    const part = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map(some => some.join(''))
    fc.assert(
      fc.property(part, part, (local, domain) => {
        const mailbox = readTypedMailbox(`${local}@${domain}.org`)
        if (mailbox !== undefined) expect(placeOfMailbox(mailbox), mailbox).toBeDefined()
      }),
      { numRuns: 5_000 },
    )
  })
})
