import { type Insertable, type Selectable, sql } from 'kysely'
import type { Transaction } from './database.ts'
import type { DigestTable } from './tables/desk.ts'

export type DigestRow = Selectable<DigestTable>

/** A digest as it was before it was taken. `taken_at` is by the database's clock. */
export type DueDigest = DigestRow & { taken_at: Date }

/** The next time at the same time of day, whole days or weeks after the last one. */
const seconds = sql`case when every = 'daily' then 86400 else 604800 end`
const next = sql<Date>`next_at + make_interval(secs =>
  ${seconds} * (floor(extract(epoch from now() - next_at) / ${seconds}) + 1)::float8)`

/** Starts a digest, or changes how often it comes. Returns when the first one comes. */
export function setDigest(
  trx: Transaction,
  row: Omit<Insertable<DigestTable>, 'next_at' | 'since'>,
): Promise<{ next_at: Date }> {
  return trx
    .insertInto('digest')
    .values({
      ...row,
      next_at: sql<Date>`now() + make_interval(days => ${row.every === 'daily' ? 1 : 7})`,
    })
    .onConflict(c =>
      c.columns(['petition_id', 'account']).doUpdateSet(e => ({
        every: e.ref('excluded.every'),
        channel: e.ref('excluded.channel'),
        language: e.ref('excluded.language'),
        sealed_place: e.ref('excluded.sealed_place'),
        mailbox: e.ref('excluded.mailbox'),
        address: e.ref('excluded.address'),
        next_at: e.ref('excluded.next_at'),
      })),
    )
    .returning('next_at')
    .executeTakeFirstOrThrow()
}

/** Skips the digests that are due now. The next ones come at their usual times. */
export async function skipDueDigests(trx: Transaction): Promise<void> {
  await trx
    .updateTable('digest')
    .set({ next_at: next, since: sql<Date>`now()` })
    .where('next_at', '<=', sql<Date>`now()`)
    .execute()
}

export async function endDigest(trx: Transaction, petitionId: string, account: Buffer): Promise<void> {
  await trx
    .deleteFrom('digest')
    .where(e => e.and({ petition_id: petitionId, account }))
    .execute()
}

/**
 * Takes a digest that is due, and sets the time of the next one. Of two replicas, the second finds another digest or none. If
 * several were missed while the service was down, one digest covers them all. `since` is the time of the last one.
 */
export async function takeDueDigest(trx: Transaction): Promise<DueDigest | undefined> {
  // A clock that once ran ahead has left times that are too far in the future.
  await trx
    .updateTable('digest')
    .set({ next_at: next, since: sql<Date>`least(since, now())` })
    .where(sql<boolean>`next_at > now() + make_interval(secs => ${seconds} + 3600)`)
    .execute()
  const due = await trx
    .selectFrom('digest')
    .selectAll()
    .select(sql<Date>`now()`.as('taken_at'))
    .where('next_at', '<=', sql<Date>`now()`)
    .orderBy('next_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (due === undefined) return undefined
  await trx
    .updateTable('digest')
    .set({ next_at: next, since: sql<Date>`now()` })
    .where(e => e.and({ petition_id: due.petition_id, account: due.account }))
    .execute()
  return due
}
