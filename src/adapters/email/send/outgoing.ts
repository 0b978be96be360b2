/** Hands mail over: by SMTP to the operator's server, or in trial mode to a folder. */
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import DKIM from 'nodemailer/lib/dkim'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import SMTPPool from 'nodemailer/lib/smtp-pool'
import type { Delivery, Log } from '../../../core/channel.ts'
import { ourDomain } from '../our-address.ts'
import { keepTrialMail, openTrialDirectory } from '../trial/trial-directory.ts'
import { type ComposedMail, composeMail } from './compose-mail.ts'
import { readSmtpFailure, smtpUtf8Missing } from './smtp-failure.ts'

export interface OutgoingOptions {
  /** MAIL_ADDRESS */
  address: string
  /**
   * `url` is SMTP_URL: `smtp://user:pass@host:587`, `smtps://…`. nodemailer reads further options from its query,
   * and they win over ours: `?maxConnections=10`, `?requireTLS=false`, `?tls.rejectUnauthorized=false`.
   */
  outgoing: { kind: 'smtp'; url: string } | { kind: 'trial'; directory: string }
  /** Needed only if the operator's server does not sign. `privateKey` is PEM. */
  dkim?: { domain: string; selector: string; privateKey: string } | undefined
  log: Log
}

export interface Outgoing {
  /** Throws `PermanentFailure` if another try cannot help, otherwise an error that is only a code. A retry sends the same bytes. */
  send(delivery: Delivery, signal?: AbortSignal): Promise<void>
  /** Throws an error that is only a code if mail cannot leave now: server down, login or certificate refused. */
  verify(): Promise<void>
  /** Waits up to 4 seconds for mails on their way. A mail that is cut off then fails and is retried. */
  stop(): Promise<void>
}

export function openOutgoing(options: OutgoingOptions): Outgoing {
  const way =
    options.outgoing.kind === 'smtp'
      ? openSmtp(options.outgoing.url)
      : openTrialWay(options.outgoing.directory)
  const allowLocalhost = ourDomain(options.address) === 'localhost'
  const { dkim } = options
  const signing =
    dkim && new DKIM({ domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey })
  return {
    async send(delivery) {
      const mail = await composeMail(delivery, { address: options.address, allowLocalhost })
      const raw = signing ? await buffer(signing.sign(mail.raw)) : mail.raw
      await way.handOver({ ...mail, raw }, delivery.createdAt)
      options.log.debug({ delivery: delivery.id, way: options.outgoing.kind }, 'an email was handed over')
    },
    verify: way.verify,
    stop: way.stop,
  }
}

interface Way {
  handOver(mail: ComposedMail, createdAt: Date): Promise<void>
  verify(): Promise<void>
  stop(): Promise<void>
}

// The whole service has ten seconds to stop, and other parts stop after us.
const stopPatience = 4_000

function openSmtp(url: string): Way {
  const pool = new SMTPPool({
    // A login on another host requires TLS: an attacker on the way could remove the offer of STARTTLS.
    requireTLS: carriesLogin(url) && !isLoopback(url),
    maxConnections: 5,
    maxMessages: 100,
    // Opens a connection again, once, if the server closed it while idle. The queue does further tries.
    maxRequeues: 1,
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    // RFC 5321 4.5.3.2.6 gives a server ten minutes after the final dot. If we give up early we send twice; if we give up late we keep a
    // dead connection. Five minutes.
    socketTimeout: 300_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    url,
  })
  const transport = createTransport(pool)
  return {
    async handOver(mail) {
      if (mail.needsSmtpUtf8 && !(await takesSmtpUtf8(pool.options))) throw smtpUtf8Missing()
      try {
        await transport.sendMail({
          raw: mail.raw,
          envelope: {
            from: { name: '', address: mail.envelope.from },
            to: [{ name: '', address: mail.envelope.to }],
          },
        })
      } catch (error) {
        throw readSmtpFailure(error)
      }
    },
    async verify() {
      try {
        await transport.verify()
      } catch (error) {
        throw readSmtpFailure(error)
      }
    },
    async stop() {
      pool.close()
      const until = Date.now() + stopPatience
      while (pool.pendingCount() > 0 && Date.now() < until) await sleep(20)
      pool.close({ force: true })
    },
  }
}

/**
 * Asks the server each time, because the pool does not tell what its connections were offered, and such a recipient is rare. Without
 * SMTPUTF8 nodemailer would send the address anyway, and the server would guess at its bytes.
 */
function takesSmtpUtf8(options: SMTPPool.Options): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection(options)
    connection.on('error', error => reject(readSmtpFailure(error)))
    connection.connect(error => {
      if (error) return reject(readSmtpFailure(error))
      // The last thing the server said is its answer to EHLO, after STARTTLS if there was one.
      const offered = connection.lastServerResponse
      connection.quit()
      resolve(offered !== false && /^250[ -]SMTPUTF8\b/im.test(offered))
    })
  })
}

function openTrialWay(directory: string): Way {
  const ready = openTrialDirectory(directory)
  // `send` and `verify` report the failure; nothing else waits for it.
  ready.catch(() => {})
  return {
    async handOver(mail, createdAt) {
      await ready
      await keepTrialMail(directory, { deliveryId: mail.deliveryId, createdAt, raw: mail.raw })
    },
    async verify() {
      await ready
    },
    async stop() {},
  }
}

function carriesLogin(url: string): boolean {
  const { protocol, username } = new URL(url)
  return protocol === 'smtp:' && username !== ''
}

function isLoopback(url: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/i.test(new URL(url).hostname)
}
