import type { Db } from './database.ts'
import type { ChannelName } from './schema.ts'

export async function readNote(db: Db, channel: ChannelName, name: string): Promise<unknown> {
  const row = await db
    .selectFrom('note')
    .select('value')
    .where(e => e.and({ channel, name }))
    .executeTakeFirst()
  return row?.value
}

/** `json` is the value, serialised. */
export async function writeNote(db: Db, channel: ChannelName, name: string, json: string): Promise<void> {
  await db
    .insertInto('note')
    .values({ channel, name, value: json })
    .onConflict(c => c.columns(['channel', 'name']).doUpdateSet(e => ({ value: e.ref('excluded.value') })))
    .execute()
}
