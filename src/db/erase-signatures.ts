/** Withdraws signatures, and empties everything that is kept about their signers. */
import { type Selectable, sql } from 'kysely'
import type { Transaction } from './database.ts'
import type { SignatureTable } from './tables/signing.ts'

/** The columns about a person in an emptied signature or revision. */
export const emptyDetails = { name: '', occupation: null, organisation: null, proved_domain: null }
/** A signature has one more. */
export const emptySignatureDetails = { ...emptyDetails, checked_domain: null }

/** The columns about a mailbox in an emptied signature. */
export const emptyMailDomain = {
  mail_domain: null,
  mail_host: null,
  sealed_mail_host: null,
  disposable: false,
}

/** Empties signatures a month after they were withdrawn or removed; erasing does that at once. Returns how many were emptied. */
export async function forgetWithdrawnSignatures(trx: Transaction, limit: number): Promise<number> {
  const done = await trx
    .updateTable('signature')
    .set({ ...emptySignatureDetails, ...emptyMailDomain })
    .where('id', 'in', e =>
      e
        .selectFrom('signature')
        .select('id')
        .where('state', 'in', ['withdrawn', 'removed'])
        .where('name', '<>', '')
        .where('ended_at', '<', sql<Date>`now() - interval '30 days'`)
        .limit(limit),
    )
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Forgets the email domains of signers three months after the petition closed. Returns how many were emptied. */
export async function forgetMailDomains(trx: Transaction, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update signature set mail_domain = null, mail_host = null, sealed_mail_host = null, disposable = false
    where id in (select s.id from petition p cross join lateral (select id from signature
        where petition_id = p.id and mail_domain is not null limit ${limit}) s
      where p.status = 'closed' and p.closed_at < now() - interval '90 days' limit ${limit})`.execute(trx)
  return Number(numAffectedRows ?? 0)
}

/** Withdraws a signature at its signer's wish. Returns undefined if it no longer counted. */
export function withdrawSignature(
  trx: Transaction,
  id: string,
): Promise<Selectable<SignatureTable> | undefined> {
  return trx
    .updateTable('signature')
    .set({ state: 'withdrawn', ended_at: sql<Date>`now()` })
    .where(e => e.and({ id, state: 'confirmed' }))
    .returningAll()
    .executeTakeFirst()
}

/** A signature counts again that "it wasn't me", pressed on a link of this request, withdrew. */
export async function countAgain(trx: Transaction, requestId: string): Promise<void> {
  await sql`update signature s set state = 'confirmed', ended_at = null
    from sign_request q join revision r on r.request_id = q.id join token t on t.revision_id = r.id and t.refused
      join identity i on i.petition_id = q.petition_id and i.hash in (q.mailbox, q.account)
    where q.id = ${requestId} and s.id = i.signature_id and s.state = 'withdrawn' and s.erased_at is null
      and s.ended_at = t.spent_at`.execute(trx)
}

/**
 * Erases the person and leaves the ids: in the signature, in the requests it came from, in the deliveries to its mailboxes for this
 * petition, and in what still waits to be sent. If an organiser removed or hid the signature, the keyed hash stays: erasing is no
 * way around that (docs/decisions/0029).
 */
export async function eraseSignature(trx: Transaction, id: string): Promise<void> {
  await trx
    .updateTable('signature')
    .set({
      ...emptySignatureDetails,
      community: null,
      ...emptyMailDomain,
      state: sql`case when state = 'confirmed' then 'withdrawn' else state end`,
      ended_at: sql<Date>`coalesce(ended_at, now())`,
      erased_at: sql<Date>`coalesce(erased_at, now())`,
    })
    .where('id', '=', id)
    .execute()
  const requests = await requestsOfSignature(trx, id)
  if (requests.length > 0) {
    await sql`update sign_request set state = case when state = 'asked' then 'dropped' else state end, account = null,
        mailbox = null, mail_domain = null, community = null, sealed_place = null, changed_from = null,
        ended_at = coalesce(ended_at, now())
      where id = any(${requests}::uuid[])`.execute(trx)
    await trx.updateTable('revision').set(emptyDetails).where('request_id', 'in', requests).execute()
  }
  await sql`update delivery set mailbox = null, address = null, sealed = null,
      ended_at = case when state = 'waiting' then now() else ended_at end,
      state = case when state = 'waiting' then 'erased' else state end
    where id in (
      select id from delivery where signature_id = ${id}
      union select id from delivery where request_id = any(${requests}::uuid[])
      union select d.id from identity i join delivery d on d.mailbox = i.hash and d.petition_id = i.petition_id
        where i.signature_id = ${id})`.execute(trx)
  await trx.updateTable('token').set({ mailbox: null }).where('signature_id', '=', id).execute()
  await sql`update desk_entry set sealed_reason = null where sealed_reason is not null
    and id in (select entry_id from desk_entry_signature where signature_id = ${id})`.execute(trx)
  await sql`delete from identity where signature_id = ${id} and exists (select from signature
    where id = ${id} and state <> 'removed' and hidden_at is null)`.execute(trx)
}

/** The ids of all requests, waiting or confirmed, of the person who signed this. */
export async function requestsOfSignature(trx: Transaction, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select q.id from identity i join sign_request q on q.petition_id = i.petition_id and q.mailbox = i.hash
      where i.signature_id = ${id}
    union select q.id from identity i join sign_request q on q.petition_id = i.petition_id and q.account = i.hash
      where i.signature_id = ${id}`.execute(trx)
  return rows.map(row => row.id)
}
