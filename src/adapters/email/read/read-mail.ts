import { type AttachmentStream, MailParser, type MessageText } from 'mailparser'
import {
  guessLossless,
  guessText,
  isMisread,
  rareCharset,
  readHz,
  readUtf7,
  textGuesser,
  withoutLabels,
} from '../headers/charset.ts'
import { withoutControls } from '../headers/control-characters.ts'
import { decodeEncodedWords } from '../headers/encoded-words.ts'
import { readAddressList, readSender } from '../headers/mail-address.ts'
import { headerValue, headerValues, type MailHeader, type MailHeaders } from '../headers/mail-headers.ts'
import { classifyAutomatic } from '../machines/automatic.ts'
import { readBounce } from '../machines/bounce.ts'
import { rewrittenFrom } from '../machines/mailing-list.ts'
import { signableHeaders } from '../proof/signable-headers.ts'
import { LARGEST_MAIL, type MailContext, type ParsedMail, UnreadableMail } from './parsed-mail.ts'
import { readNewText } from './visible-text.ts'
import { readWholeText } from './whole-text.ts'

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
  attachedTexts: string[]
  /** There is a part whose words we do not see. */
  unread: boolean
}

/** Runs in the worker only, because strangers choose what mailparser and our patterns meet. Throws `UnreadableMail`. */
export async function readMail(raw: Buffer, context: MailContext = {}): Promise<ParsedMail> {
  if (raw.length > LARGEST_MAIL) throw new UnreadableMail('too-large')
  const message = await splitText(raw)
  const { headers, partTypes, statusParts } = message
  const first = (key: string) => headerValue(headers, key) ?? ''
  const addresses = (key: string) =>
    headerValues(headers, key).flatMap(value =>
      readAddressList(value, { allowLocalhost: true }).mailboxes.map(({ address }) => address),
    )
  const subject = clean(decodeEncodedWords(first('subject'))).slice(0, 998)
  const body = readNewText(message.body)
  const text = body.whole.toWellFormed()
  const unread = message.unread || losesWords(raw, message)
  const whole = readWholeText(message.body, message.attachedTexts, unread)
  const automatic = classifyAutomatic({
    ...context,
    headers,
    subject,
    text,
    newText: body.text,
    partTypes,
    statusParts,
  })
  return {
    ...readFrom(headers, context),
    to: addresses('to'),
    cc: addresses('cc'),
    deliveredTo: ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'].flatMap(addresses),
    subject,
    date: readDate(first('date')),
    messageId: messageIds(first('message-id'), 1)[0],
    inReplyTo: messageIds(first('in-reply-to'), 10),
    references: headerValues(headers, 'references')
      .flatMap(value => messageIds(value, 50))
      .slice(-50),
    text: text.slice(0, LONGEST_TEXT),
    visibleText: body.text.toWellFormed(),
    block: body.block.toWellFormed(),
    whole: { ...whole, texts: whole.texts.map(found => found.toWellFormed()) },
    contentLanguage: /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3})\b/i.exec(first('content-language'))?.[1],
    automatic,
    bounce:
      automatic === 'bounce' || automatic === 'complaint'
        ? readBounce({ ...message, subject, text: text.trim() === '' ? bodyOf(raw) : text })
        : undefined,
    signable: signableHeaders(headers),
    authenticationResults: headerValues(headers, 'authentication-results')
      .slice(0, 50)
      .map(value => clean(value).slice(0, 8192)),
  }
}

/** Nothing could be read although something was written: the parts begin with another boundary, or the only text is broken base64. */
function losesWords(raw: Buffer, { body, partTypes }: Message): boolean {
  if (body.text !== undefined || body.html !== undefined || partTypes.length > 0) return false
  return bodyOf(raw)
    .split('\n')
    .some(line => line.trim() !== '' && !/^(?:--|[\w-]{1,60}:|[ \t])/.test(line))
}

/** The bytes below the headers as text, for reports whose structure is so broken that no readable part is left. */
function bodyOf(raw: Buffer): string {
  const start = [raw.indexOf('\r\n\r\n'), raw.indexOf('\n\n')].filter(at => at >= 0)
  const from = start.length === 0 ? raw.length : Math.min(...start)
  return guessText(raw.subarray(from, from + LONGEST_PART))
    .replace(/\r\n/g, '\n')
    .replaceAll('\0', '')
    .trim()
}

function readFrom(
  headers: MailHeaders,
  context: MailContext,
): Pick<ParsedMail, 'from' | 'fromCount' | 'rewritten'> {
  const rules = { ...context, oddDots: true, decodeName: decodeEncodedWords }
  const values = headerValues(headers, 'from')
  const fromCount = values.reduce((sum, value) => sum + readAddressList(value, rules).written, 0)
  const [only, another] = values
  const original = rewrittenFrom(headers)
  if (original !== undefined) return { from: readSender(original, rules), fromCount, rewritten: true }
  return {
    from: another === undefined && only !== undefined ? readSender(only, rules) : undefined,
    fromCount,
    rewritten: false,
  }
}

const UNKNOWN_ZONE = / ?[a-z]{1,5}$/i
// A zone follows the colon of a time. Before the colon, "-03" is part of a date.
const ZONE = /:.*(?:[+-]\d\d:?\d\d|(?<![a-z])(?:UTC?|GMT|Z|[ECMP][SD]T))(?![a-z])/i

/** RFC 5322 4.3: a time without a zone, or with an unknown one, is UTC. It never depends on the zone of this machine. */
function readDate(value: string): string | undefined {
  if (value.length > 100) return undefined
  // "+0100 (CET)" has a comment behind the zone.
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

/** Splits the message. If a charset label is wrong, its text is read again without it. */
async function splitText(raw: Buffer): Promise<Message> {
  const message = await splitMessage(raw)
  const { text, html } = message.body
  const rare = /\+[\w+/-]|~\{/.test(`${text}${html}`) ? rareCharset(raw) : undefined
  if (rare !== undefined) {
    const read = rare === 'hz' ? readHz : readUtf7
    return { ...message, body: { text: text && read(text), html: html && read(html) } }
  }
  if (!isMisread(text) && !isMisread(html)) return message
  const { body } = await splitMessage(withoutLabels(raw))
  return {
    ...message,
    body: {
      text: isMisread(text) && body.text !== undefined ? better(text, guessLossless(body.text)) : text,
      html: isMisread(html) && body.html !== undefined ? better(html, guessLossless(body.html)) : html,
    },
  }
}

/** Prefers the guess, unless it loses more characters than the label does. */
function better(labelled: string | undefined, guessed: string): string {
  const lost = (text: string) => text.split('\ufffd').length
  return labelled !== undefined && lost(guessed) > lost(labelled) ? labelled : guessed
}

function splitMessage(raw: Buffer): Promise<Message> {
  return new Promise((resolve, reject) => {
    // Embedded messages stay attachments, because somebody else's words are never this person's text.
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
    const message: Message = {
      headers: [],
      body: {},
      partTypes: [],
      statusParts: [],
      originals: [],
      attachedTexts: [],
      unread: false,
    }
    const guess = textGuesser()
    parser.on('headerLines', lines => {
      message.headers = lines.slice(0, MOST_HEADERS).map(({ key, line }) => readHeader(key, line, guess))
    })
    parser.on('data', (part: AttachmentStream | MessageText) => {
      if (part.type === 'text')
        message.body = { text: part.text?.replaceAll('\0', ''), html: part.html?.replaceAll('\0', '') }
      else collect(part, message, guess)
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

// mailparser gives header lines with one character for each byte.
function readHeader(key: string, line: string, guess: typeof guessText): MailHeader {
  const text = guess(Buffer.from(line, 'latin1'))
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

/** Parts that hold no words of the person: signatures, keys, and address cards. */
const WORDLESS =
  /^(?:application\/(?:pgp-signature|pgp-keys|(?:x-)?pkcs7-signature)|text\/(?:x-)?vcard|text\/directory)$/

function collect(part: AttachmentStream, message: Message, guess: typeof guessText): void {
  const method = methodOf(part)
  // A malformed Content-Type gives `false`, although the types of mailparser say string (seen).
  const type = String(part.contentType || 'unknown').toLowerCase()
  message.partTypes.push(method === undefined ? type : `${type}; method=${method.toLowerCase()}`)
  if (type !== 'text/plain' && !WORDLESS.test(type)) message.unread = true
  const wanted = STATUS_TYPES.has(type)
    ? message.statusParts
    : ORIGINAL_TYPES.has(type)
      ? message.originals
      : type === 'text/plain'
        ? message.attachedTexts
        : undefined
  const chunks: Buffer[] = []
  let size = 0
  part.content.on('data', (chunk: Buffer) => {
    if (wanted === undefined || size >= LONGEST_PART) return
    chunks.push(chunk)
    size += chunk.length
  })
  part.content.once('end', () => {
    if (size >= LONGEST_PART && wanted === message.attachedTexts) message.unread = true
    if (size > 0) wanted?.push(guess(Buffer.concat(chunks).subarray(0, LONGEST_PART)).replaceAll('\0', ''))
    part.release?.()
  })
}
