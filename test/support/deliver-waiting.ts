import { sql } from 'kysely'
import type { Adapter, Channel } from '../../src/core/channel.ts'
import { deliver } from '../../src/core/outbound/deliver.ts'
import type { Service } from '../../src/core/work.ts'
import { claimDeliveries, type Ended, writeOutcomes } from '../../src/db/claim-deliveries.ts'

/** Makes each delivery that waits, whenever it is due, oldest first: what the queue does as time goes by. */
export async function deliverWaiting(
  service: Service,
  adapters: ReadonlyMap<Channel, Adapter>,
): Promise<void> {
  const { db } = service
  // Those of one transaction in the order in which they were inserted.
  const { rows: inOrder } = await sql<{ id: string }>`
    select id from delivery where state = 'waiting' order by created_at, ctid`.execute(db)
  const order = new Map(inOrder.map(({ id }, at) => [id, at]))
  const at = ({ id }: { id: string }) => order.get(id) ?? order.size
  await sql`update delivery set due_at = created_at, claimed_until = null where state = 'waiting'`.execute(db)
  const claimed = await Promise.all([...adapters.keys()].map(channel => claimDeliveries(db, channel, 10_000)))
  const ended: Ended[] = []
  for (const row of claimed.flat().toSorted((a, b) => at(a) - at(b))) {
    const adapter = adapters.get(row.channel)
    if (adapter !== undefined)
      ended.push({ row, outcome: await deliver(service, adapter, row, AbortSignal.timeout(60_000)) })
  }
  await writeOutcomes(db, ended)
}
