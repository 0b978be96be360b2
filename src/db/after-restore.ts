/** Adjusts a restored database, in which time has passed since the backup. */
import { sql } from 'kysely'
import { type Db, onlyRow, type Transaction } from './database.ts'
import { skipDueDigests } from './digests.ts'

/** Holds deliveries that wait, because they may have been sent after the backup. They expire a week after they were made, as always. */
export async function holdDeliveries(trx: Transaction): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('delivery')
    .set(e => ({ due_at: e.ref('expires_at'), claimed_until: null, error: 'restored' }))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Sends held deliveries after all: the operator knows that they were not sent, or prefers two copies to none. Returns how many. */
export async function releaseDeliveries(db: Db): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ due_at: sql<Date>`now()`, error: null })
    .where(e => e.and({ state: 'waiting', error: 'restored' }))
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/**
 * Marks reminders and digests that were due after the backup as sent, because most of them were. The mailbox is read again from
 * `mailboxMark`, because the mark in the backup is too old and the mail server may be another one.
 */
export async function skipWhatWasSent(trx: Transaction, mailboxMark: string): Promise<void> {
  await sql`update sign_request set reminded_at = now() where state = 'asked' and reminded_at is null`.execute(
    trx,
  )
  await skipDueDigests(trx)
  await sql`update note set value = ${mailboxMark}::jsonb where channel = 'email' and name ~ '^mailbox-[0-9a-f]{16}$'`.execute(
    trx,
  )
}

export async function noteRestoration(trx: Transaction, backupAt: string): Promise<void> {
  await sql`insert into restoration (backup_at) values (${backupAt}::timestamptz)`.execute(trx)
}

/** Undefined if this database was never restored. */
export function lastRestoration(db: Db): Promise<{ restored_at: Date; backup_at: Date } | undefined> {
  return db.selectFrom('restoration').selectAll().orderBy('restored_at', 'desc').limit(1).executeTakeFirst()
}

/** Counts the running services: each holds one such connection, no matter which parts it runs. */
export async function sessionsOfServices(db: Db): Promise<number> {
  const { n } = await onlyRow(
    db,
    sql<{ n: number }>`select count(*) as n from pg_stat_activity where datname = current_database()
      and application_name = 'undersigned listen'`,
  )
  return n
}

export interface DatabaseContent {
  /** Trial mode's sample counts only if somebody has signed it. */
  petitions: number
  signatures: number
}

/** Works on a database of any version, and on an empty one. */
export async function countContent(db: Db): Promise<DatabaseContent> {
  const { there } = await onlyRow(
    db,
    sql<{
      there: boolean
    }>`select to_regclass('petition') is not null and to_regclass('signature') is not null as there`,
  )
  if (!there) return { petitions: 0, signatures: 0 }
  // An older version has no column `trial`.
  return onlyRow(
    db,
    sql<DatabaseContent>`select count(distinct p.id) as petitions, count(s.id) as signatures
      from petition p left join signature s on s.petition_id = p.id and s.state = 'confirmed'
      where coalesce(to_jsonb(p) ->> 'trial', 'false') = 'false' or s.id is not null`,
  )
}
