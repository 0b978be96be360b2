import { sql } from 'kysely'
import { type Db, onlyRow, type Transaction } from './database.ts'

export type AlertKind =
  | 'burst-domain'
  | 'burst-community'
  | 'confirmations-fall'
  | 'unusual-domain'
  | 'unusual-community'

/** Rows are kept for 30 days, so a state that stays unusual is reported once a month. */
const raisedAgainAfter = (kind: AlertKind) => (kind.startsWith('unusual-') ? '30 days' : '24 hours')

/** False if the same alert was raised lately. One statement checks and records, so two replicas cannot both raise it. */
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
        .where('alert.raised_at', '<=', sql<Date>`now() - ${raisedAgainAfter(kind)}::interval`),
    )
    .returning('kind')
    .executeTakeFirst()
  return raised !== undefined
}

export async function raisedToday(
  db: Db,
  petitionId: string,
  kind: AlertKind,
  subject: string,
): Promise<boolean> {
  const { raised } = await onlyRow(
    db,
    sql<{
      raised: boolean
    }>`select exists (select from alert where petition_id = ${petitionId} and kind = ${kind}
      and subject = ${subject} and raised_at > now() - interval '24 hours') as raised`,
  )
  return raised
}

/** How many alerts of each kind were raised in the last 24 hours, by petition. */
export async function alertsOfToday(db: Db): Promise<{ petition: string; kind: string; n: number }[]> {
  const { rows } = await sql<{ petition: string; kind: string; n: number }>`
    select p.slug as petition, a.kind, count(*) as n from alert a join petition p on p.id = a.petition_id
    where a.raised_at > now() - interval '24 hours' group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

export async function forgetOldAlerts(db: Db): Promise<void> {
  await db.deleteFrom('alert').where('raised_at', '<', sql<Date>`now() - interval '30 days'`).execute()
}
