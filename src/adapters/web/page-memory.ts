/** Keeps public pages as they go over the wire: made and compressed once, and again when their content changes. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Encoding, inAllEncodings } from './compress.ts'

export interface MadePage {
  html: string
  /** The headers of the answer, except for those about its encoding. */
  headers: Record<string, string>
  /** The page changes at this time, even without a notification. */
  until?: Date
}

export interface KeptPage {
  /** Weak: one for all encodings (RFC 9110, section 8.8.3). */
  etag: string
  bodies: Record<Encoding, Buffer>
  /** Names and values in turn, as Node writes them fastest. `none`: for a client that has this page. */
  heads: Record<Encoding | 'none', string[]>
}

export interface PageMemoryOptions {
  /** Undefined: there is no such page. */
  make: (key: string) => Promise<MadePage | undefined>
  now?: () => number
}

/** A page is made again at most this often, whatever changes. */
const leastMs = 1_000
/** A page is made again after this time without any notification, because today's figures change by themselves. */
const mostMs = 10_000
/** A page that was asked for within this time is busy: nobody waits, the next reader gets the new one. */
const busyMs = 250
const mostPages = 400
/** A reader waits this long for a new page, then gets the old one. */
const lookupMs = 1_000

interface Entry {
  page: KeptPage
  madeAt: number
  askedAt: number
  changed: boolean
  until: Date | undefined
}

export class PageMemory {
  readonly #make: PageMemoryOptions['make']
  readonly #now: () => number
  readonly #entries = new Map<string, Entry>()
  readonly #making = new Map<string, Promise<KeptPage | undefined>>()

  constructor({ make, now = () => performance.now() }: PageMemoryOptions) {
    this.#make = make
    this.#now = now
  }

  /** Returns a good page from memory at once. Rejects if it cannot be made and no copy is left. */
  get(key: string): KeptPage | Promise<KeptPage | undefined> {
    const entry = this.#entries.get(key)
    if (entry === undefined) return this.#refresh(key)
    const now = this.#now()
    const isBusy = now - entry.askedAt < busyMs
    entry.askedAt = now
    const age = now - entry.madeAt
    const isOver = entry.until !== undefined && entry.until.getTime() <= Date.now()
    if (!isOver && (age < leastMs || !(entry.changed || age > mostMs))) return entry.page
    const made = this.#refresh(key)
    // While the database is away, an older page is better than none.
    const old = made.then(
      page => page,
      () => entry.page,
    )
    return isBusy ? entry.page : Promise.race([old, sleep(lookupMs, entry.page, { ref: false })])
  }

  /** The content of these pages has changed. */
  changed(isMeant: (key: string) => boolean): void {
    for (const [key, entry] of this.#entries) if (isMeant(key)) entry.changed = true
  }

  /** Makes each page once at a time, however many ask. */
  #refresh(key: string): Promise<KeptPage | undefined> {
    const making = this.#making.get(key) ?? this.#makeOnce(key)
    this.#making.set(key, making)
    return making
  }

  async #makeOnce(key: string): Promise<KeptPage | undefined> {
    const before = this.#entries.get(key)
    // The page may miss a change that happens while it is made.
    if (before !== undefined) before.changed = false
    try {
      const made = await this.#make(key)
      if (made === undefined) {
        this.#entries.delete(key)
        return undefined
      }
      const page = await kept(made)
      const now = this.#now()
      this.#entries.delete(key)
      const { until } = made
      this.#entries.set(key, { page, until, madeAt: now, askedAt: now, changed: before?.changed ?? false })
      const [oldest] = this.#entries.keys()
      if (this.#entries.size > mostPages && oldest !== undefined) this.#entries.delete(oldest)
      return page
    } catch (error) {
      if (before !== undefined) before.changed = true
      throw error
    } finally {
      this.#making.delete(key)
    }
  }
}

async function kept({ html, headers }: MadePage): Promise<KeptPage> {
  const bodies = await inAllEncodings(html, 5)
  const etag = `W/"${createHash('sha256').update(bodies.identity).digest('base64url').slice(0, 22)}"`
  const head = (more: Record<string, string> = {}) =>
    Object.entries({ ...headers, ETag: etag, ...more }).flat()
  const length = (encoding: Encoding) => ({ 'Content-Length': `${bodies[encoding].byteLength}` })
  const heads = {
    none: head(),
    identity: head(length('identity')),
    br: head({ ...length('br'), 'Content-Encoding': 'br' }),
    gzip: head({ ...length('gzip'), 'Content-Encoding': 'gzip' }),
  }
  return { etag, bodies, heads }
}

/** The smallest encoding that the client accepts (RFC 9110, section 12.5.3). */
export function encodingOf(accepted: string | undefined): Encoding {
  const takes = (coding: string) =>
    (accepted ?? '').split(',').some(part => {
      const [name, ...parameters] = part.split(';')
      return name?.trim().toLowerCase() === coding && !parameters.some(p => /^\s*q=0(\.0*)?\s*$/.test(p))
    })
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}

/** Whether the client has this very page (RFC 9110, section 13.1.2). */
export function hasAlready(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some(given => {
    const tag = given.trim()
    return tag === '*' || tag === etag || `W/${tag}` === etag
  })
}
