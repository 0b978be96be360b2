import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createPetition, openPetition } from '../../src/core/petitions/organise-petition.ts'
import { onlyRow, type Transaction } from '../../src/db/database.ts'
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

it('reads no other requests to find those that wait, even in a table that was never analysed', async () => {
  const { db, close } = await testDatabase()
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
  const crowd = Array.from({ length: 500 }, () => randomBytes(32))
  await sql`alter table sign_request set (autovacuum_enabled = off)`.execute(db)
  await db.transaction().execute(trx => askToSign(trx, crowd.map(asked)))
  await db.transaction().execute(async trx => {
    const accounts = [...crowd.slice(0, 10), ...Array.from({ length: 90 }, () => randomBytes(32))]
    const before = await rowsRead(trx)
    const waiting = await waitingRequests(
      trx,
      accounts.map(account => ({ petition_id, account })),
    )
    expect(waiting).toHaveLength(10)
    expect((await rowsRead(trx)) - before).toBeLessThanOrEqual(20)
  })
  await close()
})
