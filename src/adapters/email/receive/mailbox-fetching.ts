/** Fetches emails over IMAP, so that none which breaks the connection, or which the server cannot read, holds up the others. */
import type { ImapFlow } from 'imapflow'
import type { Log } from '../../../core/channel.ts'
import { LARGEST_MAIL } from '../read/parsed-mail.ts'
import { codeOf } from './error-code.ts'
import { isRefusal, type Listed } from './mailbox-listing.ts'
import { rangesOf } from './uid-groups.ts'

/** Octets that the server needs to list one email. */
export const OCTETS_OF_FACTS = 1_000
/** After breaking the connection so often, an email is left alone for an hour. */
const MOST_BREAKS = 3
const HOUR = 60 * 60_000

/** Emails during whose fetch the connection broke. It outlives the session. */
export type Breaks = Map<number, { times: number; at: number }>

/** Octets that the server may have sent so far. One that sends more is cut off. */
export interface Allowance {
  octets: number
}

interface FetchingParts {
  breaks: Breaks
  allowance: Allowance
  log: Log
}

export class MailboxFetching {
  readonly #client: ImapFlow
  readonly #parts: FetchingParts

  constructor(client: ImapFlow, parts: FetchingParts) {
    this.#client = client
    this.#parts = parts
  }

  isDue(uid: number): boolean {
    const { times, at } = this.#parts.breaks.get(uid) ?? { times: 0, at: 0 }
    return times < MOST_BREAKS || Date.now() - at > HOUR
  }

  /** By UID. An email that the server leaves out or refuses is absent. Throws if the connection breaks. */
  async fetch(emails: readonly Listed[]): Promise<Map<number, Buffer>> {
    const raws = new Map<number, Buffer>()
    const { breaks } = this.#parts
    // One that broke the connection is fetched alone, so that it breaks nothing else.
    const suspects = emails.filter(({ uid }) => breaks.has(uid))
    const others = emails.filter(({ uid }) => !breaks.has(uid))
    for (const together of [others, ...suspects.map(suspect => [suspect])])
      await this.#fetchInto(raws, together)
    return raws
  }

  async #fetchInto(raws: Map<number, Buffer>, emails: readonly Listed[]): Promise<void> {
    const { breaks, allowance } = this.#parts
    const wanted = new Set(emails.map(({ uid }) => uid))
    if (wanted.size === 0) return
    allowance.octets += emails.reduce((sum, { size }) => sum + size + OCTETS_OF_FACTS, 0)
    const query = { uid: true, source: { start: 0, maxLength: LARGEST_MAIL + 1 } }
    try {
      for await (const { uid, source } of this.#client.fetch(rangesOf([...wanted]), query, { uid: true })) {
        if (source !== undefined && source.length > 0 && wanted.delete(uid)) raws.set(uid, source)
      }
      for (const { uid } of emails) breaks.delete(uid)
    } catch (error) {
      if (!this.#client.usable || !isRefusal(error)) {
        for (const uid of wanted) this.#countBreak(uid, error)
        throw error
      }
      // One that the server cannot read must not hold up the others.
      if (emails.length === 1) return
      for (const email of emails) if (wanted.has(email.uid)) await this.#fetchInto(raws, [email])
    }
  }

  #countBreak(uid: number, error: unknown): void {
    const { breaks, log } = this.#parts
    const times = (breaks.get(uid)?.times ?? 0) + 1
    breaks.set(uid, { times, at: Date.now() })
    if (times >= MOST_BREAKS)
      log.warn({ uid, code: codeOf(error) }, 'an email breaks the connection and has to wait')
  }
}
