/** HTTP mode: Slack's signed requests to the app (docs, Verifying requests from Slack), good and bad ones. */
import { createHmac } from 'node:crypto'
import { type ClientRequest, request } from 'node:http'
import type { Acknowledgement, Courier, DeliveryOptions, Parcel } from './delivery.ts'

export interface RawRequest {
  body: string | Buffer
  /** `application/json`. */
  contentType?: string
  method?: string
  /** `/slack/events`. */
  path?: string
  /** Seconds since 1970; now. */
  timestamp?: number | string
  /** Signed with this instead of the app's secret. */
  secret?: string
  /** Sent as it is; null: no such header. */
  signature?: string | null
  headers?: Record<string, string>
}

export interface RawAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
  afterMs: number
}

export interface SentRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: string | Buffer
  /** Its signature or its time is none that the app may take. */
  isForged: boolean
}

/** How far from now a timestamp may be, in seconds: Slack's own advice for the past; the house takes it both ways. */
const tolerance = 300

export class HttpMode implements Courier {
  /** The app's address, without a path; undefined: Socket Mode. */
  baseUrl: string | undefined
  /** All that was sent, for `replay`. */
  readonly sent: SentRequest[] = []
  readonly #secret: string
  readonly #violation: (line: string) => void
  readonly #under = new Set<ClientRequest>()

  constructor(secret: string, violation: (line: string) => void) {
    this.#secret = secret
    this.#violation = violation
  }

  /** `v0=` and the HMAC. */
  sign(timestamp: number | string, body: string | Buffer, secret = this.#secret): string {
    const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body)
    return `v0=${hmac.digest('hex')}`
  }

  /** Any request at all; throws if the connection fails. It is a violation if the app takes a forged one. */
  send(raw: RawRequest): Promise<RawAnswer> {
    const timestamp = raw.timestamp ?? Math.floor(Date.now() / 1000)
    const right = this.sign(timestamp, raw.body)
    const signature =
      raw.signature === undefined ? this.sign(timestamp, raw.body, raw.secret ?? this.#secret) : raw.signature
    const isOld = !(Math.abs(Date.now() / 1000 - Number(timestamp)) <= tolerance)
    const sent: SentRequest = {
      method: raw.method ?? 'POST',
      path: raw.path ?? '/slack/events',
      headers: {
        'content-type': raw.contentType ?? 'application/json',
        'content-length': String(Buffer.byteLength(raw.body)),
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        accept: '*/*',
        'x-slack-request-timestamp': String(timestamp),
        ...(signature === null ? {} : { 'x-slack-signature': signature }),
        ...raw.headers,
      },
      body: raw.body,
      isForged: signature !== right || isOld,
    }
    this.sent.push(sent)
    return this.#transmit(sent)
  }

  /** The very same bytes and headers once more, as sent by somebody who overheard them. */
  replay(sent: SentRequest): Promise<RawAnswer> {
    return this.#transmit(sent)
  }

  /** Slack's question when a request URL is entered; what the app should answer is in `challenge`. */
  async verifiesUrl(): Promise<{ challenge: string; answer: RawAnswer }> {
    const challenge = `challenge-${Date.now()}`
    const answer = await this.send({
      body: JSON.stringify({ token: 'stand-in', challenge, type: 'url_verification' }),
    })
    if (answer.status !== 200 || !answer.body.includes(challenge))
      this.#violation('http: url_verification is answered with its challenge')
    return { challenge, answer }
  }

  async deliver(parcel: Parcel, options: DeliveryOptions): Promise<Acknowledgement> {
    const raw = toRaw(parcel)
    const first = this.#deliverOnce(raw, options)
    for (let copy = 1; copy < options.copies; copy += 1) void this.#deliverOnce(raw, options)
    return await first
  }

  stop(): void {
    for (const one of this.#under) one.destroy()
  }

  async #deliverOnce(raw: RawRequest, { windowMs, late }: DeliveryOptions): Promise<Acknowledgement> {
    let isOver = false
    const answered = this.send(raw).then(
      (answer): Acknowledgement => {
        const isGood = answer.status >= 200 && answer.status < 300
        if (isOver && isGood) late()
        return isGood
          ? { kind: 'acknowledged', afterMs: answer.afterMs, body: bodyOf(answer) }
          : { kind: 'refused' }
      },
      (): Acknowledgement => ({ kind: 'unreachable' }),
    )
    let timer: NodeJS.Timeout | undefined
    const over = new Promise<Acknowledgement>(resolve => {
      timer = setTimeout(() => {
        isOver = true
        resolve({ kind: 'timeout' })
      }, windowMs).unref()
    })
    const first = await Promise.race([answered, over])
    clearTimeout(timer)
    return first
  }

  #transmit(sent: SentRequest): Promise<RawAnswer> {
    const { baseUrl } = this
    if (baseUrl === undefined) throw new Error('HTTP mode needs `slack.http.baseUrl`')
    const at = Date.now()
    return new Promise((resolve, reject) => {
      const going = request(new URL(sent.path, baseUrl), {
        method: sent.method,
        headers: sent.headers,
        agent: false,
      })
      this.#under.add(going)
      going.on('close', () => this.#under.delete(going))
      going.on('error', reject)
      going.on('response', response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const status = response.statusCode ?? 0
          if (sent.isForged && status >= 200 && status < 300)
            this.#violation('http: a request with a wrong signature or time is refused')
          const body = Buffer.concat(chunks).toString()
          resolve({ status, headers: response.headers, body, afterMs: Date.now() - at })
        })
      })
      going.end(sent.body)
    })
  }
}

function toRaw({ type, payload, retry }: Parcel): RawRequest {
  const retried =
    retry === undefined ? {} : { 'x-slack-retry-num': `${retry.num}`, 'x-slack-retry-reason': retry.reason }
  if (type === 'events_api') return { body: JSON.stringify(payload), headers: retried }
  const form =
    type === 'slash_commands'
      ? new URLSearchParams(
          Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]),
        )
      : new URLSearchParams({ payload: JSON.stringify(payload) })
  return { body: form.toString(), contentType: 'application/x-www-form-urlencoded', headers: retried }
}

function bodyOf({ headers, body }: RawAnswer): unknown {
  if (body === '') return undefined
  if (!String(headers['content-type']).startsWith('application/json')) return body
  try {
    const parsed: unknown = JSON.parse(body)
    return parsed
  } catch {
    return body
  }
}
