import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../core/channel.ts'
import type { Db } from '../db/database.ts'
import { lastNumbers, ledgerHead, ledgerRowsAround } from '../db/ledger.ts'
import { errorCode } from '../db/log.ts'
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

/** The entries that the file has already. */
interface Known {
  lastId: number
  ids: Set<number>
  /** By petition: the number that the file says, and the one that was given at the last look. */
  numbers: Map<string, { upTo: number; seen: number }>
}

/**
 * Copies the ledger into the file. Each replica has a file of its own, and each file has everything. A failure is logged and tried again at
 * the next call: the rows wait in the database for a month.
 */
export function keepLedger({ db, path, log }: { db: Db; path: string; log: Log }): LedgerKeeper {
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
      await copy().catch(error => log.error({ code: errorCode(error) }, 'the ledger file cannot be written'))
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

/** Reads the file, or begins it. The file of another database is put aside. */
async function openLedger(db: Db, path: string, log: Log): Promise<Known> {
  const known: Known = { lastId: 0, ids: new Set(), numbers: new Map() }
  const { id, since } = await ledgerHead(db)
  const head = await readLedger(path, entry => {
    if (entry.kind === 'number') known.numbers.set(entry.petition, { upTo: entry.upTo, seen: entry.upTo })
    else {
      known.ids.add(entry.id)
      known.lastId = Math.max(known.lastId, entry.id)
    }
  })
  if (head?.of === id) {
    // A crash may have cut off the last line; the next one must not become its end.
    if (!(await readFile(path, 'utf8')).endsWith('\n')) await write(path, '\n')
    return known
  }
  if (head !== undefined) {
    await rename(path, `${path}.${head.of}`)
    log.warn({ database: head.of }, 'the ledger file was of another database and is put aside')
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await write(path, writeHead({ of: id, since }))
  return { lastId: 0, ids: new Set(), numbers: new Map() }
}

async function append(db: Db, path: string, known: Known): Promise<void> {
  const rows = (await ledgerRowsAround(db, known.lastId)).filter(({ id }) => !known.ids.has(id))
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
  const lines = [
    ...rows.map(row => writeEntry(row.at, row)),
    ...numbers.map(number => writeEntry(now, number)),
  ]
  if (lines.length > 0) await write(path, lines.join(''))
  for (const { id } of rows) {
    known.ids.add(id)
    known.lastId = Math.max(known.lastId, id)
  }
  for (const { petition, upTo, given } of numbers) known.numbers.set(petition, { upTo, seen: given })
}

/** On the disk, not only in its cache, when it resolves. */
async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'a', 0o600)
  try {
    await file.appendFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
