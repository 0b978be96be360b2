import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  countFailure,
  dropOldestToPostmaster,
  emptyOldestParked,
  parkedMessage,
  parkMessage,
} from '../../src/db/parked.ts'
import { replicaOn } from '../support/core-on-database.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

it('keeps the newest parked messages within the limit, and the rows of all', async () => {
  const ids: string[] = []
  for (let n = 0; n < 5; n++)
    await database.db.transaction().execute(async trx => {
      const { id } = await countFailure(trx, { key: randomBytes(8), channel: 'email', reason: 'x' })
      ids.push(id)
      await parkMessage(trx, id, Buffer.alloc(100))
      await emptyOldestParked(trx, 250)
    })
  const kept = await Promise.all(ids.map(id => parkedMessage(database.db, id)))
  expect(kept.map(sealed => sealed?.length)).toEqual([undefined, undefined, undefined, 100, 100])
})

it('keeps the newest emails to the postmaster, and drops no other message for them', async () => {
  const ids: string[] = []
  for (const reason of ['x', 'postmaster', 'postmaster', 'postmaster'])
    await database.db.transaction().execute(async trx => {
      const { id } = await countFailure(trx, { key: randomBytes(8), channel: 'email', reason })
      ids.push(id)
      await parkMessage(trx, id, Buffer.alloc(100))
      await dropOldestToPostmaster(trx, 2)
    })
  const kept = await Promise.all(ids.map(id => parkedMessage(database.db, id)))
  expect(kept.map(sealed => sealed?.length)).toEqual([100, undefined, 100, 100])
})

it('keeps the first 64 kB of a message, and counts while the lane of everybody else stands still', async () => {
  const { service, core } = await replicaOn(database)
  let goOn = () => {}
  const stuck = service.transact(() => new Promise<void>(resolve => (goOn = resolve)))
  const failed = () =>
    core.failed({ channel: 'email', key: 'large', raw: Buffer.alloc(9_000_000, 'x'), reason: 'x' })
  expect([await failed(), await failed(), await failed()]).toEqual(['again', 'again', 'parked'])
  goOn()
  await stuck
  const { rows } = await database.pool.query<{ size: number }>(
    'select max(octet_length(sealed)) as size from parked',
  )
  // In base64, and sealed.
  expect(rows[0]?.size).toBeLessThan(90_000)
  expect(rows[0]?.size).toBeGreaterThan(65_536)
})
