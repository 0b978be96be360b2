/**
 * Makes the exact bytes of a delivery. Message-ID, date and MIME boundary come from the delivery, so a retry sends the same bytes and
 * is recognised as the same email.
 */
import MailComposer from 'nodemailer/lib/mail-composer'
import { type AnswerTo, type Delivery, PermanentFailure } from '../../../core/channel.ts'
import { type Mailbox, quotedAddress, readMailbox } from '../headers/mail-address.ts'
import { type OurAddress, ourDomain, writeOurAddress } from '../our-address.ts'
import { type MailPlace, readPlace } from '../place.ts'
import { layOutMail, type MailPart } from './mail-layout.ts'
import { writeHeaders } from './write-headers.ts'
import { writeMime } from './write-mime.ts'

export interface AddressedMail {
  deliveryId: string
  /** One recipient. `from` is `sign+bounce-<delivery>@…`, so a bounce names its delivery. */
  envelope: { from: string; to: string }
  /** The recipient's local part is not ASCII, so only a server with SMTPUTF8 (RFC 6531) may get this email. */
  needsSmtpUtf8: boolean
}

export interface ComposedMail extends AddressedMail {
  raw: Buffer
}

export interface ComposeOptions {
  /** MAIL_ADDRESS. */
  address: string
  /** If the service itself is at localhost, `ada@localhost` is a mailbox like any other. */
  allowLocalhost?: boolean
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Throws the `PermanentFailure` `bad-mailbox` if the recipient is not one plain mailbox, and `bad-place` if we did not make the place. */
export function addressMail(delivery: Delivery, options: ComposeOptions): AddressedMail {
  if (!uuid.test(delivery.id)) throw new Error('a delivery id is no UUID')
  const mailbox = readRecipient(placeOf(delivery).to.address, options.allowLocalhost === true)
  if (mailbox === undefined) throw new PermanentFailure('bad-mailbox', { placeIsDead: true })
  return {
    deliveryId: delivery.id,
    envelope: {
      from: writeOurAddress({ kind: 'bounce', deliveryId: delivery.id }, options.address),
      to: quotedAddress(mailbox.address),
    },
    needsSmtpUtf8: mailbox.smtpUtf8,
  }
}

function placeOf({ place }: Delivery): MailPlace {
  const read = readPlace(place)
  if (read === undefined) throw new PermanentFailure('bad-place', { placeIsDead: true })
  return read
}

/** Throws what `addressMail` throws. */
export async function composeMail(delivery: Delivery, options: ComposeOptions): Promise<ComposedMail> {
  const addressed = addressMail(delivery, options)
  const place = placeOf(delivery)
  const domain = ourDomain(options.address)
  const ours = (what: OurAddress) => writeOurAddress(what, options.address)
  const layout = layOutMail(delivery.reply, { address: options.address, deliveryId: delivery.id })
  const fields = {
    from: { name: 'Undersigned', address: ours({ kind: 'sign' }) },
    to: { name: readDisplayName(place.to.name), address: addressed.envelope.to },
    replyTo: { name: '', address: ours(replyAddress(delivery.answerTo)) },
    subject: layout.subject,
    messageId: `<${delivery.id}@${domain}>`,
    date: delivery.createdAt,
    ...readThread(place),
    headers: {
      // RFC 3834: keeps well-behaved machines from answering us.
      'Auto-Submitted': 'auto-replied',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': delivery.reply.language,
    },
  }
  if (layout.parts.length === 0) {
    const raw = writeMime(writeHeaders(fields), `--_NmP-${delivery.id}-Part_1`, layout)
    return { ...addressed, raw }
  }
  // Pictures and files may be large. nodemailer's streams let others work in between.
  const node = new MailComposer({
    ...fields,
    text: layout.text,
    html: layout.html,
    attachments: layout.parts.map(attachment),
    baseBoundary: delivery.id,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  return { ...addressed, raw: await node.build() }
}

/** With a `cid`, nodemailer puts the part beside the HTML in multipart/related (RFC 2387). */
function attachment(part: MailPart) {
  switch (part.kind) {
    case 'picture':
      return {
        cid: part.cid,
        filename: false as const,
        contentType: 'image/png',
        contentDisposition: named('inline', part.name),
        content: bytes(part.png),
      }
    case 'file':
      return {
        filename: false as const,
        contentType: part.mediaType,
        contentDisposition: named('attachment', part.name),
        content: bytes(part.content),
      }
  }
}

/**
 * nodemailer writes this name as RFC 2231 wants it. With its option `filename` the name would also be in Content-Type, as an encoded word in
 * quotes, which RFC 2047 5 forbids and strict readers report (nodemailer 10.6).
 */
function named(disposition: 'inline' | 'attachment', name: string): string {
  return `${disposition}; filename="${name}"`
}

function bytes(content: Uint8Array): Buffer {
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength)
}

/** Reads a bare address. Nothing may be around it: no name, brackets, comment, quotes, list or group. */
function readRecipient(address: string, allowLocalhost: boolean): Mailbox | undefined {
  if (address.length > 320 || /[\s\p{C}<>()[\]",;:\\]/u.test(address)) return undefined
  return readMailbox(address, { allowLocalhost, oddDots: true })
}

/**
 * The name before the recipient's address. Empty if it looks like a link or is too long, because anybody can send an email in somebody
 * else's name.
 */
function readDisplayName(name: string | undefined): string {
  const clean = (name ?? '').replace(/[\p{C}\s]+/gu, ' ').trim()
  return clean.length > 80 || /[@:/\\<>]|\.\p{L}{2}/u.test(clean) ? '' : clean
}

/** The email that we answer, and its thread (RFC 5322 3.6.4). Each id is read strictly, because strangers wrote it. */
function readThread(place: MailPlace): { inReplyTo?: string; references?: string[] } {
  const isId = (id: string) => id.length <= 250 && /^<[!-;=?-~]+>$/.test(id)
  const all = place.references.filter(isId)
  // The first id keeps the thread together, and the last ones tell where we are in it.
  const references = all.length > 10 ? [...all.slice(0, 1), ...all.slice(-9)] : all
  const { inReplyTo } = place
  return {
    ...(inReplyTo !== undefined && isId(inReplyTo) && { inReplyTo }),
    ...(references.length > 0 && { references }),
  }
}

function replyAddress(answerTo: AnswerTo): OurAddress {
  return answerTo.kind === 'service' ? { kind: 'sign' } : answerTo
}
