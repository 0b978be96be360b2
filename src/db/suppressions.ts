import { type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import type { SuppressionTable } from './tables/signing.ts'

export type SuppressionRow = Pick<Selectable<SuppressionTable>, 'mailbox' | 'petition_id' | 'reason'>

/** After "it wasn't me": no more email to this mailbox, in any spelling, for this petition. `requestId`: the refused request. */
export async function suppressRefused(
  db: Db,
  mailbox: Buffer,
  petitionId: string,
  requestId?: string,
): Promise<void> {
  await db
    .insertInto('suppression')
    .values({ mailbox, petition_id: petitionId, reason: 'refused', request_id: requestId ?? null })
    .onConflict(c =>
      c.columns(['mailbox', 'petition_id']).doUpdateSet(e => ({ request_id: e.ref('excluded.request_id') })),
    )
    .execute()
}

/**
 * Lifts a refusal, because the holder of the request's link wants to sign after all. Emails of today that strangers caused no longer
 * count against the caps of the mailbox, so that the next form is answered.
 */
export async function takeRefusalBack(trx: Transaction, requestId: string): Promise<void> {
  await sql`with lifted as (delete from suppression where request_id = ${requestId} and reason = 'refused' returning mailbox, petition_id)
    update delivery d set capped = false from lifted l
    where d.mailbox = l.mailbox and d.petition_id = l.petition_id and d.capped and not d.proved
      and d.created_at > now() - interval '24 hours'`.execute(trx)
}

/** Repeats a refusal after a restore. Returns false if it was in the backup. */
export async function refuseAgain(trx: Transaction, mailbox: Buffer, petitionId: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('suppression')
    .values({ mailbox, petition_id: petitionId, reason: 'refused' })
    .onConflict(c => c.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Returns false if there was no refusal. */
export async function liftRefusal(trx: Transaction, mailbox: Buffer, petitionId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('suppression')
    .where(e => e.and({ mailbox, petition_id: petitionId, reason: 'refused' }))
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Stops all email to these spellings of mailboxes, because they are dead. */
export async function suppressBounced(db: Db, ...addresses: Buffer[]): Promise<void> {
  await sql`insert into suppression (mailbox, reason)
    select distinct mailbox, 'bounced' from unnest(${addresses}::bytea[]) mailbox order by mailbox
    on conflict do nothing`.execute(db)
}

/** The suppressions of these mailboxes and spellings. */
export async function suppressionsOf(db: Db, hashes: readonly Buffer[]): Promise<SuppressionRow[]> {
  const { rows } = await sql<SuppressionRow>`
    select mailbox, petition_id, reason from suppression where mailbox = any(${hashes}::bytea[])`.execute(db)
  return rows
}

/** Whether nothing may be sent there. `proved`: the owner has just written, which takes back a refusal. */
export async function isSuppressed(
  db: Db,
  to: { mailbox: Buffer; address: Buffer | null; petitionId: string | null; proved?: boolean },
): Promise<boolean> {
  const { mailbox, address, petitionId, proved = false } = to
  const row = await db
    .selectFrom('suppression')
    .select('reason')
    .where(e =>
      e.or([
        ...(address === null ? [] : [e('mailbox', '=', address).and('reason', '=', 'bounced')]),
        ...(petitionId === null || proved
          ? []
          : [e('mailbox', '=', mailbox).and('petition_id', '=', petitionId)]),
      ]),
    )
    .executeTakeFirst()
  return row !== undefined
}

/** Forgets refusals whose owners want to sign after all. */
export async function forgetRefusals(
  db: Db,
  refusals: readonly { mailbox: Buffer; petitionId: string }[],
): Promise<void> {
  await sql`delete from suppression s using unnest(${refusals.map(r => r.mailbox)}::bytea[],
      ${refusals.map(r => r.petitionId)}::uuid[]) x(mailbox, petition_id)
    where s.mailbox = x.mailbox and s.petition_id = x.petition_id and s.reason = 'refused'`.execute(db)
}

/** Forgets bounces of addresses that somebody has written from. */
export async function forgetBounces(db: Db, addresses: readonly Buffer[]): Promise<void> {
  await sql`delete from suppression where mailbox = any(${addresses}::bytea[]) and reason = 'bounced'`.execute(
    db,
  )
}

/** Forgets bounces after 90 days: the mailbox may have been full, or exist again, and its owner may have no way to tell us. */
export async function forgetOldBounces(db: Db): Promise<void> {
  await db
    .deleteFrom('suppression')
    .where('reason', '=', 'bounced')
    .where('created_at', '<', sql<Date>`now() - interval '90 days'`)
    .execute()
}

export interface Suppression {
  /** A hash of the row, because the table has no id. */
  id: string
  /** The beginning of the mailbox's hash. */
  mailbox: string
  /** The slug of the petition; null for all petitions. */
  petition: string | null
  reason: 'refused' | 'bounced'
  createdAt: Date
}

const rowId = sql<string>`left(encode(sha256(mailbox || coalesce(petition_id::text, '')::bytea), 'hex'), 12)`

/** The newest first. */
export function listSuppressions(db: Db): Promise<Suppression[]> {
  return db
    .selectFrom('suppression')
    .leftJoin('petition', 'petition.id', 'suppression.petition_id')
    .select([
      rowId.as('id'),
      sql<string>`left(encode(mailbox, 'hex'), 16)`.as('mailbox'),
      'petition.slug as petition',
      'suppression.reason',
      'suppression.created_at as createdAt',
    ])
    .orderBy('suppression.created_at', 'desc')
    .orderBy('id')
    .execute()
}

/** Lifts suppressions by id. Returns how many there were. */
export async function liftSuppressions(db: Db, ids: string[]): Promise<number> {
  const lifted = await db.deleteFrom('suppression').where(rowId, 'in', ids).executeTakeFirst()
  return Number(lifted.numDeletedRows)
}
