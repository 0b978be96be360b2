import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createPetition, openPetition } from '../../src/core/petitions/organise-petition.ts'
import { type Db, onlyRow, openDatabase, type Transaction } from '../../src/db/database.ts'
import { petitionBySlug } from '../../src/db/petitions.ts'
import { askToSign, waitingRequests } from '../../src/db/requests.ts'
import { testDatabase } from '../support/database.ts'

/** Rows that this transaction has read through an index, or all of the table. */
async function rowsRead(trx: Transaction): Promise<number> {
  const { read } = await onlyRow(
    trx,
    sql<{ read: number }>`select idx_tup_fetch + seq_tup_read as read from pg_stat_xact_user_tables
      where relname = 'sign_request'`,
  )
  return read
}

it('reads no other requests to find those that wait, at whatever size the table had when a connection planned the statement', async () => {
  const { db, url, close } = await testDatabase()
  await createPetition(db, { slug: 'bench', title: 'Bench', text: 'A sentence.', organisedBy: 'The bench' })
  await openPetition(db, 'bench')
  const petition_id = (await petitionBySlug(db, 'bench'))?.id ?? ''
  const asked = (account: Buffer) => ({
    ...{
      id: randomUUID(),
      petition_id,
      channel: 'email' as const,
      account,
      mailbox: account,
      language: 'en',
    },
    ...{ authenticated: true, plain_reply: true, community: null, mail_domain: null },
    sealed_place: randomBytes(200),
  })
  // Without statistics Postgres guesses, and differently at each size.
  await sql`alter table sign_request set (autovacuum_enabled = off)`.execute(db)
  const crowd = Array.from({ length: 1_000 }, () => randomBytes(32))
  const accounts = [...crowd.slice(0, 10), ...Array.from({ length: 90 }, () => randomBytes(32))]
  const askers = accounts.map(account => ({ petition_id, account }))
  const connections: { size: number; db: Db; close: () => Promise<void> }[] = []
  let size = 0
  for (const next of [0, 1, 100, 200, 300, 500, 1_000]) {
    const more = crowd.slice(size, next).map(asked)
    if (more.length > 0) await db.transaction().execute(trx => askToSign(trx, more))
    size = next
    const connection = await openDatabase({ url }, { poolSize: 1 })
    connections.push({ size, ...connection })
    // After five runs a connection keeps its plan.
    for (let run = 0; run < 7; run++)
      await connection.db.transaction().execute(trx => waitingRequests(trx, askers))
  }
  for (const connection of connections) {
    await connection.db.transaction().execute(async trx => {
      const before = await rowsRead(trx)
      expect(await waitingRequests(trx, askers)).toHaveLength(10)
      const read = (await rowsRead(trx)) - before
      expect(read, `planned at ${connection.size} rows`).toBeLessThanOrEqual(20)
    })
    await connection.close()
  }
  await close()
})
