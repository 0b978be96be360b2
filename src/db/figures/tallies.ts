import { sql } from 'kysely'
import type { Db } from '../database.ts'

export interface Tally {
  petitionId: string
  /** Any moment of the hour it belongs to; without it the present one, by the database's clock. */
  hour?: Date
  /** `fetched-person`, `fetched-scanner`, `asked`, `confirmed` … */
  kind: string
  /** The mail domain or community it is about; empty where it is about none. */
  subject: string
  n: number
}

/** Adds to what stands there, in one statement; also of several replicas at once. A petition that is gone is left out. */
export async function addTallies(db: Db, tallies: Tally[]): Promise<void> {
  if (tallies.length === 0) return
  // Always in the same order: two replicas would otherwise wait for each other crosswise.
  await sql`
    insert into tally (petition_id, hour, kind, subject, n)
    select petition_id, date_trunc('hour', coalesce(hour, now()), 'UTC') as begun, kind, subject, sum(n)
    from unnest(${tallies.map(t => t.petitionId)}::uuid[], ${tallies.map(t => t.hour ?? null)}::timestamptz[],
      ${tallies.map(t => t.kind)}::text[], ${tallies.map(t => t.subject)}::text[], ${tallies.map(t => t.n)}::integer[])
      as t(petition_id, hour, kind, subject, n)
    where exists (select from petition where id = petition_id)
    group by petition_id, begun, kind, subject
    order by petition_id, begun, kind, subject
    on conflict (petition_id, hour, kind, subject) do update set n = tally.n + excluded.n`.execute(db)
}

/** What is about a domain or a community is kept a week, the sums for good. How many were deleted. */
export async function forgetOldTallies(db: Db): Promise<number> {
  const done = await db
    .deleteFrom('tally')
    .where('subject', '<>', '')
    .where('hour', '<', sql<Date>`now() - interval '7 days'`)
    .executeTakeFirst()
  return Number(done.numDeletedRows)
}
