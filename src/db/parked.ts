import { sql } from 'kysely'
import type { ChannelName } from './channels.ts'
import type { Db, Transaction } from './database.ts'

/** Counts a failure of a message. Returns how many there are by now. */
export async function countFailure(
  trx: Transaction,
  failure: { key: Buffer; channel: ChannelName; reason: string },
): Promise<{ id: string; failures: number }> {
  return trx
    .insertInto('parked')
    .values(failure)
    .onConflict(c =>
      c
        .column('key')
        .doUpdateSet(e => ({ failures: sql<number>`parked.failures + 1`, reason: e.ref('excluded.reason') })),
    )
    .returning(['id', 'failures'])
    .executeTakeFirstOrThrow()
}

export async function parkMessage(trx: Transaction, id: string, sealed: Buffer): Promise<void> {
  await trx
    .updateTable('parked')
    .set({ sealed, parked_at: sql<Date>`coalesce(parked_at, now())` })
    .where('id', '=', id)
    .execute()
}

/**
 * Empties the oldest messages, those to the postmaster first, until the rest is within `octets`. The rows stay, so that the operator sees how
 * many there were.
 */
export async function emptyOldestParked(trx: Transaction, octets: number): Promise<void> {
  await trx
    .with('kept', q =>
      q
        .selectFrom('parked')
        .where('sealed', 'is not', null)
        .select([
          'id',
          sql<string>`sum(octet_length(sealed)) over (order by reason = 'postmaster', parked_at desc, id rows unbounded preceding)`.as(
            'upTo',
          ),
        ]),
    )
    .updateTable('parked')
    .from('kept')
    .whereRef('parked.id', '=', 'kept.id')
    .where('kept.upTo', '>', String(octets))
    .set({ sealed: null })
    .execute()
}

/** Keeps only the newest `most` emails to the postmaster, because anybody can fill the table with them. */
export async function dropOldestToPostmaster(trx: Transaction, most: number): Promise<void> {
  await sql`delete from parked where id in (
    select id from parked where reason = 'postmaster' order by parked_at desc, id offset ${most} for update skip locked)`.execute(
    trx,
  )
}

export function listParked(db: Db) {
  return db
    .selectFrom('parked')
    .select(['id', 'channel', 'reason', 'failures', 'parked_at as parkedAt', 'expires_at as expiresAt'])
    .where('parked_at', 'is not', null)
    .orderBy('parked_at')
    .execute()
}

export async function parkedMessage(db: Db, id: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('parked').select('sealed').where('id', '=', id).executeTakeFirst()
  return row?.sealed ?? undefined
}

export async function dropParked(db: Db, id: string): Promise<boolean> {
  const done = await db.deleteFrom('parked').where('id', '=', id).executeTakeFirst()
  return done.numDeletedRows > 0n
}

export async function forgetParked(db: Db): Promise<void> {
  await db.deleteFrom('parked').where('expires_at', '<', sql<Date>`now()`).execute()
}
