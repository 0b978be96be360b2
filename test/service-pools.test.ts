import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { openService } from '../src/service.ts'
import { testDatabase } from './support/database.ts'

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
    const slow = Array.from({ length: 20 }, () =>
      service.reads.read(async db => {
        await sql`select pg_sleep(0.5)`.execute(db)
      }),
    )
    const began = performance.now()
    await service.transact(async ({ trx }) => void (await sql`select 1`.execute(trx)))
    const waited = performance.now() - began
    await Promise.all(slow)
    // Their turn would come after the first ten readers.
    expect(waited).toBeLessThan(400)
  } finally {
    await close()
    await database.close()
  }
})
