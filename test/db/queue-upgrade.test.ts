import { randomUUID } from 'node:crypto'
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimDeliveries } from '../../src/db/claim-deliveries.ts'
import { migrate } from '../../src/db/migrate.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const migrations = new URL('../../migrations/', import.meta.url)
let database: TestDatabase
let path: string

/** As an installation was that queued with pg-boss. */
beforeEach(async () => {
  database = await testDatabase({ empty: true })
  path = await mkdtemp(join(tmpdir(), 'migrations-'))
  for (const name of (await readdir(migrations)).filter(each => each < '0019'))
    await copyFile(new URL(name, migrations), join(path, name))
  await migrate(database.db, { folder: pathToFileURL(`${path}/`) })
  await database.pool.query(`
    create schema pgboss;
    create table pgboss.queue (name text primary key);
    insert into pgboss.queue values ('delivery'), ('delivery-slack'), ('__pgboss__send-it');
    create table pgboss.job (name text references pgboss.queue, id uuid, state text)`)
})

afterEach(async () => {
  await database.close()
  await rm(path, { recursive: true })
})

const hasSchema = async () =>
  (await database.pool.query("select from pg_namespace where nspname = 'pgboss'")).rowCount === 1

test('deliveries that waited in pg-boss are delivered after the upgrade, and its schema goes', async () => {
  const id = randomUUID()
  await database.pool.query(
    `insert into delivery (id, channel, kind, capped, sealed, expires_at)
     values ($1, 'email', 'recorded', false, 'sealed', now() + interval '1 day')`,
    [id],
  )
  await migrate(database.db)
  expect(await claimDeliveries(database.db, 'email', 10)).toMatchObject([{ id, attempts: 1 }])
  expect(await hasSchema()).toBe(false)
})

test('a queue of another program keeps the schema', async () => {
  await database.pool.query("insert into pgboss.queue values ('newsletter')")
  await migrate(database.db)
  expect(await hasSchema()).toBe(true)
})
