/**
 * One IMAP session over our folder. No email may be missed: the mark moves only over what the server has shown us, and an email is
 * flagged or moved only after its commit. While a group of emails is being committed, the next one is fetched.
 */
import type { ImapFlow } from 'imapflow'
import type { Core, Log } from '../../../core/channel.ts'
import { LARGEST_MAIL } from '../read/parsed-mail.ts'
import { flagDone, flagUnread } from './flag-taken.ts'
import type { ImapSettings } from './imap-url.ts'
import type { Taking } from './listener.ts'
import { type Allowance, type Breaks, MailboxFetching, OCTETS_OF_FACTS } from './mailbox-fetching.ts'
import { type Listed, MailboxListing } from './mailbox-listing.ts'
import {
  type Backlog,
  type Mark,
  markNote,
  nothingRead,
  readMark,
  readTakeNote,
  takeNote,
  writeMark,
} from './mailbox-mark.ts'
import { chunksOf, groupsOf, MOST_OCTETS_OF_GROUP } from './uid-groups.ts'

export interface MailboxOptions {
  settings: ImapSettings
  /** Days that an email we have taken stays; 0: it is deleted at once; undefined: it stays. */
  keepDays?: number
  core: Pick<Core, 'hold' | 'report' | 'readNote' | 'writeNote'>
  log: Log
  /** Emails are about to come. */
  expect(): void
  /** Resolves after the commit. A throw means that the database is down: the email stays as it is. */
  take(raw: Buffer): Promise<Taking>
  /** For tests. Milliseconds between two polls (30,000), and the first wait after a failure (1,000). */
  poll?: number | undefined
  firstWait?: number
}

const DAY = 24 * 60 * 60_000
/** Limits for everything that is fetched and not yet committed. */
const MOST_EMAILS = 300
const MOST_OCTETS = 2 * MOST_OCTETS_OF_GROUP
/** With so many unfinished emails, something is badly wrong, and we start no new ones. */
const MOST_PENDING = 500
const MOST_GAPS = 100
/** Absent emails that are looked for in one round: each takes a dozen questions. */
const MOST_LOOKED_FOR = 20

/** Emails that are fetched and being committed. */
interface Flight {
  uids: number[]
  octets: number
  /** The mark once these and all earlier emails are settled. */
  mark: number
  outcomes: Promise<Map<number, Taking | 'away'>>
}

/** Throws any error that breaks the connection. No email is lost by that. */
export class MailboxSession {
  readonly #options: MailboxOptions
  readonly #client: ImapFlow
  readonly #listing: MailboxListing
  readonly #allowance: Allowance
  readonly #fetching: MailboxFetching
  readonly #note: string
  #state: Mark = nothingRead
  #flights: Flight[] = []

  constructor(options: MailboxOptions, client: ImapFlow, breaks: Breaks, allowance: Allowance) {
    this.#options = options
    this.#client = client
    this.#listing = new MailboxListing(client)
    this.#allowance = allowance
    this.#fetching = new MailboxFetching(client, { breaks, allowance, log: options.log })
    this.#note = markNote(options.settings)
  }

  /** Whether the last round found that the server contradicts itself. */
  get contradicts(): boolean {
    return this.#listing.contradicts || this.#state.gaps.length > 0
  }

  /** Finds where to start reading. */
  async begin(): Promise<void> {
    const known = readMark(await this.#options.core.readNote('email', this.#note))
    const opened = this.#client.mailbox
    if (opened === false) throw broken('connection-closed')
    const uidValidity = String(opened.uidValidity)
    // UIDs only grow (RFC 9051 2.3.1.1). If the next one lies below our mark, they are new numbers in spite of the same UIDVALIDITY.
    const shrank = known !== undefined && opened.uidNext > 0 && opened.uidNext < known.mark
    if (known === undefined) {
      await this.#startOver(uidValidity, { since: Date.now() - DAY, skip: 'read' })
      this.#options.log.info({ emails: opened.exists }, 'the mailbox is read for the first time')
    } else if (shrank || known.uidValidity !== uidValidity) {
      const { backlog, mark } = known
      // Somebody else may have read email that we had not come to yet.
      const skip = mark < backlog.to ? backlog.skip : 'done'
      await this.#startOver(uidValidity, { since: backlog.since, skip })
      this.#options.log.warn({ emails: opened.exists }, 'the mailbox was renumbered and is read again')
    } else this.#state = known
    // The threads that read emails start while the first are listed and fetched.
    if (opened.exists > 0 && opened.uidNext > this.#state.mark + 1) this.#options.expect()
    await this.#keep()
  }

  /**
   * A mailbox may hold years of email that people have answered long ago, so not everything that is there is taken: the first time
   * only the unread email of the last day; after new numbers, what we have not done since we began.
   */
  async #startOver(uidValidity: string, backlog: Omit<Backlog, 'to'>): Promise<void> {
    const to = await this.#listing.highest()
    this.#state = { ...nothingRead, uidValidity, pending: new Set(), gaps: [], backlog: { ...backlog, to } }
  }

  /** `timed`: also retries emails that failed before; a mere arrival does not. */
  async round(timed: boolean): Promise<void> {
    this.#listing.beginRound(timed)
    try {
      if (timed) {
        // The server may say only now what has arrived.
        await this.#client.noop()
        await this.#takeOlder()
        if (!(await this.#tryAgain())) return
      }
      await this.#takeNew()
    } finally {
      await Promise.all(this.#flights.splice(0).map(({ outcomes }) => outcomes))
    }
  }

  /** The operator asks for older email: begins once more at the first. */
  async #takeOlder(): Promise<void> {
    const { core, settings, log } = this.#options
    const since = readTakeNote(await core.readNote('email', takeNote(settings)))
    if (since === undefined) return
    const to = Math.max(this.#state.mark, this.#state.backlog.to)
    this.#state = { ...this.#state, mark: 0, left: 0, backlog: { to, since, skip: 'read' } }
    await this.#keep()
    await core.writeNote('email', takeNote(settings), null)
    log.info({ since: new Date(since).toISOString() }, 'older email is taken')
  }

  /** False if the database is down: the round is over, and nothing is lost. */
  async #takeNew(): Promise<boolean> {
    for (let at = this.#state.mark; ; ) {
      const { pending, gaps } = this.#state
      if (pending.size >= MOST_PENDING || gaps.length >= MOST_GAPS) break
      const listing = await this.#listing.next(at)
      if (listing === undefined) break
      this.#allowance.octets += listing.emails.length * OCTETS_OF_FACTS
      gaps.push(...listing.gaps)
      const wanted = listing.emails.filter(email => this.#isWanted(email))
      for (const group of groupsOf(wanted)) {
        const last = group.at(-1) === wanted.at(-1)
        if (!(await this.#takeGroup(group, last ? listing.to : (group.at(-1)?.uid ?? 0)))) return false
      }
      // The mark moves although none of them is for us.
      if (wanted.length === 0 && !(await this.#takeGroup([], listing.to))) return false
      at = listing.to
    }
    return this.#settleAll()
  }

  #isWanted({ uid, flags, receivedAt }: Listed): boolean {
    const { to, since, skip } = this.#state.backlog
    if (uid > to) return true
    if (flags.has('$Undersigned') || (skip === 'read' && flags.has('\\Seen'))) return false
    if (receivedAt >= since) return true
    if (!flags.has('\\Seen')) this.#state.left++
    return false
  }

  /** False if the database is down. */
  async #tryAgain(): Promise<boolean> {
    const { pending, gaps } = this.#state
    const before = `${pending.size} ${gaps.length}`
    for (const [from, to] of gaps.splice(0)) {
      const found = await this.#listing.between(from, to)
      gaps.push(...found.gaps)
      for (const email of found.emails) if (this.#isWanted(email)) pending.add(email.uid)
    }
    let lookedFor = 0
    for (const uids of chunksOf([...pending].sort((a, b) => a - b))) {
      const there = await this.#listing.these(uids)
      for (const uid of uids)
        if (!there.has(uid) && lookedFor++ < MOST_LOOKED_FOR && (await this.#listing.isGone(uid)))
          pending.delete(uid)
      const due = [...there.values()].filter(({ uid }) => this.#fetching.isDue(uid))
      for (const group of groupsOf(due)) if (!(await this.#takeGroup(group, 0))) return false
    }
    if (!(await this.#settleAll())) return false
    if (before !== `${pending.size} ${gaps.length}`) await this.#keep()
    return true
  }

  /** Fetches a group and begins to commit it. First makes room: false if that shows that the database is down. */
  async #takeGroup(group: Listed[], mark: number): Promise<boolean> {
    const large = group.filter(({ size }) => size > LARGEST_MAIL)
    const due = group.filter(({ uid, size }) => size <= LARGEST_MAIL && this.#fetching.isDue(uid))
    const octets = due.reduce((sum, { size }) => sum + size, 0)
    const sum = (of: (flight: Flight) => number) => this.#flights.reduce((all, flight) => all + of(flight), 0)
    while (
      this.#flights.length > 0 &&
      (sum(flight => flight.uids.length) + group.length > MOST_EMAILS ||
        sum(flight => flight.octets) + octets > MOST_OCTETS)
    )
      if (!(await this.#settleFirst())) return false
    const raws = await this.#fetching.fetch(due)
    for (const [uid, raw] of raws) {
      if (raw.length <= LARGEST_MAIL) continue
      // RFC822.SIZE was too low: some servers guess it.
      large.push(...group.filter(email => email.uid === uid))
      raws.delete(uid)
    }
    await flagUnread(
      this.#client,
      large.map(({ uid }) => uid),
      this.#options.log,
    )
    const isLarge = new Set(large.map(({ uid }) => uid))
    const uids = group.map(({ uid }) => uid).filter(uid => !isLarge.has(uid))
    for (const uid of isLarge) this.#state.pending.delete(uid)
    this.#flights.push({ uids, octets, mark, outcomes: this.#commit(raws) })
    return true
  }

  async #commit(raws: Map<number, Buffer>): Promise<Map<number, Taking | 'away'>> {
    const outcomes = await Promise.all(
      [...raws].map(async ([uid, raw]) => {
        const taking = await this.#options.take(raw).catch(() => 'away' as const)
        return [uid, taking] as const
      }),
    )
    return new Map(outcomes)
  }

  async #settleAll(): Promise<boolean> {
    while (this.#flights.length > 0) if (!(await this.#settleFirst())) return false
    return true
  }

  /** Waits for the commits of the first flight, then flags its emails and moves the mark. False if the database is down. */
  async #settleFirst(): Promise<boolean> {
    const [flight] = this.#flights
    if (flight === undefined) return true
    const outcomes = await flight.outcomes
    this.#flights.shift()
    const done = flight.uids.filter(uid => outcomes.get(uid) === 'taken')
    const refused = flight.uids.filter(uid => outcomes.get(uid) === 'refused')
    const missing = flight.uids.filter(uid => !outcomes.has(uid))
    // A server may say OK and send fewer emails than asked for, or refuse one. These wait for the next round.
    if (missing.length > 0) this.#options.log.warn({ emails: missing.length }, 'the server left emails out')
    await flagDone(this.#client, done, this.#options)
    await flagUnread(this.#client, refused, this.#options.log)
    // A closed connection swallows a flag without an error. Then nothing is noted, and the whole group comes again.
    if (!this.#client.usable) throw broken('connection-closed')
    const { pending } = this.#state
    for (const uid of flight.uids) pending.add(uid)
    for (const uid of [...done, ...refused]) pending.delete(uid)
    if ([...outcomes.values()].includes('away')) return false
    await this.#moveMark(Math.max(this.#state.mark, flight.mark))
    return true
  }

  async #moveMark(to: number): Promise<void> {
    const { mark, backlog, left } = this.#state
    this.#state.mark = to
    await this.#keep()
    if (left > 0 && mark < backlog.to && to >= backlog.to)
      this.#options.log.warn({ emails: left }, 'older unread emails were left: undersigned mailbox take')
  }

  #keep(): Promise<void> {
    return this.#options.core.writeNote('email', this.#note, writeMark(this.#state))
  }
}

/** An error with a code that may be shown. */
function broken(code: string): Error {
  return Object.assign(new Error(code), { code })
}
