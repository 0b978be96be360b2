import { sql } from 'kysely'
import type { Db, Transaction } from './database.ts'

/**
 * Holds people until the transaction ends. What is read about them after that cannot change, because every act that concerns somebody
 * holds them first. A person is the hash of a mailbox or of an account. The order is fixed, so that two transactions never wait for each
 * other.
 */
export async function holdPeople(trx: Transaction, hashes: readonly Buffer[]): Promise<void> {
  if (hashes.length === 0) return
  const locks = hashes.map(hash => hash.readBigInt64BE(0).toString())
  await sql`select pg_advisory_xact_lock(k) from (
    select distinct k from unnest(${locks}::bigint[]) k order by k) people`.execute(trx)
}

/** The people behind these signatures. */
export async function peopleOfSignatures(db: Db, ids: readonly string[]): Promise<Buffer[]> {
  const { rows } = await sql<{ hash: Buffer }>`
    select distinct hash from identity where signature_id = any(${ids}::uuid[])`.execute(db)
  return rows.map(({ hash }) => hash)
}

/** The person that a token was made for, who has signed with it or was asked. */
export async function peopleOfToken(db: Db, tokenHash: Buffer): Promise<Buffer[]> {
  const { rows } = await sql<{ hash: Buffer }>`
    select i.hash from token t join identity i on i.signature_id = t.signature_id where t.hash = ${tokenHash}
    union select p.hash from token t join revision r on r.id = t.revision_id join sign_request q on q.id = r.request_id,
      unnest(array[q.mailbox, q.account]) p(hash) where t.hash = ${tokenHash} and p.hash is not null`.execute(
    db,
  )
  return rows.map(({ hash }) => hash)
}
