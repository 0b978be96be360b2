/** The requests to Slack, each with its limits of time. The queue tries again later, because the library would wait for half an hour. */
import { webApi } from '@slack/bolt'
import type { Log } from '../../core/channel.ts'
import { isObject, type JsonObject, textAt } from '../chat/json.ts'
import { failureOf, rateLimited, SlackFailure } from './failure.ts'
import type { MessageBody } from './layout.ts'
import { libraryLog } from './library-log.ts'

export const defaultApiUrl = 'https://slack.com/api/'

const timeoutMs = 10_000
/** A form has three seconds. A call that hangs is given up in time for another. */
const quickTimeoutMs = 1_200

/** `gone`: the address takes no more answers (docs: five uses, thirty minutes). */
export type Responded = 'done' | 'gone'

export class SlackApi {
  readonly #url: URL
  readonly #client: webApi.WebClient
  readonly #quick: webApi.WebClient
  /** By workspace and method, the time until which Slack wants no calls: milliseconds since 1970. */
  readonly #quietUntil = new Map<string, number>()
  /** Called after each failure and each success, so that `CallCheck` can watch the connection. */
  onFailure: (failure: SlackFailure) => void = () => {}
  onSuccess: () => void = () => {}

  constructor(config: { apiUrl?: string | undefined }, log: Log) {
    this.#url = apiUrlOf(config.apiUrl)
    const options = clientOptions(config.apiUrl, log)
    this.#client = new webApi.WebClient(undefined, options)
    this.#quick = new webApi.WebClient(undefined, { ...options, timeout: quickTimeoutMs })
  }

  /** Calls a method of the Web API. `tenant` says whose rate limits apply. Throws `SlackFailure`. */
  async call(
    tenant: string,
    token: string | undefined,
    method: string,
    args: object = {},
    quick = false,
  ): Promise<JsonObject> {
    const key = `${tenant} ${method}`
    this.#heed(key)
    try {
      const options = { ...args, ...(token === undefined ? {} : { token }) }
      const answer: unknown = await (quick ? this.#quick : this.#client).apiCall(method, options)
      this.onSuccess()
      return isObject(answer) ? answer : {}
    } catch (error) {
      if (error instanceof webApi.WebAPIRateLimitedError) this.#quiet(key, error.retryAfter)
      const failure = failureOf(error)
      this.onFailure(failure)
      throw failure
    }
  }

  /** Posts to a `response_url`, which needs no token. Throws `SlackFailure` if a later try may succeed. */
  async respond(url: string, message: MessageBody, replace: boolean): Promise<Responded> {
    if (!this.isSlacks(url)) return 'gone'
    this.#heed(url)
    const body = { ...message, response_type: 'ephemeral', replace_original: replace }
    const response = await this.#fetch(url, {
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
    })
    if (response.status === 429) {
      this.#quiet(url, Number(response.headers.get('retry-after')) || 1)
      throw new SlackFailure(rateLimited)
    }
    if (response.status >= 500) throw new SlackFailure(`slack-${response.status}`, { unclear: true })
    return response.ok ? 'done' : 'gone'
  }

  /** The second of the three steps of giving Slack a file (docs, files.getUploadURLExternal). */
  async upload(url: string, content: Uint8Array): Promise<void> {
    const response = await this.#fetch(url, {
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from(content),
    })
    if (!response.ok)
      throw new SlackFailure(`slack-upload-${response.status}`, { unclear: response.status >= 500 })
  }

  /** Whether an address belongs to Slack, or to the host configured instead. We post to no other. */
  isSlacks(url: string): boolean {
    if (!URL.canParse(url)) return false
    const { protocol, hostname, username, password } = new URL(url)
    if (username !== '' || password !== '') return false
    if (hostname === this.#url.hostname && protocol === this.#url.protocol) return true
    return protocol === 'https:' && /^(hooks|files)\.slack(-gov)?\.com$/.test(hostname)
  }

  #heed(key: string): void {
    const until = this.#quietUntil.get(key)
    if (until === undefined) return
    if (Date.now() < until) throw new SlackFailure(rateLimited)
    this.#quietUntil.delete(key)
  }

  #quiet(key: string, seconds: number): void {
    this.#quietUntil.set(key, Date.now() + seconds * 1000)
    const now = Date.now()
    for (const [one, until] of this.#quietUntil) if (until < now) this.#quietUntil.delete(one)
  }

  async #fetch(url: string, init: { headers: Record<string, string>; body: string | Buffer<ArrayBuffer> }) {
    if (!this.isSlacks(url)) throw new SlackFailure('slack-foreign-url', { permanent: true })
    try {
      const signal = AbortSignal.timeout(timeoutMs)
      const response = await fetch(url, { method: 'POST', redirect: 'error', signal, ...init })
      await response.arrayBuffer()
      return response
    } catch {
      const failure = failureOf(undefined)
      this.onFailure(failure)
      throw failure
    }
  }
}

export function clientOptions(apiUrl: string | undefined, log: Log): webApi.WebClientOptions {
  return {
    slackApiUrl: apiUrlOf(apiUrl).href,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    // Otherwise one 429 holds up every call to every workspace.
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: libraryLog(log),
  }
}

function apiUrlOf(apiUrl: string | undefined): URL {
  return new URL((apiUrl ?? defaultApiUrl).replace(/\/*$/, '/'))
}

export function idAt(answer: JsonObject, ...path: string[]): string {
  const found = textAt(answer, ...path)
  if (found === undefined) throw new SlackFailure('slack-unreadable', { unclear: true })
  return found
}
