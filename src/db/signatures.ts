/** Records signatures, finds them by their signers, and changes their details. */
import { type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import { emptyMailDomain, emptySignatureDetails } from './erase-signatures.ts'
import { type PetitionRow, petitionsById } from './petitions.ts'
import { expectAll, recordset } from './rows.ts'
import type { Listing } from './tables/petition.ts'
import type { SignatureTable } from './tables/signing.ts'

export type SignatureRow = Selectable<SignatureTable>

/** The details of a signer in a signature. */
export type DetailColumns = Pick<SignatureRow, 'kind' | 'name' | 'occupation' | 'organisation' | 'listed'>

export type NewSignature = Pick<
  SignatureRow,
  | 'id'
  | 'petition_id'
  | 'language'
  | 'channel'
  | 'confirmed_by'
  | 'statement_hash'
  | 'promised'
  | 'wording'
  | 'proved_domain'
  | 'details_at'
  | 'hidden_at'
> &
  DetailColumns & {
    /** The server or workspace it came from. */
    community: string | null
  } & Partial<MailDomainColumns>

/** The domain of the signer's mailbox. All null if they gave none. */
export type MailDomainColumns = Pick<
  SignatureRow,
  'mail_domain' | 'mail_host' | 'sealed_mail_host' | 'disposable'
>

/**
 * Records signatures, numbered in this order, and returns them by id. The statement counts up the petition's row, so no number is given
 * twice, and a text with a signature cannot change. If the petition now shows only the number, nothing more is recorded as promised,
 * even if the email promised more.
 */
export async function recordSignatures(
  trx: Transaction,
  signatures: readonly NewSignature[],
): Promise<Map<string, SignatureRow>> {
  if (signatures.length === 0) return new Map()
  const rows = signatures.map((signature, number) => ({ ...signature, number }))
  const { rows: recorded } = await sql<SignatureRow>`
    with signed as (select * from ${recordset('signature', rows)}),
    numbered as (
      update petition p set last_number = p.last_number + x.n
      from (select petition_id, count(*)::int as n from signed group by petition_id) x where p.id = x.petition_id
      returning p.id, p.last_number - x.n as before, p.organisations, p.listing, p.corrections)
    insert into signature (id, petition_id, number, kind, name, occupation, organisation, listed, language, channel,
      confirmed_by, statement_hash, promised, wording, proved_domain, community, details_at, hidden_at, mail_domain, mail_host,
      sealed_mail_host, disposable, approved_at)
    select s.id, petition_id, n.before + row_number() over (partition by petition_id order by number), kind, name, occupation,
      organisation, listed, language, channel, confirmed_by, statement_hash,
      case when n.listing = 'count' then n.listing else promised end,
      case when confirmed_by = 'page' then n.corrections else wording end, proved_domain, community, details_at, hidden_at,
      mail_domain, mail_host, sealed_mail_host, coalesce(disposable, false),
      case when kind = 'person' or n.organisations = 'accept' then now() end
    from signed s join numbered n on n.id = petition_id returning *`.execute(trx)
  return new Map(recorded.map(row => [row.id, row]))
}

/**
 * Ties identities to signatures. Each identity must be new, or have a signature that was withdrawn.
 * @throws DecidedTooLate if one of them has signed by now
 */
export async function claimIdentities(
  trx: Transaction,
  rows: readonly { petition_id: string; hash: Buffer; signature_id: string }[],
): Promise<void> {
  if (rows.length === 0) return
  const { numAffectedRows } = await sql`
    insert into identity (petition_id, hash, signature_id)
    select petition_id, hash, signature_id from ${recordset('identity', rows)} order by petition_id, hash
    on conflict (petition_id, hash) do update set signature_id = excluded.signature_id
      where exists (select from signature old where old.id = identity.signature_id and old.state = 'withdrawn')`.execute(
    trx,
  )
  expectAll(numAffectedRows, rows)
}

/** For somebody who signed again: empties the withdrawn signature, and makes its manage links lead to the new one. */
export async function replaceWithdrawn(trx: Transaction, withdrawn: string, by: string): Promise<void> {
  await trx
    .updateTable('signature')
    .set({ ...emptySignatureDetails, ...emptyMailDomain, erased_at: sql<Date>`coalesce(erased_at, now())` })
    .where('id', '=', withdrawn)
    .execute()
  await trx
    .updateTable('token')
    .set({ signature_id: by })
    .where(e => e.and({ signature_id: withdrawn, purpose: 'manage' }))
    .execute()
}

export function signatureById(db: Db, id: string): Promise<SignatureRow | undefined> {
  return db.selectFrom('signature').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The signature of this identity, unless it is withdrawn. */
export function signatureOfIdentity(
  db: Db,
  petitionId: string,
  hash: Buffer,
): Promise<SignatureRow | undefined> {
  return heldBy(db, petitionId, hash).where('s.state', '<>', 'withdrawn').executeTakeFirst()
}

function heldBy(db: Db, petitionId: string, hash: Buffer) {
  return db
    .selectFrom('identity as i')
    .innerJoin('signature as s', 's.id', 'i.signature_id')
    .selectAll('s')
    .where('i.petition_id', '=', petitionId)
    .where('i.hash', '=', hash)
}

export type HeldSignature = SignatureRow & { identity_hash: Buffer }

/** Holds the signatures of identities, including withdrawn ones, until the transaction ends. */
export async function heldSignatures(
  trx: Transaction,
  identities: readonly { petition_id: string; hash: Buffer }[],
): Promise<HeldSignature[]> {
  // A lateral join, row by row through the index: with a set of keys Postgres may read all signatures.
  const { rows } = await sql<HeldSignature>`
    select s.* from (select * from unnest(
        ${identities.map(i => i.petition_id)}::uuid[], ${identities.map(i => i.hash)}::bytea[]) order by 1, 2) x(petition_id, hash),
    lateral (select s.*, i.hash as identity_hash from identity i join signature s on s.id = i.signature_id
      where i.petition_id = x.petition_id and i.hash = x.hash for no key update of s) s`.execute(trx)
  return rows
}

/** The signatures of one identity in all petitions, the newest first. */
export async function signaturesOfIdentity(
  db: Db,
  hash: Buffer,
): Promise<{ signature: SignatureRow; petition: PetitionRow }[]> {
  const signatures = await db
    .selectFrom('signature')
    .selectAll()
    .where('state', '=', 'confirmed')
    .where('id', 'in', e => e.selectFrom('identity').select('signature_id').where('hash', '=', hash))
    .orderBy('confirmed_at', 'desc')
    .execute()
  const petitions = await petitionsById(
    db,
    signatures.map(s => s.petition_id),
  )
  return signatures.flatMap(signature => {
    const petition = petitions.find(row => row.id === signature.petition_id)
    return petition === undefined ? [] : [{ signature, petition }]
  })
}

/** Adds identities to a signature. Those of a withdrawn or merged signature move to it. */
export async function addIdentities(
  trx: Transaction,
  petitionId: string,
  signatureId: string,
  hashes: Buffer[],
): Promise<void> {
  await stayHidden(
    trx,
    signatureId,
    sql`select signature_id from identity where petition_id = ${petitionId} and hash = any(${hashes}::bytea[])`,
  )
  await trx
    .insertInto('identity')
    .values(hashes.map(hash => ({ petition_id: petitionId, hash, signature_id: signatureId })))
    .onConflict(c => c.columns(['petition_id', 'hash']).doUpdateSet({ signature_id: signatureId }))
    .execute()
}

/** Hides a signature if an organiser hid one of the others of the same signer. */
async function stayHidden(
  trx: Transaction,
  signatureId: string,
  others: ReturnType<typeof sql>,
): Promise<void> {
  await sql`update signature s set hidden_at = other.hidden_at, featured = null
    from (select max(hidden_at) as hidden_at from signature where id in (${others})) other
    where s.id = ${signatureId} and s.hidden_at is null and other.hidden_at is not null`.execute(trx)
}

/** Makes the younger of two signatures stop counting, and moves its identities to the older one. */
export async function mergeSignature(trx: Transaction, younger: string, older: string): Promise<void> {
  await stayHidden(trx, older, sql`${younger}`)
  await trx
    .updateTable('signature')
    // Emptied now, so that erasing the older one later leaves nothing behind.
    .set({
      ...emptySignatureDetails,
      ...emptyMailDomain,
      state: 'merged',
      merged_into: older,
      ended_at: sql<Date>`now()`,
    })
    .where(e => e.and({ id: younger, state: 'confirmed' }))
    .execute()
  await trx.updateTable('identity').set({ signature_id: older }).where('signature_id', '=', younger).execute()
  // Manage links of the younger one now manage the one that counts.
  await trx.updateTable('token').set({ signature_id: older }).where('signature_id', '=', younger).execute()
}

/** The withdrawn signature of this identity. It can still say something about its signer, and be erased. */
export function withdrawnOfIdentity(
  db: Db,
  petitionId: string,
  hash: Buffer,
): Promise<SignatureRow | undefined> {
  return heldBy(db, petitionId, hash).where('s.state', '=', 'withdrawn').executeTakeFirst()
}

export async function isIdentityOf(db: Db, signatureId: string, hash: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('identity')
    .select('signature_id')
    .where(e => e.and({ signature_id: signatureId, hash }))
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Changes the details of a confirmed signature, unless a later request already did. An organisation with a new name waits for approval
 * again, because the organiser approved the former one. `askedAt`: when the details were asked for, by default now. `under`: what the signer
 * was promised on confirming again. While the petition shows only the number, nothing more is promised.
 */
export function correctSignature(
  trx: Transaction,
  id: string,
  details: DetailColumns,
  { askedAt, under }: { askedAt?: Date; under?: Pick<SignatureRow, 'promised' | 'wording'> } = {},
): Promise<SignatureRow | undefined> {
  const at = askedAt === undefined ? sql<Date>`clock_timestamp()` : sql<Date>`${askedAt}::timestamptz`
  return trx
    .updateTable('signature')
    .set({
      ...details,
      details_at: at,
      promised: sql<Listing>`case when (select listing from petition where id = petition_id) = 'count' then 'count'
        else ${under?.promised ?? sql.ref('promised')} end`,
      ...(under && { wording: under.wording }),
      // The organiser checked another name.
      featured: sql<
        number | null
      >`case when name = ${details.name} and organisation is not distinct from ${details.organisation}
        then featured end`,
      // The domain was proved, and checked, for another organisation.
      proved_domain: ofSameOrganisation(sql.ref('proved_domain'), details),
      checked_domain: ofSameOrganisation(sql.ref('checked_domain'), details),
      approved_at: sql<Date | null>`case
        when ${details.kind} = 'person' then coalesce(approved_at, now())
        when kind = ${details.kind} and organisation is not distinct from ${details.organisation} then approved_at
        when (select organisations from petition where id = petition_id) = 'accept' then coalesce(approved_at, now())
      end`,
    })
    .where(e => e.and({ id, state: 'confirmed' }))
    .where('details_at', '<', at)
    .returningAll()
    .executeTakeFirst()
}

function ofSameOrganisation(column: ReturnType<typeof sql.ref>, { kind, organisation }: DetailColumns) {
  return sql<string | null>`case
    when kind = ${kind} and organisation is not distinct from ${organisation} then ${column} end`
}

/** Lists a signature at its signer's wish, now that the petition shows names. Returns undefined if it cannot be listed. */
export function listSignature(trx: Transaction, id: string): Promise<SignatureRow | undefined> {
  return trx
    .updateTable('signature')
    .set({
      promised: 'public',
      listed: sql<boolean>`listed or kind = 'person'`,
      details_at: sql<Date>`now()`,
    })
    .where(e => e.and({ id, state: 'confirmed', promised: 'count' }))
    .where(e =>
      e.exists(
        e
          .selectFrom('petition')
          .select('petition.id')
          .whereRef('petition.id', '=', 'signature.petition_id')
          .where('listing', '=', 'public'),
      ),
    )
    .returningAll()
    .executeTakeFirst()
}
