/** Changes of signatures that can be taken back. After about a minute, `emptyEndedRequests` forgets what the signature said before. */
import { sql } from 'kysely'
import type { Transaction } from './database.ts'

/** Keeps what a signature says before a request that was just confirmed changes it or ties identities to it. */
export async function keepForTakingBack(
  trx: Transaction,
  change: { requestId: string; signatureId: string; identities: readonly Buffer[] },
): Promise<void> {
  const { requestId, signatureId, identities } = change
  await sql`update sign_request q set ended_at = now(),
      changed_from = jsonb_build_object('at', now(), 'signature', to_jsonb(s), 'tied', array(
        select encode(x.hash, 'hex') from unnest(${identities}::bytea[]) x(hash)
        where not exists (select from identity i where i.petition_id = q.petition_id and i.hash = x.hash)))
    from (select id, kind, name, occupation, organisation, listed, promised, wording, details_at, featured, proved_domain,
        checked_domain, approved_at from signature) s
    where q.id = ${requestId} and q.state = 'confirmed' and q.sealed_place is not null and s.id = ${signatureId}`.execute(
    trx,
  )
}

/**
 * Restores what the signature said before the request changed it, and unties the identities that the request tied to it; with `link`, only
 * if this link of the request did so. Signatures that were merged stay merged. Returns the id of the signature, or undefined if there is
 * nothing to take back.
 */
export async function takeChangeBack(
  trx: Transaction,
  requestId: string,
  link?: Buffer,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    with change as (
      select id, petition_id, changed_from from sign_request where id = ${requestId} and changed_from is not null
        and (${link ?? null}::bytea is null
          or (changed_from ->> 'at')::timestamptz = (select spent_at from token where hash = ${link ?? null}))),
    forgotten as (update sign_request q set changed_from = null from change where q.id = change.id),
    untied as (
      delete from identity i using change, jsonb_array_elements_text(changed_from -> 'tied') x(hash)
      where i.petition_id = change.petition_id and i.hash = decode(x.hash, 'hex'))
    update signature s set kind = b.kind, name = b.name, occupation = b.occupation, organisation = b.organisation,
      listed = b.listed, promised = b.promised, wording = b.wording, details_at = b.details_at, featured = b.featured,
      proved_domain = b.proved_domain, checked_domain = b.checked_domain, approved_at = b.approved_at
    from change, jsonb_populate_record(null::signature, changed_from -> 'signature') b
    where s.id = b.id and s.state = 'confirmed' returning s.id`.execute(trx)
  return rows[0]?.id
}
