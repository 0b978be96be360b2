/**
 * The mark, a lasting note of how far a mailbox has been read. If it is lost, or a crash comes before it is written, emails are read again,
 * and the inbox recognises the repeats.
 */
import { createHash } from 'node:crypto'
import type { Json } from '../../../core/channel.ts'
import type { ImapSettings } from './imap-url.ts'

export interface Mark {
  uidValidity: string
  /** The server has shown us every email up to this UID. All are done except `pending` and `gaps`. */
  mark: number
  /** UIDs of emails that have to be tried again. */
  pending: Set<number>
  /** First and last UID of places where the server counts emails that it does not show. */
  gaps: [number, number][]
  /** Emails that were there before we began. Newer ones are taken with any date and flags. */
  backlog: Backlog
  /** Unread emails of the backlog that were left because they are older than `backlog.since`. */
  left: number
}

export interface Backlog {
  /** The last UID of the backlog. */
  to: number
  /** Milliseconds since 1970. Email received earlier is left. */
  since: number
  /** Which emails to leave that are marked as read: all, or, after the server has renumbered them, only those that we have taken. */
  skip: 'read' | 'done'
}

export const nothingRead: Mark = {
  uidValidity: '',
  mark: 0,
  pending: new Set(),
  gaps: [],
  backlog: { to: 0, since: 0, skip: 'read' },
  left: 0,
}

/** After a restore: the mailbox is read again, from a day before the backup on. Emails that we have flagged as done are left. */
export function markAfterRestore(backupAt: Date): Json {
  const since = backupAt.getTime() - 24 * 60 * 60_000
  return writeMark({ ...nothingRead, backlog: { to: 0, since, skip: 'done' } })
}

/** Each account and folder has notes of its own. Hashed, because an account is a name. */
export function markNote({ user, host, mailbox }: ImapSettings): string {
  return `mailbox-${createHash('sha256').update(`${user}\n${host}\n${mailbox}`).digest('hex').slice(0, 16)}`
}

/** The note in which the operator asks for older email: `{ since }`, in milliseconds. */
export function takeNote(settings: ImapSettings): string {
  return `${markNote(settings)}-take`
}

export function readTakeNote(note: Json | undefined): number | undefined {
  const since = isObject(note) ? note.since : undefined
  return typeof since === 'number' ? since : undefined
}

export function writeMark({ pending, ...rest }: Mark): Json {
  return { ...rest, pending: [...pending], backlog: { ...rest.backlog } }
}

export function readMark(note: Json | undefined): Mark | undefined {
  if (!isObject(note)) return undefined
  const { uidValidity, mark, pending, gaps, backlog, left, since } = note
  if (typeof uidValidity !== 'string' || typeof mark !== 'number' || !Array.isArray(pending)) return undefined
  const known = {
    uidValidity,
    mark,
    pending: new Set(pending.filter(uid => typeof uid === 'number')),
    gaps: Array.isArray(gaps) ? gaps.flatMap(readGap) : [],
    left: typeof left === 'number' ? left : 0,
  }
  // Notes of an earlier version have no backlog.
  if (typeof since === 'number') return { ...known, backlog: { to: mark, since, skip: 'read' } }
  if (!isObject(backlog) || typeof backlog.to !== 'number' || typeof backlog.since !== 'number')
    return undefined
  const skip = backlog.skip === 'done' ? 'done' : 'read'
  return { ...known, backlog: { to: backlog.to, since: backlog.since, skip } }
}

function readGap(gap: Json): [number, number][] {
  const [from, to] = Array.isArray(gap) ? gap : []
  return typeof from === 'number' && typeof to === 'number' ? [[from, to]] : []
}

function isObject(note: Json | undefined): note is { [key: string]: Json } {
  return typeof note === 'object' && note !== null && !Array.isArray(note)
}
