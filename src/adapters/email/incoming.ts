/** Turns a parsed email into the act that core understands. */
import { createHash } from 'node:crypto'
import type { Act, Incoming } from '../../core/channel.ts'
import { givenNameFirst } from './headers/given-name-first.ts'
import { type OurAddress, ourDomain, readOurAddress, writeOurAddress } from './our-address.ts'
import { toPlace } from './place.ts'
import { type Evidence, type Proof, toProof } from './proof/evidence.ts'
import type { ParsedMail } from './read/parsed-mail.ts'

export interface MailTo {
  mail: ParsedMail
  /** The one of our addresses that it was sent to. */
  to: OurAddress
  evidence: Evidence
  /** MAIL_ADDRESS. */
  ours: string
}

/** `why` is a word for the log and holds nothing of the email. */
export type ReadIncoming = { kind: 'incoming'; incoming: Incoming } | { kind: 'ignored'; why: string }

const MOST_REFERENCES = 20

/** For an email by a group: its server proves the group, and not the person who wrote to it. */
const unproved: Proof = { authenticated: false, proved: false }

/**
 * Finds the address of ours that an email in the mailbox was sent to: first in what the server noted, then in To and Cc. A tagged address
 * wins over the plain one. If there is none (Bcc, an alias), the email is for the service.
 */
export function findRecipient(mail: ParsedMail, ours: string): OurAddress {
  const found = [...mail.deliveredTo, ...mail.to, ...mail.cc]
    .map(address => readOurAddress(address, ours))
    .filter(address => address !== undefined)
  return found.find(address => address.kind !== 'sign') ?? found[0] ?? { kind: 'sign' }
}

export function toIncoming({ mail, to, evidence, ours }: MailTo): ReadIncoming {
  const undelivered = readUndelivered(mail, to, ours)
  if (undelivered !== undefined) {
    if (undelivered.kind === 'ignored') return undelivered
    return { kind: 'incoming', incoming: { ...envelopeOf(mail, to, evidence, ours), act: undelivered.act } }
  }
  if (mail.automatic !== undefined) return ignored(mail.automatic)
  if (mail.from === undefined) return ignored(mail.fromCount > 1 ? 'several-from' : 'no-from')
  // With our own address in From, we would answer ourselves.
  if (readOurAddress(mail.from.address, ours) !== undefined) return ignored('own')
  const act = readAct(mail, to, ours)
  if (act === undefined) return ignored(to.kind === 'doctor' ? 'to-doctor-address' : 'to-bounce-address')
  return { kind: 'incoming', incoming: { ...envelopeOf(mail, to, evidence, ours), act } }
}

function ignored(why: string): { kind: 'ignored'; why: string } {
  return { kind: 'ignored', why }
}

function readAct(mail: ParsedMail, to: OurAddress, ours: string): Act | undefined {
  const said = { subject: mail.subject, text: mail.visibleText, whole: mail.whole }
  switch (to.kind) {
    case 'sign':
      return { kind: 'message', ...said, block: mail.block, answersDeliveries: answered(mail, ours) }
    case 'petition':
      return {
        kind: 'message',
        slug: to.slug,
        ...said,
        block: mail.block,
        answersDeliveries: answered(mail, ours),
      }
    case 'confirm':
    case 'manage':
      return { kind: 'answer', token: to.token, ...said }
    case 'bounce':
    case 'doctor':
      return undefined
  }
}

type Undelivered = { kind: 'act'; act: Act & { kind: 'undelivered' } } | { kind: 'ignored'; why: string }

/** Reads a report on a delivery of ours; `undefined` if the email is none. */
function readUndelivered(mail: ParsedMail, to: OurAddress, ours: string): Undelivered | undefined {
  const { automatic, bounce } = mail
  if (automatic !== 'bounce' && automatic !== 'complaint') return undefined
  const quoted = bounce?.deliveryHint === undefined ? undefined : readDeliveryId(bounce.deliveryHint, ours)
  const deliveryId = to.kind === 'bounce' ? to.deliveryId : quoted
  if (deliveryId === undefined) return ignored(automatic)
  const permanence = automatic === 'complaint' ? 'hard' : (bounce?.permanence ?? 'soft')
  // A delay warning, or a notice of arrival.
  if (permanence === 'none') return ignored('delivery-notice')
  return { kind: 'act', act: { kind: 'undelivered', deliveryId, permanence } }
}

function answered(mail: ParsedMail, ours: string): string[] {
  const ids = [...mail.inReplyTo, ...mail.references].map(id => readDeliveryId(id, ours))
  return [...new Set(ids.filter(id => id !== undefined))]
}

/** Our Message-IDs have the form `<delivery@our-domain>`. */
function readDeliveryId(messageId: string, ours: string): string | undefined {
  const [, id, domain] =
    /^<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@([^@<>\s]+)>$/i.exec(messageId) ?? []
  return domain?.toLowerCase() === ourDomain(ours) ? id?.toLowerCase() : undefined
}

function envelopeOf(
  mail: ParsedMail,
  to: OurAddress,
  evidence: Evidence,
  ours: string,
): Omit<Incoming, 'act'> {
  const recipient = writeOurAddress(to, ours)
  const address = mail.from?.address ?? ''
  const name = mail.from?.name
  const named = [...mail.to, ...mail.cc]
    .map(other => readOurAddress(other, ours))
    .filter(other => other !== undefined)
    .map(other => writeOurAddress(other, ours))
  return {
    key: inboxKey(mail, recipient),
    channel: 'email',
    account: address,
    ...(address !== '' && { mailbox: address }),
    ...(mail.rewritten ? unproved : toProof(evidence, recipient, named)),
    // To From, never to Reply-To: the confirmation is about the mailbox that we ask.
    place: toPlace({
      to: { ...(name && { name }), address },
      ...(mail.messageId && { inReplyTo: mail.messageId }),
      references: [...mail.references, mail.messageId].filter(id => id !== undefined).slice(-MOST_REFERENCES),
      subject: mail.subject,
    }),
    plainReply: true,
    ...(name && { displayName: givenNameFirst(name, address) }),
    ...(mail.contentLanguage && { languageHint: mail.contentLanguage }),
  }
}

/**
 * Inbox keys (design.md). The same email has the same key, whether it comes by IMAP, by the listener or by a list: our address, From, Date
 * and the decoded text. Trace headers and the blank lines at the end differ. Message-ID is left out: one id comes from two senders, and one
 * text comes with two ids. Without a text the subject counts. A script that writes no Date repeats itself only within the same minute.
 */
function inboxKey(mail: ParsedMail, recipient: string): string {
  const text = mail.text.replace(/\r\n/g, '\n').trimEnd()
  const when = mail.date ?? mail.messageId ?? Math.floor(Date.now() / 60_000)
  const parts = [recipient, mail.from?.address ?? '', when, text === '' ? ['subject', mail.subject] : text]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
