import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** What a row may hang on. The petition is at the root of each. */
const ids = [
  'petition_id',
  'signature_id',
  'request_id',
  'revision_id',
  'entry_id',
  'command_id',
  'pending_command_id',
]

async function tables(having: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select distinct c.table_name as name from information_schema.columns c
     where table_schema = 'public' and column_name = any($1) and ${having} order by 1`,
    [ids],
  )
  return rows.map(({ name }) => name)
}

it('deletes its rows in every table, so that a new table cannot be forgotten', async () => {
  const deletedWith = `exists (select from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.conrelid = c.table_name::regclass and k.contype = 'f' and k.confdeltype = 'c' and a.attname = any($1))`
  expect(await tables(`not ${deletedWith}`)).toEqual([])
  expect(await tables(deletedWith)).toContain('petition_community')
  await database.pool.query('create table forgotten (petition_id uuid references petition)')
  expect(await tables(`not ${deletedWith}`)).toEqual(['forgotten'])
})
