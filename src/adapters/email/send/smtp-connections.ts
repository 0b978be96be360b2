/** Connections to the operator's server. Each is kept for the next email. */
import { Readable, Transform } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type SMTPPool from 'nodemailer/lib/smtp-pool'
import type { ComposedMail } from './compose-mail.ts'
import { readSmtpFailure } from './smtp-failure.ts'

/** Servers end a connection after some hundred emails. */
const MOST_MAILS = 100
/** Servers wait five minutes at least for the next command (RFC 5321, 4.5.3.2.7). */
const IDLE_MS = 60_000

/** No connection could be opened. */
export class NoConnection extends Error {
  readonly failure: Error
  /** The server answers, but refuses this connection, perhaps because there are too many. */
  readonly unwanted: boolean
  constructor(error: unknown) {
    super('no connection')
    this.name = 'NoConnection'
    this.failure = readSmtpFailure(error)
    const code = field(error, 'responseCode')
    this.unwanted = code === undefined ? field(error, 'code') === 'ECONNECTION' : Number(code) < 500
  }
}

export class SmtpConnections {
  readonly #options: SMTPPool.Options
  readonly #idle = new Map<Link, NodeJS.Timeout>()
  readonly #busy = new Set<Link>()
  #closed = false

  constructor(options: SMTPPool.Options) {
    this.#options = options
  }

  /** Throws what `readSmtpFailure` makes of an error, or `NoConnection`. */
  async send(mail: ComposedMail, signal?: AbortSignal): Promise<void> {
    for (;;) {
      const kept = this.#takeIdle()
      const link = kept ?? (await openLink(this.#options))
      this.#busy.add(link)
      const abort = () => link.abort()
      signal?.addEventListener('abort', abort)
      const { error, bodyBegun } = await link.send(mail)
      signal?.removeEventListener('abort', abort)
      this.#busy.delete(link)
      this.#keep(link)
      if (error === undefined) return
      // The server closed the connection while it was idle.
      if (kept !== undefined && link.lost && !bodyBegun && signal?.aborted !== true) continue
      throw readSmtpFailure(error, { bodyBegun })
    }
  }

  async verify(): Promise<void> {
    this.#keep(await openLink(this.#options))
  }

  /**
   * Without SMTPUTF8 nodemailer would send an address that is not ASCII anyway, and the server would guess at its bytes. Asked
   * each time, because such a recipient is rare.
   */
  async takesSmtpUtf8(): Promise<boolean> {
    const link = await openLink(this.#options)
    this.#keep(link)
    return link.offers('SMTPUTF8')
  }

  /** Closes the idle connections now, and the others when they become idle. */
  close(): void {
    this.#closed = true
    for (const link of this.#idle.keys()) link.quit()
  }

  /** Emails on their way fail. */
  abort(): void {
    for (const link of this.#busy) link.abort()
  }

  #takeIdle(): Link | undefined {
    // Takes the one that was used last, so that the others become old enough to be closed.
    const link = [...this.#idle.keys()].findLast(each => !each.lost)
    if (link === undefined) return undefined
    clearTimeout(this.#idle.get(link))
    this.#idle.delete(link)
    return link
  }

  #keep(link: Link): void {
    if (link.lost) return
    if (this.#closed || link.mails >= MOST_MAILS) {
      link.quit()
      return
    }
    const close = () => {
      this.#idle.delete(link)
      link.quit()
    }
    this.#idle.set(link, setTimeout(close, IDLE_MS).unref())
    link.onEnd = () => {
      clearTimeout(this.#idle.get(link))
      this.#idle.delete(link)
    }
  }
}

const LAST_LINE = Buffer.from('.\r\n')

/** A line that begins with a dot, or ends with half a line end (RFC 5321, 4.5.2). nodemailer handles such emails. */
const ODD = /\r(?!\n)|(?<!\r)\n|^\.|\n\./

/**
 * The body of an email. nodemailer would read every byte in JavaScript, and send the final dot on its own. If no byte has to change, body
 * and dot leave in one write.
 */
class Body extends Readable {
  readonly #raw: Buffer
  begun = false

  constructor(raw: Buffer) {
    super()
    this.#raw = raw
  }

  /** nodemailer asks for it once the server waits for the body. */
  override pipe<T extends NodeJS.WritableStream>(connection: T): T {
    this.begun = true
    const text = this.#raw.toString('latin1')
    if (!(connection instanceof Transform) || !text.endsWith('\r\n') || ODD.test(text)) {
      connection.end(this.#raw)
    } else {
      connection.push(Buffer.concat([this.#raw, LAST_LINE]))
      connection.push(null)
    }
    return connection
  }
}

/** One connection, past its login. */
class Link {
  readonly #connection: SMTPConnection
  /** The server's answer to EHLO, after STARTTLS if there was one. */
  readonly #offered: string
  #fail: ((error: Error) => void) | undefined
  mails = 0
  onEnd = () => {}

  constructor(connection: SMTPConnection, offered: string) {
    this.#connection = connection
    this.#offered = offered
    connection.once('end', () => this.onEnd())
  }

  get lost(): boolean {
    return this.#connection.destroyed
  }

  offers(extension: string): boolean {
    return offers(this.#offered, extension)
  }

  /** `bodyBegun`: the server may have the whole email in spite of the error. */
  async send({ raw, envelope }: ComposedMail): Promise<{ error: unknown; bodyBegun: boolean }> {
    const body = new Body(raw)
    this.mails++
    const error = await new Promise<unknown>(resolve => {
      this.#fail = resolve
      const { from, to } = envelope
      this.#connection.send({ from, to: [to], size: raw.length }, body, failed =>
        resolve(failed ?? undefined),
      )
    })
    this.#fail = undefined
    if (error !== undefined && !this.lost) await this.#reset()
    return { error, bodyBegun: body.begun }
  }

  /** Fails the email on its way itself, because nodemailer calls nobody back after it was told to close. */
  abort(): void {
    this.#connection.close()
    this.#fail?.(Object.assign(new Error('stopped'), { code: 'EABORT' }))
  }

  quit(): void {
    if (!this.lost) this.#connection.quit()
  }

  /** Makes the connection usable again after a refused email. */
  #reset(): Promise<void> {
    return new Promise(resolve => {
      this.#connection.once('end', resolve)
      this.#connection.reset(error => {
        this.#connection.off('end', resolve)
        if (error) this.#connection.close()
        resolve()
      })
    })
  }
}

async function openLink(options: SMTPPool.Options): Promise<Link> {
  const connection = new SMTPConnection(options)
  try {
    const offered = await new Promise<string>((resolve, reject) => {
      // It stays: without a listener, an 'error' event ends the process.
      connection.on('error', reject)
      connection.once('end', () => reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' })))
      connection.connect(error => (error ? reject(error) : resolve(connection.lastServerResponse || '')))
    })
    const { auth } = options
    if (auth !== undefined && 'pass' in auth && offers(offered, 'AUTH'))
      await new Promise<void>((resolve, reject) => {
        connection.once('end', () => reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' })))
        const credentials = { user: auth.user, pass: auth.pass }
        connection.login({ credentials }, error => (error ? reject(error) : resolve()))
      })
    return new Link(connection, offered)
  } catch (error) {
    connection.close()
    throw new NoConnection(error)
  }
}

function offers(answer: string, extension: string): boolean {
  return new RegExp(`^250[ -]${extension}\\b`, 'im').test(answer)
}

function field(error: unknown, name: string): unknown {
  return error instanceof Error ? Reflect.get(error, name) : undefined
}
