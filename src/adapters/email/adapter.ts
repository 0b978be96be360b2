/** The email channel: takes email from the listener and the mailbox, and sends the answers. */
import type { Adapter, Delivery, Log } from '../../core/channel.ts'
import { readImapUrl } from './receive/imap-url.ts'
import { Intake } from './receive/intake.ts'
import type { Listener } from './receive/listener.ts'
import type { MailboxReader } from './receive/mailbox.ts'
import { openOutgoing } from './send/outgoing.ts'

export interface EmailConfig {
  /** MAIL_ADDRESS. */
  address: string
  /** MAIL_LISTEN. */
  listen?: { protocol: 'smtp' | 'lmtp'; host: string; port: number } | undefined
  /** IMAP_URL. */
  imapUrl?: string | undefined
  /** IMAP_KEEP, in days. */
  imapKeepDays?: number
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
  nameServers?: string[]
  /** Milliseconds between two polls of the mailbox. */
  poll?: number
}

export interface EmailAdapter extends Adapter {
  /** Port of the listener; `undefined` before `start`, and without MAIL_LISTEN. */
  port(): number | undefined
}

/**
 * Throws an Error that names the variable if the configuration is wrong. `start` rejects with the system's error, `code` included, if the
 * port is taken. If the mailbox is down, `start` succeeds and the part `imap` is reported as down.
 */
export function emailAdapter(config: EmailConfig, log: Log, parts: EmailParts = {}): EmailAdapter {
  const { address } = config
  const trial = config.outgoing.kind === 'trial'
  const settings = config.imapUrl === undefined ? undefined : readImapUrl(config.imapUrl)
  const outgoing = openOutgoing({
    address,
    outgoing: config.outgoing,
    dkim: config.dkim,
    log,
  })
  const { authservId, trust } = config
  const authentication = { authservId, trust, offline: trial, nameServers: parts.nameServers }
  let intake: Intake | undefined
  let listener: Listener | undefined
  let mailbox: MailboxReader | undefined

  return {
    channel: 'email',
    port: () => listener?.port,

    async start(core) {
      const opened = new Intake({ core, address, authentication, log })
      intake = opened
      if (config.listen !== undefined) {
        const { openListener } = await import('./receive/listener.ts')
        listener = await openListener({
          ...config.listen,
          ours: address,
          log,
          take: mail => opened.take(mail.raw, mail),
        })
        core.report('mail-listener', 'up')
      }
      if (settings === undefined) return
      const { openMailbox } = await import('./receive/mailbox.ts')
      mailbox = openMailbox({
        settings,
        keepDays: config.imapKeepDays ?? 30,
        core,
        log,
        expect: () => opened.expect(),
        take: async raw => (await opened.take(raw)).at(0) ?? 'again',
        poll: parts.poll,
      })
    },

    send: (delivery: Delivery, signal?: AbortSignal) => outgoing.send(delivery, signal),

    async stop() {
      // Receiving stops first, because an email in flight still needs the parser.
      await Promise.all([listener?.stop(), mailbox?.stop()])
      await Promise.all([intake?.close(), outgoing.stop()])
    },
  }
}
