import type { WholeText } from '../../../core/channel.ts'
import type { Mailbox } from '../headers/mail-address.ts'
import type { Automatic } from '../machines/automatic.ts'
import type { BounceReport } from '../machines/bounce.ts'

/** Octets. Listener and mailbox refuse larger email; the parser checks again. */
export const LARGEST_MAIL = 10 * 1024 * 1024

/** An email as plain data, without its attachments. Every text is capped and has no NUL. */
export interface ParsedMail {
  /** The signer: the only mailbox of the only From header, if we can answer it; never Sender. */
  from: Mailbox | undefined
  /** A group wrote its own address into From. `from` is the writer that it names, which nothing proves. */
  rewritten: boolean
  /** How many mailboxes all From headers name. */
  fromCount: number
  to: string[]
  cc: string[]
  /** Delivered-To, X-Original-To, Envelope-To and X-Envelope-To, in this order. */
  deliveredTo: string[]
  /** Decoded, at most 998 characters. */
  subject: string
  /** The Date header as ISO 8601, if it can be read. */
  date: string | undefined
  /** With its angle brackets. */
  messageId: string | undefined
  inReplyTo: string[]
  /** At most the last 50. */
  references: string[]
  /** The whole decoded text (or the HTML as text), at most 1 M characters; for the inbox key. */
  text: string
  /** Only what the person typed for this email. */
  visibleText: string
  /** The signature block below "-- ", or ''. */
  block: string
  /** For replies: everything that the person may have written. */
  whole: WholeText
  /** First tag of Content-Language. */
  contentLanguage: string | undefined
  automatic: Automatic | undefined
  /** The report, if the email is a bounce or a complaint. */
  bounce: BounceReport | undefined
  /** The names of the headers, if a signature in the email can be believed (proof/signable-headers.ts). */
  signable: Set<string> | undefined
  /** Values of Authentication-Results, unfolded, newest first as in the email. */
  authenticationResults: string[]
}

/** Facts that the raw email does not tell. */
export interface MailContext {
  /** MAIL FROM. '' or '<>' is the null sender. */
  envelopeFrom?: string | undefined
  /** MAIL_ADDRESS. */
  ownAddress?: string
  /** Set in trial mode: `somebody@localhost` can be answered. */
  allowLocalhost?: boolean
}

/** Why an email cannot be read. `too-large` and `too-complex` are limits, `timeout` the killed worker. */
export type UnreadableKind = 'too-large' | 'too-complex' | 'timeout' | 'unreadable' | 'closed'

/** The only error of the parser. It holds no part of the email. */
export class UnreadableMail extends Error {
  readonly kind: UnreadableKind

  constructor(kind: UnreadableKind) {
    super(`mail cannot be read: ${kind}`)
    this.name = 'UnreadableMail'
    this.kind = kind
  }
}
