import { sql } from 'kysely'
import type { Db, Transaction } from './database.ts'

/** The limits that the operator has set, by name. */
export async function readLimits(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('asking_limit').selectAll().execute()
  return new Map(rows.map(({ name, value }) => [name, value]))
}

export async function setLimit(db: Db, name: string, value: number): Promise<void> {
  await db
    .insertInto('asking_limit')
    .values({ name, value })
    .onConflict(c => c.column('name').doUpdateSet({ value }))
    .execute()
}

export async function resetLimits(db: Db, names: readonly string[]): Promise<void> {
  await db.deleteFrom('asking_limit').where('name', 'in', names).execute()
}

export interface Bucket {
  kind: string
  subject: Buffer
}

/** Seconds until each of these buckets is full again. Leaves out full ones. */
export async function usedUp(
  trx: Transaction,
  buckets: readonly Bucket[],
): Promise<(Bucket & { seconds: number })[]> {
  const { rows } = await sql<Bucket & { seconds: number }>`
    select b.kind, b.subject, extract(epoch from b.full_at - now())::float8 as seconds
    from (select distinct * from unnest(${buckets.map(b => b.kind)}::text[], ${buckets.map(b => b.subject)}::bytea[])
      x(kind, subject)) x join asking_bucket b using (kind, subject) where b.full_at > now()`.execute(trx)
  return rows
}

/**
 * Takes from each bucket; `seconds` is how much longer it then needs to be full again. No bucket may appear twice. The order is fixed, so that
 * two transactions never wait for each other.
 */
export async function useUp(
  trx: Transaction,
  buckets: readonly (Bucket & { seconds: number })[],
): Promise<void> {
  await sql`
    insert into asking_bucket as b (kind, subject, full_at)
    select kind, subject, now() + seconds * interval '1 second'
    from unnest(${buckets.map(b => b.kind)}::text[], ${buckets.map(b => b.subject)}::bytea[],
      ${buckets.map(b => b.seconds)}::float8[]) x(kind, subject, seconds) order by kind, subject
    on conflict (kind, subject) do update set full_at = greatest(b.full_at, now()) + (excluded.full_at - now())`.execute(
    trx,
  )
}

export async function forgetFullBuckets(db: Db): Promise<void> {
  await db.deleteFrom('asking_bucket').where('full_at', '<', sql<Date>`now()`).execute()
}
