import { sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import type { ChannelName } from './schema.ts'

/** False if this very event was taken before. A second transaction that takes it at the same time waits for the first. */
export async function rememberEvent(trx: Transaction, key: Buffer, channel: ChannelName): Promise<boolean> {
  const row = await trx
    .insertInto('inbox')
    .values({ key, channel })
    .onConflict(c => c.doNothing())
    .returning('channel')
    .executeTakeFirst()
  return row !== undefined
}

/** Remembers the event as long as its petition. */
export async function fileEvent(trx: Transaction, key: Buffer, petitionId: string): Promise<void> {
  await trx.updateTable('inbox').set({ petition_id: petitionId }).where('key', '=', key).execute()
}

export async function forgetUnfiledEvents(db: Db): Promise<void> {
  await db
    .deleteFrom('inbox')
    .where('petition_id', 'is', null)
    .where('seen_at', '<', sql<Date>`now() - interval '90 days'`)
    .execute()
}
