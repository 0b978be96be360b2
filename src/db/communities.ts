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
