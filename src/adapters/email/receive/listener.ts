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
import {
  noSuchAddress,
  notNow,
  SHUTTING_DOWN,
  SmtpRefusal,
  shuttingDown,
  tooComplex,
  tooManyConnections,
  unread,
} from './smtp-refusal.ts'
import { StreamReader } from './stream-reader.ts'

export interface ArrivedMail {
  raw: Buffer
  /** Our addresses as the envelope has them. At least one. */
  recipients: string[]
  /** For SPF: the address of the client, the name it gave, and the envelope sender, which is empty for a bounce. */
  remoteIp: string
  helo: string
  envelopeFrom: string
}

/** `taken`: committed, already known, or parked. `again`: not committed, so the sender tries again. `refused`: it will never be read. */
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
  /** Closes the port. Resolves when every email in progress is answered, at most after 6 s. A client that is cut off then gets no 250. */
  stop(): Promise<void>
}

const PLACES = 200
const PLACES_OF_ONE = 20
const LONGEST_DIALOGUE = 2 * 60_000
const RECIPIENTS = 50
const SLOW_AFTER = 60_000
const MEMORY = 128 * 1024 * 1024
const STOP_WITHIN = 6_000

/** Opens the port. Rejects with the system's error, such as EADDRINUSE or EACCES. */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const server = new MailServer(options)
  const port = await server.listen()
  options.log.info({ protocol: options.protocol, port }, 'listening for email')
  return { port, stop: () => server.stop() }
}

class MailServer {
  readonly #options: ListenerOptions
  readonly #server: SMTPServer
  readonly #limits: ConnectionLimits
  readonly #reader: StreamReader
  /** Sessions that are sending an email or waiting for our answer to one. */
  readonly #busy = new Set<string>()
  #isStopping = false
  #whenIdle: (() => void) | undefined

  constructor(options: ListenerOptions) {
    this.#options = options
    this.#limits = new ConnectionLimits({
      places: options.places ?? PLACES,
      placesOfOne: PLACES_OF_ONE,
      dialogue: options.dialogue ?? LONGEST_DIALOGUE,
      cutOff: id => this.#leave(id, 'You have had your time, please come again'),
    })
    this.#reader = new StreamReader({
      memory: options.memory ?? MEMORY,
      slowAfter: options.slow ?? SLOW_AFTER,
    })
    this.#server = new SMTPServer({ ...serverOptions(options), ...this.#handlers() })
    // A client's fault ends only that client.
    this.#server.on('error', error => options.log.debug({ code: codeOf(error) }, 'an SMTP client failed'))
  }

  /** Returns the port. */
  listen(): Promise<number> {
    const { host, port } = this.#options
    const { server } = this.#server
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      this.#server.listen(port, host, () => {
        server.off('error', reject)
        const address = server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : port)
      })
    })
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    const closed = new Promise<void>(resolve => this.#server.close(resolve))
    this.#leave()
    const idle = new Promise<void>(resolve => {
      this.#whenIdle = resolve
      if (this.#busy.size === 0) resolve()
    })
    // A client may leave while its email is still being committed, so `closed` alone is not enough.
    const late = new Promise<void>(resolve => setTimeout(resolve, STOP_WITHIN).unref())
    await Promise.race([Promise.all([idle, closed]), late])
  }

  #handlers(): SMTPServerOptions {
    const { ours } = this.#options
    return {
      onConnect: (session, callback) => {
        const may = this.#limits.admit(session.id, session.remoteAddress)
        callback(may ? null : tooManyConnections())
      },
      onClose: (session, callback) => {
        this.#limits.release(session.id)
        callback()
      },
      onMailFrom: (_address, _session, callback) => {
        callback(this.#isStopping ? shuttingDown() : null)
      },
      onRcptTo: ({ address }, _session, callback) => {
        const isOurs = readOurAddress(address, ours) !== undefined || isPostmaster(address, ours)
        callback(isOurs ? null : noSuchAddress())
      },
      onData: (stream, session, callback) => {
        this.#receive(stream, session).then(
          answers => callback(null, answers),
          error => callback(error instanceof SmtpRefusal ? error : notNow()),
        )
      },
    }
  }

  async #receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<SmtpAnswers> {
    this.#busy.add(session.id)
    this.#limits.begin(session.id)
    try {
      return await this.#take(stream, session)
    } catch (error) {
      if (!(error instanceof SmtpRefusal))
        this.#options.log.warn({ code: codeOf(error) }, 'an email could not be received')
      throw error
    } finally {
      this.#busy.delete(session.id)
      this.#limits.done(session.id)
      // The client reads our answer to its email first.
      if (this.#isStopping) setImmediate(() => this.#leave(session.id))
      if (this.#busy.size === 0) this.#whenIdle?.()
    }
  }

  async #take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<SmtpAnswers> {
    const read = await this.#reader.read(stream, () => this.#cutOff(session.id))
    try {
      if (read.kind !== 'whole') throw unread(read.kind)
      const takings = await this.#options.take(arrivedMail(read.raw, session))
      if (takings.length !== session.envelope.rcptTo.length) throw new Error('an answer is missing')
      if (this.#options.protocol === 'lmtp') return takings.map(answerTo)
      // SMTP has one reply for all recipients. Next time the inbox key recognises those already taken.
      if (takings.includes('again')) throw notNow()
      if (takings.includes('refused')) throw tooComplex()
      return TAKEN
    } finally {
      this.#reader.release(read)
    }
  }

  #cutOff(sessionId: string): void {
    for (const connection of this.#server.connections) {
      if (connection.id === sessionId) connection.close()
    }
  }

  /** Says goodbye (RFC 5321 3.8) to one connection, or to all that are between two emails. */
  #leave(sessionId?: string, words = SHUTTING_DOWN): void {
    for (const connection of this.#server.connections) {
      if (this.#busy.has(connection.id) || (sessionId !== undefined && connection.id !== sessionId)) continue
      connection.send(421, words)
      connection.close()
    }
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

/** One answer for all recipients (SMTP), or one for each (LMTP). */
type SmtpAnswers = string | (string | SmtpRefusal)[]

const TAKEN = 'OK: taken'

function answerTo(taking: Taking): string | SmtpRefusal {
  switch (taking) {
    case 'taken':
      return TAKEN
    case 'again':
      return notNow()
    case 'refused':
      return tooComplex()
  }
}
