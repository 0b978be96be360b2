/** Reads a made first email without a service: the question that its sender would see. */
import { readMail } from '../../src/adapters/email/read/read-mail.ts'
import { type NewText, readNewText } from '../../src/adapters/email/read/visible-text.ts'
import { readMessage, type Wish } from '../../src/core/inbound/read-message.ts'
import { nameFromHeader } from '../../src/core/reading/details/person-name.ts'
import { fullerName } from '../../src/core/signing/signature-details.ts'
import type { Heard } from './judge.ts'
import { type MadeEmail, type MadeIn, madePetitions, type Outcome } from './made.ts'
import { emailWithoutRequest } from './read-reply.ts'
import { rawOf } from './write-made.ts'

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

/** The same for an email that may be a program's, or quote one of ours. */
export async function hearFirstEmail({ made, language }: MadeIn): Promise<Heard> {
  const mail = await readMail(rawOf(made, language, emailWithoutRequest(made, language)))
  if (mail.automatic !== undefined) return { outcome: 'silence' }
  const { subject, visibleText: text, block } = mail
  return hearFirst({ ...made, subject }, { text, block })
}

export function hearFirst(
  made: MadeEmail,
  { text, block }: Pick<NewText, 'text' | 'block'> = readNewText({ text: made.text.join('\n') }),
): Heard {
  const { situation, subject, from, petition } = made
  const seen = Object.keys(madePetitions).map(slug => ({
    id: slug,
    slug,
    title: madePetitions[slug as keyof typeof madePetitions].title,
    status: 'open' as const,
    listed: true,
    communities: [],
    mine: situation === 'organiser' && slug === petition,
  }))
  const { wish } = readMessage({ subject, text, block, displayName: from.name, proved: true, seen })
  if (wish.kind === 'command') return { outcome: `command ${wish.words.split(' ')[0]}` }
  const offered = wish.kind === 'elsewhere' ? wish.perhaps : undefined
  const signer = wish.kind === 'sign' ? wish.written : offered
  if (signer === undefined) return { outcome: outcomes[wish.kind] ?? `kind: ${wish.kind}` }
  const { kind = 'person', occupation = null, organisation = null, listed = true, ...written } = signer
  // As the service does: nobody gets the name of a From header that may be another's, or two people's.
  const another = wish.kind === 'sign' && (wish.another || wish.several)
  const fromHeader = nameFromHeader(from.name)
  const name = another ? written.name : (fullerName(written.name, fromHeader) ?? fromHeader)
  const outcome = offered === undefined ? 'asked' : 'offered'
  if (name === undefined && (kind === 'person' || organisation === null))
    return { outcome: offered === undefined ? 'asked again' : 'state' }
  return { outcome, details: { kind, name: name ?? '', occupation, organisation, listed } }
}
