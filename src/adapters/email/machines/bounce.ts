import { readMailbox } from '../headers/mail-address.ts'
import {
  headerValue,
  headerValues,
  type MailHeader,
  type MailHeaders,
  readHeaderText,
} from '../headers/mail-headers.ts'
import { BOUNCE_SENTENCES } from './bounce-phrases.ts'
import { type Permanence, permanenceOf, saysWhy } from './permanence.ts'

export interface BounceRecipient {
  address: string
  permanence: Permanence
  /** RFC 3463, `5.1.1` */
  status?: string
}

export interface BounceReport {
  /** Message-ID of the mail the report is about, when it is visible: ours, if it is a report to us */
  deliveryHint?: string
  recipients: BounceRecipient[]
}

/** What a report consists of, as text; each part at most 64 K characters. */
export interface BounceParts {
  headers: MailHeaders
  subject: string
  /** the readable text */
  text: string
  /** bodies of message/delivery-status and message/feedback-report parts */
  statusParts: string[]
  /** message/rfc822 and text/rfc822-headers parts */
  originals: string[]
  /** addresses that are never the failed one: ours, and the report's own sender */
  notThese?: string[]
}

const LONGEST_TEXT = 32_768
const MOST_RECIPIENTS = 50

/**
 * Reads a delivery report: RFC 3464 fields where there are any, else the text of qmail, Exim, Postfix, Exchange and the
 * like. `recipients` may be empty when the report does not say whom it is about.
 */
export function readBounce(parts: BounceParts): BounceReport {
  const { readable, copy } = splitCopy(parts.text)
  const originals = [
    ...parts.originals.map(readHeaderText),
    ...(copy === undefined ? [] : [readHeaderText(copy)]),
  ]
  const delay = isDelay(parts.subject, readable)
  const fromFields = [...parts.statusParts, readable].flatMap(part => readStatusFields(part, readable, delay))
  const found = unique(fromFields)
  const recipients = found.length > 0 ? found : readText(parts, readable, originals, delay)
  const deliveryHint = originals
    .map(headers => headerValue(headers, 'message-id'))
    .find(id => id !== undefined)
  return { ...(deliveryHint === undefined ? {} : { deliveryHint: messageId(deliveryHint) }), recipients }
}

/** How much a text reads like a delivery report: the number of different report sentences, at most 5. */
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

/** The report's own words, and the copy of the failed mail that many append to them. */
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

// RFC 3464: groups of fields between blank lines; per-recipient groups name a Final- or Original-Recipient.
function readStatusFields(part: string, readable: string, delay: boolean): BounceRecipient[] {
  const found: BounceRecipient[] = []
  for (const group of fieldGroups(part)) {
    const written =
      fieldAddress(headerValue(group, 'original-recipient')) ??
      fieldAddress(headerValue(group, 'final-recipient')) ??
      fieldAddress(headerValue(group, 'x-actual-recipient')) ??
      (headerValue(group, 'feedback-type') ? fieldAddress(headerValue(group, 'original-rcpt-to')) : undefined)
    const final = fieldAddress(headerValue(group, 'final-recipient'))
    if (written === undefined) continue
    const action = (headerValue(group, 'action') ?? 'failed').toLowerCase().trim()
    const status = statusCode(headerValue(group, 'status') ?? '')
    const diagnostic = headerValues(group, 'diagnostic-code').join(' ')
    // Some servers write a bare "5.0.0" and say what happened only in the readable part.
    const context = diagnostic === '' ? around(readable, final ?? written) : diagnostic
    const outcome =
      /^(?:delivered|relayed|expanded|delayed)/.test(action) || headerValue(group, 'feedback-type')
    const permanence = outcome
      ? 'none'
      : delay && !action.startsWith('failed')
        ? 'none'
        : permanenceOf(context, status)
    found.push({ address: written, permanence, ...(status === undefined ? {} : { status }) })
    if (found.length >= MOST_RECIPIENTS) break
  }
  return found
}

const STATUS_FIELDS = new Set([
  'original-recipient', 'final-recipient', 'action', 'status', 'diagnostic-code', 'remote-mta', 'x-actual-recipient', 'feedback-type', 'original-rcpt-to',
]) // biome-ignore format: a table

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

function fieldAddress(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const typed = value.includes(';') ? value.slice(value.indexOf(';') + 1) : value
  return readMailbox(typed.trim().split(/\s/)[0] ?? '')?.address ?? firstAddress(typed)
}

function statusCode(text: string): string | undefined {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]\d)/.exec(text)?.[1]
}

const ADDRESS = /[^\s<>()[\]",;:@]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{1,250}[A-Za-z0-9]/g

function firstAddress(text: string): string | undefined {
  for (const match of text.slice(0, 2000).matchAll(ADDRESS)) {
    const mailbox = readMailbox(match[0])
    if (mailbox) return mailbox.address
  }
  return undefined
}

/** What a report says about an address: its own line and the few after it, up to the next address at a line's start. */
function around(text: string, address: string): string {
  const lines = text.split('\n')
  const lower = address.toLowerCase()
  const at = lines.findIndex(line => line.toLowerCase().includes(lower))
  if (at < 0) return text.slice(0, 4096)
  let end = at + 1
  while (end < Math.min(lines.length, at + 12)) {
    const other = HEADING_ADDRESS.exec((lines[end] ?? '').slice(0, 500))?.[1]
    if (other !== undefined && other.toLowerCase() !== lower) break
    end += 1
  }
  return lines.slice(at, end).join(' ')
}

const HEADING_ADDRESS =
  /^[\s>*-]{0,8}(?:(?:rcpt to|to|recipient address|recipient|e-?mail|address|user|error-for|adresse|empfänger|destinataire)\s?:\s{0,4})?[[<"']?([^\s<>@:"'[\]]{1,64}@[a-z0-9.-]{3,255})/i

function readText(
  parts: BounceParts,
  readable: string,
  originals: MailHeaders[],
  delay: boolean,
): BounceRecipient[] {
  const avoid = new Set((parts.notThese ?? []).map(address => address.toLowerCase()))
  const usable = (address: string | undefined): address is string =>
    address !== undefined && !avoid.has(address.toLowerCase()) && !isDaemon(address)
  const failed = headerValues(parts.headers, 'x-failed-recipients').flatMap(value => value.split(','))
  const to = originals.map(headers => headerValue(headers, 'to')).find(value => value !== undefined)
  // From the surest to the vaguest; the first that names somebody decides.
  const sources = [
    () => failed.map(value => readMailbox(value.trim())?.address),
    () => readable.split('\n').slice(0, 400).map(addressOfLine),
    () => [...readable.matchAll(ADDRESS)].slice(0, 50).map(match => readMailbox(match[0])?.address),
    () => [to === undefined ? undefined : firstAddress(to)],
  ]
  for (const source of sources) {
    const addresses = [...new Set(source().filter(usable))].slice(0, MOST_RECIPIENTS)
    if (addresses.length > 0)
      return addresses.map(address => fromText(address, addresses.length > 1, parts.subject, readable, delay))
  }
  return []
}

/** An address that heads its line, or that the line says something about: `<a@b>: …`, `550 … a@b`, `RCPT To:<a@b>`. */
function addressOfLine(line: string): string | undefined {
  const start = line.slice(0, 500)
  const told = /\b[45]\d\d\b|unknown|undeliver|reject|not |fail|full|recipient|userid/i.test(start)
  const written = HEADING_ADDRESS.exec(start)?.[1] ?? (told ? start.match(ADDRESS)?.[0] : undefined)
  return written === undefined ? undefined : readMailbox(written.replace(/\.{3}.*$|[.,;:]+$/, ''))?.address
}

function fromText(
  address: string,
  several: boolean,
  subject: string,
  readable: string,
  delay: boolean,
): BounceRecipient {
  const near = around(readable, address)
  const context = several || saysWhy(near) ? near : `${subject} ${readable.slice(0, 8192)}`
  const status = statusCode(context)
  return {
    address,
    permanence: delay ? 'none' : permanenceOf(context, status),
    ...(status === undefined ? {} : { status }),
  }
}

function unique(recipients: BounceRecipient[]): BounceRecipient[] {
  const seen = new Map<string, BounceRecipient>()
  for (const recipient of recipients) {
    const key = recipient.address.toLowerCase()
    if (!seen.has(key)) seen.set(key, recipient)
  }
  return [...seen.values()]
}

function isDaemon(address: string): boolean {
  return /^(?:mailer-daemon|postmaster|mailer_daemon|mdaemon)@/.test(address)
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
