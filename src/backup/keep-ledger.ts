import { constants } from 'node:fs'
import { open, rename, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../core/channel.ts'
import type { Db } from '../db/database.ts'
import { lastLedgerId, lastNumbers, ledgerHead, ledgerRows } from '../db/ledger.ts'
import { errorCode } from '../db/log.ts'
import { makeFolder } from '../make-folder.ts'
import { readLedger, writeEntry, writeHead } from './ledger-file.ts'

/** Many signatures a second wake us; the file is written this often at most. */
const PAUSE_MS = 200
/** Numbers that are noted before they are given: more than are given between two looks. */
const FEWEST_AHEAD = 50
const LOOKS_AHEAD = 10

export interface LedgerKeeper {
  /** Writes new entries into the file soon. */
  soon(): void
  /** Writes the rest, and ends. */
  stop(): Promise<void>
}

/** Ids are given before the commit: the row of a transaction that takes long appears after rows with greater ids. */
const LATE_FOR_MS = 10 * 60_000
/** Octets. An entry has a few hundred. */
const LONGEST_LINE = 65_536
const ROWS_AT_ONCE = 10_000
/** At the start, rows so far below the last id may be late. */
const LATE_AT_START = 2_000

/** The entries that the file has already. */
interface Known {
  /** Empty once the file has everything that was there at the start. */
  ids: Set<number>
  lastId: number
  /** Smaller ids that no row had yet, and when that was seen first. */
  late: Map<number, number>
  /** For each petition: the number in the file, and the last number given when we last looked. */
  numbers: Map<string, { upTo: number; seen: number }>
}

interface KeepingLedger {
  db: Db
  path: string
  log: Log
  report?: (state: 'up' | 'down', code?: string) => void
}

/**
 * Copies the ledger into the file. Each replica has a file of its own, and each file has everything. A failure is logged and tried again at
 * the next call: the rows wait in the database for a month.
 */
export function keepLedger({ db, path, log, report }: KeepingLedger): LedgerKeeper {
  let known: Known | undefined
  let wanted = false
  let running: Promise<void> | undefined
  let stopped = false

  const copy = async () => {
    known ??= await openLedger(db, path, log)
    await append(db, path, known)
  }
  const run = async () => {
    while (wanted) {
      wanted = false
      try {
        await copy()
        report?.('up')
      } catch (error) {
        // The file may be gone, or end in half a line: the next call looks at it again.
        known = undefined
        const code = errorCode(error)
        log.error({ code }, 'the ledger file cannot be written')
        report?.('down', code)
      }
      if (!stopped) await sleep(PAUSE_MS)
    }
  }
  const soon = () => {
    wanted = true
    running ??= run().finally(() => {
      running = undefined
    })
  }
  return {
    soon() {
      if (!stopped) soon()
    },
    async stop() {
      stopped = true
      await running
      soon()
      await running
    },
  }
}

/** Reads the file, or begins it. The file of another database is put aside. @throws Error if it is a device, such as /dev/null */
async function openLedger(db: Db, path: string, log: Log): Promise<Known> {
  if (await isSomethingElse(path)) throw Object.assign(new Error('no file'), { code: 'not-a-file' })
  const known = nothingKnown()
  const { id, since } = await ledgerHead(db)
  const head = await readLedger(path, entry => {
    if (entry.kind === 'number') known.numbers.set(entry.petition, { upTo: entry.upTo, seen: entry.upTo })
    else known.ids.add(entry.id)
  })
  if (head?.of === id) {
    await cutLastLine(path)
    return known
  }
  if (head !== undefined) {
    await rename(path, `${path}.${head.of}`)
    log.warn({ database: head.of }, 'the ledger file was of another database and is put aside')
  }
  await makeFolder(dirname(path))
  // Renamed when it is whole, because a file with half a head is no ledger.
  await writeFile(`${path}.new`, writeHead({ of: id, since }), { mode: 0o600, flush: true })
  await rename(`${path}.new`, path)
  return nothingKnown()
}

/** Renaming would replace a device, and root may do that. */
export async function isSomethingElse(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found !== undefined && !found.isFile()
}

/** Removes a last line that a crash or a full disk has cut off. The next line must not become its end. */
async function cutLastLine(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    const from = Math.max(0, size - LONGEST_LINE)
    const { buffer } = await file.read(Buffer.alloc(size - from), 0, size - from, from)
    const whole = from + buffer.lastIndexOf('\n') + 1
    if (whole < size) await file.truncate(whole)
  } finally {
    await file.close()
  }
}

function nothingKnown(): Known {
  return { ids: new Set(), lastId: 0, late: new Map(), numbers: new Map() }
}

async function append(db: Db, path: string, known: Known): Promise<void> {
  // Read before the rows: an id up to this one that has no row is of a transaction that goes on, or was undone.
  const given = await lastLedgerId(db)
  for (let more = true; more; ) {
    const late = [...known.late.keys()]
    const found = await ledgerRows(db, { after: known.lastId, late, limit: ROWS_AT_ONCE })
    const rows = found.filter(({ id }) => !known.ids.has(id))
    if (rows.length > 0) await write(path, rows.map(row => writeEntry(row.at, row)).join(''))
    more = found.length === ROWS_AT_ONCE
    const ids = found.map(({ id }) => id)
    noteSeen(known, ids, more ? 0 : given)
  }
  known.ids.clear()
  await appendNumbers(db, path, known)
}

async function appendNumbers(db: Db, path: string, known: Known): Promise<void> {
  const numbers = (await lastNumbers(db)).flatMap(({ id, last_number: given }) => {
    const { upTo, seen } = known.numbers.get(id) ?? { upTo: 0, seen: 0 }
    const ahead = Math.max(FEWEST_AHEAD, LOOKS_AHEAD * (given - Math.max(seen, 0)))
    if (known.numbers.has(id) && upTo - given >= ahead / 2) {
      known.numbers.set(id, { upTo, seen: given })
      return []
    }
    return [{ kind: 'number' as const, petition: id, upTo: given + ahead, given }]
  })
  const now = new Date()
  if (numbers.length > 0) await write(path, numbers.map(number => writeEntry(now, number)).join(''))
  for (const { petition, upTo, given } of numbers) known.numbers.set(petition, { upTo, seen: given })
}

/** `ids`: in order. `given`: all ids up to this one were given to some transaction. */
function noteSeen(known: Known, ids: number[], given: number): void {
  const now = Date.now()
  const { late } = known
  for (const [id, since] of late) if (now - since > LATE_FOR_MS) late.delete(id)
  const last = Math.max(known.lastId, given, ids.at(-1) ?? 0)
  const first = known.lastId === 0 ? Math.max(1, last - LATE_AT_START) : known.lastId + 1
  for (let id = first; id <= last; id++) late.set(id, now)
  for (const id of ids) late.delete(id)
  known.lastId = last
}

/** On the disk, not only in its cache, when it resolves. Fails if somebody has taken the file away: a new one needs its head. */
async function write(path: string, text: string): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_APPEND)
  try {
    await file.appendFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
