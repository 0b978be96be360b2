/** The email channel: takes mail from the listener and the mailbox, and sends the answers. */
import { createHash } from 'node:crypto'
import type { DNSResolver } from 'mailauth'
import type { Adapter, Core, Delivery, Log } from '../../core/channel.ts'
import { noteDoctorsEmail } from './doctors-email.ts'
import { findRecipient, toIncoming } from './incoming.ts'
import { type OurAddress, ourDomain, readOurAddress, writeOurAddress } from './our-address.ts'
import type { AuthenticationConfig } from './proof/authentication.ts'
import type { Evidence } from './proof/evidence.ts'
import { openMailParser } from './read/parse-mail.ts'
import { type ParsedMail, UnreadableMail } from './read/parsed-mail.ts'
import { openSharedParagraphs } from './read/shared-paragraphs.ts'
import { readImapUrl } from './receive/imap-url.ts'
import { type ArrivedMail, type Listener, openListener, type Taking } from './receive/listener.ts'
import type { MailboxReader } from './receive/mailbox.ts'
import { openOutgoing } from './send/outgoing.ts'

export interface EmailConfig {
  /** MAIL_ADDRESS. */
  address: string
  /** MAIL_LISTEN. */
  listen?: { protocol: 'smtp' | 'lmtp'; host: string; port: number } | undefined
  /** IMAP_URL. */
  imapUrl?: string | undefined
  outgoing: { kind: 'smtp'; url: string } | { kind: 'trial'; directory: string }
  /** MAIL_AUTHSERV_ID. */
  authservId?: string | undefined
  /** MAIL_TRUST. */
  trust: 'none' | 'listener'
  /** Needed only if the operator's server does not sign. `privateKey` is PEM. */
  dkim?: { domain: string; selector: string; privateKey: string } | undefined
}

/** For tests. */
export interface EmailParts {
  resolver?: DNSResolver
  /** Milliseconds between two polls of the mailbox. */
  poll?: number
}

export interface EmailAdapter extends Adapter {
  /** Port of the listener; `undefined` before `start`, and without MAIL_LISTEN. */
  port(): number | undefined
}

/** Known only of a mail that came through our listener. */
type Envelope = Omit<ArrivedMail, 'raw'>

/**
 * Throws an Error that names the variable if the configuration is wrong. `start` rejects with the system's error, `code` included,
 * if the port is taken; a mailbox that is down is only reported.
 */
export function emailAdapter(config: EmailConfig, log: Log, parts: EmailParts = {}): EmailAdapter {
  const { address } = config
  const trial = config.outgoing.kind === 'trial'
  const settings = config.imapUrl === undefined ? undefined : readImapUrl(config.imapUrl)
  const authentication: AuthenticationConfig = {
    authservId: config.authservId,
    trust: config.trust,
    offline: trial,
    resolver: parts.resolver,
  }
  const outgoing = openOutgoing({
    address,
    outgoing: config.outgoing,
    dkim: config.dkim,
    log,
  })
  const parser = openMailParser()
  const sharedParagraphs = openSharedParagraphs()
  let listener: Listener | undefined
  let mailbox: MailboxReader | undefined

  /** One answer for each recipient. Throws if the database is down or we are stopping: the mail comes again. */
  async function take(core: Core, raw: Buffer, envelope?: Envelope): Promise<Taking[]> {
    const read = await readRaw(core, raw, envelope)
    if (read.kind === 'failed') return Array<Taking>(envelope?.recipients.length ?? 1).fill(read.taking)
    const to =
      envelope === undefined
        ? [findRecipient(read.mail, address)]
        : envelope.recipients.map(recipient => readOurAddress(recipient, address))
    if (await noteDoctorsEmail(core, read.mail, to)) return to.map(() => 'taken')
    // The same mail to `sign@` and `SIGN@` counts once; to two petitions it counts twice.
    const seen = new Map<string, Promise<Taking>>()
    return Promise.all(
      to.map(recipient => {
        if (recipient === undefined) return 'taken'
        const spelling = writeOurAddress(recipient, address)
        const known = seen.get(spelling)
        if (known !== undefined) return known
        const taking = receive(core, read, recipient, raw)
        seen.set(spelling, taking)
        return taking
      }),
    )
  }

  async function receive(
    core: Core,
    { mail, evidence }: { mail: ParsedMail; evidence: Evidence },
    to: OurAddress,
    raw: Buffer,
  ): Promise<Taking> {
    let read: ReturnType<typeof toIncoming>
    try {
      read = toIncoming({ mail, to, evidence, ours: address })
    } catch (error) {
      return failed(core, raw, error instanceof Error ? error.name : 'unknown')
    }
    if (read.kind === 'ignored') {
      log.info({ why: read.why }, 'an email is not answered')
      return 'taken'
    }
    const { kind } = await core.receive(read.incoming)
    log.debug(
      { act: read.incoming.act.kind, authenticated: read.incoming.authenticated, kind },
      'an email was received',
    )
    return 'taken'
  }

  async function readRaw(
    core: Core,
    raw: Buffer,
    envelope?: Envelope,
  ): Promise<{ kind: 'read'; mail: ParsedMail; evidence: Evidence } | { kind: 'failed'; taking: Taking }> {
    try {
      const parsed = await parser.parse(raw, {
        envelopeFrom: envelope?.envelopeFrom,
        ownAddress: address,
        // People at localhost may write only if our own address is there too.
        allowLocalhost: ourDomain(address) === 'localhost',
      })
      const { mail, left } = sharedParagraphs.leaveOut(parsed)
      if (left > 0) log.debug({ left }, 'paragraphs that most senders share are left out of an email')
      const arrival = {
        raw,
        fromDomain: mail.from?.domain,
        signable: mail.signable,
        listener: envelope,
        authenticationResults: mail.authenticationResults,
      }
      const { authenticate } = await import('./proof/authentication.ts')
      return { kind: 'read', mail, evidence: await authenticate(arrival, authentication) }
    } catch (error) {
      // We are stopping: the mail is not to blame.
      if (error instanceof UnreadableMail && error.kind === 'closed') throw error
      const reason = error instanceof UnreadableMail ? error.kind : 'unreadable'
      return { kind: 'failed', taking: await failed(core, raw, reason) }
    }
  }

  /** Counts a mail that breaks us. The third time it is parked for the operator, and the sender may forget it. */
  async function failed(core: Core, raw: Buffer, reason: string): Promise<Taking> {
    const key = createHash('sha256').update(raw).digest('hex')
    const counted = await core.failed({ channel: 'email', key, raw, reason })
    log.warn({ reason, counted }, 'an email could not be read')
    return counted === 'parked' ? 'taken' : 'again'
  }

  return {
    channel: 'email',
    port: () => listener?.port,

    async start(core) {
      if (config.listen !== undefined) {
        listener = await openListener({
          ...config.listen,
          ours: address,
          log,
          take: mail => take(core, mail.raw, mail),
        })
        core.report('mail-listener', 'up')
      }
      if (settings === undefined) return
      const { openMailbox } = await import('./receive/mailbox.ts')
      mailbox = openMailbox({
        settings,
        core,
        log,
        take: async raw => (await take(core, raw)).at(0) ?? 'again',
        poll: parts.poll,
      })
    },

    send: (delivery: Delivery, signal?: AbortSignal) => outgoing.send(delivery, signal),

    async stop() {
      // Receiving stops first, because a mail in flight still needs the parser.
      await Promise.all([listener?.stop(), mailbox?.stop()])
      await Promise.all([parser.close(), outgoing.stop()])
    },
  }
}
