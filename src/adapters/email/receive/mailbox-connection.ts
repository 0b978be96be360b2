import type { ImapFlow } from 'imapflow'
import { codeOf } from './error-code.ts'
import { imapClient } from './imap-client.ts'
import type { Allowance, Breaks } from './mailbox-fetching.ts'
import { type MailboxOptions, MailboxSession } from './mailbox-session.ts'

/** Octets that a server may send in one round beside the emails we asked for. */
const MOST_UNASKED = 2 * 1024 * 1024
const METER_MS = 50
/** Arrivals that a server may announce between two looks at the meter. After each we look for email, which resets the octets. */
const MOST_ARRIVALS = 1_000

/** One connection to the mailbox, from beginning to end. */
export class MailboxConnection {
  readonly #options: MailboxOptions
  readonly #signal: AbortSignal
  readonly #breaks: Breaks
  readonly #pollMs: number
  readonly #client: ImapFlow
  readonly #allowance: Allowance = { octets: MOST_UNASKED }
  #hasWorked = false
  #hasEnded = false
  #lost = coded('connection closed', 'connection-closed')
  #reported: 'works' | 'contradicts' | undefined
  /** Since the last look at the meter. */
  #arrivals = 0
  /** Since the last round began. */
  #hasArrived = false
  #wake: () => void = () => {}

  constructor(options: MailboxOptions, breaks: Breaks, signal: AbortSignal) {
    this.#options = options
    this.#signal = signal
    this.#breaks = breaks
    this.#pollMs = options.poll ?? 30_000
    this.#client = imapClient(options.settings, {
      disableCompression: true,
      // We ask at least every `pollMs`, so silence shows a dead connection.
      autoIdleDelay: 200,
      connectionTimeout: 20_000,
      socketTimeout: Math.max(60_000, 2 * this.#pollMs),
    })
    this.#client.on('exists', () => this.#noteArrival())
    this.#client.on('error', error => {
      this.#lost = error
    })
    this.#client.on('close', () => {
      this.#hasEnded = true
      this.#wake()
    })
  }

  /** Whether any round has been completed. */
  get hasWorked(): boolean {
    return this.#hasWorked
  }

  /** Reads until the connection is lost or the signal comes. Returns why it ended. */
  async readUntilLost(): Promise<unknown> {
    const disconnect = () => this.#disconnect()
    this.#signal.addEventListener('abort', disconnect, { once: true })
    // A hostile server may send endlessly, whether or not we asked.
    const meter = setInterval(() => this.#readMeter(), METER_MS)
    try {
      if (!this.#signal.aborted) await this.#read()
      return this.#lost
    } catch (error) {
      return codeOf(this.#lost) === 'server-sends-too-much' ? this.#lost : error
    } finally {
      clearInterval(meter)
      this.#signal.removeEventListener('abort', disconnect)
      this.#client.close()
    }
  }

  async #read(): Promise<void> {
    await this.#client.connect()
    const opened = await this.#client.mailboxOpen(this.#options.settings.mailbox)
    // imapflow would ask for the MODSEQ of each email, which nobody reads.
    opened.noModseq = true
    const session = new MailboxSession(this.#options, this.#client, this.#breaks, this.#allowance)
    await session.begin()
    for (let timed = true; !this.#hasEnded; ) {
      this.#hasArrived = false
      this.#allowance.octets = this.#client.stats().received + MOST_UNASKED
      await session.round(timed)
      this.#hasWorked = true
      this.#report(session.contradicts ? 'contradicts' : 'works')
      timed = this.#hasArrived || this.#hasEnded || !(await this.#arrivesBeforePoll())
    }
  }

  /** Waits for email until the next poll. Returns whether any has come. */
  async #arrivesBeforePoll(): Promise<boolean> {
    const timer = setTimeout(() => this.#wake(), this.#pollMs)
    await new Promise<void>(resolve => {
      this.#wake = resolve
    })
    clearTimeout(timer)
    return this.#hasArrived
  }

  #report(state: 'works' | 'contradicts'): void {
    if (state === this.#reported) return
    this.#reported = state
    const { core, log } = this.#options
    if (state === 'works') {
      core.report('imap', 'up')
      return
    }
    core.report('imap', 'down', 'mailbox-contradicts-itself')
    log.warn({}, 'the mailbox counts emails that it does not show; it is asked again')
  }

  #noteArrival(): void {
    this.#arrivals += 1
    if (this.#arrivals > MOST_ARRIVALS) {
      this.#cutOff()
      return
    }
    this.#hasArrived = true
    this.#wake()
  }

  #readMeter(): void {
    this.#arrivals = 0
    if (this.#client.stats().received > this.#allowance.octets) this.#cutOff()
  }

  #cutOff(): void {
    this.#lost = coded('too much', 'server-sends-too-much')
    this.#disconnect()
  }

  #disconnect(): void {
    this.#client.close()
    this.#hasEnded = true
    this.#wake()
  }
}

function coded(message: string, code: string): Error {
  return Object.assign(new Error(message), { code })
}
