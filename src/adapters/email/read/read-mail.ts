import { type AttachmentStream, MailParser, type MessageText } from 'mailparser'
import { withoutControls } from '../headers/control-characters.ts'
import { decodeEncodedWords, decodeHeaderBytes } from '../headers/encoded-words.ts'
import { type AddressList, readAddressList, readMailbox } from '../headers/mail-address.ts'
import { headerValue, headerValues, type MailHeader, type MailHeaders } from '../headers/mail-headers.ts'
import { classifyAutomatic } from '../machines/automatic.ts'
import { readBounce } from '../machines/bounce.ts'
import { LARGEST_MAIL, type MailContext, type ParsedMail, UnreadableMail } from './parsed-mail.ts'
import { readNewText } from './visible-text.ts'

const MOST_PARTS = 200
const LARGEST_HEADERS = 256 * 1024
const MOST_HEADERS = 2000
const LONGEST_TEXT = 1_000_000
const LONGEST_PART = 65_536

interface Message {
  headers: MailHeaders
  body: { text?: string | undefined; html?: string | undefined }
  partTypes: string[]
  statusParts: string[]
  originals: string[]
}

/**
 * Reads a raw mail in this very thread: only the worker calls it, because mailparser and the patterns here meet what
 * strangers send. Throws `UnreadableMail`.
 */
export async function readMail(raw: Buffer, context: MailContext = {}): Promise<ParsedMail> {
  if (raw.length > LARGEST_MAIL) throw new UnreadableMail('too-large')
  const message = await splitMessage(raw)
  const { headers } = message
  const subject = clean(decodeEncodedWords(headerValue(headers, 'subject') ?? '')).slice(0, 998)
  const body = readNewText(message.body)
  const text = body.whole.toWellFormed()
  const from = readFrom(headers, context)
  const automatic = classifyAutomatic({
    headers,
    subject,
    text,
    newText: body.text,
    partTypes: message.partTypes,
    envelopeFrom: context.envelopeFrom,
    ownAddress: context.ownAddress,
  })
  const recipients = (key: string) =>
    headerValues(headers, key).flatMap(value => addresses(readAddressList(value, { allowLocalhost: true })))
  const to = recipients('to')
  const deliveredTo = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'].flatMap(recipients)
  const replies =
    automatic !== undefined &&
    (automatic.kind === 'bounce' ||
      automatic.kind === 'complaint' ||
      [...to, ...deliveredTo].some(address => address.includes('+bounce-')))
  return {
    ...from,
    to,
    cc: recipients('cc'),
    deliveredTo,
    subject,
    ...optional('date', readDate(headerValue(headers, 'date'))),
    ...optional('messageId', messageIds(headerValue(headers, 'message-id') ?? '', 1)[0]),
    inReplyTo: messageIds(headerValue(headers, 'in-reply-to') ?? '', 10),
    references: headerValues(headers, 'references')
      .flatMap(value => messageIds(value, 50))
      .slice(-50),
    text: text.slice(0, LONGEST_TEXT),
    visibleText: body.text.toWellFormed(),
    ...optional(
      'contentLanguage',
      /^\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})\b/.exec(
        headerValue(headers, 'content-language') ?? '',
      )?.[1],
    ),
    ...(automatic === undefined ? {} : { automatic }),
    ...(replies
      ? { bounce: readBounce({ ...message, subject, text: text.trim() === '' ? bodyOf(raw) : text }) }
      : {}),
    authenticationResults: headerValues(headers, 'authentication-results')
      .slice(0, 50)
      .map(value => clean(value).slice(0, 8192)),
  }
}

/** The bytes below the headers as text: some servers' reports have a broken structure that leaves no readable part. */
function bodyOf(raw: Buffer): string {
  const start = [raw.indexOf('\r\n\r\n'), raw.indexOf('\n\n')].filter(at => at >= 0)
  const from = start.length === 0 ? raw.length : Math.min(...start)
  return decodeHeaderBytes(raw.subarray(from, from + LONGEST_PART))
    .replace(/\r\n/g, '\n')
    .replaceAll('\0', '')
    .trim()
}

function readFrom(headers: MailHeaders, context: MailContext): Pick<ParsedMail, 'from' | 'fromCount'> {
  const values = headerValues(headers, 'from')
  const lists = values.map(value => readAddressList(value, context))
  const fromCount = lists.reduce((sum, list) => sum + list.written, 0)
  const rules = { ...context, decodeName: decodeEncodedWords }
  const mailbox = values.length === 1 ? readMailbox(values[0] ?? '', rules) : undefined
  return { ...(mailbox === undefined ? {} : { from: mailbox }), fromCount }
}

function addresses(list: AddressList): string[] {
  return list.mailboxes.map(mailbox => mailbox.address)
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const found: { [P in K]?: V } = {}
  if (value !== undefined) found[key] = value
  return found
}

const UNKNOWN_ZONE = / ?[a-z]{1,5}$/i
// Behind the colon of a time: before it "-03" is part of a date.
const ZONE = /:.*(?:[+-]\d\d:?\d\d|(?<![a-z])(?:UTC?|GMT|Z|[ECMP][SD]T))(?![a-z])/i

/** RFC 5322 4.3: without a zone, or with one that nobody knows, the time is UTC; never the time of this machine. */
function readDate(value: string | undefined): string | undefined {
  if (value === undefined || value.length > 100) return undefined
  // a comment behind the zone: "+0100 (CET)"
  const text = value.replace(/\([^()]{0,80}\)/g, '').trim()
  const time = ZONE.test(text) ? Date.parse(text) : Date.parse(`${text.replace(UNKNOWN_ZONE, '')}Z`)
  const date = new Date(time)
  return Number.isNaN(time) || date.getUTCFullYear() < 1970 || date.getUTCFullYear() > 9999
    ? undefined
    : date.toISOString()
}

function messageIds(value: string, most: number): string[] {
  const ids = [...value.slice(-65_536).matchAll(/<([^<>\s]{1,990})>/g)].map(match => clean(match[0]))
  if (ids.length > 0) return ids.slice(-most)
  const bare = clean(value.trim().split(/\s/)[0] ?? '').slice(0, 990)
  return bare === '' || /[<>]/.test(bare) ? [] : [`<${bare}>`]
}

function clean(text: string): string {
  return withoutControls(text.toWellFormed()).trim()
}

function splitMessage(raw: Buffer): Promise<Message> {
  return new Promise((resolve, reject) => {
    // Embedded messages stay attachments: what somebody else wrote is never this person's text.
    const parser = new MailParser({
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
      keepDeliveryStatus: true,
      ignoreEmbedded: true,
      checksumAlgo: false,
      maxChildNodes: MOST_PARTS,
      maxHeadSize: LARGEST_HEADERS,
    })
    const message: Message = { headers: [], body: {}, partTypes: [], statusParts: [], originals: [] }
    parser.on('headerLines', lines => {
      message.headers = lines.slice(0, MOST_HEADERS).map(({ key, line }) => readHeader(key, line))
    })
    parser.on('data', (part: AttachmentStream | MessageText) => {
      if (part.type === 'text')
        message.body = { text: part.text?.replaceAll('\0', ''), html: part.html?.replaceAll('\0', '') }
      else collect(part, message)
    })
    parser.once('error', (error: unknown) =>
      reject(new UnreadableMail(isLimit(error) ? 'too-complex' : 'unreadable')),
    )
    parser.once('end', () => resolve(message))
    parser.end(raw)
  })
}

function isLimit(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EMAXLEN'
}

// mailsplit hands header lines over as one character a byte.
function readHeader(key: string, line: string): MailHeader {
  const text = decodeHeaderBytes(Buffer.from(line, 'latin1'))
  return {
    key: key.trim().toLowerCase(),
    value: text
      .slice(text.indexOf(':') + 1)
      .replace(/\r?\n[ \t]?/g, ' ')
      .trim(),
  }
}

const STATUS_TYPES = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/feedback-report',
])
const ORIGINAL_TYPES = new Set([
  'message/rfc822',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global',
  'message/global-headers',
])

function methodOf(part: AttachmentStream): string | undefined {
  const type = part.headers.get('content-type')
  if (typeof type !== 'object' || !('params' in type)) return undefined
  const method = Object.entries(type.params ?? {}).find(([name]) => name === 'method')?.[1]
  return typeof method === 'string' ? method : undefined
}

function collect(part: AttachmentStream, message: Message): void {
  const method = methodOf(part)
  // mailparser says string; a malformed Content-Type gives `false` (seen)
  const type = String(part.contentType || 'unknown').toLowerCase()
  message.partTypes.push(method === undefined ? type : `${type}; method=${method.toLowerCase()}`)
  const wanted = STATUS_TYPES.has(type)
    ? message.statusParts
    : ORIGINAL_TYPES.has(type)
      ? message.originals
      : undefined
  const chunks: Buffer[] = []
  let size = 0
  part.content.on('data', (chunk: Buffer) => {
    if (wanted === undefined || size >= LONGEST_PART) return
    chunks.push(chunk)
    size += chunk.length
  })
  part.content.once('end', () => {
    if (size > 0) wanted?.push(decodeHeaderBytes(Buffer.concat(chunks).subarray(0, LONGEST_PART)))
    part.release?.()
  })
}
