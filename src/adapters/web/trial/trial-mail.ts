/** The emails that the trial page shows, and its way to the email channel. */

/** One email that the service sent. */
export interface TrialMessage {
  id: string
  from: string
  to: string
  subject: string
  date: Date
}

export interface TrialMail extends TrialMessage {
  replyTo?: string
  messageId: string
  text: string
  html: string
  raw: Buffer
}

export interface Draft {
  from: string
  to: string
  subject: string
  text: string
  inReplyTo?: string
}

export interface TrialDesk {
  /** Newest first, at most 200. */
  list(): Promise<TrialMessage[]>
  read(id: string): Promise<TrialMail | undefined>
  /** Sends it by SMTP to our own listener, like any other email. */
  send(mail: Draft): Promise<{ kind: 'sent' } | { kind: 'refused'; why: string }>
}
