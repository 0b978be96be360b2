/** Organisations whose signature waits until somebody has looked at it. */
import { sql } from 'kysely'
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

/**
 * From here on it counts and is shown. Checked and changed in one statement; undefined where it does not wait. Returns
 * what was approved: its signer may have corrected it since it was listed.
 */
export function approveOrganisation(
  db: Db,
  petitionId: string,
  number: number,
): Promise<{ number: number; organisation: string | null; name: string } | undefined> {
  return db
    .updateTable('signature')
    .set({ approved_at: sql<Date>`now()` })
    .where('petition_id', '=', petitionId)
    .where('number', '=', number)
    .where('state', '=', 'confirmed')
    .where('approved_at', 'is', null)
    .returning(['number', 'organisation', 'name'])
    .executeTakeFirst()
}
