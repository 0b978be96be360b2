import { sql } from 'kysely'
import type { Db, Transaction } from './database.ts'

export type AlertKind = 'burst-domain' | 'burst-community' | 'confirmations-fall'

/** False if the same alert was raised within 24 hours. One statement checks and records, so two replicas cannot both raise it. */
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
