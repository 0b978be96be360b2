import type { Keys } from '../core/keys.ts'
import { holdDeliveries, noteRestoration, skipWhatWasSent } from '../db/after-restore.ts'
import {
  advanceSequences,
  type CopiedTable,
  copyIn,
  deferConstraints,
  dropOurTables,
  emptyTables,
  finishCopying,
  setTriggers,
} from '../db/copy-tables.ts'
import type { Transaction } from '../db/database.ts'
import { lastNumbers, raiseLastNumber } from '../db/ledger.ts'
import { madeByMigrations, migrate } from '../db/migrate.ts'
import { analyse, inOneTransaction, type OneTransaction } from '../db/one-transaction.ts'
import { ArchiveError, type ArchiveFile, readArchive } from './archive.ts'
import { type BackupEnd, type Manifest, readEnd, readManifest, tableOfFile } from './manifest.ts'
import { type Replayed, replayLedgers } from './replay-ledger.ts'

/** Its files are read once, so that the key is derived once from the passphrase. */
export interface OpenBackup {
  path: string
  manifest: Manifest
  /** The files after the manifest. */
  files: AsyncIterator<ArchiveFile>
}

export interface RestoreOptions {
  backup: OpenBackup
  /** Empty: nobody knows what happened after the backup. */
  ledgers: string[]
  /** Deliveries that waited at the time of the backup are sent, though they may have been sent since. */
  sendWaiting: boolean
  /** The mark up to which the mailbox is read, as JSON. */
  mailboxMark: (backupAt: Date) => string
  /** Throws if the key does not open what was restored. `archived`: the key in the file. */
  openKeys(trx: Transaction, archived: string | undefined): Promise<Keys>
}

export interface Restored {
  manifest: Manifest
  rows: BackupEnd['rows']
  /** The migrations that the backup did not have. */
  migrated: string[]
  replayed: Replayed
  held: number
}

/** Without a ledger nobody knows which numbers were given since the backup: new ones start this much above twice the last. */
const LEAP = 1_000

/** Replaces everything with the backup, in one transaction: it succeeds as a whole, or nothing changes. */
export async function restore(url: string, options: RestoreOptions): Promise<Restored> {
  const restored = await inOneTransaction(url, 'writes', async one => {
    const { trx } = one
    await dropOurTables(trx)
    const { manifest } = options.backup
    const { rows, secret } = await load(one, options.backup)
    const { applied: migrated } = await migrate(trx)
    await deferConstraints(trx)
    const keys = await options.openKeys(trx, secret)
    const replayed = await replayLedgers({ trx, keys }, options.ledgers)
    if (options.ledgers.length === 0)
      for (const { id, last_number: last } of await lastNumbers(trx))
        if (last > 0) await raiseLastNumber(trx, id, 2 * last + LEAP)
    const held = options.sendWaiting ? 0 : await holdDeliveries(trx)
    await skipWhatWasSent(trx, options.mailboxMark(new Date(manifest.takenAt)))
    await noteRestoration(trx, manifest.takenAt)
    return { manifest, rows, migrated, replayed, held }
  })
  await analyse(url)
  return restored
}

/** @throws ArchiveError if this version cannot restore it */
export async function openBackup(path: string, passphrase: string | undefined): Promise<OpenBackup> {
  const files = readArchive(path, passphrase)[Symbol.asyncIterator]()
  const first = await files.next()
  if (first.done) throw new ArchiveError(`${path} is empty.`)
  return { path, manifest: await checkManifest(await textOf(first.value)), files }
}

async function checkManifest(text: string): Promise<Manifest> {
  const manifest = readManifest(text)
  const { migrations } = await madeByMigrations()
  const unknown = manifest.migrations.find((name, index) => migrations[index] !== name)
  if (unknown !== undefined)
    throw new ArchiveError(
      `This backup comes from a newer Undersigned, ${manifest.version} (it has had ${unknown}): restore it with that version.`,
    )
  return manifest
}

interface Loaded extends BackupEnd {
  secret: string | undefined
}

async function load({ trx, client }: OneTransaction, { path, manifest, files }: OpenBackup): Promise<Loaded> {
  const next = async (): Promise<ArchiveFile | undefined> => {
    const { done, value } = await files.next()
    return done ? undefined : value
  }
  await migrate(trx, { upTo: manifest.migrations.at(-1) ?? '' })
  // Some migrations write rows, which are in the backup too.
  await emptyTables(trx, manifest.tables)
  for (const { name } of manifest.tables) await setTriggers(trx, name, 'disable')

  const tables = new Map<string, CopiedTable>(manifest.tables.map(table => [table.name, table]))
  const rows: BackupEnd['rows'] = {}
  let [secret, end]: [string | undefined, BackupEnd | undefined] = [undefined, undefined]
  let file = await next()
  while (file !== undefined) {
    const table = tables.get(tableOfFile(file.name) ?? '')
    if (table !== undefined) {
      async function* pieces() {
        for (; file !== undefined && tableOfFile(file.name) === table?.name; file = await next())
          yield* file.content
      }
      rows[table.name] = await copyIn(client, table, pieces())
      continue
    }
    const text = await textOf(file)
    if (file.name === 'secret.txt') secret = text
    if (file.name === 'end.json') end = readEnd(text)
    file = await next()
  }
  if (end === undefined || Object.entries(end.rows).some(([name, n]) => n !== (rows[name] ?? 0)))
    throw new ArchiveError(`${path} is incomplete.`)

  await finishCopying(trx)
  for (const table of manifest.tables) {
    await setTriggers(trx, table.name, 'enable')
    await advanceSequences(trx, table)
  }
  return { secret, rows: end.rows }
}

async function textOf({ content }: ArchiveFile): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
