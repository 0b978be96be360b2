/**
 * One IMAP session over our folder. No mail may be missed: a mail is flagged or moved only after its commit. A lasting note keeps the
 * mark, below which all UIDs are done, and the UIDs below it that are not. If the note is lost, or a crash comes before it is written,
 * mail is read again and the inbox recognises the repeat.
 */
import { createHash } from 'node:crypto'
import type { ImapFlow, MailboxObject, SearchObject } from 'imapflow'
import type { Core, Json, Log } from '../../../core/channel.ts'
import { LARGEST_MAIL } from '../read/parsed-mail.ts'
import type { ImapSettings } from './imap-url.ts'
import type { Taking } from './listener.ts'

export interface MailboxOptions {
  settings: ImapSettings
  core: Pick<Core, 'hold' | 'report' | 'readNote' | 'writeNote'>
  log: Log
  /** Resolves after the commit. A throw means that the database is down: the mail stays as it is. */
  take(raw: Buffer): Promise<Taking>
  /** For tests. Milliseconds between two polls (30,000), and the first wait after a failure (1,000). */
  poll?: number | undefined
  firstWait?: number
}

/** Flags of a mail that is done, if the server allows them (PERMANENTFLAGS). */
const DONE = ['\\Seen', '$Undersigned']
const DAY = 24 * 60 * 60_000
/** The mails of one group are held in memory and committed side by side. */
const GROUP_MAILS = 20
const GROUP_OCTETS = 2 * LARGEST_MAIL
/** With so many unfinished mails something is badly wrong, and no new ones are begun. */
const MOST_PENDING = 500

interface Mark {
  uidValidity: string
  mark: number
  pending: Set<number>
  /** Milliseconds since 1970. Mail received earlier is none of our business. */
  since: number
}

/** Throws whatever breaks the connection; no mail is lost by that. */
export class MailboxSession {
  readonly #options: MailboxOptions
  readonly #client: ImapFlow
  readonly #opened: MailboxObject
  readonly #note: string
  #state: Mark

  constructor(options: MailboxOptions, client: ImapFlow, opened: MailboxObject) {
    this.#options = options
    this.#client = client
    this.#opened = opened
    // Each account and folder has a note of its own. Hashed, because an account is a name.
    const { user, host, mailbox } = options.settings
    const which = createHash('sha256').update(`${user}\n${host}\n${mailbox}`).digest('hex').slice(0, 16)
    this.#note = `mailbox-${which}`
    this.#state = { uidValidity: String(opened.uidValidity), mark: 0, pending: new Set(), since: 0 }
  }

  /** Finds where to start reading. */
  async begin(): Promise<void> {
    const known = readMark(await this.#options.core.readNote('email', this.#note))
    const uidValidity = String(this.#opened.uidValidity)
    if (known === undefined) this.#state = await this.#firstStart(uidValidity)
    else if (known.uidValidity === uidValidity) this.#state = known
    else this.#state = await this.#startOver(uidValidity, known.since)
    await this.#keep()
  }

  /**
   * A mailbox may hold years of mail that people have answered long ago. The first time we take only the unread mail of the last day,
   * and everything from now on.
   */
  async #firstStart(uidValidity: string): Promise<Mark> {
    const since = Date.now() - DAY
    const pending = new Set((await this.#receivedSince(since, { seen: false })).slice(-MOST_PENDING))
    const mark = await this.#highest()
    this.#options.log.info({ pending: pending.size }, 'the mailbox is read for the first time')
    return { uidValidity, mark, pending, since }
  }

  /** The server has given all mails new numbers: reads again what arrived since we began. The inbox knows the rest. */
  async #startOver(uidValidity: string, since: number): Promise<Mark> {
    const open = await this.#receivedSince(since, { unKeyword: '$Undersigned' })
    const mark = open[0] === undefined ? await this.#highest() : open[0] - 1
    this.#options.log.warn({ emails: open.length }, 'the mailbox was renumbered and is read again')
    return { uidValidity, mark, pending: new Set(), since }
  }

  async #receivedSince(since: number, query: SearchObject): Promise<number[]> {
    // SINCE compares days, in the server's zone (RFC 3501 6.4.4), so we ask for a day more and compare the hour here.
    const uids = await this.#search({ ...query, since: new Date(since - DAY) })
    const found: number[] = []
    for (const batch of groups(uids, 100)) {
      const fields = { uid: true, internalDate: true }
      for (const mail of await this.#client.fetchAll(batch.join(','), fields, { uid: true })) {
        if (new Date(mail.internalDate ?? 0).getTime() >= since) found.push(mail.uid)
      }
    }
    return found.sort((a, b) => a - b)
  }

  async #highest(): Promise<number> {
    if (this.#opened.uidNext > 0) return this.#opened.uidNext - 1
    return (await this.#search({ all: true })).at(-1) ?? 0
  }

  /** `timed`: tries again those that failed before; an arrival alone does not. */
  async round(timed: boolean): Promise<void> {
    const { mark, pending } = this.#state
    // `n:*` always names the last mail, even one below n (RFC 3501 6.4.8).
    const fresh = (await this.#search({ uid: `${mark + 1}:*` })).filter(uid => uid > mark)
    const due = [...(timed ? pending : []), ...(pending.size < MOST_PENDING ? fresh : [])]
    for (const batch of groups(
      due.sort((a, b) => a - b),
      100,
    )) {
      const sizes = new Map<number, number>()
      const query = { uid: true, size: true }
      for (const mail of await this.#client.fetchAll(batch.join(','), query, { uid: true })) {
        sizes.set(mail.uid, mail.size ?? 0)
      }
      for (const group of groupsBySize(batch, sizes)) {
        if (!(await this.#takeGroup(group, sizes))) return
      }
    }
  }

  /** False if the database is down: the round is over, and nothing is lost. */
  async #takeGroup(uids: number[], sizes: Map<number, number>): Promise<boolean> {
    const large = uids.filter(uid => (sizes.get(uid) ?? 0) > LARGEST_MAIL)
    const small = uids.filter(uid => !large.includes(uid))
    const raws = new Map<number, Buffer>()
    if (small.length > 0) {
      const query = { uid: true, source: { start: 0, maxLength: LARGEST_MAIL + 1 } }
      for (const mail of await this.#client.fetchAll(small.join(','), query, { uid: true })) {
        if (mail.source !== undefined && mail.source.length > 0) raws.set(mail.uid, mail.source)
      }
    }
    // A server may say OK and send fewer mails than asked for. The missing ones that still exist wait for the next round.
    const missing = small.filter(uid => !raws.has(uid))
    const stillThere = missing.length > 0 ? await this.#search({ uid: missing.join(',') }) : []
    const failed = new Set(stillThere)
    if (failed.size > 0) this.#options.log.warn({ emails: failed.size }, 'the server left emails out')

    for (const [uid, raw] of raws) {
      // RFC822.SIZE was too low: some servers guess it.
      if (raw.length <= LARGEST_MAIL) continue
      large.push(uid)
      raws.delete(uid)
    }
    const done: number[] = []
    let away = false
    await Promise.all(
      [...raws].map(async ([uid, raw]) => {
        const taking = await this.#options.take(raw).catch(() => 'away' as const)
        if (taking === 'taken') done.push(uid)
        else failed.add(uid)
        if (taking === 'away') away = true
      }),
    )
    await this.#flagLarge(large)
    await this.#flagDone(done)
    // A closed connection swallows a flag without an error. Then nothing is noted, and the whole group comes again.
    if (!this.#client.usable) throw broken('connection-closed')
    const { pending } = this.#state
    for (const uid of uids) {
      if (failed.has(uid)) pending.add(uid)
      else pending.delete(uid)
    }
    this.#state.mark = Math.max(this.#state.mark, ...uids)
    if (away) return false
    await this.#keep()
    return true
  }

  async #flagDone(uids: number[]): Promise<void> {
    if (uids.length === 0) return
    const range = uids.join(',')
    if (!(await this.#client.messageFlagsAdd(range, DONE, { uid: true }))) {
      this.#options.log.warn({ emails: uids.length }, 'emails could not be flagged as done')
    }
    const { moveTo } = this.#options.settings
    if (moveTo === undefined) return
    if (await this.#client.messageMove(range, moveTo, { uid: true })) return
    await this.#client.mailboxCreate(moveTo).catch(() => {})
    if (await this.#client.messageMove(range, moveTo, { uid: true })) return
    this.#options.log.warn({ emails: uids.length }, 'emails could not be moved')
  }

  /** Leaves large mails unread and \Flagged for a person to see; they are never fetched. */
  async #flagLarge(uids: number[]): Promise<void> {
    if (uids.length === 0) return
    this.#options.log.warn({ uids, limit: LARGEST_MAIL }, 'emails are too large to be read')
    await this.#client.messageFlagsAdd(uids.join(','), ['\\Flagged', '$Undersigned'], { uid: true })
  }

  async #search(query: SearchObject): Promise<number[]> {
    const uids = await this.#client.search(query, { uid: true })
    if (!Array.isArray(uids)) throw broken('search-refused')
    return uids.sort((a, b) => a - b)
  }

  async #keep(): Promise<void> {
    const { uidValidity, mark, pending, since } = this.#state
    await this.#options.core.writeNote('email', this.#note, {
      uidValidity,
      mark,
      pending: [...pending],
      since,
    })
  }
}

function readMark(note: Json | undefined): Mark | undefined {
  if (typeof note !== 'object' || note === null || Array.isArray(note)) return undefined
  const { uidValidity, mark, pending, since } = note
  if (typeof uidValidity !== 'string' || typeof mark !== 'number' || typeof since !== 'number')
    return undefined
  if (!Array.isArray(pending)) return undefined
  return { uidValidity, mark, pending: new Set(pending.filter(uid => typeof uid === 'number')), since }
}

function groups(uids: number[], size: number): number[][] {
  const all: number[][] = []
  for (let at = 0; at < uids.length; at += size) all.push(uids.slice(at, at + size))
  return all
}

function groupsBySize(uids: number[], sizes: Map<number, number>): number[][] {
  const all: number[][] = []
  let octets = 0
  for (const uid of uids) {
    const size = Math.min(sizes.get(uid) ?? 0, LARGEST_MAIL)
    const last = all.at(-1)
    if (last === undefined || last.length >= GROUP_MAILS || octets + size > GROUP_OCTETS) {
      all.push([uid])
      octets = size
    } else {
      last.push(uid)
      octets += size
    }
  }
  return all
}

/** An error with a code that may be shown. */
function broken(code: string): Error {
  return Object.assign(new Error(code), { code })
}
