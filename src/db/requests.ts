import { type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import { type PetitionRow, petitionsById } from './petitions.ts'
import { DecidedTooLate, recordset } from './rows.ts'
import type { RevisionTable, SignRequestTable } from './tables/signing.ts'

export type RequestRow = Selectable<SignRequestTable>
export type RevisionRow = Selectable<RevisionTable>

/** How long a request waits for its confirmation, and how long before the end its one reminder goes out. */
export const requestLife = { days: 7, reminderDaysBefore: 2 } as const

const inSevenDays = sql<Date>`now() + make_interval(days => ${sql.lit(requestLife.days)})`

export type NewRequest = Pick<
  RequestRow,
  | 'id'
  | 'petition_id'
  | 'channel'
  | 'account'
  | 'mailbox'
  | 'language'
  | 'authenticated'
  | 'plain_reply'
  | 'community'
  | 'mail_domain'
  | 'sealed_place'
>

/** The columns of a request that the email or message asking to confirm needs. */
export type AskedRequest = Pick<RequestRow, 'id' | 'plain_reply' | 'expires_at'>

/**
 * Makes a waiting request for each account. If one waits already, the row has its id, and it is prolonged. Returns them by id.
 * @throws DecidedTooLate if another request waits by now
 */
export async function askToSign(
  trx: Transaction,
  rows: readonly NewRequest[],
): Promise<Map<string, AskedRequest>> {
  if (rows.length === 0) return new Map()
  const { rows: asked } = await sql<AskedRequest>`
    insert into sign_request (id, petition_id, channel, account, mailbox, language, authenticated, plain_reply, community,
      mail_domain, sealed_place, expires_at)
    select id, petition_id, channel, account, mailbox, language, authenticated, plain_reply, community,
      mail_domain, sealed_place, ${inSevenDays} from ${recordset('sign_request', rows)}
    on conflict (petition_id, account) where state = 'asked' do update set expires_at = excluded.expires_at,
      reminded_at = null, language = excluded.language, sealed_place = excluded.sealed_place,
      authenticated = sign_request.authenticated or excluded.authenticated
    returning id, plain_reply, expires_at`.execute(trx)
  const byId = new Map(asked.map(row => [row.id, row]))
  if (rows.some(({ id }) => !byId.has(id))) throw new DecidedTooLate()
  return byId
}

/** The newest revision of a request. `vouched`: the newest that its account provably asked for. */
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

/** The newest revision of each request that its account provably asked for, by the request's id. */
export async function newestVouched(
  trx: Transaction,
  requestIds: readonly string[],
): Promise<Map<string, RevisionRow>> {
  if (requestIds.length === 0) return new Map()
  const { rows } = await sql<RevisionRow>`
    select distinct on (request_id) * from revision where request_id = any(${requestIds}::uuid[]) and authenticated
    order by request_id, number desc`.execute(trx)
  return new Map(rows.map(row => [row.request_id, row]))
}

export type NewRevision = Omit<RevisionRow, 'number' | 'created_at'>

export async function addRevisions(trx: Transaction, rows: readonly NewRevision[]): Promise<void> {
  if (rows.length > 0) await insertRevisions(rows).execute(trx)
}

/** Adds revisions and returns them by id. */
export async function addedRevisions(
  trx: Transaction,
  rows: readonly NewRevision[],
): Promise<Map<string, RevisionRow>> {
  if (rows.length === 0) return new Map()
  const { rows: added } = await sql<RevisionRow>`${insertRevisions(rows)} returning *`.execute(trx)
  return new Map(added.map(row => [row.id, row]))
}

/** There may be at most one row for each request. */
function insertRevisions(rows: readonly NewRevision[]) {
  return sql`
    insert into revision (id, request_id, number, kind, name, occupation, organisation, listed, statement_hash, promised, wording,
      proved_domain, authenticated)
    select id, request_id, (select coalesce(max(r.number), 0) + 1 from revision r where r.request_id = x.request_id),
      kind, name, occupation, organisation, listed, statement_hash, promised, wording, proved_domain, authenticated
    from ${recordset('revision', rows)} x`
}

/** A waiting request, with its newest revision and the newest that its account provably asked for. */
export interface WaitingRequest {
  request: RequestRow
  newest: RevisionRow | undefined
  vouched: RevisionRow | undefined
}

/** Holds the waiting requests of these accounts, each in one petition, until the transaction ends. */
export async function waitingRequests(
  trx: Transaction,
  askers: readonly { petition_id: string; account: Buffer }[],
): Promise<WaitingRequest[]> {
  // A lateral join, row by row through the index of accounts: with a set of keys Postgres may read all that wait. `is not distinct from`
  // keeps it from every other index: until it has analysed the table it may prefer one that begins with the petition, or one of all that wait.
  const { rows: requests } = await sql<RequestRow>`
    select q.* from (select * from unnest(${askers.map(a => a.petition_id)}::uuid[], ${askers.map(a => a.account)}::bytea[])
      order by 1, 2) x(petition_id, account),
    lateral (select * from sign_request q where q.state is not distinct from 'asked' and q.petition_id is not distinct from x.petition_id
      and q.account = x.account for update) q`.execute(trx)
  const { rows: revisions } = await sql<RevisionRow>`
    select distinct on (request_id, authenticated) * from revision
    where request_id = any(${requests.map(({ id }) => id)}::uuid[])
    order by request_id, authenticated, number desc`.execute(trx)
  const of = Map.groupBy(revisions, revision => revision.request_id)
  return requests.map(request => {
    const newest = (of.get(request.id) ?? []).toSorted((a, b) => b.number - a.number)
    return { request, newest: newest[0], vouched: newest.find(({ authenticated }) => authenticated) }
  })
}

/** Holds requests until the transaction ends. */
export async function holdRequests(trx: Transaction, ids: readonly string[]): Promise<void> {
  await sql`select id from sign_request where id = any(${ids}::uuid[]) order by id for update`.execute(trx)
}

/** The id of the waiting request of an account, or for a mailbox, with one of these hashes. */
export async function waitingRequestId(
  db: Db,
  petitionId: string,
  hashes: readonly Buffer[],
): Promise<string | undefined> {
  const row = await db
    .selectFrom('sign_request')
    .select('id')
    .where(e => e.and({ petition_id: petitionId, state: 'asked' }))
    .where(e => e.or([e('account', 'in', [...hashes]), e('mailbox', 'in', [...hashes])]))
    .executeTakeFirst()
  return row?.id
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

/** Marks and returns requests that get their one reminder: provably asked for, not bounced, not refused, in an open petition. */
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
    .orderBy('q.expires_at')
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
