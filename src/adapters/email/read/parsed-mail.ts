import type { Mailbox } from '../headers/mail-address.ts'
import type { Automatic } from '../machines/automatic.ts'
import type { BounceReport } from '../machines/bounce.ts'

/** Bytes. The caller refuses more already; kept here so that no other road leads around it. */
export const LARGEST_MAIL = 10 * 1024 * 1024

/** A raw mail as plain data, free of attachments; every text is capped and has no NUL. */
export interface ParsedMail {
  /** the signer: there is exactly one From header with exactly one mailbox that can be answered. Never Sender. */
  from?: Mailbox
  /** how many mailboxes all From headers name; 0 when none */
  fromCount: number
  to: string[]
  cc: string[]
  /** Delivered-To, X-Original-To, Envelope-To, X-Envelope-To in the order they stand in the mail */
  deliveredTo: string[]
  /** decoded, at most 998 characters */
  subject: string
  /** the Date header as ISO 8601, when it can be read */
  date?: string
  /** with its angle brackets */
  messageId?: string
  inReplyTo: string[]
  /** at most the last 50 */
  references: string[]
  /** the whole decoded text (or the HTML as text), at most 1 M characters; for the inbox key */
  text: string
  /** only what the person typed for this mail */
  visibleText: string
  /** first tag of Content-Language */
  contentLanguage?: string
  automatic?: Automatic
  bounce?: BounceReport
  /** values of Authentication-Results, unfolded, in the order they stand in the mail (the newest first) */
  authenticationResults: string[]
}

/** What the caller knows that the raw mail does not say. */
export interface MailContext {
  /** MAIL FROM; '' or '<>' is the null sender */
  envelopeFrom?: string
  /** the address people write to */
  ownAddress?: string
  /** trial mode: `somebody@localhost` can be answered */
  allowLocalhost?: boolean
}

/** Why a mail cannot be read. `too-large` and `too-complex` are limits, `timeout` the killed worker. */
export type UnreadableKind = 'too-large' | 'too-complex' | 'timeout' | 'unreadable' | 'closed'

/** The only error `parse` rejects with; it carries no part of the mail. */
export class UnreadableMail extends Error {
  readonly kind: UnreadableKind

  constructor(kind: UnreadableKind) {
    super(`mail cannot be read: ${kind}`)
    this.name = 'UnreadableMail'
    this.kind = kind
  }
}
