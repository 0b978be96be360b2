/** Measures what it costs to put one email together: its words, its layout as text and HTML, its bytes. Prints figures, asserts none. */
import { toPlace } from '../src/adapters/email/place.ts'
import { composeMail } from '../src/adapters/email/send/compose-mail.ts'
import { layOutMail } from '../src/adapters/email/send/mail-layout.ts'
import type { Delivery, Reply } from '../src/core/channel.ts'
import type { Language } from '../src/core/language.ts'
import { type ReplyArgs, textsOf } from '../src/core/texts/texts.ts'

const ROUNDS = 4_000
const token = 'abcdefghijklmnopqrstuvwxyz234567'
const address = 'sign@bench.example'
const confirmUrl = `https://bench.example/c/${token}`

const asked: ReplyArgs<'pleaseConfirm'> = {
  petition: {
    title: 'Fair training',
    text: 'Creative works may be used to train artificial intelligence only where the people who made them have agreed to it.',
    organisedBy: 'The bench',
    url: 'https://bench.example/p/bench',
    address: 'sign+bench@bench.example',
    listing: 'public',
  },
  details: { kind: 'person', name: 'Zoé Lovelace', occupation: 'illustrator', listed: true },
  confirmUrl,
  plainReply: true,
  expiresAt: '2026-12-06T10:00:00.000Z',
  change: false,
}

function words(language: Language): Reply {
  return textsOf(language).replies.pleaseConfirm(asked)
}

function delivery(language: Language, number: number): Delivery {
  return {
    id: `0190a0b0-0000-7000-8000-${String(number).padStart(12, '0')}`,
    place: toPlace({
      to: { address: `signer-${number}@bench.example`, name: 'Zoé Lovelace' },
      references: ['<1@bench.example>'],
      inReplyTo: '<1@bench.example>',
      subject: 'I sign',
    }),
    reply: words(language),
    answerTo: { kind: 'confirm', token },
    createdAt: new Date(Date.UTC(2026, 10, 29, 9, 0, number % 60)),
    unasked: false,
  }
}

async function measure(what: string, act: (number: number) => unknown): Promise<void> {
  // Code that runs for the first time is compiled.
  for (let number = 0; number < ROUNDS; number++) await act(number)
  const before = process.cpuUsage()
  for (let number = 0; number < ROUNDS; number++) await act(number)
  const { user, system } = process.cpuUsage(before)
  console.log(`${what.padEnd(28)}${((user + system) / ROUNDS).toFixed(0).padStart(6)} µs`)
}

for (const language of ['en', 'fr'] as const) {
  const reply = words(language)
  await measure(`${language}: words`, () => words(language))
  await measure(`${language}: layout`, () => layOutMail(reply, { address, deliveryId: 'id' }))
  await measure(`${language}: the whole email`, number =>
    composeMail(delivery(language, number), { address }),
  )
}
