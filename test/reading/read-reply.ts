/** Reads a made reply beside the email it answers, without a service. */
import { readMail } from '../../src/adapters/email/read/read-mail.ts'
import { layOutMail } from '../../src/adapters/email/send/mail-layout.ts'
import type { Block } from '../../src/core/channel.ts'
import { checkDetails, type Details, type PartialDetails } from '../../src/core/details.ts'
import { type About, type ReadReply, readReply } from '../../src/core/inbound/read-reply.ts'
import type { ComposedReply } from '../../src/core/picture.ts'
import { sameDetails } from '../../src/core/signing/signature-details.ts'
import type { PetitionArgs } from '../../src/core/texts/reply-args.ts'
import { textsOf } from '../../src/core/texts/texts.ts'
import type { Heard, ShownDetails } from './judge.ts'
import { type MadeEmail, type MadeIn, type MadeLanguage, madePetitions } from './made.ts'
import { rawOf } from './write-made.ts'

/** What was read leads to this, as `answerToRequest` and `answerToReceipt` have it for a mailbox that is proved. */
export async function heardInReply({ made, language }: MadeIn): Promise<Heard> {
  const { name, occupation } = signer(made)
  const shown: Details = { kind: 'person', name, ...(occupation && { occupation }), listed: true }
  const { about, subject, text } = emailOfOurs(made, shown, language === 'fr' ? 'fr' : 'en')
  const mail = await readMail(rawOf(made, language, { subject, text }))
  if (mail.automatic !== undefined) return { outcome: 'silence' }
  const { subject: said, visibleText, whole, from } = mail
  const read = readReply({ subject: said, text: visibleText, whole, fromName: from?.name, about })
  return read.kind === 'request' ? toRequest(read, shown) : toReceipt(read, shown)
}

function signer({ before, from }: MadeEmail) {
  const [name = from.name, ...occupation] = (before ?? `${from.name}, potter`).split(', ')
  return { name, occupation: occupation.join(', ') }
}

/** The question, or the receipt, and all that is known of it when a reply is read. */
function emailOfOurs(made: MadeEmail, details: Details, language: 'en' | 'fr') {
  const { replies } = textsOf(language)
  const petition = petitionOf(made.petition)
  const asked = {
    petition,
    details,
    confirmUrl: 'http://localhost/c/',
    plainReply: true,
    change: made.answers === 'change',
    vouched: made.answers !== 'offer',
  }
  const ends = '2026-12-01T00:00:00.000Z'
  const signed = {
    petition,
    details,
    number: 7,
    signedAt: '2026-11-16T10:00:00.000Z',
    how: 'reply' as const,
    channel: 'email' as const,
    waitsForApproval: false,
    manageUrl: 'http://localhost/m/',
    plainReply: true,
  }
  const isReply = made.situation === 'reply'
  const about: About = isReply
    ? {
        kind: 'request',
        sent: { kind: 'asking', channel: 'email', language, ends: [ends], args: asked },
        shown: details,
        recorded: undefined,
      }
    : { kind: 'receipt', sent: { kind: 'receipt', language, args: signed }, shown: details }
  const question = made.answers === 'offer' || made.answers === 'reminder' ? made.answers : 'pleaseConfirm'
  const reply = isReply ? replies[question]({ ...asked, expiresAt: ends }) : replies.recorded(signed)
  return { about, ...laidOut(reply) }
}

/** Our email to somebody who asked to sign, but not in a way that we could record. */
export function emailWithoutRequest(made: MadeEmail, language: MadeLanguage) {
  if (made.answers !== 'needName' && made.answers !== 'whichPetition') return undefined
  const { replies } = textsOf(language === 'fr' ? 'fr' : 'en')
  if (made.answers === 'needName') return laidOut(replies.needName({ petition: petitionOf(made.petition) }))
  const slugs = ['library', 'river', 'books'] as const
  return laidOut(replies.whichPetition({ petitions: slugs.map(petitionOf) }))
}

function petitionOf(slug: MadeEmail['petition']): PetitionArgs {
  return {
    ...madePetitions[slug],
    url: `http://localhost/p/${slug}`,
    address: `sign+${slug}@localhost`,
    organisedBy: 'Test organisers',
    listing: 'public',
  }
}

function laidOut(reply: ComposedReply) {
  const blocks = reply.blocks.filter(isLaidOut)
  const { subject, text } = layOutMail({ ...reply, blocks }, { address: 'sign@localhost', deliveryId: 'x' })
  return { subject, text }
}

function toRequest({ wish }: Extract<ReadReply, { kind: 'request' }>, shown: Details): Heard {
  switch (wish.kind) {
    case 'confirms':
      return { outcome: 'confirmed' }
    case 'refuses':
    case 'withdraws':
    case 'erases':
      return { outcome: 'refused' }
    case 'asks':
    case 'long':
      return { outcome: 'asked again', details: asShown(shown) }
    case 'corrects':
      return corrected(shown, wish.written, false)
  }
}

function toReceipt(read: ReadReply, shown: Details): Heard {
  if (read.kind !== 'receipt') throw new Error(`read as ${read.kind}`)
  const { wish } = read
  switch (wish.kind) {
    case 'withdraw':
      return { outcome: 'withdrawn' }
    case 'perhaps-withdraw':
      return { outcome: 'withdrawal asked' }
    case 'erase':
      return { outcome: 'erase asked' }
    case 'thanks':
      return { outcome: 'silence' }
    case 'asks':
      return { outcome: 'asked again', details: asShown(shown) }
    case 'corrects':
      return corrected(shown, wish.written, wish.plainly)
  }
}

function corrected(shown: Details, written: PartialDetails, atOnce: boolean): Heard {
  const checked = checkDetails({ ...shown, ...written })
  if (checked.kind !== 'ok') return { outcome: 'asked again' }
  if (!atOnce && sameDetails(shown, checked.details)) return { outcome: 'confirmed' }
  return { outcome: 'corrected', details: asShown(checked.details), atOnce }
}

function asShown({ kind, name, occupation, organisation, listed }: Details): ShownDetails {
  return { kind, name, occupation: occupation ?? null, organisation: organisation ?? null, listed }
}

/** Pictures and exports are drawn later; neither stands in a question or a receipt. */
function isLaidOut(block: ComposedReply['blocks'][number]): block is Block {
  return block.kind !== 'picture' && block.kind !== 'export'
}
