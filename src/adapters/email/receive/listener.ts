/**
 * Our own SMTP or LMTP port (MAIL_LISTEN). It takes email for our addresses only and is never a relay. It answers 250 only after `take`
 * has committed, so the sender still has any email that we lose. There is no AUTH, no STARTTLS (the built-in key of smtp-server is
 * public; the server in front of us speaks TLS) and no VRFY.
 */
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server'
import type { Log } from '../../../core/channel.ts'
import { ourDomain, readOurAddress } from '../our-address.ts'
import { LARGEST_MAIL } from '../read/parsed-mail.ts'
import { ConnectionLimits } from './connection-limits.ts'
import { codeOf } from './error-code.ts'
import { isPostmaster } from './postmaster.ts'
import { StreamReader, type Unread } from './stream-reader.ts'

export interface ArrivedMail {
  raw: Buffer
  /** Our addresses as the envelope has them, at least one. */
  recipients: string[]
  /** For SPF: the client, the name it gave, and the envelope sender (empty for a bounce). */
  remoteIp: string
  helo: string
  envelopeFrom: string
}

/** `taken`: committed, already known, or parked. `again`: not committed, try again. `refused`: it will never be read. */
export type Taking = 'taken' | 'again' | 'refused'

export interface ListenerOptions {
  protocol: 'smtp' | 'lmtp'
  host: string
  /** 0 for any free port. */
  port: number
  /** MAIL_ADDRESS. */
  ours: string
  log: Log
  /** One answer for each recipient, in their order. A throw means `again` for all of them. */
  take(mail: ArrivedMail): Promise<Taking[]>
  /** For tests. Milliseconds of silence after which a client is cut off (60,000). */
  silence?: number
  /** For tests. Milliseconds from the greeting, or from the email before, until the next one begins (120,000). */
  dialogue?: number
  /** For tests. Milliseconds after which an email must come with a kilobyte a second (60,000). */
  slow?: number
  /** For tests. Connections in all (200). */
  places?: number
  /** For tests. Octets of email that all connections together may hold (128 MiB). */
  memory?: number
}

export interface Listener {
  readonly port: number
  /** Closes the port. Resolves when every email in progress is answered, after 6 s at most; a client that is cut off then got no 250. */
  stop(): Promise<void>
}

const PLACES = 200
const PLACES_OF_ONE = 20
const LONGEST_DIALOGUE = 2 * 60_000
const RECIPIENTS = 50
const SLOW_AFTER = 60_000
const MEMORY = 128 * 1024 * 1024
const STOP_WITHIN = 6_000
const SHUTTING_DOWN = 'This server is shutting down, please try again later'

/** Opens the port. Rejects with the system's error, such as EADDRINUSE or EACCES. */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const { log, ours } = options
  const lmtp = options.protocol === 'lmtp'
  /** Sessions that are sending an email or waiting for our answer to one. */
  const busy = new Set<string>()
  const limits = new ConnectionLimits({
    places: options.places ?? PLACES,
    placesOfOne: PLACES_OF_ONE,
    dialogue: options.dialogue ?? LONGEST_DIALOGUE,
    cutOff: id => leave(id, 'You have had your time, please come again'),
  })
  const reader = new StreamReader({
    memory: options.memory ?? MEMORY,
    slowAfter: options.slow ?? SLOW_AFTER,
  })
  let stopping = false
  let whenIdle: (() => void) | undefined

  const server = new SMTPServer({
    ...serverOptions(options),

    onConnect(session, callback) {
      const may = limits.admit(session.id, session.remoteAddress)
      callback(
        may ? null : new Refusal(421, 'Too many connections from your address, please try again later'),
      )
    },
    onClose(session, callback) {
      limits.release(session.id)
      callback()
    },
    onMailFrom(_address, _session, callback) {
      callback(stopping ? new Refusal(421, SHUTTING_DOWN) : null)
    },
    onRcptTo(address, _session, callback) {
      if (readOurAddress(address.address, ours) !== undefined || isPostmaster(address.address, ours))
        return callback()
      callback(new Refusal(550, 'No such address here. This server takes email for its petitions only'))
    },
    onData(stream, session, callback) {
      busy.add(session.id)
      limits.begin(session.id)
      receive(stream, session)
        .then(
          answers => callback(null, answers),
          error => callback(asError(error)),
        )
        .finally(() => {
          busy.delete(session.id)
          limits.done(session.id)
          if (stopping) setImmediate(leave, session.id)
          if (busy.size === 0) whenIdle?.()
        })
    },
  })
  // A client's fault ends only that client.
  server.on('error', error => log.debug({ code: codeOf(error) }, 'an SMTP client failed'))

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession) {
    const read = await reader.read(stream, () => cutOff(session.id))
    try {
      if (read.kind !== 'whole') throw unread(read.kind)
      const takings = await options.take(arrivedMail(read.raw, session))
      if (takings.length !== session.envelope.rcptTo.length) throw new Error('an answer is missing')
      // SMTP has one reply for all recipients. Next time the inbox key recognises those already taken.
      if (!lmtp && takings.includes('again')) throw notNow()
      if (!lmtp && takings.includes('refused')) throw tooComplex()
      return lmtp ? takings.map(answerTo) : 'OK: taken'
    } catch (error) {
      if (!(error instanceof Refusal)) log.warn({ code: codeOf(error) }, 'an email could not be received')
      throw error instanceof Refusal ? error : notNow()
    } finally {
      reader.release(read)
    }
  }

  function cutOff(sessionId: string): void {
    for (const connection of server.connections) {
      if (connection.id === sessionId) connection.close()
    }
  }

  /** Says goodbye (RFC 5321 3.8) to one connection, or to all that are between two emails. */
  function leave(sessionId?: string, words = SHUTTING_DOWN): void {
    for (const connection of server.connections) {
      if (busy.has(connection.id) || (sessionId !== undefined && connection.id !== sessionId)) continue
      connection.send(421, words)
      connection.close()
    }
  }

  const port = await listen(server, options)
  log.info({ protocol: options.protocol, port }, 'listening for email')

  return {
    port,
    async stop() {
      stopping = true
      const closed = new Promise<void>(resolve => server.close(resolve))
      leave()
      const idle = new Promise<void>(resolve => {
        whenIdle = resolve
        if (busy.size === 0) resolve()
      })
      // A client may leave while its email is still being committed, so `closed` alone is not enough.
      const late = new Promise<void>(resolve => setTimeout(resolve, STOP_WITHIN).unref())
      await Promise.race([Promise.all([idle, closed]), late])
    },
  }
}

function serverOptions({ protocol, ours, silence }: ListenerOptions): SMTPServerOptions {
  return {
    lmtp: protocol === 'lmtp',
    name: ourDomain(ours),
    banner: 'Undersigned',
    logger: false,
    disabledCommands: ['AUTH', 'STARTTLS', 'VRFY', 'EXPN', 'WIZ', 'SHELL', 'KILL'],
    authOptional: true,
    hideENHANCEDSTATUSCODES: false,
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    rejectOversized: true,
    maxClients: 10 * PLACES,
    maxRecipients: RECIPIENTS,
    socketTimeout: silence ?? 60_000,
    closeTimeout: STOP_WITHIN,
  }
}

function arrivedMail(
  raw: Buffer,
  { envelope, remoteAddress, hostNameAppearsAs }: SMTPServerSession,
): ArrivedMail {
  return {
    raw,
    recipients: envelope.rcptTo.map(({ address }) => address),
    remoteIp: remoteAddress,
    helo: hostNameAppearsAs || '',
    envelopeFrom: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
  }
}

/** Returns the port. */
function listen(server: SMTPServer, { port, host }: ListenerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, () => {
      server.server.off('error', reject)
      const address = server.server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** A reply to the client that refuses something. Its words never hold an address, because bounces repeat them. */
class Refusal extends Error {
  readonly responseCode: number
  constructor(responseCode: number, words: string) {
    super(words)
    this.responseCode = responseCode
  }
}

function unread(why: Unread): Refusal {
  switch (why) {
    case 'broken':
      return new Refusal(451, 'The email did not arrive complete')
    case 'too-much':
      return new Refusal(451, 'Too much email at once, please try again later')
    case 'too-large':
      return new Refusal(552, 'This email is larger than 10 MB')
  }
}

function notNow(): Refusal {
  return new Refusal(451, 'This email cannot be saved right now, please try again later')
}

function tooComplex(): Refusal {
  return new Refusal(554, 'This email is built in too complex a way. Please send it as plain text')
}

function answerTo(taking: Taking): string | Refusal {
  switch (taking) {
    case 'taken':
      return 'OK: taken'
    case 'again':
      return notNow()
    case 'refused':
      return tooComplex()
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : notNow()
}
