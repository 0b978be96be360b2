import { type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import type { ChannelName, DeskEntryTable } from './schema.ts'

export type DeskEntryRow = Selectable<DeskEntryTable> & {
  /** Younger than a day, by the database's clock. */
  fresh: boolean
}

export interface NewDeskEntry {
  id: string
  petitionId: string
  channel: ChannelName
  account: Buffer
  act: string
  sealed: Uint8Array
  sealedBefore: Uint8Array | null
}

/** Returns its number: entries are counted within a petition, whose row is held meanwhile. */
export async function addDeskEntry(trx: Transaction, entry: NewDeskEntry): Promise<number> {
  await trx.selectFrom('petition').select('id').where('id', '=', entry.petitionId).forNoKeyUpdate().execute()
  const row = await trx
    .insertInto('desk_entry')
    .values({
      id: entry.id,
      petition_id: entry.petitionId,
      channel: entry.channel,
      account: entry.account,
      act: entry.act,
      sealed: entry.sealed,
      sealed_before: entry.sealedBefore,
      number: e =>
        e
          .selectFrom('desk_entry')
          .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
          .where('petition_id', '=', entry.petitionId),
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  return row.number
}

function entries(db: Db) {
  return db
    .selectFrom('desk_entry')
    .selectAll()
    .select(sql<boolean>`at > now() - interval '24 hours'`.as('fresh'))
}

/** Newest first. */
export function deskEntries(
  db: Db,
  petitionId: string,
  page: { offset: number; limit: number },
): Promise<DeskEntryRow[]> {
  return entries(db)
    .where('petition_id', '=', petitionId)
    .orderBy('number', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
}

/** Held until the transaction ends: of two who take it back, one does. */
export function holdDeskEntry(
  trx: Transaction,
  petitionId: string,
  number: number,
): Promise<DeskEntryRow | undefined> {
  return entries(trx)
    .where('petition_id', '=', petitionId)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
}

export async function markUndone(trx: Transaction, id: string): Promise<void> {
  await trx.updateTable('desk_entry').set({ undone_at: sql<Date>`now()` }).where('id', '=', id).execute()
}

/** What can no longer be undone needs no former state; the entries themselves stay as long as the petition. */
export async function forgetFormerStates(db: Db): Promise<void> {
  await sql`delete from desk_entry_signature where entry_id in (
    select id from desk_entry where at < now() - interval '2 days')`.execute(db)
  await db
    .updateTable('desk_entry')
    .set({ sealed_before: null })
    .where('sealed_before', 'is not', null)
    .where('at', '<', sql<Date>`now() - interval '2 days'`)
    .execute()
}
