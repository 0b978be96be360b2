import { headerValue, headerValues, type MailHeaders } from '../headers/mail-headers.ts'
import { folded, foldedSubject, isAutoReplySubject } from './auto-reply-subject.ts'
import { AUTO_REPLY_HEADERS, AUTO_REPLY_OPENINGS, CHALLENGE_HEADERS } from './automatic-signs.ts'
import { bounceSentences } from './bounce.ts'
import { BOUNCE_SUBJECTS } from './bounce-phrases.ts'
import { isNobody, looseAddresses } from './loose-addresses.ts'
import { isAnswer, isList } from './mailing-list.ts'

/**
 * Why an email is a machine's. None of these is answered; the kind is for the log, only `bounce` and `complaint` mean more. `own`: ours
 * came back. `loop`: too many servers. `bounce`: a report on a delivery. `complaint`: a person called ours abuse (RFC 5965): that mailbox
 * gets no more. `report`: DMARC, TLS, and feedback that is no complaint ("not spam"). `receipt`: RFC 8098. `challenge`: "prove you are
 * human". `calendar`: an answer to an invitation. `auto-reply`: RFC 3834 and older. `list`: sent to many. `notice`: no-reply@.
 */
export type Automatic =
  | 'own'
  | 'loop'
  | 'bounce'
  | 'complaint'
  | 'report'
  | 'receipt'
  | 'challenge'
  | 'calendar'
  | 'auto-reply'
  | 'list'
  | 'notice'

export interface AutomaticEvidence {
  headers: MailHeaders
  /** Decoded. */
  subject: string
  /** The readable text. */
  text: string
  /** The text without quotations: a person may quote a machine's email. */
  newText: string
  /** Lower-case content types of the other parts, with parameters. */
  partTypes: readonly string[]
  /** Bodies of message/feedback-report and message/delivery-status parts. */
  statusParts?: readonly string[]
  /** MAIL FROM, if the caller knows it; '' or '<>' is the null sender */
  envelopeFrom?: string | undefined
  /** MAIL_ADDRESS; its plus tags are ours too */
  ownAddress?: string | undefined
}

/** Most email has two to six Received headers. RFC 5321 6.3 suggests 100 for a loop; no real route to us is that long. */
const MOST_HOPS = 25

/** The surest rules come first. `undefined`: a person, as far as we can see. */
export function classifyAutomatic(mail: AutomaticEvidence): Automatic | undefined {
  if (isOwn(mail)) return 'own'
  const report = readReport(mail)
  if (report !== undefined) return report
  const bounce = readBounceSigns(mail)
  if (bounce !== undefined) return bounce
  if (isChallenge(mail)) return 'challenge'
  if (isAutoReply(mail)) return 'auto-reply'
  if (isList(mail.headers)) return 'list'
  if (isNotice(mail.headers)) return 'notice'
  return headerValues(mail.headers, 'received').length > MOST_HOPS ? 'loop' : undefined
}

function isOwn({ headers, ownAddress }: AutomaticEvidence): boolean {
  if (headers.some(header => header.key.startsWith('x-undersigned'))) return true
  if (ownAddress === undefined) return false
  const own = withoutTag(ownAddress)
  return ['from', 'x-loop', 'x-ms-exchange-inbox-rules-loop']
    .flatMap(key => headerValues(headers, key))
    .some(value => looseAddresses(value).some(address => withoutTag(address) === own))
}

const DMARC_SUBJECT = /^\s*(?:\[[^\]]{0,40}\]\s*)?(?:report domain:|dmarc aggregate report|dmarc report)/i
const RECEIPT_SUBJECT =
  /^(?:read|gelesen|lu|leído|letto|lido|gelezen|läst|læst|lest|luettu|przeczytane|přečteno|olvasott|прочитано|已读|既読|開封済み|읽음)\s?: /iu
const CALENDAR_SUBJECT =
  /^(?:accepted|declined|tentative|cancell?ed|zugesagt|abgesagt|angenommen|abgelehnt|mit vorbehalt|accepté|refusé|provisoire|aceptado|aceptada|rechazado|rechazada|accettato|rifiutato|aceito|aceite|recusado|geaccepteerd|geweigerd)\s?: /iu

function readReport(mail: AutomaticEvidence): Automatic | undefined {
  const { headers, subject } = mail
  const types = typesOf(mail)
  const has = (...words: string[]) => types.some(type => words.every(word => type.includes(word)))
  const carries = (...keys: string[]) => keys.some(key => headerValue(headers, key) !== undefined)
  const empty = mail.newText.trim() === ''
  if (
    /^complaint about message from \d/i.test(subject) ||
    has('message/feedback-report') ||
    has('multipart/report', 'feedback-report') ||
    carries('x-hmxmroriginalrecipient', 'x-complaint-type')
  )
    return isComplaint(mail.statusParts ?? []) ? 'complaint' : 'report'
  if (has('multipart/report', 'disposition-notification') || has('message/disposition-notification'))
    return 'receipt'
  if (has('multipart/report', 'tlsrpt') || has('application/tlsrpt') || carries('tls-report-domain'))
    return 'report'
  if (DMARC_SUBJECT.test(subject.slice(0, 200))) return 'report'
  if (carries('x-disposition-notification')) return 'receipt'
  // Some servers write a receipt as a plain email from its reader, with nothing in it.
  if (RECEIPT_SUBJECT.test(subject) && (empty || nullSender(headers, undefined))) return 'receipt'
  // A calendar sends this for its owner; no person's reply to us begins like this.
  if (CALENDAR_SUBJECT.test(subject) && empty) return 'calendar'
  const calendar = types.find(type => type.includes('text/calendar') || type.includes('application/ics'))
  return calendar && /method="?(?:reply|counter|refresh|declinecounter|cancel)/.test(calendar)
    ? 'calendar'
    : undefined
}

// RFC 5965 7.3: "auth-failure" is about servers, "not-spam" takes a complaint back, "virus" and "other" are not a person's wish.
const COMPLAINTS = /^(?:abuse|fraud|opt-out(?:-list)?|complaint|spam)$/

function isComplaint(statusParts: readonly string[]): boolean {
  const types = statusParts.flatMap(part =>
    [...part.slice(0, 65_536).matchAll(/^feedback-type:[ \t]{0,20}([\w-]{1,40})/gim)].map(
      ([, type]) => type ?? '',
    ),
  )
  return types.length === 0 || types.some(type => COMPLAINTS.test(type.toLowerCase()))
}

function typesOf({ headers, partTypes }: AutomaticEvidence): string[] {
  return [headerValue(headers, 'content-type')?.toLowerCase() ?? '', ...partTypes]
}

const BOUNCE_SUBJECTS_FOLDED = BOUNCE_SUBJECTS.map(folded)
const DAEMONS =
  /^(?:mailer-?_?daemon|mdaemon|mail-daemon|post_?master|mail-delivery|maildelivery|maildaemon|bounce|bounces|mailerdaemon|mailsystem|mail_delivery|mail\.?system|.{0,30}mailer-daemon)$/
const DAEMON_NAMES =
  /mail delivery (?:sub)?system|mail administrator|mail delivery warning|mail delivery service|mailer.daemon|system administrator|mail system|internet mail delivery|postmaster|mail router|mail transport|mailsystem|delivery subsystem/

const NOT_DELIVERED =
  /^\W{0,200}your (?:message|e-?mail|mail) (?:to \S{3,250} )?(?:could not|was not|cannot|can not) be(?:en)? delivered/im
const REPORT_WORDS =
  /(?:^|\s)[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}\s|final-recipient:|reporting-mta:|this is the qmail-send program|this is the mail system at host/i

function readBounceSigns(mail: AutomaticEvidence): Automatic | undefined {
  const { headers, subject, newText } = mail
  const types = typesOf(mail)
  const report = types.some(type => type.includes('multipart/report'))
  if (types.some(type => type.includes('message/delivery-status'))) return 'bounce'
  if (types.some(type => type.includes('multipart/report') && type.includes('delivery-status')))
    return 'bounce'
  if (headerValue(headers, 'x-failed-recipients') !== undefined) return 'bounce'
  const start = foldedSubject(subject)
  const isSubject = (at: number) => BOUNCE_SUBJECTS_FOLDED.some(words => start.startsWith(words, at))
  const sentences = bounceSentences(mail.text)
  const fromText = headerValues(headers, 'from').join(' ').toLowerCase().slice(0, 2000)
  const daemon =
    looseAddresses(fromText).some(address => DAEMONS.test(address.slice(0, address.lastIndexOf('@')))) ||
    /^\W{0,3}(?:mailer-daemon|postmaster)\W{0,3}$/.test(fromText.trim())
  const away = isAutoReplySubject(subject, true)
  const machine =
    daemon ||
    DAEMON_NAMES.test(fromText) ||
    nullSender(headers, mail.envelopeFrom) ||
    isAutoSubmitted(headers)
  if ((isSubject(0) || sentences > 0) && (report || (machine && !away))) return 'bounce'
  if (isSubject(0) && sentences > 0) return 'bounce'
  // A report that somebody's rule forwards.
  const forwarded = /^(?:fwd?|wg|tr|rv) ?: ?/.exec(start)?.[0] ?? ''
  if (forwarded !== '' && sentences >= 2 && isSubject(forwarded.length)) return 'bounce'
  if (NOT_DELIVERED.test(newText.slice(0, 600))) return 'bounce'
  if (bounceSentences(newText) >= 2 && REPORT_WORDS.test(newText.slice(0, 8192))) return 'bounce'
  // A name alone ("Mail System") says nothing without a report; an address does.
  return daemon ? (away ? 'auto-reply' : 'bounce') : undefined
}

function isChallenge({ headers, subject, newText: text }: AutomaticEvidence): boolean {
  if (CHALLENGE_HEADERS.some(name => headerValue(headers, name) !== undefined)) return true
  const words = `${subject.slice(0, 300)}\n${text.slice(0, 3000)}`.toLowerCase().replace(/\s+/g, ' ')
  const gate =
    /(?:not (?:yet )?(?:on|in) (?:my|his|her|their|our|the) (?:guest|approved|white|safe|allowed|contact)[ -]?(?:senders? )?(?:list)?|whitelist|white list|guest list|approved senders?|verify (?:that )?you(?:'re| are) (?:a )?(?:human|real|person)|verified sender|protect(?:s|ed)? (?:my|his|her|your|their|our|this)[^.]{0,40}(?:spam|junk)|sender (?:verification|confirmation)|anti-?spam|spam (?:filter|blocker|protection)|challenge[ -]response|held (?:for|until|pending)|quarantine)/.test(
      words,
    )
  const ask =
    /(?:click|reply to this|follow(?:ing)? (?:the )?(?:this )?link|respond to this|press the|visit (?:the|this)|confirm (?:that|your|you)|verify (?:your|that|you|by)|one[- ]time|just reply|simply reply)/.test(
      words,
    )
  const held =
    /(?:(?:your|the|this) (?:e-?mail|message|mail)[^.]{0,80}(?:held|blocked|waiting|delivered once|not (?:yet )?been delivered|will be delivered|quarantine|before)|(?:deliver|release|accept)[^.]{0,30}(?:your|the) (?:e-?mail|message|mail)|first (?:e-?mail|message|time)|added to (?:my|his|her|the|our|their))/.test(
      words,
    )
  return gate && ask && held
}

/** Some programs that answer by themselves give their name here. */
const PROGRAM_HEADERS = ['delivered-to', 'x-delivered-to', 'x-mailer', 'user-agent', 'x-pm-message-class']

function isAutoReply({ headers, subject, text, envelopeFrom }: AutomaticEvidence): boolean {
  const some = (keys: string[], test: (value: string, key: string) => boolean) =>
    keys.some(key => headerValues(headers, key).some(value => test(value.trim(), key)))
  if (isAutoSubmitted(headers) || nullSender(headers, envelopeFrom)) return true
  const passedOn = isPassedOnByRule(headers)
  if (
    some(AUTO_REPLY_HEADERS, (value, key) =>
      passedOn && key === 'x-ms-exchange-inbox-rules-loop'
        ? false
        : value === ''
          ? key !== 'x-auto-submitted'
          : !/^(?:no|none|false|0)$/i.test(value),
    ) ||
    some(['precedence', 'x-precedence', 'preference', 'x-preference'], value =>
      /^auto[-_ ]?(?:reply|response|submitted|generated)/i.test(value),
    ) ||
    some(['x-post-messageclass'], value => /autorespond|auto-?reply/i.test(value)) ||
    some(PROGRAM_HEADERS, value => /^\W{0,3}(?:auto-?(?:respond|reply)|vacation)/i.test(value))
  )
    return true
  const opening = text.slice(0, 400).trimStart().toLowerCase().replace(/\s+/g, ' ')
  return (
    isAutoReplySubject(subject, isAnswer(headers)) ||
    AUTO_REPLY_OPENINGS.some(sentence => opening.startsWith(sentence))
  )
}

function isNotice(headers: MailHeaders): boolean {
  const from = headerValues(headers, 'from').flatMap(looseAddresses)
  return from.some(isNobody)
}

// RFC 3834 5: anything but "no" is a machine; parameters and comments may follow it. "auto-forwarded" is a person's email that a rule
// passed on. Some Exchange servers call that "auto-generated".
function isAutoSubmitted(headers: MailHeaders): boolean {
  const person =
    isPassedOnByRule(headers) && !isAnswer(headers)
      ? /^(?:no|auto-forwarded|auto-generated)\b/i
      : /^(?:no|auto-forwarded)\b/i
  return headerValues(headers, 'auto-submitted').some(
    value => !person.test(value.replace(/^\s*(?:\([^()]{0,200}\)\s*)?/, '')),
  )
}

/** An Exchange rule that passes email on leaves the mark of its automatic answers, but keeps From, and says who passed it on. */
function isPassedOnByRule(headers: MailHeaders): boolean {
  const [from] = headerValues(headers, 'from').flatMap(looseAddresses)
  const rules = ['resent-from', 'x-ms-exchange-inbox-rules-loop'].map(key =>
    headerValues(headers, key).flatMap(looseAddresses),
  )
  return rules.every(([by]) => by !== undefined && by !== from)
}

function nullSender(headers: MailHeaders, envelopeFrom: string | undefined): boolean {
  if (envelopeFrom !== undefined && /^\s*(?:<\s*>)?\s*$/.test(envelopeFrom)) return true
  return headerValues(headers, 'return-path').some(value => /^<\s*>$/.test(value.trim()))
}

function withoutTag(address: string): string {
  const lower = address.trim().toLowerCase()
  const at = lower.lastIndexOf('@')
  return `${lower.slice(0, at).split('+')[0] ?? ''}${lower.slice(at)}`
}
