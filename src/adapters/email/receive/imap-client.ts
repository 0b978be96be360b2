import { EventEmitter } from 'node:events'
import { ImapFlow, type ImapFlowOptions } from 'imapflow'
import { LARGEST_MAIL } from '../read/parsed-mail.ts'
import type { ImapSettings } from './imap-url.ts'

/** Limits in octets of what a server can make us hold. imapflow's own are a hundred times higher. */
const limits = {
  maxLineLength: 131_072,
  maxLiteralSize: LARGEST_MAIL + 65_536,
  maxResponseSize: LARGEST_MAIL + 1_048_576,
}

type Options = Pick<
  ImapFlowOptions,
  | 'autoIdleDelay'
  | 'connectionTimeout'
  | 'disableAutoIdle'
  | 'disableCompression'
  | 'greetingTimeout'
  | 'socketTimeout'
>

/** A client for this mailbox, not yet connected. No server can make it end the process. */
export function imapClient({ host, port, tls, user, password }: ImapSettings, options: Options): ImapFlow {
  const client = new ImapFlow({
    host,
    port,
    secure: tls === 'implicit',
    doSTARTTLS: tls === 'starttls',
    auth: { user, pass: password },
    logger: false,
    ...limits,
    ...options,
  })
  // Node ends the process for an error that nobody listens to.
  client.on('error', () => {})
  // While it closes, imapflow 2.10.2 stops listening to its parser, which may have an error yet to tell (seen).
  const parser: unknown = Reflect.get(client, 'streamer')
  if (parser instanceof EventEmitter) parser.on('error', () => {})
  return client
}
