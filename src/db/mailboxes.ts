import { sql } from 'kysely'
import type { Transaction } from './database.ts'

/**
 * Moves everything about a mailbox from the hash of former rules to its present hash. If both hashes have signed, both signatures stay:
 * the two spellings were two people when they signed. Finds its rows by indexes, one petition at a time.
 */
export async function adoptMailbox(trx: Transaction, former: Buffer, current: Buffer): Promise<void> {
  await sql`insert into identity (petition_id, hash, signature_id)
    select i.petition_id, ${current}, i.signature_id from petition p
    join identity i on i.petition_id = p.id and i.hash = ${former} order by 1
    on conflict do nothing`.execute(trx)
  await sql`update sign_request q set mailbox = ${current} from petition p
    where q.petition_id = p.id and q.mailbox = ${former}`.execute(trx)
  await sql`update token t set mailbox = ${current} from petition p
    join identity i on i.petition_id = p.id and i.hash = ${former}
    where t.signature_id = i.signature_id and t.mailbox = ${former}`.execute(trx)
  await sql`update delivery set mailbox = ${current} where mailbox = ${former}`.execute(trx)
  await sql`insert into suppression (mailbox, petition_id, reason, created_at)
    select ${current}, petition_id, reason, created_at from suppression where mailbox = ${former} and reason = 'refused'
    on conflict do nothing`.execute(trx)
  await sql`delete from suppression where mailbox = ${former} and reason = 'refused'`.execute(trx)
}
