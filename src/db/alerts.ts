import { sql } from 'kysely'
import type { Db, Transaction } from './database.ts'

export type AlertKind = 'burst-domain' | 'burst-community' | 'confirmations-fall'

/** False where the same was told within 24 hours. Decided and recorded in one statement, whoever else raises it. */
export async function raiseAlert(
  trx: Transaction,
  petitionId: string,
  kind: AlertKind,
  subject: string,
): Promise<boolean> {
  const raised = await trx
    .insertInto('alert')
    .values({ petition_id: petitionId, kind, subject })
    .onConflict(c =>
      c
        .columns(['petition_id', 'kind', 'subject'])
        .doUpdateSet({ raised_at: sql<Date>`now()` })
        .where('alert.raised_at', '<=', sql<Date>`now() - interval '24 hours'`),
    )
    .returning('kind')
    .executeTakeFirst()
  return raised !== undefined
}

export async function forgetOldAlerts(db: Db): Promise<void> {
  await db.deleteFrom('alert').where('raised_at', '<', sql<Date>`now() - interval '30 days'`).execute()
}
