/** Hands email over: by SMTP to the operator's server, or in trial mode to a folder. */
import type { Delivery, Log } from '../../../core/channel.ts'
import { ourDomain } from '../our-address.ts'
import { keepTrialMail, openTrialDirectory } from '../trial/trial-directory.ts'
import { addressMail, composeMail } from './compose-mail.ts'
import { openDkimSigner } from './dkim.ts'
import type { DkimKey } from './dkim-worker.ts'
import { SmtpWay, type Way } from './smtp-way.ts'

export interface OutgoingOptions {
  /** MAIL_ADDRESS. */
  address: string
  /**
   * `url` is SMTP_URL: `smtp://user:pass@host:587`, `smtps://…`. nodemailer reads further options from its query,
   * and they win over ours: `?maxConnections=10`, `?requireTLS=false`, `?tls.rejectUnauthorized=false`.
   */
  outgoing: { kind: 'smtp'; url: string } | { kind: 'trial'; directory: string }
  /** Needed only if the operator's server does not sign. */
  dkim?: DkimKey | undefined
  log: Log
}

export interface Outgoing {
  /**
   * Throws `PermanentFailure` if another try cannot help, `UnclearEnd` if the email may have arrived, `NotTried` if others go first,
   * otherwise an error that is only a code. A retry sends the same bytes.
   */
  send(delivery: Delivery, signal?: AbortSignal): Promise<void>
  /** Throws an error that is only a code if email cannot leave now: server down, login or certificate refused. */
  verify(): Promise<void>
  /** Waits up to 4 seconds for emails on their way. An email that is cut off then fails and comes again. */
  stop(): Promise<void>
}

export function openOutgoing(options: OutgoingOptions): Outgoing {
  const way =
    options.outgoing.kind === 'smtp'
      ? new SmtpWay(options.outgoing.url)
      : openTrialWay(options.outgoing.directory)
  const allowLocalhost = ourDomain(options.address) === 'localhost'
  const signer = options.dkim && openDkimSigner(options.dkim)
  return {
    async send(delivery, signal) {
      const { address } = options
      const compose = async () => {
        const { raw } = await composeMail(delivery, { address, allowLocalhost })
        return signer === undefined ? raw : signer.sign(raw)
      }
      const mail = { ...addressMail(delivery, { address, allowLocalhost }), compose }
      await way.handOver(mail, { createdAt: delivery.createdAt, signal })
      options.log.debug({ delivery: delivery.id, way: options.outgoing.kind }, 'an email was handed over')
    },
    verify: () => way.verify(),
    async stop() {
      await way.stop()
      await signer?.close()
    },
  }
}

function openTrialWay(directory: string): Way {
  const ready = openTrialDirectory(directory)
  // `send` and `verify` report the failure; nothing else waits for it.
  ready.catch(() => {})
  return {
    async handOver({ deliveryId, compose }, { createdAt }) {
      await ready
      await keepTrialMail(directory, { deliveryId, createdAt, raw: await compose() })
    },
    async verify() {
      await ready
    },
    async stop() {},
  }
}
