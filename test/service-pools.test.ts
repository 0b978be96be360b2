import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { openService } from '../src/service.ts'
import { testDatabase } from './support/database.ts'
import { until } from './support/patience.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

it('lets people sign while readers of pages take every connection that they may have', async () => {
  const database = await testDatabase()
  const config = readConfig(
    {
      DATABASE_URL: database.url,
      SECRET_KEY: randomBytes(32).toString('base64'),
      DATA_DIR: tmpdir(),
    },
    false,
  )
  const { service, close } = await openService(config, silent, 'service')
  try {
    const holder = await database.pool.connect()
    await holder.query('select pg_advisory_lock(1)')
    let read = 0
    const readers = Array.from({ length: 20 }, () =>
      service.reads.read(async db => {
        await sql`select pg_advisory_lock_shared(1)`.execute(db)
        read++
      }),
    )
    await until(async () => {
      const { rows } = await holder.query<{ n: number }>(
        `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())`,
      )
      return (rows[0]?.n ?? 0) >= 5
    })
    await service.transact(async ({ trx }) => void (await sql`select 1`.execute(trx)))
    // Otherwise its turn would come after theirs.
    expect(read).toBe(0)
    holder.release(true)
    await Promise.all(readers)
  } finally {
    await close()
    await database.close()
  }
})
