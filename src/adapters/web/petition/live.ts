/**
 * Sends the number of a petition as it changes, by server-sent events. Everybody who watches a petition shares one query, at most one a
 * second, and none while nothing changes: ten thousand of them cost the database no more than one, and 12 kB of memory each (`bench/live.ts`).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log, PageCore } from '../../../core/page-contract.ts'
import { errorCode } from '../../../core/page-contract.ts'

const readEveryMs = 1_000
/** Keeps connections alive: proxies and our own server cut those on which nothing happens. */
const heartbeatMs = 25_000
const mostWatching = 20_000
/** Writes to this many before other work gets its turn. */
const atOnce = 200

interface Watched {
  watching: Set<ServerResponse>
  /** The last event that was sent. */
  last: string | undefined
  readAt: number
  timer: NodeJS.Timeout | undefined
  reading: Promise<void> | undefined
}

export class LiveCounts {
  readonly #core: Pick<PageCore, 'petition'>
  readonly #log: Log
  readonly #petitions = new Map<string, Watched>()
  readonly #heartbeat: NodeJS.Timeout
  #all = 0

  constructor(core: Pick<PageCore, 'petition'>, log: Log) {
    this.#core = core
    this.#log = log
    this.#heartbeat = setInterval(() => {
      for (const [slug, watched] of this.#petitions) {
        void this.#send(watched, ': \n\n')
        // Corrects the number if a notification was lost.
        this.#readSoon(slug, watched)
      }
    }, heartbeatMs).unref()
  }

  /** Answers requests for a live number. Returns false for any other. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const slug = /^\/p\/([a-z0-9-]{1,63})\/live$/.exec(request.url ?? '')?.[1]
    if (slug === undefined || request.method !== 'GET') return false
    if (this.#all >= mostWatching) {
      response.writeHead(503, { 'Retry-After': '60' }).end()
      return true
    }
    void this.#watch(slug, response)
    return true
  }

  /** The number of this petition may have changed. Without a slug, any number may have. */
  changed(slug: string | undefined): void {
    if (slug === undefined) for (const [each, watched] of this.#petitions) this.#readSoon(each, watched)
    else {
      const watched = this.#petitions.get(slug)
      if (watched !== undefined) this.#readSoon(slug, watched)
    }
  }

  close(): void {
    clearInterval(this.#heartbeat)
    for (const { watching, timer } of this.#petitions.values()) {
      clearTimeout(timer)
      for (const response of watching) response.end()
    }
    this.#petitions.clear()
  }

  async #watch(slug: string, response: ServerResponse): Promise<void> {
    const known = this.#petitions.get(slug)
    const watched = known ?? {
      watching: new Set(),
      last: undefined,
      readAt: 0,
      timer: undefined,
      reading: undefined,
    }
    this.#petitions.set(slug, watched)
    watched.watching.add(response)
    this.#all++
    response.once('close', () => {
      this.#all--
      watched.watching.delete(response)
      if (watched.watching.size > 0 || this.#petitions.get(slug) !== watched) return
      clearTimeout(watched.timer)
      this.#petitions.delete(slug)
    })
    if (watched.last === undefined) await this.#readOnce(slug, watched)
    if (watched.last === undefined) {
      response.writeHead(404, { 'Cache-Control': 'no-store' }).end()
      return
    }
    if (response.destroyed) return
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    })
    // Spreads out the browsers that come back after a restart.
    response.write(`retry: ${3_000 + Math.floor(Math.random() * 7_000)}\n${watched.last}`)
  }

  #readSoon(slug: string, watched: Watched): void {
    if (watched.timer !== undefined) return
    const wait = Math.max(0, watched.readAt + readEveryMs - performance.now())
    watched.timer = setTimeout(() => {
      watched.timer = undefined
      void this.#readOnce(slug, watched)
    }, wait)
  }

  #readOnce(slug: string, watched: Watched): Promise<void> {
    watched.reading ??= this.#read(slug, watched)
    return watched.reading
  }

  async #read(slug: string, watched: Watched): Promise<void> {
    watched.readAt = performance.now()
    try {
      const petition = await this.#core.petition(slug)
      const { signatures, status } = petition ?? {}
      const event = petition && `data: ${JSON.stringify({ signatures, status })}\n\n`
      const isNews = event !== undefined && watched.last !== undefined && event !== watched.last
      watched.last = event
      if (isNews) await this.#send(watched, event)
    } catch (error) {
      this.#log.warn({ code: errorCode(error) }, 'a live number could not be read')
    } finally {
      watched.reading = undefined
    }
  }

  async #send({ watching }: Watched, event: string): Promise<void> {
    const bytes = Buffer.from(event)
    let n = 0
    for (const response of [...watching]) {
      if (!response.headersSent || response.writableEnded) continue
      // A client that does not read is dropped; its browser asks again.
      if (response.writableLength > 65_536) response.destroy()
      else response.write(bytes)
      n++
      if (n % atOnce === 0) await new Promise(resolve => setImmediate(resolve))
    }
  }
}
