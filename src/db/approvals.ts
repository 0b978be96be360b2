/** Organisations whose signature waits until somebody has looked at it. */
import type { Db } from './database.ts'
import type { ChannelName } from './schema.ts'

export interface WaitingOrganisation {
  number: number
  organisation: string | null
  /** Who signed for it. */
  name: string
  occupation: string | null
  /** The domain the asking mail was proved to come from; null where nothing is proved. */
  proved_domain: string | null
  confirmed_at: Date
  channel: ChannelName
}

export function organisationsWaiting(db: Db, petitionId: string): Promise<WaitingOrganisation[]> {
  return db
    .selectFrom('signature')
    .select(['number', 'organisation', 'name', 'occupation', 'proved_domain', 'confirmed_at', 'channel'])
    .where('petition_id', '=', petitionId)
    .where('state', '=', 'confirmed')
    .where('approved_at', 'is', null)
    .orderBy('number')
    .execute()
}
