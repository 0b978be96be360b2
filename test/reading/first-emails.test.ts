/** First emails and organisers' emails, read without a service: what a careful reader would have understood is in `made/`. */
import { describe, expect, it } from 'vitest'
import { readMessage, type Wish } from '../../src/core/inbound/read-message.ts'
import { nameFromHeader } from '../../src/core/reading/person-name.ts'
import { fullerName } from '../../src/core/signing/signature-details.ts'
import { type Heard, judge } from './judge.ts'
import { isFirst, type MadeEmail, madePetitions, madeSet, type Outcome } from './made.ts'

const outcomes: Partial<Record<Wish['kind'], Outcome>> = {
  declines: 'declined',
  elsewhere: 'not a signature',
  state: 'state',
  question: 'state',
  unclear: 'state',
  help: 'state',
  lost: 'unread',
  withdraw: 'withdrawn',
  'perhaps-withdraw': 'withdrawal asked',
  erase: 'erase asked',
  thanks: 'silence',
}

function heard({ situation, subject, text, from, petition }: MadeEmail): Heard {
  const seen = Object.keys(madePetitions).map(slug => ({
    id: slug,
    slug,
    title: madePetitions[slug as keyof typeof madePetitions].title,
    status: 'open' as const,
    listed: true,
    communities: [],
    mine: situation === 'organiser' && slug === petition,
  }))
  const { wish } = readMessage({ subject, text: text.join('\n'), displayName: from.name, proved: true, seen })
  if (wish.kind === 'command') return { outcome: `command ${wish.words.split(' ')[0]}` }
  const offered = wish.kind === 'elsewhere' ? wish.perhaps : undefined
  const signer = wish.kind === 'sign' ? wish.written : offered
  if (signer === undefined) return { outcome: outcomes[wish.kind] ?? `kind: ${wish.kind}` }
  const { kind = 'person', occupation = null, organisation = null, listed = true, ...written } = signer
  const another = wish.kind === 'sign' && wish.another
  const fromHeader = nameFromHeader(from.name)
  const name = another ? written.name : (fullerName(written.name, fromHeader) ?? fromHeader)
  const outcome = offered === undefined ? 'asked' : 'offered'
  if (name === undefined && (kind === 'person' || organisation === null))
    return { outcome: offered === undefined ? 'asked again' : 'state' }
  return { outcome, details: { kind, name: name ?? '', occupation, organisation, listed } }
}

describe.each([
  ['first', 199],
  ['third', 65],
  ['sixth', 150],
  ['eighth', 50],
  ['ninth', 40],
  ['tenth', 120],
  ['thirteenth', 60],
  ['fourteenth', 40],
  ['fifteenth', 59],
] as const)('the %s set', (name, size) => {
  const judged = madeSet(name)
    .filter(({ made }) => isFirst(made))
    .map(({ made }) => ({ id: made.id, ...judge(made, heard(made)) }))
  const of = (verdict: string) =>
    judged.filter(one => one.verdict === verdict).map(({ id, why }) => `${id}: ${why}`)

  it('harms nobody', () => {
    expect(judged).toHaveLength(size)
    expect(of('harmful')).toEqual([])
  })

  it('is read wrongly, but shown, at most five in a hundred times', () => {
    const shown = of('shown')
    expect(shown.length, shown.join('\n')).toBeLessThanOrEqual(size * 0.05)
  })
})

it('counts it as harm if somebody who declines is asked to sign', () => {
  const [declined] = madeSet('sixth').filter(({ made }) => made.kind === 'declined')
  if (declined === undefined) throw new Error('nobody declines')
  expect(judge(declined.made, { outcome: 'asked' }).verdict).toBe('harmful')
})
