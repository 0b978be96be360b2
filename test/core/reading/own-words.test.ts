import { describe, expect, it } from 'vitest'
import { ownWords } from '../../../src/core/reading/lines.ts'
import { understandAnswer, understandManageReply } from '../../../src/core/reading/understand-answer.ts'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

/** Stands in the middle, behind the 6,000 characters of the beginning and before the 2,000 of the end. */
const middles = [
  'No, I do not want to sign this. ',
  'Name: Someone Else\n',
  'withdraw\n',
  'Yes, I confirm. ',
  'Ada Byron, poet\n',
  'x'.repeat(3_000),
]

const shown = { name: 'Ada Lovelace', occupation: 'composer' }
const read: Record<string, (text: string) => unknown> = {
  'a first email': text =>
    understandRequest({ subject: 'sign', text, fromName: 'Ada Lovelace', slugs: new Set(['demo']) }),
  'a reply to the question': text => understandAnswer({ subject: '', text, shown, fromName: 'Ada Lovelace' }),
  'a reply to the receipt': text =>
    understandManageReply({ subject: 'Re: x', text, shown, fromName: 'Ada Lovelace' }),
}
/** Words that mean nothing, in lines of 50. */
const words = (length: number) => `${'lorem ipsum '.repeat(4)}\n`.repeat(length).slice(0, length)
const withMiddle = (middle: string, before = 6_100, after = 2_100) =>
  `Ada Lovelace, composer\n${words(before)}\n${middle}\n${words(after)}\nThank you`

describe('a text of many short lines', () => {
  const lines = (middle: string) => `first\n${'x\n'.repeat(2_000)}${middle}\n${'x\n'.repeat(500)}last`

  it.each(['\n', '\r\n', '\u2028', '. ', '? ', '。', ', ', ':'])(
    'is read up to its 300th piece (%j)',
    end => {
      const read = ownWords(`first${`${end}x`.repeat(2_000)}${end}last`)
      expect(read.split(end).length).toBeLessThanOrEqual(302)
      expect(read).toMatch(/^first.*last$/su)
    },
  )

  it.each(['name\n\n\n\n'.repeat(200), 'A. B. Lovelace, composer\n'.repeat(70)])(
    'is read whole if there are fewer',
    text => {
      expect(ownWords(text)).toBe(text)
    },
  )

  it.each(['no', 'withdraw', ''])('confirms nothing, whatever stands in its middle: “%s”', middle => {
    const text = lines(middle).replaceAll('x', '\u200b').replace('first', 'Yes').replace('last', 'Thank you')
    expect(understandAnswer({ subject: '', text, shown })).toEqual({ kind: 'long' })
  })
})

describe("a person's own words", () => {
  describe.each(Object.entries(read))('in %s', (_, reads) => {
    it.each(middles)('count up to 8,000 characters, and not “%s” behind that', middle => {
      expect(reads(withMiddle(middle))).toEqual(reads(withMiddle('lorem ipsum')))
    })

    it('count at the beginning', () => {
      const short = (middle: string) => reads(`${middle}\n${words(500)}`)
      expect(short('Name: Someone Else\noccupation: potter')).not.toEqual(short('withdraw'))
    })
  })
})
