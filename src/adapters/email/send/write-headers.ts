/**
 * The headers of an email, as nodemailer writes them. It encodes what strangers and organisers chose, and its way through a tree of
 * parts, which costs half as much as all the rest of an email (measured, 10.6), is left out.
 */
import { foldLines } from 'nodemailer/lib/mime-funcs'
import MimeNode from 'nodemailer/lib/mime-node'

export interface HeaderFields {
  /** Written by us, in ASCII and short. */
  headers: Readonly<Record<string, string>>
  from: HeaderMailbox
  to: HeaderMailbox
  replyTo: HeaderMailbox
  /** Ids in their angle brackets, in ASCII. */
  inReplyTo?: string
  references?: string[]
  subject: string
  messageId: string
  date: Date
}

/** An object: nodemailer parses a string again, and `a@x\r\nRCPT TO:<b@y>` became two. */
interface HeaderMailbox {
  name: string
  address: string
}

/** Columns of a line that is not folded. */
const WIDTH = 76

const encoder = new MimeNode('text/plain')

/** Lines without their ends; one that is folded holds line ends. */
export function writeHeaders(fields: HeaderFields): string[] {
  const { headers, from, to, replyTo, inReplyTo, references, subject, messageId, date } = fields
  return [
    ...Object.entries(headers).map(([key, value]) => `${key}: ${value}`),
    encoded('From', from),
    encoded('To', to),
    encoded('Reply-To', replyTo),
    ...(inReplyTo === undefined ? [] : [folded(`In-Reply-To: ${inReplyTo}`)]),
    ...(references === undefined ? [] : [folded(`References: ${references.join(' ')}`)]),
    encoded('Subject', subject),
    folded(`Message-ID: ${messageId}`),
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
  ]
}

function encoded(key: string, value: string | HeaderMailbox): string {
  return folded(`${key}: ${encoder.encodeHeaderValue(key, typeof value === 'string' ? value : [value])}`)
}

export function folded(line: string): string {
  return line.length < WIDTH ? line : foldLines(line, WIDTH)
}
