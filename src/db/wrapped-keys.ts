import type { Db } from './database.ts'

/** Keeps the key, unless there is one of that name. */
export async function keepWrappedKey(db: Db, name: string, wrapped: Buffer): Promise<void> {
  await db
    .insertInto('wrapped_key')
    .values({ name, wrapped })
    .onConflict(c => c.doNothing())
    .execute()
}

export async function hasWrappedKeys(db: Db): Promise<boolean> {
  return (await db.selectFrom('wrapped_key').select('name').limit(1).execute()).length > 0
}

export async function wrappedKey(db: Db, name: string): Promise<Buffer> {
  const row = await db
    .selectFrom('wrapped_key')
    .select('wrapped')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return row.wrapped
}

/** Replaces a key after SECRET_KEY was rotated. Does nothing if another replica was faster. */
export async function replaceWrappedKey(db: Db, name: string, old: Buffer, wrapped: Buffer): Promise<void> {
  await db
    .updateTable('wrapped_key')
    .set({ wrapped })
    .where(e => e.and({ name, wrapped: old }))
    .execute()
}
