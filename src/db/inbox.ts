import { sql } from 'kysely'
import type { ChannelName } from './channels.ts'
import type { Db, Transaction } from './database.ts'
import { recordset } from './rows.ts'

export interface InboxEvent {
  key: Buffer
  channel: ChannelName
}

/** Remembers events. Returns those that were new. A second transaction with the same event waits for the first. */
export async function claimEvents<E extends InboxEvent>(
  trx: Transaction,
  events: readonly E[],
): Promise<E[]> {
  if (events.length === 0) return []
  const { rows } = await sql<{ key: Buffer }>`
    insert into inbox (key, channel)
    select key, channel from ${recordset('inbox', events.map(inboxRow))} order by key
    on conflict do nothing returning key`.execute(trx)
  const claimed = new Set(rows.map(({ key }) => key.toString('hex')))
  // The same key twice is one event.
  return events.filter(({ key }) => claimed.delete(key.toString('hex')))
}

function inboxRow({ key, channel }: InboxEvent): InboxEvent {
  return { key, channel }
}

/** Forgets events that could not be taken, so that they count as new when they come again. */
export async function releaseEvents(trx: Transaction, keys: readonly Buffer[]): Promise<void> {
  if (keys.length === 0) return
  await sql`delete from inbox where key = any(${keys}::bytea[])`.execute(trx)
}

/** Ties events to their petitions: they are then remembered as long as the petition exists. */
export async function fileEvents(
  trx: Transaction,
  events: readonly { key: Buffer; petition_id: string }[],
): Promise<void> {
  if (events.length === 0) return
  await sql`update inbox i set petition_id = x.petition_id from ${recordset('inbox', events)} x
    where i.key = x.key`.execute(trx)
}

export async function forgetUnfiledEvents(db: Db): Promise<void> {
  await db
    .deleteFrom('inbox')
    .where('petition_id', 'is', null)
    .where('seen_at', '<', sql<Date>`now() - interval '90 days'`)
    .execute()
}
