/** Sends email to the operator's server, with a few connections as long as that is enough and with more while recipients are slow. */
import { setTimeout as sleep } from 'node:timers/promises'
import SMTPPool from 'nodemailer/lib/smtp-pool'
import { NotTried } from '../../../core/channel.ts'
import { isLoopback } from '../../../network.ts'
import type { AddressedMail } from './compose-mail.ts'
import { Lanes, type Place } from './lanes.ts'
import { NoConnection, SmtpConnections } from './smtp-connections.ts'
import { smtpUtf8Missing, TemporaryFailure } from './smtp-failure.ts'

/** The service has ten seconds to stop, and other parts stop after this one. */
const STOP_PATIENCE_MS = 4_000
/** The number of connections at first, and how many are added each time an email has waited for `MOMENT_MS`. */
const STEP = 5
const MOMENT_MS = 100
/** The pause after the server refused one more connection. */
const CONTENT_MS = 60_000

/** Composed only when its turn comes, so that its bytes do not wait with it: two hundred may wait. */
export interface WaitingMail extends AddressedMail {
  /** Makes the same bytes each time. */
  compose(): Promise<Buffer>
}

export interface Way {
  handOver(mail: WaitingMail, of: { createdAt: Date; signal: AbortSignal | undefined }): Promise<void>
  verify(): Promise<void>
  stop(): Promise<void>
}

interface Job {
  mail: WaitingMail
  signal: AbortSignal | undefined
  resolve(): void
  reject(error: unknown): void
}

export class SmtpWay implements Way {
  readonly #connections: SmtpConnections
  readonly #mostConnections: number
  readonly #lanes: Lanes<Job>
  /** Until then no connection is added, because the server has just refused one. */
  #contentUntil = 0
  #isStopping = false
  #watch: NodeJS.Timeout | undefined

  /** `url`: SMTP_URL. */
  constructor(url: string) {
    const options = smtpOptions(url)
    this.#connections = new SmtpConnections(options)
    this.#mostConnections = options.maxConnections ?? STEP
    this.#lanes = new Lanes(Math.min(STEP, this.#mostConnections))
  }

  handOver(mail: WaitingMail, { signal }: { signal: AbortSignal | undefined }): Promise<void> {
    if (this.#isStopping) return Promise.reject(new TemporaryFailure('smtp-closed'))
    return new Promise((resolve, reject) => {
      const job = { mail, signal, resolve, reject }
      signal?.addEventListener('abort', () => {
        if (this.#lanes.remove(job)) reject(new NotTried(0))
      })
      this.#lanes.add({ lane: domainOf(mail.envelope.to), item: job, since: performance.now() })
      this.#serve()
    })
  }

  async verify(): Promise<void> {
    await this.#connections.verify().catch(error => {
      throw error instanceof NoConnection ? error.failure : error
    })
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    for (const job of this.#lanes.clear()) job.reject(new NotTried(0))
    this.#connections.close()
    const until = performance.now() + STOP_PATIENCE_MS
    while (this.#lanes.running > 0 && performance.now() < until) await sleep(20)
    this.#connections.abort()
  }

  #serve(): void {
    const lanes = this.#lanes
    for (let place = lanes.take(); place !== undefined; place = lanes.take()) void this.#run(place)
    this.#watchWhileAnyWait()
  }

  async #run(place: Place<Job>): Promise<void> {
    const lanes = this.#lanes
    const { resolve, reject } = place.item
    try {
      await this.#send(place.item)
      resolve()
    } catch (error) {
      if (!(error instanceof NoConnection)) reject(error)
      else if (error.unwanted && lanes.running > 1 && !this.#isStopping) {
        // One of the open connections will do.
        lanes.slots = lanes.running - 1
        this.#contentUntil = performance.now() + CONTENT_MS
        lanes.add(place, true)
      } else reject(error.failure)
    }
    lanes.done(place.lane, performance.now())
    if (lanes.running === 0 && lanes.waiting === 0)
      lanes.slots = Math.min(lanes.slots, STEP, this.#mostConnections)
    this.#serve()
  }

  async #send({ mail, signal }: Job): Promise<void> {
    if (mail.needsSmtpUtf8 && !(await this.#connections.takesSmtpUtf8())) throw smtpUtf8Missing()
    await this.#connections.send({ ...mail, raw: await mail.compose() }, signal)
  }

  #watchWhileAnyWait(): void {
    if (this.#lanes.waiting === 0) {
      clearInterval(this.#watch)
      this.#watch = undefined
    } else this.#watch ??= setInterval(() => this.#look(), MOMENT_MS).unref()
  }

  /** Gives back what waits for too long, and adds connections if somebody has waited for a moment. */
  #look(): void {
    const lanes = this.#lanes
    const now = performance.now()
    for (const { item, seconds } of lanes.giveBack(now))
      item.reject(new NotTried(seconds * (0.5 + Math.random())))
    if (lanes.slots < this.#mostConnections && now > this.#contentUntil && lanes.waitsSince(now - MOMENT_MS))
      lanes.slots = Math.min(this.#mostConnections, lanes.slots + STEP)
    this.#serve()
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** nodemailer reads further options from the query of the URL, and they win over ours. */
function smtpOptions(url: string): SMTPPool.Options {
  // The pool itself is not used, because it knows no lanes and pipes each email through five streams.
  return new SMTPPool({
    pool: true,
    url,
    // A login on another host requires TLS: an attacker on the way could remove the offer of STARTTLS.
    requireTLS: carriesLogin(url) && !isLoopback(new URL(url).hostname),
    // Postfix takes 50 from one client.
    maxConnections: 40,
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    // RFC 5321 4.5.3.2.6 gives a server ten minutes after the final dot. If we give up early we send twice; if we give up late we keep a
    // dead connection. Five minutes; the queue waits for longer.
    socketTimeout: 300_000,
  }).options
}

function carriesLogin(url: string): boolean {
  const { protocol, username } = new URL(url)
  return protocol === 'smtp:' && username !== ''
}
