import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import type { DeskEntryTable } from './tables/desk.ts'

export type DeskEntryRow = Selectable<DeskEntryTable> & {
  /** Whether it is less than a day old, by the database's clock. */
  fresh: boolean
}

/**
 * Lets one transaction at a time, of all replicas, change something at the desk of a petition. It does not lock the petition's own
 * row: people can sign in the meantime.
 */
export async function holdDesk(trx: Transaction, petitionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`desk ${petitionId}`}, 0))`.execute(trx)
}

/** Adds an entry, and holds the desk. Returns its number: entries are counted within a petition. */
export async function addDeskEntry(
  trx: Transaction,
  entry: Omit<Insertable<DeskEntryTable>, 'number'>,
): Promise<number> {
  await holdDesk(trx, entry.petition_id)
  const row = await trx
    .insertInto('desk_entry')
    .values({
      ...entry,
      number: e =>
        e
          .selectFrom('desk_entry')
          .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
          .where('petition_id', '=', entry.petition_id),
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

/** Holds the desk, so that two people cannot both undo the entry. */
export async function holdDeskEntry(
  trx: Transaction,
  petitionId: string,
  number: number,
): Promise<DeskEntryRow | undefined> {
  await holdDesk(trx, petitionId)
  return entries(trx).where('petition_id', '=', petitionId).where('number', '=', number).executeTakeFirst()
}

/** Whether one of these acts came after the entry with that number, and has not been undone. */
export async function isFollowedBy(
  trx: Transaction,
  petitionId: string,
  number: number,
  acts: string[],
): Promise<boolean> {
  const later = await trx
    .selectFrom('desk_entry')
    .select('id')
    .where('petition_id', '=', petitionId)
    .where('number', '>', number)
    .where('act', 'in', acts)
    .where('undone_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return later !== undefined
}

export async function markUndone(trx: Transaction, id: string): Promise<void> {
  await trx.updateTable('desk_entry').set({ undone_at: sql<Date>`now()` }).where('id', '=', id).execute()
}

/**
 * Entries that may hold a reason in `sealed`. `since` leaves out entries that are more than a day older. `kept`: the signatures of the entry
 * are still known.
 */
export function entriesWithoutReason(
  db: Db,
  since: string | undefined,
): Promise<{ id: string; sealed: Buffer | null; kept: boolean }[]> {
  return db
    .selectFrom('desk_entry')
    .select(['id', 'sealed'])
    .select(e =>
      e
        .exists(
          e.selectFrom('desk_entry_signature').select('entry_id').whereRef('entry_id', '=', 'desk_entry.id'),
        )
        .$castTo<boolean>()
        .as('kept'),
    )
    .where('sealed_reason', 'is', null)
    .where('act', 'in', ['feature', 'unfeature', 'hide', 'show', 'remove', 'approve', 'mark', 'invalidate'])
    .$if(since !== undefined, q => q.where('at', '>=', sql<Date>`${since}::timestamptz - interval '1 day'`))
    .execute()
}

export async function separateReason(
  db: Db,
  id: string,
  sealed: Pick<Insertable<DeskEntryTable>, 'sealed' | 'sealed_reason'>,
): Promise<void> {
  await db.updateTable('desk_entry').set(sealed).where('id', '=', id).execute()
}

/** Forgets former states that are not needed because the entry can no longer be undone. The entries stay as long as the petition. */
export async function forgetFormerStates(db: Db): Promise<void> {
  await sql`delete from desk_entry_signature where entry_id in (
    -- A reason is emptied when one of its signatures is erased.
    select id from desk_entry where at < now() - interval '2 days' and sealed_reason is null)`.execute(db)
  await db
    .updateTable('desk_entry')
    .set({ sealed_before: null })
    .where('sealed_before', 'is not', null)
    .where('at', '<', sql<Date>`now() - interval '2 days'`)
    .execute()
}
