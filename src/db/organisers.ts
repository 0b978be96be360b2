import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import type { OrganiserTable } from './tables/petition.ts'

export type OrganiserRow = Selectable<OrganiserTable>

export type NewOrganiser = Omit<Insertable<OrganiserTable>, 'petition_id'>

/** Returns false if the account organises the petition already. */
export async function addOrganiser(db: Db, petitionId: string, organiser: NewOrganiser): Promise<boolean> {
  const done = await db
    .insertInto('organiser')
    .values({ ...organiser, petition_id: petitionId })
    .onConflict(c => c.doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Also ends the digest of this account. Returns the dropped row, or undefined if the account did not organise the petition. */
export async function dropOrganiser(
  trx: Transaction,
  petitionId: string,
  account: Buffer,
): Promise<OrganiserRow | undefined> {
  await trx
    .deleteFrom('digest')
    .where(e => e.and({ petition_id: petitionId, account }))
    .execute()
  return trx
    .deleteFrom('organiser')
    .where(e => e.and({ petition_id: petitionId, account }))
    .returningAll()
    .executeTakeFirst()
}

/** Remembers where an organiser wrote last, because that is where they are reached. */
export async function noteOrganiserPlace(
  trx: Transaction,
  petitionId: string,
  account: Buffer,
  { sealed_name, ...met }: Omit<NewOrganiser, 'account'>,
): Promise<void> {
  await trx
    .updateTable('organiser')
    .set({ ...met, sealed_name: sql<Buffer | null>`coalesce(sealed_name, ${sealed_name})` })
    .where(e => e.and({ petition_id: petitionId, account }))
    .execute()
}

export async function isOrganiser(db: Db, petitionId: string, account: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('organiser')
    .select('petition_id')
    .where(e => e.and({ petition_id: petitionId, account }))
    .executeTakeFirst()
  return row !== undefined
}

export function organisersOf(db: Db, petitionId: string): Promise<OrganiserRow[]> {
  return db
    .selectFrom('organiser')
    .selectAll()
    .where('petition_id', '=', petitionId)
    .orderBy('added_at')
    .execute()
}

export function allOrganisers(db: Db): Promise<{ petition_id: string; account: Buffer }[]> {
  return db.selectFrom('organiser').select(['petition_id', 'account']).execute()
}
