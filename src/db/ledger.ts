/** The table whose rows are copied into the ledger file (docs/decisions/0059). Triggers write it. */
import { type Selectable, sql } from 'kysely'
import { type Db, onlyRow, type Transaction } from './database.ts'
import type { LedgerTable } from './schema.ts'

export type LedgerRow = Selectable<LedgerTable>

/** Ids are given before the commit: a row may appear this much later than rows with greater ids. */
const LATE_ROWS = 1_000
/** Longer than the file of a replica is away. */
export const LEDGER_ROWS_KEPT_DAYS = 30

/** The rows from a little before `id` on. */
export function ledgerRowsAround(db: Db, id: number): Promise<LedgerRow[]> {
  return db
    .selectFrom('ledger')
    .selectAll()
    .where('id', '>', id - LATE_ROWS)
    .orderBy('id')
    .execute()
}

/** The last number that each petition has given. */
export function lastNumbers(db: Db): Promise<{ id: string; last_number: number }[]> {
  return db.selectFrom('petition').select(['id', 'last_number']).execute()
}

/** `since`: every row since then is in the table. A restore without a ledger file loses rows. */
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

/** The numbers of signatures go on after `number` at least. */
export async function raiseLastNumber(trx: Transaction, petitionId: string, number: number): Promise<void> {
  await trx
    .updateTable('petition')
    .set({ last_number: number })
    .where('id', '=', petitionId)
    .where('last_number', '<', number)
    .execute()
}

/** New rows get ids that the file does not have yet. */
export async function setLedgerId(trx: Transaction, id: number): Promise<void> {
  await sql`select setval(pg_get_serial_sequence('ledger', 'id'),
    greatest(${id}::bigint, (select coalesce(max(id), 0) from ledger), 1))`.execute(trx)
}
