import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readNewText } from '../../src/adapters/email/read/visible-text.ts'
import type { Written } from '../../src/core/reading/details/signer-fields.ts'
import { understandAnswer, understandManageReply } from '../../src/core/reading/understand-answer.ts'

interface ShortReply {
  id: string
  /** what Mira Okafor answers: "please confirm", or the receipt */
  to: 'question' | 'receipt'
  text: string[]
  /** what a careful person may understand */
  right: string[]
  /** what would hurt her */
  harm: string[]
  /** what shall be shown after a correction; '' for what shall go */
  details?: Omit<Written, 'kind'>
}

const shown = { kind: 'person', name: 'Mira Okafor', occupation: 'illustrator', listed: true } as const

/** Without the lines of telephones, as the email adapter hands it on. */
function heard({ to, text: lines }: ShortReply): { kind: string; written?: Written } {
  const { text } = readNewText({ text: lines.join('\n') })
  const reply = { subject: 'Re: Mira, please confirm', text, shown, fromName: 'Mira Okafor' }
  return to === 'question' ? understandAnswer(reply) : understandManageReply(reply)
}

/** Each written by somebody who had read neither the code nor other replies, and tried before it was used to change the code. */
const repliesOf = (set: string): ShortReply[] =>
  JSON.parse(readFileSync(new URL(`made/${set}.json`, import.meta.url), 'utf8'))

// "withdraws" and "withdraw", "erases" and "erase"
const same = (kind: string) => kind.replace(/s$/, '')
const isAmong = (kind: string, kinds: readonly string[]) => kinds.some(one => same(one) === same(kind))

it.each([
  ['fortieth', 6],
  // Most of these tell a story beside a yes or thanks: see 0066.
  ['forty-second', 7],
  ['forty-seventh', 18],
  ['fifty-ninth', 21],
] as const)(
  'of the 132 replies of the %s set none is read in a way that harms, and %i are asked about that need not be',
  (set, most) => {
    const replies = repliesOf(set)
    const others = replies.filter(reply => {
      const { kind, written = {} } = heard(reply)
      const shall = { ...written, ...reply.details }
      const isRight = (['name', 'occupation', 'organisation', 'listed'] as const).every(
        field => (written[field] ?? '') === (shall[field] ?? ''),
      )
      return !isAmong(kind, reply.right) || (kind === 'corrects' && !isRight)
    })
    expect(replies).toHaveLength(132)
    expect(replies.filter(reply => isAmong(heard(reply).kind, reply.harm)).map(({ id }) => id)).toEqual([])
    expect(others.map(({ id }) => id).length, others.map(({ id }) => id).join(' ')).toBeLessThanOrEqual(most)
  },
)
