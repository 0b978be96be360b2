import { headerValue, headerValues, type MailHeaders } from '../headers/mail-headers.ts'
import { folded, foldedSubject, isAutoReplySubject } from './auto-reply-subject.ts'
import {
  AUTO_REPLY_HEADERS,
  AUTO_REPLY_OPENINGS,
  CHALLENGE_HEADERS,
  LIST_HEADERS,
} from './automatic-signs.ts'
import { bounceSentences } from './bounce.ts'
import { BOUNCE_SUBJECTS } from './bounce-phrases.ts'

/**
 * Why a mail is a machine's. Never answered, whatever the kind.
 * `own`: ours come back. `loop`: too many servers. `bounce`: about a delivery. `complaint`: a feedback loop (RFC 5965),
 * ask that mailbox no more. `report`: DMARC, TLS. `receipt`: RFC 8098. `challenge`: "prove you are human".
 * `calendar`: an answer to an invitation. `auto-reply`: RFC 3834 and older. `list`: sent to many. `notice`: no-reply@.
 */
export interface Automatic {
  kind:
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
  /** which rule decided: a header's name or a rule's, never a text or an address; safe to log */
  evidence: string
}

export interface AutomaticEvidence {
  headers: MailHeaders
  /** decoded */
  subject: string
  /** the readable text; only its beginning is looked at */
  text: string
  /** what is left of it without quotations: a person may quote a machine's mail */
  newText: string
  /** content types of all parts that are no readable text, lower-case, with parameters */
  partTypes: readonly string[]
  /** MAIL FROM, when the caller knows it; '' or '<>' is the null sender */
  envelopeFrom?: string | undefined
  /** the address people write to; its plus tags are ours too */
  ownAddress?: string | undefined
}

/** Most servers add two to six Received headers; RFC 5321 6.3 takes 100 as a loop, ours are short ways. */
const MOST_HOPS = 25

/** Rules in the order in which they say most; undefined is a person, as far as can be seen. */
export function classifyAutomatic(mail: AutomaticEvidence): Automatic | undefined {
  return (
    ownMail(mail) ??
    reports(mail) ??
    bounces(mail) ??
    challenges(mail) ??
    autoReplies(mail) ??
    lists(mail) ??
    notices(mail) ??
    (headerValues(mail.headers, 'received').length > MOST_HOPS
      ? { kind: 'loop', evidence: 'received' }
      : undefined)
  )
}

function ownMail({ headers, ownAddress }: AutomaticEvidence): Automatic | undefined {
  if (headers.some(header => header.key.startsWith('x-undersigned')))
    return { kind: 'own', evidence: 'x-undersigned' }
  if (ownAddress === undefined) return undefined
  const own = withoutTag(ownAddress)
  const from = headerValues(headers, 'from').flatMap(looseAddresses)
  if (from.some(address => withoutTag(address) === own)) return { kind: 'own', evidence: 'from' }
  const loops = [
    ...headerValues(headers, 'x-loop'),
    ...headerValues(headers, 'x-ms-exchange-inbox-rules-loop'),
  ]
  if (loops.some(value => looseAddresses(value).some(address => withoutTag(address) === own)))
    return { kind: 'own', evidence: 'x-loop' }
  return undefined
}

function reports({ headers, partTypes, subject, newText }: AutomaticEvidence): Automatic | undefined {
  const types = [headerValue(headers, 'content-type')?.toLowerCase() ?? '', ...partTypes]
  if (/^complaint about message from \d/i.test(subject)) return { kind: 'complaint', evidence: 'subject' }
  const has = (...words: string[]) => types.some(type => words.every(word => type.includes(word)))
  if (has('message/feedback-report') || has('multipart/report', 'feedback-report'))
    return { kind: 'complaint', evidence: 'feedback-report' }
  if (headerValue(headers, 'x-hmxmroriginalrecipient') || headerValue(headers, 'x-complaint-type'))
    return { kind: 'complaint', evidence: 'header' }
  if (has('multipart/report', 'disposition-notification') || has('message/disposition-notification')) {
    // a refusal is sometimes sent as a disposition report
    return { kind: 'receipt', evidence: 'disposition-notification' }
  }
  if (
    has('multipart/report', 'tlsrpt') ||
    has('application/tlsrpt') ||
    headerValue(headers, 'tls-report-domain')
  )
    return { kind: 'report', evidence: 'tls-report' }
  if (
    /^\s*(?:\[[^\]]{0,40}\]\s*)?(?:report domain:|dmarc aggregate report|dmarc report)/i.test(
      subject.slice(0, 200),
    )
  )
    return { kind: 'report', evidence: 'dmarc-report' }
  if (headerValue(headers, 'x-disposition-notification') !== undefined)
    return { kind: 'receipt', evidence: 'header' }
  if (
    /^(?:read|gelesen|lu|leído|letto|lido|gelezen|läst|læst|lest|luettu|przeczytane|přečteno|olvasott|прочитано|已读|既読|開封済み|읽음)\s?: /iu.test(
      subject,
    ) &&
    // Some servers write a receipt as a plain mail from its reader, with nothing in it.
    (nullSender(headers, undefined) || newText.trim() === '')
  )
    return { kind: 'receipt', evidence: 'subject' }
  // What a calendar sends for its owner, and a person's reply to us never begins with.
  if (
    newText.trim() === '' &&
    /^(?:accepted|declined|tentative|cancell?ed|zugesagt|abgesagt|angenommen|abgelehnt|mit vorbehalt|accepté|refusé|provisoire|aceptado|aceptada|rechazado|rechazada|accettato|rifiutato|aceito|aceite|recusado|geaccepteerd|geweigerd)\s?: /iu.test(
      subject,
    )
  )
    return { kind: 'calendar', evidence: 'subject' }
  const calendar = types.find(type => type.includes('text/calendar') || type.includes('application/ics'))
  if (calendar && /method="?(?:reply|counter|refresh|declinecounter|cancel)/.test(calendar))
    return { kind: 'calendar', evidence: 'text/calendar' }
  return undefined
}

const BOUNCE_SUBJECTS_FOLDED = BOUNCE_SUBJECTS.map(folded)
const DAEMONS =
  /^(?:mailer-?_?daemon|mdaemon|mail-daemon|post_?master|mail-delivery|maildelivery|maildaemon|bounce|bounces|mailerdaemon|mailsystem|mail_delivery|mail\.?system|.{0,30}mailer-daemon)$/
const DAEMON_NAMES =
  /mail delivery (?:sub)?system|mail administrator|mail delivery warning|mail delivery service|mailer.daemon|system administrator|mail system|internet mail delivery|postmaster|mail router|mail transport|mailsystem|delivery subsystem/

function bounces(mail: AutomaticEvidence): Automatic | undefined {
  const { headers, partTypes, subject, text } = mail
  const types = [headerValue(headers, 'content-type')?.toLowerCase() ?? '', ...partTypes]
  if (
    types.some(
      type =>
        type.includes('message/delivery-status') ||
        (type.includes('multipart/report') && type.includes('delivery-status')),
    )
  )
    return { kind: 'bounce', evidence: 'delivery-status' }
  if (headerValue(headers, 'x-failed-recipients') !== undefined)
    return { kind: 'bounce', evidence: 'x-failed-recipients' }
  const start = foldedSubject(subject)
  const bounceSubject = BOUNCE_SUBJECTS_FOLDED.some(words => start.startsWith(words))
  const sentences = bounceSentences(text)
  const fromText = headerValues(headers, 'from').join(' ').toLowerCase().slice(0, 2000)
  const daemonAddress =
    looseAddresses(fromText).some(address => DAEMONS.test(address.slice(0, address.lastIndexOf('@')))) ||
    /^\W{0,3}(?:mailer-daemon|postmaster)\W{0,3}$/.test(fromText.trim())
  const daemon = daemonAddress || DAEMON_NAMES.test(fromText)
  const nobody = nullSender(headers, mail.envelopeFrom)
  const machine = daemon || nobody || isAutoSubmitted(headers)
  if (types.some(type => type.includes('multipart/report')) && (bounceSubject || sentences > 0))
    return { kind: 'bounce', evidence: 'multipart/report' }
  if (machine && !isAutoReplySubject(subject, true) && (bounceSubject || sentences > 0))
    return { kind: 'bounce', evidence: daemon ? 'daemon' : 'null-sender' }
  if (bounceSubject && sentences > 0) return { kind: 'bounce', evidence: 'subject' }
  // a report that somebody's rule forwards
  const forwarded = /^(?:fwd?|wg|tr|rv) ?: ?/.exec(start)?.[0] ?? ''
  if (
    forwarded !== '' &&
    sentences >= 2 &&
    BOUNCE_SUBJECTS_FOLDED.some(words => start.startsWith(words, forwarded.length))
  )
    return { kind: 'bounce', evidence: 'forwarded-report' }
  if (
    /^\W{0,200}your (?:message|e-?mail|mail) (?:to \S{3,250} )?(?:could not|was not|cannot|can not) be(?:en)? delivered/im.test(
      mail.newText.slice(0, 600),
    )
  )
    return { kind: 'bounce', evidence: 'text' }
  if (
    bounceSentences(mail.newText) >= 2 &&
    /(?:^|\s)[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}\s|final-recipient:|reporting-mta:|this is the qmail-send program|this is the mail system at host/i.test(
      mail.newText.slice(0, 8192),
    )
  )
    return { kind: 'bounce', evidence: 'text' }
  // a name alone ("Mail System") is no evidence without a report
  if (daemonAddress)
    return isAutoReplySubject(subject, true)
      ? { kind: 'auto-reply', evidence: 'daemon' }
      : { kind: 'bounce', evidence: 'daemon' }
  return undefined
}

function challenges({ headers, subject, newText: text }: AutomaticEvidence): Automatic | undefined {
  const header = CHALLENGE_HEADERS.find(name => headerValue(headers, name) !== undefined)
  if (header) return { kind: 'challenge', evidence: header }
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
  return gate && ask && held ? { kind: 'challenge', evidence: 'text' } : undefined
}

function autoReplies(mail: AutomaticEvidence): Automatic | undefined {
  const { headers, subject } = mail
  if (isAutoSubmitted(headers)) return { kind: 'auto-reply', evidence: 'auto-submitted' }
  const header = AUTO_REPLY_HEADERS.find(name =>
    headerValues(headers, name).some(
      value =>
        !/^(?:no|none|false|0)?$/i.test(value.trim()) || (value.trim() === '' && name !== 'x-auto-submitted'),
    ),
  )
  if (header) return { kind: 'auto-reply', evidence: header }
  for (const key of ['precedence', 'x-precedence', 'preference', 'x-preference']) {
    const value = headerValue(headers, key)?.trim().toLowerCase() ?? ''
    if (/^auto[-_ ]?(?:reply|response|submitted|generated)/.test(value))
      return { kind: 'auto-reply', evidence: key }
  }
  if (/autorespond|auto-?reply/i.test(headerValue(headers, 'x-post-messageclass') ?? ''))
    return { kind: 'auto-reply', evidence: 'x-post-messageclass' }
  for (const key of ['delivered-to', 'x-delivered-to', 'x-mailer', 'user-agent', 'x-pm-message-class']) {
    if (
      headerValues(headers, key).some(value =>
        /^\W{0,3}(?:auto-?(?:respond|reply)|vacation)/i.test(value.trim()),
      )
    )
      return { kind: 'auto-reply', evidence: key }
  }
  if (nullSender(headers, mail.envelopeFrom)) return { kind: 'auto-reply', evidence: 'null-sender' }
  const answer =
    headerValue(headers, 'in-reply-to') !== undefined || headerValue(headers, 'references') !== undefined
  if (isAutoReplySubject(subject, answer)) return { kind: 'auto-reply', evidence: 'subject' }
  const opening = mail.text.slice(0, 400).trimStart().toLowerCase().replace(/\s+/g, ' ')
  if (AUTO_REPLY_OPENINGS.some(sentence => opening.startsWith(sentence)))
    return { kind: 'auto-reply', evidence: 'text' }
  return undefined
}

function lists({ headers }: AutomaticEvidence): Automatic | undefined {
  for (const key of ['precedence', 'x-precedence']) {
    const value = headerValue(headers, key)?.trim().toLowerCase() ?? ''
    if (/^(?:bulk|list|junk)/.test(value)) return { kind: 'list', evidence: key }
  }
  const header = LIST_HEADERS.find(name => headerValue(headers, name) !== undefined)
  if (header) return { kind: 'list', evidence: header }
  const sender = looseAddresses(headerValue(headers, 'sender') ?? '')[0] ?? ''
  if (/^owner-|-(?:owner|bounces|request)@/.test(sender)) return { kind: 'list', evidence: 'sender' }
  return undefined
}

const NOBODY =
  /^(?:no|do-?_?\.?not|dont|donot|never|ne|nicht|keine?|non?)[-_.]?(?:reply|respond|response|answer|antwort(?:en)?|repondre|responder|rispondere|risposta|responda|replies)s?\d{0,3}(?:[-+_.].{0,40})?$|^(?:auto-?(?:reply|respond(?:er)?|confirm|mailer|notification))$|^(?:listserv|majordomo|mailman|cron|daemon|uucp)$/

function notices({ headers }: AutomaticEvidence): Automatic | undefined {
  const from = headerValues(headers, 'from').flatMap(looseAddresses)
  return from.some(address => NOBODY.test(address.slice(0, address.lastIndexOf('@'))))
    ? { kind: 'notice', evidence: 'from' }
    : undefined
}

// RFC 3834 5: anything but "no" is a machine; parameters and comments may follow.
function isAutoSubmitted(headers: MailHeaders): boolean {
  return headerValues(headers, 'auto-submitted').some(
    value => !/^no\b/i.test(value.replace(/^\s*(?:\([^()]{0,200}\)\s*)?/, '')),
  )
}

function nullSender(headers: MailHeaders, envelopeFrom: string | undefined): boolean {
  if (envelopeFrom !== undefined && /^\s*(?:<\s*>)?\s*$/.test(envelopeFrom)) return true
  return headerValues(headers, 'return-path').some(value => /^<\s*>$/.test(value.trim()))
}

/** Addresses as written, lower-case, however odd the header: enough to recognise a machine, never to answer. */
function looseAddresses(value: string): string[] {
  return [
    ...value
      .slice(0, 4096)
      .toLowerCase()
      .matchAll(/[^\s<>(),;:"@]{1,64}@[^\s<>(),;:"@]{1,255}/g),
  ].map(match => match[0])
}

function withoutTag(address: string): string {
  const lower = address.trim().toLowerCase()
  const at = lower.lastIndexOf('@')
  return `${lower.slice(0, at).split('+')[0] ?? ''}${lower.slice(at)}`
}
