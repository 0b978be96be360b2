import type { Db } from './database.ts'
import type { ChannelName } from './schema.ts'

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

export async function communityName(
  db: Db,
  channel: ChannelName,
  tenant: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('community')
    .select('name')
    .where('channel', '=', channel)
    .where('tenant', '=', tenant)
    .executeTakeFirst()
  return row?.name
}
