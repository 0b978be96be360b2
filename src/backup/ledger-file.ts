/**
 * The ledger: a file of lines outside the database. It says what must still hold after a restore and what the backup cannot know: erased
 * signatures, and the numbers that may have been given. A line is a time, the row's id, a kind, a subject and a detail.
 */
import { createReadStream } from 'node:fs'
import { type LedgerKind, ledgerKinds } from '../db/tables/service.ts'

export type LedgerEntry =
  | { kind: LedgerKind; id: number; subject: string | null; detail: string | null }
  /** Numbers up to this one may have been given. */
  | { kind: 'number'; petition: string; upTo: number }

export interface LedgerHead {
  /** The id of the database. */
  of: string
  /** Everything since then is in the file. */
  since: Date
}

export function writeHead({ of, since }: LedgerHead): string {
  return `# undersigned ledger of ${of} since ${since.toISOString()}\n`
}

export function writeEntry(at: Date, entry: LedgerEntry): string {
  const words =
    entry.kind === 'number'
      ? ['-', entry.kind, entry.petition, entry.upTo]
      : [entry.id, entry.kind, entry.subject ?? '-', entry.detail ?? '-']
  return `${at.toISOString()} ${words.join(' ')}\n`
}

/** Undefined if the line is damaged. */
export function readHead(line: string): LedgerHead | undefined {
  const [, of, since] = /^# undersigned ledger of ([0-9a-f-]{36}) since (\S+)$/.exec(line) ?? []
  const at = new Date(since ?? '')
  return of === undefined || Number.isNaN(at.getTime()) ? undefined : { of, since: at }
}

/** Undefined for a line that a crash cut off. */
export function readEntry(line: string): LedgerEntry | undefined {
  const [, id = '', kind = '', subject = '', detail = ''] = line.split(' ')
  if (kind === 'number')
    return isWhole(detail) ? { kind, petition: subject, upTo: Number(detail) } : undefined
  const known = ledgerKinds.find(one => one === kind)
  if (known === undefined || !isWhole(id) || detail === '') return undefined
  return { kind: known, id: Number(id), subject: orNull(subject), detail: orNull(detail) }
}

function isWhole(text: string): boolean {
  return /^\d{1,15}$/.test(text)
}

function orNull(text: string): string | null {
  return text === '-' ? null : text
}

/**
 * Calls `take` with each entry, in order. Undefined if there is no such file, or nothing in it. A last line without its end was cut off, by a
 * crash, a full disk or a copy, and is left out.
 * @throws Error if it is no ledger
 */
export async function readLedger(
  path: string,
  take: (entry: LedgerEntry) => void | Promise<void>,
): Promise<LedgerHead | undefined> {
  let head: LedgerHead | undefined
  let rest = ''
  try {
    for await (const chunk of createReadStream(path, 'utf8')) {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines.map(each => each.trimEnd())) {
        if (head === undefined) {
          head = readHead(line)
          if (head === undefined) throw new Error('the first line is another one')
          continue
        }
        const entry = readEntry(line)
        if (entry !== undefined) await take(entry)
      }
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  if (head === undefined && rest !== '') throw new Error('there is no whole line')
  return head
}
