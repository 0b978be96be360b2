/** The sample of trial mode. Its signers are invented, so it never reaches the public. */
import { sql } from 'kysely'
import type { Db } from './database.ts'

export async function markAsTrial(db: Db, slug: string): Promise<void> {
  await db.updateTable('petition').set({ trial: true }).where('slug', '=', slug).execute()
}

/** Shows the sample again, which was hidden when trial mode ended. */
export async function showTrialPetitions(db: Db): Promise<void> {
  await db
    .updateTable('petition')
    .set({ status: 'open' })
    .where(e => e.and({ trial: true, status: 'draft' }))
    .execute()
}

/**
 * Hides the sample, and drops everything that waits to be sent for it, because the invented mailboxes may belong to real people. Returns
 * the slugs of all samples, hidden now or before.
 */
export function hideTrialPetitions(db: Db): Promise<string[]> {
  return db.transaction().execute(async trx => {
    const rows = await trx
      .updateTable('petition')
      .set({ status: 'draft' })
      .where('trial', '=', true)
      .returning(['id', 'slug'])
      .execute()
    const ids = rows.map(row => row.id)
    if (ids.length === 0) return []
    await trx
      .updateTable('delivery')
      .set({ state: 'expired', sealed: null, ended_at: sql<Date>`now()` })
      .where('petition_id', 'in', ids)
      .where('state', '=', 'waiting')
      .execute()
    await trx.deleteFrom('digest').where('petition_id', 'in', ids).execute()
    return rows.map(row => row.slug)
  })
}
