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

/** Lines that are no IMAP, in one connection. 64 kB of them would keep us for a second (measured). */
const MOST_NONSENSE = 500

/** A client for this mailbox, not yet connected. No server can make it end the process. */
export function imapClient({ host, port, tls, user, password }: ImapSettings, options: Options): ImapFlow {
  let nonsense = 0
  const note = () => {
    nonsense += 1
    if (nonsense > MOST_NONSENSE) client.close()
  }
  const all: ImapFlowOptions = {
    host,
    port,
    secure: tls === 'implicit',
    doSTARTTLS: tls === 'starttls',
    auth: { user, pass: password },
    ...limits,
    ...options,
  }
  // Only a log hears of lines that cannot be read. With the other methods, which its type asks for, imapflow would write out every answer.
  Reflect.set(all, 'logger', { error: note, fatal: note })
  const client = new ImapFlow(all)
  // Node ends the process for an error that nobody listens to.
  client.on('error', () => {})
  // While it closes, imapflow 2.10.2 stops listening to its parser, which may have an error yet to tell (seen).
  const parser: unknown = Reflect.get(client, 'streamer')
  if (parser instanceof EventEmitter) parser.on('error', () => {})
  return client
}
