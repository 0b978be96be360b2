import { sql } from 'kysely'
import type { Db } from '../database.ts'

export interface Tally {
  petitionId: string
  /** Any moment in its hour. By default now, by the database's clock. */
  hour?: Date
  /** `fetched-person`, `fetched-scanner`, `asked`, `confirmed` … */
  kind: string
  /** The email domain or community that it is about. Empty if it is about neither. */
  subject: string
  n: number
}

/** Adds to the tallies in one statement, so that several replicas can add at once. Skips petitions that are gone. */
export async function addTallies(db: Db, tallies: Tally[]): Promise<void> {
  if (tallies.length === 0) return
  // In one order, so that two replicas never wait for each other.
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

/** Deletes tallies about a domain or community after a week; the sums stay. Returns how many were deleted. */
export async function forgetOldTallies(db: Db): Promise<number> {
  const done = await db
    .deleteFrom('tally')
    .where('subject', '<>', '')
    .where('hour', '<', sql<Date>`now() - interval '7 days'`)
    .executeTakeFirst()
  return Number(done.numDeletedRows)
}
