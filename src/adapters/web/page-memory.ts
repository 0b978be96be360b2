/** Keeps public pages as they go over the wire. A page is made and compressed once, and again when what it shows has changed. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export interface MadePage {
  html: string
  /** The headers of the answer, without those about its content. */
  headers: Record<string, string>
  /** The page shows something else from this time on, even if nobody reports a change. */
  until?: Date
}

export interface KeptPage {
  /** Weak: one for all encodings (RFC 9110, section 8.8.3). */
  etag: string
  headers: Record<string, string>
  bodies: Record<Encoding, Buffer>
}

export type Encoding = 'br' | 'gzip' | 'identity'

export interface PageMemoryOptions {
  /** Returns undefined if there is no such page. */
  make: (key: string) => Promise<MadePage | undefined>
  now?: () => number
}

/** A page is made again once in this time at most. */
const leastMs = 1_000
/** A page is made again after this time even if nobody reported a change: figures of today change by themselves. */
const mostMs = 10_000
/** A page with two readers within this time is busy: they get the old copy, and the next reader gets the new one. */
const busyMs = 250
const mostPages = 400
/** A reader waits so long for a new copy, and gets the old one after that. */
const patienceMs = 1_000

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

  /** Answers at once if the page is in memory and good. Rejects if it cannot be made and there is no copy. */
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
    // An old copy is better than none while the database is away.
    const old = made.then(
      page => page,
      () => entry.page,
    )
    return isBusy ? entry.page : Promise.race([old, sleep(patienceMs, entry.page, { ref: false })])
  }

  /** Reports that what these pages show has changed. */
  changed(isMeant: (key: string) => boolean): void {
    for (const [key, entry] of this.#entries) if (isMeant(key)) entry.changed = true
  }

  /** Makes each page once at a time, no matter how many readers ask. */
  #refresh(key: string): Promise<KeptPage | undefined> {
    const making = this.#making.get(key) ?? this.#makeOnce(key)
    this.#making.set(key, making)
    return making
  }

  async #makeOnce(key: string): Promise<KeptPage | undefined> {
    const before = this.#entries.get(key)
    // A change from here on may be missing in the copy.
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
  const identity = Buffer.from(html)
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
    promisify(gzip)(identity),
  ])
  const etag = `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`
  return { etag, headers, bodies: { br, gzip: zipped, identity } }
}

/** Chooses the smallest encoding that the client accepts (RFC 9110, section 12.5.3). */
export function encodingOf(accepted: string | undefined): Encoding {
  const takes = (coding: string) =>
    (accepted ?? '').split(',').some(part => {
      const [name, ...parameters] = part.split(';')
      return name?.trim().toLowerCase() === coding && !parameters.some(p => /^\s*q=0(\.0*)?\s*$/.test(p))
    })
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}

/** Says whether the client has this copy already (RFC 9110, section 13.1.2). */
export function hasAlready(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some(given => {
    const tag = given.trim()
    return tag === '*' || tag === etag || `W/${tag}` === etag
  })
}
