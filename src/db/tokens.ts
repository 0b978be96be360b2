import { type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import type { DeliveryRow } from './deliveries.ts'
import type { RequestRow, RevisionRow } from './requests.ts'
import type { RequestState, TokenPurpose, TokenTable } from './schema.ts'

/** Expires with its request, as of now: asking again lengthens the request, and gives another token. */
export async function addConfirmToken(trx: Transaction, hash: Buffer, revisionId: string): Promise<void> {
  await trx
    .insertInto('token')
    .values({
      hash,
      purpose: 'confirm',
      revision_id: revisionId,
      expires_at: e =>
        e
          .selectFrom('revision as r')
          .innerJoin('sign_request as q', 'q.id', 'r.request_id')
          .select('q.expires_at')
          .where('r.id', '=', revisionId),
    })
    .execute()
}

/** Manage tokens live as long as the signature. */
export async function addManageToken(trx: Transaction, hash: Buffer, signatureId: string): Promise<void> {
  await trx.insertInto('token').values({ hash, purpose: 'manage', signature_id: signatureId }).execute()
}

/** Lasts seven days. Returns their end. */
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

export interface TokenRow extends Omit<Selectable<TokenTable>, 'hash' | 'created_at' | 'spent_at'> {
  spent: boolean
  expired: boolean
}

export function tokenByHash(db: Db, hash: Buffer): Promise<TokenRow | undefined> {
  return db
    .selectFrom('token')
    .select(['purpose', 'revision_id', 'signature_id', 'mailbox', 'pending_command_id', 'expires_at'])
    .select(sql<boolean>`spent_at is not null`.as('spent'))
    .select(sql<boolean>`expires_at is not null and expires_at <= now()`.as('expired'))
    .where('hash', '=', hash)
    .executeTakeFirst()
}

type OfRequest = 'petition_id' | 'channel' | 'account' | 'mailbox' | 'language' | 'sealed_place' | 'community'

export type Confirmable = RevisionRow & Pick<RequestRow, OfRequest>

/**
 * Locks what a confirmation depends on until the transaction ends: the petition, so that its text and state stay as the next
 * statement reads them, and the request, so that "not me" comes either before or after. Always in this order: otherwise batches
 * of several replicas would wait for each other.
 */
export async function holdConfirmable(trx: Transaction, hash: Buffer): Promise<void> {
  const standsOn = trx
    .selectFrom('token as t')
    .innerJoin('revision as r', 'r.id', 't.revision_id')
    .innerJoin('sign_request as q', 'q.id', 'r.request_id')
    .innerJoin('petition as p', 'p.id', 'q.petition_id')
    .where('t.hash', '=', hash)
    .where('t.spent_at', 'is', null)
  await standsOn.select('p.id').forNoKeyUpdate('p').execute()
  await standsOn.select('q.id').forUpdate('q').execute()
}

/**
 * Spends the token of one revision; one statement checks and changes. If two do it at once, the second waits for the first, then
 * finds it spent. Undefined if the petition is not open, its text is no longer the one that was shown, the request has ended in
 * another way, or (with `mailbox`) another mailbox was asked.
 */
export function spendConfirmation(
  trx: Transaction,
  hash: Buffer,
  mailbox: Buffer | undefined,
): Promise<Confirmable | undefined> {
  return (
    trx
      .updateTable('token as t')
      .from('revision as r')
      .innerJoin('sign_request as q', 'q.id', 'r.request_id')
      .innerJoin('petition as p', 'p.id', 'q.petition_id')
      .set({ spent_at: sql<Date>`now()` })
      .where('t.hash', '=', hash)
      .where('t.purpose', '=', 'confirm')
      .where('t.spent_at', 'is', null)
      .where('t.expires_at', '>', sql<Date>`now()`)
      .whereRef('r.id', '=', 't.revision_id')
      .where('q.state', 'in', ['asked', 'confirmed'])
      .where('p.status', '=', 'open')
      .where(e => e.or([e('p.closes_at', 'is', null), e('p.closes_at', '>', sql<Date>`now()`)]))
      .whereRef('p.statement_hash', '=', 'r.statement_hash')
      // If it was erased in the meantime, nobody is left to sign.
      .where('r.name', '<>', '')
      .$if(mailbox !== undefined, q => q.where('q.mailbox', '=', mailbox ?? Buffer.alloc(0)))
      .returningAll('r')
      .returning([
        'q.petition_id',
        'q.channel',
        'q.account',
        'q.mailbox',
        'q.language',
        'q.sealed_place',
        'q.community',
      ])
      .executeTakeFirst()
  )
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

/** Spends a removal token. Returns its signature; undefined if it was not good. */
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

export interface RevisionInContext extends RevisionRow, Pick<RequestRow, 'petition_id' | 'language'> {
  request_state: RequestState
  request_mailbox: Buffer | null
  request_account: Buffer | null
  request_channel: RequestRow['channel']
  request_place: Buffer | null
  expires_at: Date
  text_is_same: boolean
}

export function revisionInContext(db: Db, revisionId: string): Promise<RevisionInContext | undefined> {
  return db
    .selectFrom('revision as r')
    .innerJoin('sign_request as q', 'q.id', 'r.request_id')
    .innerJoin('petition as p', 'p.id', 'q.petition_id')
    .selectAll('r')
    .select([
      'q.petition_id',
      'q.language',
      'q.state as request_state',
      'q.mailbox as request_mailbox',
      'q.account as request_account',
      'q.channel as request_channel',
      'q.sealed_place as request_place',
      'q.expires_at',
    ])
    .select(sql<boolean>`p.statement_hash = r.statement_hash`.as('text_is_same'))
    .where('r.id', '=', revisionId)
    .executeTakeFirst()
}

/**
 * The token that a delivery of ours carried, for a reply that lost its tag. All tokens of one revision, of one command, or to manage
 * one signature, mean the same, so it is an unspent one if there is one. But one email may ask to withdraw and another to erase:
 * then it is the token made with the delivery. Undefined if the delivery carried none.
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

/** In seconds; 0 if both were made in one transaction. */
function distanceTo(deliveryId: string) {
  return sql`abs(extract(epoch from created_at - (select d.created_at from delivery d where d.id = ${deliveryId})))`
}

/** Links that expired a month ago need no answer any more. */
export async function forgetExpiredTokens(db: Db): Promise<void> {
  await db.deleteFrom('token').where('expires_at', '<', sql<Date>`now() - interval '30 days'`).execute()
}
