/** Ends requests, and forgets the person in them. */
import { sql } from 'kysely'
import type { Transaction } from './database.ts'
import { emptyDetails } from './erase-signatures.ts'

/** Marks requests as confirmed once their token is spent. */
export async function endConfirmed(trx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`update sign_request set state = 'confirmed', ended_at = now()
    where id = any(${ids}::uuid[]) and state = 'asked'`.execute(trx)
}

/**
 * Ends a waiting request and empties it. The row stays for the count, and so that a late click gets a true answer. A refused request is
 * emptied about a minute later (`emptyEndedRequests`), because a machine may have pressed both buttons. Returns false if it did not wait.
 */
export async function endRequest(
  trx: Transaction,
  requestId: string,
  state: 'refused' | 'dropped' | 'expired',
): Promise<boolean> {
  const empties = state !== 'refused'
  const ended = await trx
    .updateTable('sign_request')
    .set({ state, ended_at: sql<Date>`now()`, ...(empties ? emptyRequest : {}) })
    .where(e => e.and({ id: requestId, state: 'asked' }))
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) return false
  if (empties)
    await trx.updateTable('revision').set(emptyDetails).where('request_id', '=', requestId).execute()
  return true
}

const emptyRequest = { account: null, mailbox: null, sealed_place: null }

/** Opens an ended request again. Returns false if that was done before, or if its account has asked again in the meantime. */
export async function reopenRequest(trx: Transaction, requestId: string): Promise<boolean> {
  const asked = await trx
    .updateTable('sign_request')
    .set({ state: 'asked', ended_at: null, changed_from: null, asked_once_more: true })
    .where('id', '=', requestId)
    .where('state', 'in', ['confirmed', 'refused'])
    .where('asked_once_more', '=', false)
    .where('sealed_place', 'is not', null)
    .where(
      sql<boolean>`not exists (select from sign_request w where w.petition_id = sign_request.petition_id
        and w.account = sign_request.account and w.state = 'asked')`,
    )
    .executeTakeFirst()
  return asked.numUpdatedRows > 0n
}

/**
 * Empties requests that ended a moment ago. A confirmed request loses only its place, because the rest tells who has signed, and keeps even
 * that while a newer question to the same person is open. Returns how many of a batch were emptied.
 */
export async function emptyEndedRequests(trx: Transaction, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string; state: string }>`
    with ended as (
      select id, state = 'confirmed' and ${isOpen} as open from sign_request q
      where ended_at < now() - interval '10 seconds' and sealed_place is not null
        and (changed_from is not null or not (state = 'confirmed' and ${isOpen}))
      order by ended_at limit ${limit} for update skip locked)
    update sign_request q set changed_from = null, sealed_place = case when open then sealed_place end,
      account = case when q.state = 'confirmed' then account end, mailbox = case when q.state = 'confirmed' then mailbox end
    from ended where q.id = ended.id
    returning q.id, q.state`.execute(trx)
  const unsigned = rows.filter(({ state }) => state !== 'confirmed').map(({ id }) => id)
  if (unsigned.length > 0)
    await trx.updateTable('revision').set(emptyDetails).where('request_id', 'in', unsigned).execute()
  return rows.length
}

/** Whether a link of request `q` could still change what its other links have confirmed. */
const isOpen = sql`exists (select from token t join revision r on r.id = t.revision_id
  where r.request_id = q.id and t.spent_at is null and t.expires_at > now() and r.created_at > all (
    select c.created_at from token u join revision c on c.id = u.revision_id where c.request_id = q.id and u.spent_at is not null))`

/**
 * Empties requests a month after they ended, and deletes their revisions and tokens. What a confirmed request said about a person is in
 * the signature. Returns how many of a batch were forgotten.
 */
export async function forgetEndedRequests(trx: Transaction, limit: number): Promise<number> {
  const old = await trx
    .selectFrom('sign_request')
    .select('id')
    .where('ended_at', '<', sql<Date>`now() - interval '30 days'`)
    .where('forgotten_at', 'is', null)
    .orderBy('ended_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  if (old.length === 0) return 0
  const ids = old.map(row => row.id)
  await trx.deleteFrom('revision').where('request_id', 'in', ids).execute()
  await trx
    .updateTable('sign_request')
    .set({ account: null, mailbox: null, mail_domain: null, forgotten_at: sql<Date>`now()` })
    .where('id', 'in', ids)
    .execute()
  return old.length
}
