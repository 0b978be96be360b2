import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { batchTransactions } from '../../src/core/work.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

describe('statements that Postgres plans once', () => {
  let database: TestDatabase
  const read = (db: TestDatabase['db']) =>
    sql<Record<string, number>>`select * from shape where a = ${1}`.execute(db).then(({ rows }) => rows)

  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.close())

  it('are prepared under one name for each text', async () => {
    await database.db.connection().execute(async db => {
      await sql`select ${1}::int + ${2}::int as one`.execute(db)
      await sql`select ${3}::int + ${4}::int as one`.execute(db)
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from pg_prepared_statements where statement = 'select $1::int + $2::int as one'`.execute(
        db,
      )
      expect(rows).toEqual([{ n: 1 }])
    })
  })

  it('are planned again after a migration of another process changed a table', async () => {
    await database.pool.query('create table shape as select 1 as a')
    await database.db.connection().execute(async db => {
      expect(await read(db)).toEqual([{ a: 1 }])
      await database.pool.query('alter table shape add b int default 2')
      expect(await read(db)).toEqual([{ a: 1, b: 2 }])
    })
  })

  it('are planned again by the next try of a transaction', async () => {
    const transact = batchTransactions(database.db, { enqueue: async () => {} })
    const before = await transact(({ trx }) => read(trx))
    await database.pool.query('alter table shape add c int default 3')
    const after = await transact(({ trx }) => read(trx))
    expect([before, after]).toEqual([[{ a: 1, b: 2 }], [{ a: 1, b: 2, c: 3 }]])
  })
})
