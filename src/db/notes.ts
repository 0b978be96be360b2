import { sql } from 'kysely'
import type { ChannelName } from './channels.ts'
import type { Db } from './database.ts'

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

export async function dropNote(db: Db, channel: ChannelName, name: string): Promise<void> {
  await db
    .deleteFrom('note')
    .where(e => e.and({ channel, name }))
    .execute()
}

/** Forgets notes that a killed `doctor` has left. */
export async function forgetDoctorsEmail(db: Db): Promise<void> {
  await db
    .deleteFrom('note')
    .where('name', '=', 'doctor')
    .where(
      sql<string>`value ->> 'at'`,
      '<',
      sql<string>`to_char(now() at time zone 'utc' - interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS')`,
    )
    .execute()
}
