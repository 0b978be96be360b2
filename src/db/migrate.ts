import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { connectionWords } from './connection-words.ts'
import { type Db, onlyRow } from './database.ts'
import { errorCode } from './log.ts'

/** Beside src, in the repository and in an installed copy. */
const MIGRATIONS = new URL('../../migrations/', import.meta.url)

export interface MigrateOptions {
  /** Another folder than the project's, for tests. */
  folder?: URL
  /** Stops after this file. */
  upTo?: string
}

/**
 * Brings the schema up to the code. All pending files run in one transaction, which is the caller's if `db` is one, under the Migrator's
 * advisory lock. If two processes start at once, the second waits and finds nothing to do.
 *
 * @throws Error with one sentence if the database is newer than the code, if the files were run in another order, or if a file
 * failed, which it names
 */
export function migrate(db: Db, options: MigrateOptions = {}): Promise<{ applied: string[] }> {
  if (db.isTransaction) return migrateOn(db, options)
  return db.connection().execute(async connection => {
    // Two statements may take long: waiting for the lock while another process migrates, and building an index.
    await sql`set statement_timeout = 0`.execute(connection)
    try {
      return await migrateOn(connection, options)
    } finally {
      await sql`reset statement_timeout`.execute(connection)
    }
  })
}

async function migrateOn(db: Db, options: MigrateOptions): Promise<{ applied: string[] }> {
  const folder = options.folder ?? MIGRATIONS
  const names = await migrationNames(folder)
  // At nearly every start. The Migrator would lock, and look through the catalogue first.
  if ((await recordedIn(db, names)).length === names.length) return { applied: [] }
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () => Object.fromEntries(names.map(name => [name, fileOf(name, folder)])),
    },
  })
  const { error, results } = await (options.upTo === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(options.upTo))
  if (error === undefined) return { applied: results?.map(result => result.migrationName) ?? [] }
  const failed = results?.find(result => result.status === 'Error')
  // A newer version may have migrated while we waited for the lock.
  if (failed === undefined) await recordedIn(db, names)
  const message =
    errorCode(error) === '42501'
      ? connectionWords('42501')
      : failed && `The migration ${failed.migrationName} failed.`
  throw new Error(message ?? 'The migrations could not be run.', { cause: error })
}

function fileOf(name: string, folder: URL): Migration {
  return {
    async up(trx) {
      const text = await readFile(new URL(`${name}.sql`, folder), 'utf8')
      // pg sends one string of several statements as a simple query: without parameters, and with $$ bodies intact.
      await sql.raw(text).execute(trx)
    },
  }
}

/** The names of the files that have not been run, in order. Changes nothing. */
export async function migrationsPending(db: Db, options: MigrateOptions = {}): Promise<string[]> {
  const recorded = await recordedNames(db)
  const names = await migrationNames(options.folder ?? MIGRATIONS)
  return names.filter(name => !recorded.includes(name))
}

/** The names of the migrations that were run, in order. */
export function migrationsRun(db: Db): Promise<string[]> {
  return recordedNames(db)
}

export interface MadeByMigrations {
  migrations: string[]
  tables: string[]
  functions: string[]
}

/** The names of everything that the migrations create. Nothing else in the database is ours. */
export async function madeByMigrations(options: MigrateOptions = {}): Promise<MadeByMigrations> {
  const folder = options.folder ?? MIGRATIONS
  const migrations = await migrationNames(folder)
  const [tables, functions] = [new Set<string>(), new Set<string>()]
  for (const name of migrations) {
    const text = await readFile(new URL(`${name}.sql`, folder), 'utf8')
    for (const [, table = ''] of text.matchAll(/^create table (\w+)/gm)) tables.add(table)
    for (const [, made = ''] of text.matchAll(/^create (?:or replace )?function (\w+)/gm)) functions.add(made)
  }
  return { migrations, tables: [...tables], functions: [...functions] }
}

/** The names that the database has recorded. @throws Error if they are not the first of these */
async function recordedIn(db: Db, known: string[]): Promise<string[]> {
  const recorded = await recordedNames(db)
  const unknown = recorded.find(name => !known.includes(name))
  if (unknown !== undefined)
    throw new Error(
      `The database is newer than this Undersigned (it has had ${unknown}); run the newer version.`,
    )
  const misplaced = recorded.find((name, index) => known[index] !== name)
  if (misplaced !== undefined)
    throw new Error(
      `The order of the migrations has changed (${misplaced} was run earlier than its place); a new file must have the greatest number.`,
    )
  return recorded
}

/** In the order in which they were run: the Migrator gives each a later time. */
async function recordedNames(db: Db): Promise<string[]> {
  const table = sql<{ found: boolean }>`select to_regclass('kysely_migration') is not null as found`
  if (!(await onlyRow(db, table)).found) return []
  const names = sql<{ name: string }>`select name from kysely_migration order by timestamp, name`
  return (await names.execute(db)).rows.map(({ name }) => name)
}

async function migrationNames(folder: URL): Promise<string[]> {
  const names: string[] = []
  const seen = new Map<string, string>()
  for (const file of (await readdir(folder)).sort()) {
    if (!file.endsWith('.sql')) continue
    const name = file.slice(0, -'.sql'.length)
    const number = /^(\d{4})_[a-z0-9_-]+$/.exec(name)?.[1]
    if (number === undefined) throw new Error(`The migration ${file} is not named like 0001_petition.sql.`)
    const twin = seen.get(number)
    if (twin !== undefined) throw new Error(`The migrations ${twin} and ${name} have the same number.`)
    seen.set(number, name)
    names.push(name)
  }
  return names
}
