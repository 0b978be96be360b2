/**
 * Lists a folder, and believes only what the server proves. Emails are in the order of their UIDs and are counted without gaps (RFC 9051
 * 2.3.1), so the number of an email tells how many come before it, and whether a list of UIDs is complete. An empty answer is believed only
 * if EXISTS and UIDNEXT say the same.
 */
import type { FetchQueryObject, ImapFlow } from 'imapflow'

export interface Listed {
  uid: number
  /** Its number in the folder, from 1. */
  number: number
  size: number
  /** Milliseconds since 1970. */
  receivedAt: number
  flags: Set<string>
}

export interface Listing {
  emails: Listed[]
  /** The last UID that the listing covers. */
  to: number
  /** First and last UID of places where the server counts emails that it does not show. */
  gaps: [number, number][]
}

/** The most emails in one listing. */
const MOST_LISTED = 1_000
const HIGHEST_UID = 4_294_967_295
/** The server is asked this often, because an email that is expunged in the meantime is no contradiction. */
const TRIES = 3
const FACTS = { uid: true, size: true, internalDate: true, flags: true }

export class MailboxListing {
  readonly #client: ImapFlow
  /** How many emails there were up to the last UID we asked about: the first guess for the next. */
  #guess = 0
  #uidNextAsked = 0
  #doubts = true
  /** The server has said two things that cannot both be true. */
  contradicts = false

  constructor(client: ImapFlow) {
    this.#client = client
  }

  /** `doubts`: asks once more although EXISTS and UIDNEXT announce nothing new, because the server may have forgotten to. */
  beginRound(doubts: boolean): void {
    this.contradicts = false
    this.#doubts = doubts
  }

  /** The next emails above a UID, at most `MOST_LISTED`. Undefined if there are none. */
  async next(after: number): Promise<Listing | undefined> {
    const below = await this.#countUpTo(after)
    if (below === undefined) return this.#askPlainly(after)
    const exists = this.#exists
    if (below >= exists) {
      const uidNext = this.#uidNext
      const isQuiet = uidNext <= after + 1 || uidNext === this.#uidNextAsked
      if (isQuiet && !this.#doubts) return undefined
      // Emails came and went, or we were not told that some have come.
      this.#uidNextAsked = uidNext
      this.#doubts = false
      return this.#askPlainly(after)
    }
    const top = Math.min(below + MOST_LISTED, exists)
    const to = await this.#uidOf(top)
    if (to === undefined || to <= after) return this.#askPlainly(after)
    return this.between(after + 1, to, { below, top })
  }

  /** All emails from one UID to another. `counted`: how many there are below the first, and up to the last. */
  async between(from: number, to: number, counted?: { below: number; top: number }): Promise<Listing> {
    let seen = new Map<number, Listed>()
    for (let tries = 1; ; tries++) {
      const known = tries === 1 ? counted : undefined
      const below = known?.below ?? (await this.#countUpTo(from - 1))
      const top = known?.top ?? (await this.#countUpTo(to))
      seen = new Map([...seen, ...(await this.#facts(`${from}:${to}`, true))])
      const isWhole = () => below !== undefined && top !== undefined && seen.size >= top - below
      if (!isWhole() && below !== undefined && top !== undefined && top > below) {
        const byNumber = await this.#facts(`${below + 1}:${top}`, false)
        for (const [uid, email] of byNumber) if (uid >= from && uid <= to) seen.set(uid, email)
      }
      const emails = [...seen.values()]
        .filter(({ uid }) => uid >= from && uid <= to)
        .sort((a, b) => a.uid - b.uid)
      if (isWhole()) return { emails, to, gaps: [] }
      if (tries < TRIES) continue
      this.contradicts = true
      return { emails, to, gaps: gapsIn(emails, from, to, below, top) }
    }
  }

  /** The emails with these UIDs, as far as the server shows them. */
  these(uids: number[]): Promise<Map<number, Listed>> {
    return this.#facts(uids.join(','), true)
  }

  /** Whether the server proves that an email is gone. */
  async isGone(uid: number): Promise<boolean> {
    const below = await this.#countUpTo(uid - 1)
    const upTo = await this.#countUpTo(uid)
    return below !== undefined && below === upTo
  }

  /** The highest UID that exists or has existed, as far as the server tells. */
  async highest(): Promise<number> {
    const exists = this.#exists
    return Math.max(this.#uidNext - 1, (exists > 0 ? await this.#uidOf(exists) : 0) ?? 0, 0)
  }

  /** Asks by UID alone, because the numbers do not add up. The mark may move over no email that is counted and not shown. */
  async #askPlainly(after: number): Promise<Listing | undefined> {
    const found = await this.#facts(`${after + 1}:${HIGHEST_UID}`, true)
    const emails = [...found.values()].filter(({ uid }) => uid > after).sort((a, b) => a.uid - b.uid)
    const last = emails.at(-1)
    const below = await this.#countUpTo(after)
    // Emails may have been expunged since we counted, or have come and gone.
    if (last === undefined && below === this.#exists) return undefined
    this.contradicts = true
    if (last === undefined) return undefined
    return { emails, to: last.uid, gaps: gapsIn(emails, after + 1, last.uid, below, last.number) }
  }

  /** How many emails have a UID up to this. Undefined if the server does not show an email that it counts. */
  async #countUpTo(uid: number): Promise<number | undefined> {
    let low = 0
    let high = this.#exists
    if (uid <= 0) return 0
    // Nearly always the last email, or the one we asked about before.
    const guesses = [high, this.#guess, this.#guess + 1]
    while (low < high) {
      const guess = guesses.shift() ?? Math.ceil((low + high) / 2)
      if (guess <= low || guess > high) continue
      const found = await this.#uidOf(guess)
      if (found === undefined) return undefined
      if (found <= uid) low = guess
      else high = guess - 1
    }
    this.#guess = low
    return low
  }

  async #uidOf(number: number): Promise<number | undefined> {
    for (let tries = 1; number <= this.#exists; tries++) {
      for await (const email of this.#ask(String(number), { uid: true }, false))
        if (email.seq === number) return email.uid
      if (tries === TRIES) {
        this.contradicts = true
        break
      }
      // It may be gone, which servers say after a NOOP.
      await this.#client.noop()
    }
    return undefined
  }

  async #facts(range: string, byUid: boolean): Promise<Map<number, Listed>> {
    const found = new Map<number, Listed>()
    for await (const email of this.#ask(range, FACTS, byUid)) {
      found.set(email.uid, {
        uid: email.uid,
        number: email.seq,
        size: email.size ?? 0,
        receivedAt: new Date(email.internalDate ?? 0).getTime(),
        flags: email.flags ?? new Set(),
      })
      if (found.size >= MOST_LISTED * 2) break
    }
    return found
  }

  /** A refusal counts as an empty answer; EXISTS and UIDNEXT tell whether that is true. */
  async *#ask(range: string, query: FetchQueryObject, byUid: boolean) {
    try {
      for await (const email of this.#client.fetch(range, query, { uid: byUid }))
        if (Number.isSafeInteger(email.uid) && email.uid > 0) yield email
    } catch (error) {
      if (!this.#client.usable || !isRefusal(error)) throw error
    }
  }

  get #opened() {
    const opened = this.#client.mailbox
    if (opened === false) throw Object.assign(new Error('no mailbox'), { code: 'connection-closed' })
    return opened
  }

  /** 0 if the server does not tell. */
  get #uidNext(): number {
    return this.#opened.uidNext || 0
  }

  get #exists(): number {
    return this.#opened.exists
  }
}

/** The server said NO or BAD, and the connection goes on. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && ['NO', 'BAD'].includes(String(Reflect.get(error, 'responseStatus')))
}

function gapsIn(
  emails: readonly Listed[],
  from: number,
  to: number,
  below: number | undefined,
  top: number | undefined,
): [number, number][] {
  const gaps: [number, number][] = []
  let last = { uid: from - 1, number: below }
  for (const next of [...emails, { uid: to + 1, number: top === undefined ? undefined : top + 1 }]) {
    const counted = last.number === undefined || next.number === undefined || next.number > last.number + 1
    if (counted && next.uid > last.uid + 1) gaps.push([last.uid + 1, next.uid - 1])
    last = next
  }
  return gaps
}
