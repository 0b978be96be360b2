import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type RootOperationNode, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase, refuseOldServer } from '../../src/db/database.ts'
import { migrate, migrationsPending } from '../../src/db/migrate.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { hearStatements } from '../support/hear-statements.ts'
import { until } from '../support/patience.ts'

let database: TestDatabase
let path: string
let folder: URL

beforeEach(async () => {
  database = await testDatabase({ empty: true })
  path = await mkdtemp(join(tmpdir(), 'migrations-'))
  folder = pathToFileURL(`${path}/`)
})

afterEach(async () => {
  await database.close()
  await rm(path, { recursive: true })
})

const write = (name: string, text: string) => writeFile(join(path, name), text)

describe('migrate', () => {
  test('runs files of several statements and function bodies once, in order', async () => {
    await write(
      '0002_b.sql',
      'insert into a values (1); create function one() returns int language plpgsql as $$ begin return 1; end $$;',
    )
    await write('0001_a.sql', 'create table a (n int);')
    await write('notes.txt', 'not a migration')
    expect(await migrationsPending(database.db, { folder })).toEqual(['0001_a', '0002_b'])
    expect(await migrate(database.db, { folder })).toEqual({ applied: ['0001_a', '0002_b'] })
    expect(await migrationsPending(database.db, { folder })).toEqual([])
    expect(await migrate(database.db, { folder })).toEqual({ applied: [] })
    expect((await sql`select one(), count(*) from a`.execute(database.db)).rows).toEqual([
      { one: 1, count: 1 },
    ])
  })

  test('asks a database that has had all files for their names, and for nothing else', async () => {
    await write('0001_a.sql', 'create table a (n int);')
    await migrate(database.db, { folder })
    const asked: RootOperationNode[] = []
    const listening = hearStatements(database.db, node => asked.push(node))
    expect(await migrate(listening, { folder })).toEqual({ applied: [] })
    // Whether there are names, the names, and the limit of time before and after.
    expect(asked).toHaveLength(4)
  })

  test('makes the second of two processes wait, longer than a statement may take, and find nothing to do', async () => {
    await write('0001_slow.sql', 'create table slow (n int); select pg_sleep(1.5);')
    const other = await openDatabase({ url: database.url }, { statementTimeoutMs: 1_000 })
    const applied = await Promise.all([migrate(other.db, { folder }), migrate(database.db, { folder })])
    // The next user of the connection has the limit again.
    await expect(sql`select pg_sleep(2)`.execute(other.db)).rejects.toThrow('statement timeout')
    await other.close()
    expect(applied.flatMap(result => result.applied)).toEqual(['0001_slow'])
  })

  test('names a file that fails, and rolls back all files', async () => {
    await write('0001_a.sql', 'create table a (n int);')
    await write('0002_b.sql', 'create table b (n int); select nonsense;')
    await expect(migrate(database.db, { folder })).rejects.toThrow('The migration 0002_b failed.')
    expect((await sql`select to_regclass('a') as a`.execute(database.db)).rows).toEqual([{ a: null }])
  })

  test('refuses a database that is newer than the code with a sentence', async () => {
    await write('0001_a.sql', 'create table a (n int);')
    await write('0002_future.sql', 'create table b (n int);')
    await migrate(database.db, { folder })
    await rm(join(path, '0002_future.sql'))
    await expect(migrate(database.db, { folder })).rejects.toThrow(
      'newer than this Undersigned (it has had 0002_future)',
    )
  })

  test('refuses a file before those already run with a sentence', async () => {
    await write('0002_b.sql', 'create table b (n int);')
    await migrate(database.db, { folder })
    await write('0001_late.sql', 'create table a (n int);')
    await expect(migrate(database.db, { folder })).rejects.toThrow(
      'order of the migrations has changed (0002_b',
    )
  })

  test('refuses badly named files and double numbers', async () => {
    await write('0001_a.sql', '')
    await write('0001_b.sql', '')
    await expect(migrate(database.db, { folder })).rejects.toThrow('0001_a and 0001_b have the same number')
    await rm(join(path, '0001_b.sql'))
    await write('later.sql', '')
    await expect(migrate(database.db, { folder })).rejects.toThrow('later.sql is not named like')
  })

  test("runs the project's own files on an empty database", async () => {
    const { applied } = await migrate(database.db)
    expect(applied).toContain('0000_lease')
    expect(await migrationsPending(database.db)).toEqual([])
  })
})

describe('openDatabase', () => {
  test('gives numbers and times, and an error for an int8 beyond 2^53', async () => {
    const { rows } = await sql<{ n: number; t: Date }>`select 4213::int8 as n, now() as t`.execute(
      database.db,
    )
    expect(rows[0]?.n).toBe(4213)
    expect(rows[0]?.t).toBeInstanceOf(Date)
    await expect(sql`select 9007199254740993::int8 as n`.execute(database.db)).rejects.toThrow(RangeError)
  })

  test('survives the end of idle connections, and the next query works', async () => {
    await sql`select 1`.execute(database.db)
    const other = await openDatabase({ url: database.url })
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
      other.db,
    )
    await other.close()
    await until(() => database.pool.totalCount === 0)
    expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }])
  })

  test('names the variable to change if the server does not answer or is too old', async () => {
    await expect(openDatabase({ url: 'postgres://127.0.0.1:1/nothing' })).rejects.toThrow(
      /where DATABASE_URL points \(ECONNREFUSED\)/,
    )
    expect(() => refuseOldServer(140_011)).toThrow(
      'DATABASE_URL points to Postgres 14; Undersigned needs Postgres 15 to 18.',
    )
    expect(() => refuseOldServer(150_000)).not.toThrow()
  })
})
