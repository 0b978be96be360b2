import { sql } from 'kysely'
import type { ChannelName } from './channels.ts'
import type { Db } from './database.ts'

export async function installationOf(
  db: Db,
  channel: ChannelName,
  tenant: string,
): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('installation')
    .select('sealed')
    .where(e => e.and({ channel, tenant }))
    .executeTakeFirst()
  return row?.sealed
}

export async function keepInstallation(
  db: Db,
  channel: ChannelName,
  tenant: string,
  sealed: Uint8Array,
): Promise<void> {
  await db
    .insertInto('installation')
    .values({ channel, tenant, sealed })
    .onConflict(c => c.columns(['channel', 'tenant']).doUpdateSet({ sealed, installed_at: sql<Date>`now()` }))
    .execute()
}

export async function dropInstallation(db: Db, channel: ChannelName, tenant: string): Promise<void> {
  await db.deleteFrom('installation').where('channel', '=', channel).where('tenant', '=', tenant).execute()
}

export async function nameCommunity(
  db: Db,
  channel: ChannelName,
  tenant: string,
  name: string,
): Promise<void> {
  await db
    .insertInto('community')
    .values({ channel, tenant, name })
    .onConflict(c => c.columns(['channel', 'tenant']).doUpdateSet({ name }))
    .execute()
}
