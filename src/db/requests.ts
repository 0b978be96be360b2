import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import { type PetitionRow, petitionsById } from './petitions.ts'
import type { RevisionTable, SignRequestTable } from './schema.ts'
import { nobody } from './signatures.ts'

export type RequestRow = Selectable<SignRequestTable>
export type RevisionRow = Selectable<RevisionTable>

/** A request waits this long for its confirmation; its one reminder goes out this long before the end. */
export const requestLife = { days: 7, reminderDaysBefore: 2 } as const

const inSevenDays = sql<Date>`now() + make_interval(days => ${sql.lit(requestLife.days)})`

/**
 * Makes the waiting request of this account, or lengthens it. Transactions that do the same wait for each other on this row, so
 * revisions are numbered without a gap.
 */
export function askToSign(
  trx: Transaction,
  row: Omit<Insertable<SignRequestTable>, 'expires_at'>,
): Promise<RequestRow> {
  return trx
    .insertInto('sign_request')
    .values({ ...row, expires_at: inSevenDays })
    .onConflict(c =>
      c
        .columns(['petition_id', 'account'])
        .where('state', '=', sql.lit('asked'))
        .doUpdateSet(e => ({
          expires_at: inSevenDays,
          reminded_at: null,
          language: e.ref('excluded.language'),
          authenticated: sql<boolean>`sign_request.authenticated or excluded.authenticated`,
        })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function setPlace(trx: Transaction, requestId: string, sealedPlace: Buffer): Promise<void> {
  await trx
    .updateTable('sign_request')
    .set({ sealed_place: sealedPlace })
    .where('id', '=', requestId)
    .execute()
}

/** `vouched`: the newest one that the account provably asked for. */
export function newestRevision(
  trx: Transaction,
  requestId: string,
  of: 'all' | 'vouched',
): Promise<RevisionRow | undefined> {
  return trx
    .selectFrom('revision')
    .selectAll()
    .where('request_id', '=', requestId)
    .$if(of === 'vouched', q => q.where('authenticated', '=', true))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function addRevision(
  trx: Transaction,
  row: Omit<Insertable<RevisionTable>, 'number'>,
): Promise<RevisionRow> {
  return trx
    .insertInto('revision')
    .values({
      ...row,
      number: e =>
        e
          .selectFrom('revision as r')
          .select(sql<number>`coalesce(max(r.number), 0) + 1`.as('number'))
          .where('r.request_id', '=', row.request_id),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export function waitingRequest(
  trx: Transaction,
  petitionId: string,
  account: Buffer,
): Promise<RequestRow | undefined> {
  return trx
    .selectFrom('sign_request')
    .selectAll()
    .where(e => e.and({ petition_id: petitionId, account, state: 'asked' }))
    .forUpdate()
    .executeTakeFirst()
}

/** The petitions that this account has asked to sign, without confirming yet. */
export async function waitingRequestsOf(db: Db, account: Buffer): Promise<PetitionRow[]> {
  const requests = await db
    .selectFrom('sign_request')
    .select('petition_id')
    .where(e => e.and({ account, state: 'asked' }))
    .where('expires_at', '>', sql<Date>`now()`)
    .execute()
  return petitionsById(
    db,
    requests.map(row => row.petition_id),
  )
}

/**
 * Ends a waiting request, and empties its place. Unless it was confirmed, nothing about the person stays: the row is kept for the
 * count, and so that a late click gets a true answer.
 */
export async function endRequest(
  trx: Transaction,
  requestId: string,
  state: 'confirmed' | 'refused' | 'dropped' | 'expired',
): Promise<boolean> {
  const ended = await trx
    .updateTable('sign_request')
    .set({
      state,
      sealed_place: null,
      ended_at: sql<Date>`now()`,
      ...(state === 'confirmed' ? {} : { account: null, mailbox: null }),
    })
    .where(e => e.and({ id: requestId, state: 'asked' }))
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) return false
  if (state !== 'confirmed')
    await trx.updateTable('revision').set(nobody).where('request_id', '=', requestId).execute()
  return true
}

/** A batch of requests whose seven days are over. */
export function lapsedRequests(trx: Transaction, limit: number): Promise<{ id: string }[]> {
  return trx
    .selectFrom('sign_request')
    .select('id')
    .where('state', '=', 'asked')
    .where('expires_at', '<=', sql<Date>`now()`)
    .orderBy('expires_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Marks and returns requests that get their one reminder: once proved, not bounced, not refused, and the petition is open. */
export async function takeRequestsToRemind(trx: Transaction, limit: number): Promise<RequestRow[]> {
  const due = trx
    .selectFrom('sign_request as q')
    .innerJoin('petition as p', 'p.id', 'q.petition_id')
    .select('q.id')
    .where('q.state', '=', 'asked')
    .where('q.reminded_at', 'is', null)
    .where('q.authenticated', '=', true)
    .where('q.plain_reply', '=', true)
    .where('q.expires_at', '>', sql<Date>`now()`)
    .where(
      'q.expires_at',
      '<=',
      sql<Date>`now() + make_interval(days => ${sql.lit(requestLife.reminderDaysBefore)})`,
    )
    .where('p.status', '=', 'open')
    .where(e => e.or([e('p.closes_at', 'is', null), e('p.closes_at', '>', sql<Date>`now()`)]))
    .where(e =>
      e.not(
        e.exists(
          e
            .selectFrom('suppression as s')
            .select('s.mailbox')
            .where(w =>
              w.or([
                w('s.mailbox', '=', w.ref('q.account')).and('s.reason', '=', 'bounced'),
                w('s.mailbox', '=', w.ref('q.mailbox')).and('s.petition_id', '=', w.ref('q.petition_id')),
              ]),
            ),
        ),
      ),
    )
    .limit(limit)
    .forUpdate('q')
    .skipLocked()
  return trx
    .updateTable('sign_request')
    .set({ reminded_at: sql<Date>`now()` })
    .where('id', 'in', due)
    .returningAll()
    .execute()
}

/**
 * A month after a request ended, empties it and deletes its tokens: what a confirmed request says about a person is in the
 * signature. Returns how many of a batch were forgotten.
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
