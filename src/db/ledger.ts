/** The table that is copied into the ledger file (docs/decisions/0059). Triggers write its rows. */
import { type Selectable, sql } from 'kysely'
import { type Db, onlyRow, type Transaction } from './database.ts'
import type { LedgerTable } from './tables/service.ts'

export type LedgerRow = Selectable<LedgerTable>

/** Longer than a replica, with its file, may be away. */
export const LEDGER_ROWS_KEPT_DAYS = 30

/** The next rows after id `after`, and those with an id of `late` that have been committed by now. At most `limit`. */
export function ledgerRows(
  db: Db,
  { after, late, limit }: { after: number; late: readonly number[]; limit: number },
): Promise<LedgerRow[]> {
  return db
    .selectFrom('ledger')
    .selectAll()
    .where(e => e.or([e('id', '>', after), sql<boolean>`id = any(${late}::bigint[])`]))
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** The last id that was given to a row, which may not be committed yet. */
export async function lastLedgerId(db: Db): Promise<number> {
  const { id } = await onlyRow(
    db,
    sql<{ id: number }>`select coalesce((select last_value from pg_sequences
      where schemaname = current_schema() and sequencename = 'ledger_id_seq'), 0) as id`,
  )
  return id
}

/** The last number that each petition has given. */
export function lastNumbers(db: Db): Promise<{ id: string; last_number: number }[]> {
  return db.selectFrom('petition').select(['id', 'last_number']).execute()
}

/** The id of this database, and the time since which the table holds every row. A restore without a ledger file loses earlier ones. */
export function ledgerHead(db: Db): Promise<{ id: string; since: Date }> {
  return onlyRow(
    db,
    sql<{ id: string; since: Date }>`
      select (select id from database_identity), greatest((select max(restored_at) from restoration),
        now() - make_interval(days => ${sql.lit(LEDGER_ROWS_KEPT_DAYS - 1)})) as since`,
  )
}

export async function forgetOldLedgerRows(db: Db): Promise<void> {
  await sql`delete from ledger where at < now() - make_interval(days => ${sql.lit(LEDGER_ROWS_KEPT_DAYS)})`.execute(
    db,
  )
}

/** Makes sure that the next signature of the petition has a number above `number`. */
export async function raiseLastNumber(trx: Transaction, petitionId: string, number: number): Promise<void> {
  await trx
    .updateTable('petition')
    .set({ last_number: number })
    .where('id', '=', petitionId)
    .where('last_number', '<', number)
    .execute()
}

/** Hides the names of signers who no longer want them shown. Returns how many were shown. */
export async function makePrivate(trx: Transaction, ids: string[]): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('signature')
    .set({ listed: false })
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('listed', '=', true)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Makes removed signatures count again whose removal was undone. Returns how many. */
export async function endRemoval(trx: Transaction, ids: string[]): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('signature')
    .set({ state: 'confirmed', ended_at: null })
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where(e => e.and({ state: 'removed', erased_at: null }))
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** The ids of these signatures that exist, by petition. */
export async function signaturesByPetition(trx: Transaction, ids: string[]): Promise<Map<string, string[]>> {
  const rows = await trx
    .selectFrom('signature')
    .select(['petition_id', sql<string[]>`array_agg(id::text)`.as('ids')])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .groupBy('petition_id')
    .execute()
  return new Map(rows.map(row => [row.petition_id, row.ids]))
}

/** Makes new rows get ids above `id`, which the file does not have yet. */
export async function setLedgerId(trx: Transaction, id: number): Promise<void> {
  await sql`select setval(pg_get_serial_sequence('ledger', 'id'),
    greatest(${id}::bigint, (select coalesce(max(id), 0) from ledger), 1))`.execute(trx)
}
