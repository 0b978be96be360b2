import { type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import type { DeliveryRow } from './deliveries.ts'
import type { RequestRow, RevisionRow } from './requests.ts'
import { expectAll, recordset } from './rows.ts'
import type { RequestState, TokenPurpose, TokenTable } from './tables/signing.ts'

export type NewToken = { hash: Buffer } & (
  | { purpose: 'confirm'; revision_id: string; expires_at: Date }
  /** Lives as long as the signature. */
  | { purpose: 'manage'; signature_id: string }
)

export async function addTokens(trx: Transaction, rows: readonly NewToken[]): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into token (hash, purpose, revision_id, signature_id, expires_at)
    select hash, purpose, revision_id, signature_id, expires_at from ${recordset('token', rows)}`.execute(trx)
}

/** Adds a token that lasts seven days. Returns their end. */
export function addRemovalToken(
  trx: Transaction,
  hash: Buffer,
  act: 'withdraw' | 'erase',
  signatureId: string,
  mailbox: Buffer,
): Promise<{ expires_at: Date }> {
  return trx
    .insertInto('token')
    .values({
      hash,
      purpose: act,
      signature_id: signatureId,
      mailbox,
      expires_at: sql<Date>`now() + interval '7 days'`,
    })
    .returning(sql<Date>`expires_at`.as('expires_at'))
    .executeTakeFirstOrThrow()
}

export interface TokenRow extends Omit<Selectable<TokenTable>, 'created_at'> {
  spent: boolean
  /** Seconds since it was spent. Null if it has not been. */
  spent_for: number | null
  expired: boolean
}

export async function tokenByHash(db: Db, hash: Buffer): Promise<TokenRow | undefined> {
  return (await tokensByHash(db, [hash]))[0]
}

export async function tokensByHash(db: Db, hashes: readonly Buffer[]): Promise<TokenRow[]> {
  const { rows } = await sql<TokenRow>`
    select hash, purpose, revision_id, signature_id, mailbox, pending_command_id, expires_at, spent_at, refused, spent_at is not null as spent,
      extract(epoch from now() - spent_at)::float8 as spent_for, expires_at is not null and expires_at <= now() as expired
    from token where hash = any(${hashes}::bytea[])`.execute(db)
  return rows
}

/** The request behind a token. These columns never change until the request is emptied. */
export interface AskedByToken extends Pick<RequestRow, 'petition_id' | 'channel' | 'account' | 'mailbox'> {
  hash: Buffer
  request_id: string
}

export async function requestsOfTokens(db: Db, hashes: readonly Buffer[]): Promise<AskedByToken[]> {
  if (hashes.length === 0) return []
  const { rows } = await sql<AskedByToken>`
    select t.hash, q.id as request_id, q.petition_id, q.channel, q.account, q.mailbox
    from token t join revision r on r.id = t.revision_id join sign_request q on q.id = r.request_id
    where t.hash = any(${hashes}::bytea[])`.execute(db)
  return rows
}

/** Maps the hash of each token, in hexadecimal, to the id of its petition. */
export async function petitionsOfTokens(db: Db, hashes: readonly Buffer[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ hash: Buffer; petition: string | null }>`
    select t.hash, coalesce(q.petition_id, s.petition_id, c.petition_id) as petition
    from token t left join revision r on r.id = t.revision_id left join sign_request q on q.id = r.request_id
      left join signature s on s.id = t.signature_id left join pending_command c on c.id = t.pending_command_id
    where t.hash = any(${hashes}::bytea[])`.execute(db)
  return new Map(
    rows.flatMap(({ hash, petition }) => (petition === null ? [] : [[hash.toString('hex'), petition]])),
  )
}

/**
 * Spends tokens that were found unspent under the locks of their people and petitions.
 * @throws DecidedTooLate if one is spent by now
 */
export async function spendTokens(trx: Transaction, hashes: readonly Buffer[]): Promise<void> {
  if (hashes.length === 0) return
  const { numAffectedRows } = await sql`update token set spent_at = now()
    where hash = any(${hashes}::bytea[]) and spent_at is null`.execute(trx)
  expectAll(numAffectedRows, hashes)
}

/** Spends a token by "it wasn't me". */
export async function markRefused(trx: Transaction, hash: Buffer): Promise<void> {
  await sql`update token set refused = true, spent_at = now() where hash = ${hash}`.execute(trx)
}

export async function voidConfirmations(trx: Transaction, requestIds: string[]): Promise<void> {
  await trx
    .updateTable('token')
    .set({ spent_at: sql<Date>`now()` })
    .where('revision_id', 'in', e =>
      e.selectFrom('revision').select('id').where('request_id', 'in', requestIds),
    )
    .where('spent_at', 'is', null)
    .execute()
}

/** Spends a removal token. Returns undefined if it was spent, expired, or made for another mailbox. */
export async function spendRemoval(
  trx: Transaction,
  hash: Buffer,
  mailbox: Buffer | undefined,
): Promise<{ signature_id: string; act: 'withdraw' | 'erase' } | undefined> {
  const row = await trx
    .updateTable('token')
    .set({ spent_at: sql<Date>`now()` })
    .where('hash', '=', hash)
    .where('purpose', 'in', ['withdraw', 'erase'])
    .where('spent_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .$if(mailbox !== undefined, q => q.where('mailbox', '=', mailbox ?? Buffer.alloc(0)))
    .returning(['signature_id', 'purpose'])
    .executeTakeFirst()
  if (row?.signature_id == null) return undefined
  return { signature_id: row.signature_id, act: row.purpose === 'erase' ? 'erase' : 'withdraw' }
}

export interface RevisionInContext
  extends RevisionRow,
    Pick<RequestRow, 'petition_id' | 'language' | 'community' | 'mail_domain'> {
  request_state: RequestState
  request_mailbox: Buffer | null
  request_account: Buffer | null
  request_channel: RequestRow['channel']
  request_place: Buffer | null
  request_ended_at: Date | null
  /** Seconds since the request ended. Null if it has not. */
  request_ended_for: number | null
  expires_at: Date
  text_is_same: boolean
}

export async function revisionInContext(db: Db, id: string): Promise<RevisionInContext | undefined> {
  return (await revisionsInContext(db, [id]))[0]
}

export async function revisionsInContext(db: Db, ids: readonly string[]): Promise<RevisionInContext[]> {
  const { rows } = await sql<RevisionInContext>`
    select r.*, q.petition_id, q.language, q.community, q.mail_domain, q.state as request_state, q.mailbox as request_mailbox,
      q.account as request_account, q.channel as request_channel, q.sealed_place as request_place, q.expires_at,
      q.ended_at as request_ended_at, extract(epoch from now() - q.ended_at)::float8 as request_ended_for,
      p.statement_hash = r.statement_hash as text_is_same
    from revision r join sign_request q on q.id = r.request_id join petition p on p.id = q.petition_id
    where r.id = any(${ids}::uuid[])`.execute(db)
  return rows
}

/**
 * The token that a delivery of ours carried, for a reply that lost its tag. All tokens of one revision, or of one command, or to manage
 * one signature, mean the same, so an unspent one is preferred. Removals differ, because one email may ask to withdraw and another to erase:
 * there it is the token that was made with the delivery. Undefined if the delivery carried none.
 */
export async function tokenOfDelivery(db: Db, delivery: CarriesToken): Promise<Buffer | undefined> {
  const { of, id, purposes } = standsFor(delivery)
  if (id === null) return undefined
  const row = await db
    .selectFrom('token')
    .select('hash')
    .where('purpose', 'in', purposes)
    .where(of, '=', id)
    .$if(delivery.kind === 'confirmRemoval', q => q.orderBy(distanceTo(delivery.id)))
    .orderBy(sql`spent_at is not null`)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.hash
}

type CarriesToken = Pick<DeliveryRow, 'id' | 'kind' | 'revision_id' | 'signature_id' | 'pending_command_id'>

function standsFor({ kind, revision_id, signature_id, pending_command_id }: CarriesToken): {
  of: 'revision_id' | 'signature_id' | 'pending_command_id'
  id: string | null
  purposes: TokenPurpose[]
} {
  if (revision_id !== null) return { of: 'revision_id', id: revision_id, purposes: ['confirm'] }
  if (pending_command_id !== null)
    return { of: 'pending_command_id', id: pending_command_id, purposes: ['command'] }
  const purposes: TokenPurpose[] = kind === 'confirmRemoval' ? ['withdraw', 'erase'] : ['manage']
  return { of: 'signature_id', id: signature_id, purposes }
}

/** Seconds between the token and the delivery. 0 if both were made in one transaction. */
function distanceTo(deliveryId: string) {
  return sql`abs(extract(epoch from created_at - (select d.created_at from delivery d where d.id = ${deliveryId})))`
}

/** Deletes tokens a month after they expired. Their links need no answer any more. */
export async function forgetExpiredTokens(db: Db): Promise<void> {
  await db.deleteFrom('token').where('expires_at', '<', sql<Date>`now() - interval '30 days'`).execute()
}
