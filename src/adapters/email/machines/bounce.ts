import {
  headerValue,
  headerValues,
  type MailHeader,
  type MailHeaders,
  readHeaderText,
} from '../headers/mail-headers.ts'
import { BOUNCE_SENTENCES } from './bounce-phrases.ts'
import { type Permanence, permanenceOf } from './permanence.ts'

export interface BounceReport {
  /** Message-ID of the failed email, if the report shows it. */
  deliveryHint?: string
  /** The worst one counts: a delivery has one recipient, but a report may also name the mailbox it was forwarded to. */
  permanence: Permanence
}

/** The pieces of a report as text; each part at most 64 K characters. */
export interface BounceParts {
  subject: string
  /** The readable text. */
  text: string
  /** Bodies of message/delivery-status and message/feedback-report parts. */
  statusParts: string[]
  /** Parts of type message/rfc822 and text/rfc822-headers. */
  originals: string[]
}

const LONGEST_TEXT = 32_768
const MOST_RECIPIENTS = 50

/** Reads a delivery report: its RFC 3464 fields, otherwise the words of qmail, Exim, Postfix, Exchange and the like. */
export function readBounce(parts: BounceParts): BounceReport {
  const { readable, copy } = splitCopy(parts.text)
  const originals = [...parts.originals, ...(copy === undefined ? [] : [copy])].map(readHeaderText)
  const delay = isDelay(parts.subject, readable)
  const found = [...parts.statusParts, readable]
    .flatMap(fieldGroups)
    .filter(isAboutRecipient)
    .slice(0, MOST_RECIPIENTS)
    .map(group => ofFields(group, readable, delay))
  const deliveryHint = originals
    .map(headers => headerValue(headers, 'message-id'))
    .find(id => id !== undefined)
  return {
    ...(deliveryHint === undefined ? {} : { deliveryHint: messageId(deliveryHint) }),
    permanence: found.length > 0 ? worst(found) : ofText(parts.subject, readable, delay),
  }
}

function worst(found: Permanence[]): Permanence {
  return found.includes('hard') ? 'hard' : found.includes('soft') ? 'soft' : 'none'
}

function ofText(subject: string, readable: string, delay: boolean): Permanence {
  if (delay) return 'none'
  const context = `${subject} ${readable.slice(0, 8192)}`
  return permanenceOf(context, statusCode(context))
}

/** The number of different report sentences in a text, at most 5. */
export function bounceSentences(text: string): number {
  const start = text.slice(0, 4096).toLowerCase().replace(/\s+/g, ' ')
  let count = 0
  for (const sentence of BOUNCE_SENTENCES) {
    if (start.includes(sentence)) count += 1
    if (count === 5) break
  }
  return count
}

function messageId(value: string): string {
  const open = value.indexOf('<')
  const close = value.indexOf('>', open)
  return open >= 0 && close > open ? value.slice(open, close + 1) : value.trim().slice(0, 500)
}

const COPY_STARTS = [
  /^-{2,} ?(?:below this line is|this is) (?:a copy|the) /i,
  /^-{2,} ?(?:the header|message headers?|original message|the original|returned message|undelivered message|this is a copy|begin|message header|forwarded|mail header|header) /i,
  /^-{2,} ?(?:original message|returned message|undelivered message|message follows|unsent message)/i,
  /^(?:original message|the original message|your (?:original )?message|message headers?|included is a copy|the (?:text|first|header)[^:]{0,80}|a copy of[^:]{0,80}|copy of your message|headers? of)[^:]{0,60}:\s*$/i,
  /^(?:return-path|received|message-id|x-mailer|mime-version|dkim-signature): /i,
]

/** Splits a report into its own words and the copy of the failed email that often follows. */
function splitCopy(whole: string): { readable: string; copy: string | undefined } {
  const lines = whole.slice(0, LONGEST_TEXT).split('\n')
  const at = lines.findIndex(
    (line, index) => index > 1 && COPY_STARTS.some(start => start.test(line.slice(0, 200).trim())),
  )
  if (at < 0) return { readable: lines.join('\n'), copy: undefined }
  const headerAt = lines.findIndex(
    (line, index) => index >= at && /^[A-Za-z][A-Za-z0-9-]{1,40}: /.test(line.trim()),
  )
  const copy = headerAt < 0 ? undefined : lines.slice(headerAt).map(unindent).join('\n')
  return { readable: lines.slice(0, at).join('\n'), copy }
}

function unindent(line: string): string {
  return line.replace(/^ {0,4}(?=[A-Za-z][A-Za-z0-9-]{1,40}: )/, '')
}

const RECIPIENT_FIELDS = ['original-recipient', 'final-recipient', 'x-actual-recipient', 'original-rcpt-to']

function isAboutRecipient(group: MailHeaders): boolean {
  return RECIPIENT_FIELDS.some(key => headerValue(group, key)?.includes('@'))
}

function ofFields(group: MailHeaders, readable: string, delay: boolean): Permanence {
  const action = (headerValue(group, 'action') ?? 'failed').toLowerCase().trim()
  if (headerValue(group, 'feedback-type') !== undefined) return 'none'
  if (/^(?:delivered|relayed|expanded|delayed)/.test(action)) return 'none'
  if (delay && !action.startsWith('failed')) return 'none'
  const diagnostic = headerValues(group, 'diagnostic-code').join(' ')
  const given = headerValue(group, 'status') ?? ''
  const status = statusCode(given)
  return permanenceOf(
    diagnostic === '' ? readable : `${diagnostic} ${stageOf(`${given} ${readable}`)}`,
    status,
  )
}

/** The command that the server refused. Only the words of Postfix and of Sun's Messaging Server say it; the fields do not. */
function stageOf(readable: string): string {
  return /\(in reply to [^)]{1,40}\)|SMTP transmission\s+failure\s+has\s+occurred/.exec(readable)?.[0] ?? ''
}

const STATUS_FIELDS = new Set([
  'original-recipient', 'final-recipient', 'action', 'status', 'diagnostic-code', 'remote-mta', 'x-actual-recipient', 'feedback-type', 'original-rcpt-to',
]) // biome-ignore format: a table

// RFC 3464: blank lines separate groups of fields; the group of a recipient names a Final- or Original-Recipient.
function fieldGroups(part: string): MailHeader[][] {
  const groups: MailHeader[][] = [[]]
  for (const line of part.slice(0, LONGEST_TEXT).split(/\r?\n/)) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (line.trim() === '') groups.push([])
    else if (/^[ \t]/.test(line) && last) last.value += ` ${line.trim()}`
    else {
      const colon = line.indexOf(':')
      const key = line.slice(0, Math.max(colon, 0)).trim().toLowerCase()
      if (STATUS_FIELDS.has(key)) group?.push({ key, value: line.slice(colon + 1).trim() })
    }
  }
  return groups.filter(group => group.length > 0)
}

function statusCode(text: string): string | undefined {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]\d)/.exec(text)?.[1]
}

function isDelay(subject: string, text: string): boolean {
  const start = `${subject}\n${text.slice(0, 3000)}`.toLowerCase().replace(/\s+/g, ' ')
  const failed =
    /permanent|giving up|given up|will not be|won't be retried|no further|failed permanently|returned to/.test(
      start.replace(/not (?:a )?permanent/g, ''),
    )
  const warns = [
    'delivery status notification (delay', 'this is a warning message only', 'you do not need to resend', 'you do not have to resend', 'no action is required', 'will continue to try', 'will keep trying', 'still being attempted', 'will be retried', 'warning: could not send', 'warning: message', 'has not yet been delivered', 'not been delivered yet', 'delivery delayed', 'delayed mail', 'delivery is delayed', 'continue trying', 'delivery attempts will continue',
    'noch nicht zugestellt', 'wird weiterhin versucht', "n'a pas encore", 'aún no se ha', 'non è stato ancora', 'retry for',
  ] // biome-ignore format: a table
  return !failed && warns.some(phrase => start.includes(phrase))
}
