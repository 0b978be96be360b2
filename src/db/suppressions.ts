import { type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import type { SuppressionTable } from './schema.ts'

export type SuppressionRow = Pick<Selectable<SuppressionTable>, 'mailbox' | 'petition_id' | 'reason'>

/** "It wasn't me": no more email to this mailbox for this petition, in any spelling. `requestId`: what was refused. */
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
 * The holder of a refused request's link wants to sign after all. What strangers used up of the mailbox's emails today is given back, so
 * that the next form is answered.
 */
export async function takeRefusalBack(trx: Transaction, requestId: string): Promise<void> {
  await sql`with lifted as (delete from suppression where request_id = ${requestId} and reason = 'refused' returning mailbox, petition_id)
    update delivery d set capped = false from lifted l
    where d.mailbox = l.mailbox and d.petition_id = l.petition_id and d.capped and not d.proved
      and d.created_at > now() - interval '24 hours'`.execute(trx)
}

/** After a restore. False if that was so already. */
export async function refuseAgain(trx: Transaction, mailbox: Buffer, petitionId: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('suppression')
    .values({ mailbox, petition_id: petitionId, reason: 'refused' })
    .onConflict(c => c.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** False if there was no refusal. */
export async function liftRefusal(trx: Transaction, mailbox: Buffer, petitionId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('suppression')
    .where(e => e.and({ mailbox, petition_id: petitionId, reason: 'refused' }))
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** These spellings of mailboxes are dead: no more email to them, for any petition. */
export async function suppressBounced(db: Db, ...addresses: Buffer[]): Promise<void> {
  await sql`insert into suppression (mailbox, reason)
    select distinct mailbox, 'bounced' from unnest(${addresses}::bytea[]) mailbox order by mailbox
    on conflict do nothing`.execute(db)
}

/** All that is known of these mailboxes, and of these spellings of them. */
export async function suppressionsOf(db: Db, hashes: readonly Buffer[]): Promise<SuppressionRow[]> {
  const { rows } = await sql<SuppressionRow>`
    select mailbox, petition_id, reason from suppression where mailbox = any(${hashes}::bytea[])`.execute(db)
  return rows
}

/** `proved`: its owner has just written, and takes a refusal back by that. */
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

/** The owners of these mailboxes want to sign after all. */
export async function forgetRefusals(
  db: Db,
  refusals: readonly { mailbox: Buffer; petitionId: string }[],
): Promise<void> {
  await sql`delete from suppression s using unnest(${refusals.map(r => r.mailbox)}::bytea[],
      ${refusals.map(r => r.petitionId)}::uuid[]) x(mailbox, petition_id)
    where s.mailbox = x.mailbox and s.petition_id = x.petition_id and s.reason = 'refused'`.execute(db)
}

/** Somebody wrote from these addresses, so they are not dead. */
export async function forgetBounces(db: Db, addresses: readonly Buffer[]): Promise<void> {
  await sql`delete from suppression where mailbox = any(${addresses}::bytea[]) and reason = 'bounced'`.execute(
    db,
  )
}

/** A mailbox may be made again, or have been full only; its owner may have no way to tell us. */
export async function forgetOldBounces(db: Db): Promise<void> {
  await db
    .deleteFrom('suppression')
    .where('reason', '=', 'bounced')
    .where('created_at', '<', sql<Date>`now() - interval '90 days'`)
    .execute()
}

export interface Suppression {
  /** Made of the row, which has no key of its own. */
  id: string
  /** The beginning of the mailbox's hash: the same mailbox has the same mark. */
  mailbox: string
  /** The petition's slug; null for all. */
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

/** Returns how many there were. */
export async function liftSuppressions(db: Db, ids: string[]): Promise<number> {
  const lifted = await db.deleteFrom('suppression').where(rowId, 'in', ids).executeTakeFirst()
  return Number(lifted.numDeletedRows)
}
