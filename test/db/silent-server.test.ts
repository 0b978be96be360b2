import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { openDatabaseProxy } from '../support/tcp-proxy.ts'

let database: TestDatabase
let proxy: Awaited<ReturnType<typeof openDatabaseProxy>>

beforeAll(async () => {
  database = await testDatabase()
  proxy = await openDatabaseProxy(database.url)
})
afterAll(async () => {
  await proxy.close()
  await database.close()
})

it('gives up a silent server after the limit of a statement and 5 s, and then asks again', async () => {
  const { pool, db, close } = await openDatabase({ url: proxy.url }, { poolSize: 1, statementTimeoutMs: 500 })
  await pool.query('select 1')
  proxy.hang()
  const at = Date.now()
  const transaction = db.transaction().execute(trx => trx.selectFrom('petition').select('id').execute())
  await expect(transaction).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  expect(Date.now() - at).toBeGreaterThan(5_000)
  expect(Date.now() - at).toBeLessThan(30_000)
  await proxy.pass()
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await close()
})
