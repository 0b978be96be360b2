import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
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

function heard({ to, text }: ShortReply): { kind: string; written?: Written } {
  const reply = { subject: 'Re: Mira, please confirm', text: text.join('\n'), shown, fromName: 'Mira Okafor' }
  return to === 'question' ? understandAnswer(reply) : understandManageReply(reply)
}

/** Written by somebody who had read neither the code nor other replies, and tried before it was used to change the code. */
const replies: ShortReply[] = JSON.parse(readFileSync(new URL('made/fortieth.json', import.meta.url), 'utf8'))

// "withdraws" and "withdraw", "erases" and "erase"
const same = (kind: string) => kind.replace(/s$/, '')
const isAmong = (kind: string, kinds: readonly string[]) => kinds.some(one => same(one) === same(kind))

it('of 132 replies none is read in a way that harms, and 13 are asked about that need not be', () => {
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
  expect(others.map(({ id }) => id).length, others.map(({ id }) => id).join(' ')).toBeLessThanOrEqual(13)
})
