import { sql } from 'kysely'
import type { ChannelName } from './channels.ts'
import type { Db, Transaction } from './database.ts'
import { onlyRow } from './database.ts'

export interface PetitionCommunity {
  channel: ChannelName
  tenant: string
}

/** Shows the petition to the community in its lists. */
export async function addCommunity(
  trx: Transaction,
  petitionId: string,
  community: PetitionCommunity,
): Promise<void> {
  await trx
    .insertInto('petition_community')
    .values({ petition_id: petitionId, ...community })
    .onConflict(c => c.doNothing())
    .execute()
}

export function allCommunities(db: Db): Promise<(PetitionCommunity & { petition_id: string })[]> {
  return db.selectFrom('petition_community').select(['petition_id', 'channel', 'tenant']).execute()
}

export async function setListed(trx: Transaction, petitionId: string, listed: boolean): Promise<void> {
  await trx.updateTable('petition').set({ listed }).where('id', '=', petitionId).execute()
}

/** Counts the petitions that this account, or anybody in this community, made in 24 hours. Those that the operator made do not count. */
export async function countMadeToday(
  db: Db,
  account: Buffer,
  community: PetitionCommunity | undefined,
): Promise<number> {
  const { made } = await onlyRow(
    db,
    sql<{ made: number }>`
    select (select count(distinct e.petition_id) from desk_entry e
      left join petition_community c on c.petition_id = e.petition_id
      where e.act = 'create' and e.account is not null and e.at > now() - interval '1 day'
        and (e.account = ${account} or (c.channel = ${community?.channel ?? null} and c.tenant = ${community?.tenant ?? null}))
    ) as made`,
  )
  return made
}
