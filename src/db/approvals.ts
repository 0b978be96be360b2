/** Organisations whose signature waits until somebody has looked at it. */
import type { Db } from './database.ts'
import type { SignatureRow } from './signatures.ts'

export function organisationsWaiting(db: Db, petitionId: string): Promise<SignatureRow[]> {
  return db
    .selectFrom('signature')
    .selectAll()
    .where('petition_id', '=', petitionId)
    .where('state', '=', 'confirmed')
    .where('approved_at', 'is', null)
    .orderBy('number')
    .execute()
}
