import type { Db } from './database.ts'

export async function addOrganiser(db: Db, petitionId: string, account: Buffer): Promise<void> {
  await db
    .insertInto('organiser')
    .values({ petition_id: petitionId, account })
    .onConflict(c => c.doNothing())
    .execute()
}

export async function isOrganiser(db: Db, petitionId: string, account: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('organiser')
    .select('petition_id')
    .where('petition_id', '=', petitionId)
    .where('account', '=', account)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether the account organises any petition: it was let in once. */
export async function organisesAny(db: Db, account: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('organiser')
    .select('petition_id')
    .where('account', '=', account)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
