/** Each of our emails that a reply may answer, and what a reply to it is read as, without a service. */
import { readMail } from '../../src/adapters/email/read/read-mail.ts'
import { layOutMail } from '../../src/adapters/email/send/mail-layout.ts'
import { type About, type ReadReply, readReply } from '../../src/core/inbound/read-reply.ts'
import { textsOf } from '../../src/core/texts/texts.ts'
import { plainMail } from '../support/service.ts'

export const lena = { kind: 'person', name: 'Lena Holt', occupation: 'potter', listed: true } as const
const petition = {
  title: 'Keep the alder forest whole',
  text: 'No motorway may be built through the alder forest.\n\nThe town must say so.',
  url: 'http://localhost/p/forest',
  address: 'sign+forest@localhost',
  organisedBy: 'Friends of the alder',
  listing: 'public',
} as const
const ends = '2026-12-01T00:00:00.000Z'
const question = {
  petition,
  details: lena,
  confirmUrl: 'http://localhost/c/',
  plainReply: true,
  change: false,
}
const signature = {
  petition,
  details: lena,
  number: 7,
  signedAt: '2026-11-16T10:00:00.000Z',
  how: 'reply',
  channel: 'email',
  waitsForApproval: false,
  manageUrl: 'http://localhost/m/',
  plainReply: true,
} as const
const removal = {
  petition,
  act: 'withdraw',
  details: lena,
  confirmUrl: 'http://localhost/c/',
  plainReply: true,
  expiresAt: ends,
} as const

const questions = ['pleaseConfirm', 'reminder', 'offer', 'pleaseUsePage'] as const
const receipts = ['recorded', 'howToManage', 'alreadySigned'] as const
export type OurEmail = (typeof questions)[number] | (typeof receipts)[number] | 'confirmRemoval'

function isOneOf<T extends string>(kinds: readonly T[], kind: string): kind is T {
  return (kinds as readonly string[]).includes(kind)
}

function composed(kind: OurEmail) {
  const { replies } = textsOf('en')
  if (isOneOf(questions, kind))
    return replies[kind]({ ...question, vouched: kind !== 'offer', expiresAt: ends })
  return isOneOf(receipts, kind) ? replies[kind](signature) : replies.confirmRemoval(removal)
}

function aboutOf(kind: OurEmail): About {
  if (isOneOf(receipts, kind))
    return { kind: 'receipt', sent: { kind: 'receipt', language: 'en', args: signature }, shown: lena }
  if (!isOneOf(questions, kind))
    return { kind: 'removal', sent: { kind: 'removal', language: 'en', args: removal }, shown: lena }
  const args = { ...question, vouched: kind !== 'offer' }
  return {
    ...{ kind: 'request', shown: lena, recorded: undefined },
    sent: { kind: 'asking', channel: 'email', language: 'en', ends: [ends], args },
  }
}

/** `write`: the reply's text, around our subject and the lines of our text. */
export async function replied(
  kind: OurEmail,
  write: (lines: string[], subject: string) => string,
): Promise<ReadReply> {
  const { subject: ours, text } = layOutMail(composed(kind), { address: 'sign@localhost', deliveryId: 'x' })
  const raw = plainMail({
    ...{ from: 'Lena Holt <lena@people.example>', to: 'sign+x@localhost', subject: `Re: ${ours}` },
    text: write(text.trimEnd().split('\n'), ours),
    headers: { 'Content-Transfer-Encoding': '8bit' },
  })
  const mail = await readMail(Buffer.from(raw.replace(/\r?\n/g, '\r\n')))
  const said = { subject: mail.subject, text: mail.visibleText, whole: mail.whole, fromName: mail.from?.name }
  return readReply({ ...said, about: aboutOf(kind) })
}
