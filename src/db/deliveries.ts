import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import type { DeliveryTable } from './tables/channel.ts'

export type DeliveryRow = Selectable<DeliveryTable>

export type NewDelivery = Pick<
  Insertable<DeliveryTable>,
  | 'id'
  | 'channel'
  | 'kind'
  | 'petition_id'
  | 'request_id'
  | 'revision_id'
  | 'signature_id'
  | 'pending_command_id'
  | 'mailbox'
  | 'address'
  | 'capped'
  | 'proved'
  | 'sealed'
>

/** Inserts deliveries with one statement. They are due at once, and live for a week. */
export async function insertDeliveries(trx: Transaction, rows: readonly NewDelivery[]): Promise<void> {
  if (rows.length === 0) return
  const column = <V>(read: (row: NewDelivery) => V) => rows.map(read)
  await sql`
    insert into delivery (id, channel, kind, petition_id, request_id, revision_id, signature_id, pending_command_id,
      mailbox, address, capped, proved, sealed, expires_at)
    select *, now() + interval '7 days' from unnest(
      ${column(row => row.id)}::uuid[],
      ${column(row => row.channel)}::text[],
      ${column(row => row.kind)}::text[],
      ${column(row => row.petition_id)}::uuid[],
      ${column(row => row.request_id)}::uuid[],
      ${column(row => row.revision_id)}::uuid[],
      ${column(row => row.signature_id)}::uuid[],
      ${column(row => row.pending_command_id)}::uuid[],
      ${column(row => row.mailbox)}::bytea[],
      ${column(row => row.address)}::bytea[],
      ${column(row => row.capped)}::boolean[],
      ${column(row => row.proved)}::boolean[],
      ${column(row => row.sealed)}::bytea[])`.execute(trx)
}

/** Ends waiting deliveries, and deletes their content. */
function ending(db: Db, state: Exclude<DeliveryRow['state'], 'waiting'>, error?: string | null) {
  return db
    .updateTable('delivery')
    .set({ state, sealed: null, ended_at: sql<Date>`now()`, ...(error === undefined ? {} : { error }) })
    .where('state', '=', sql.lit('waiting'))
}

export async function deliveriesById(db: Db, ids: readonly string[]): Promise<Map<string, DeliveryRow>> {
  const rows = await db
    .selectFrom('delivery')
    .selectAll()
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}

/** The newest of these deliveries that went to this mailbox. */
export function deliveryToMailbox(db: Db, ids: string[], mailbox: Buffer): Promise<DeliveryRow | undefined> {
  return db
    .selectFrom('delivery')
    .selectAll()
    .where('id', 'in', ids)
    .where('mailbox', '=', mailbox)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A mailbox, and the petition that an email to it is about. */
export interface Destination {
  mailbox: Buffer
  petition_id: string | null
}

export interface RecentMail extends Destination {
  proved_here: number
  proved_everywhere: number
  unproved_here: number
  unproved_everywhere: number
}

/** How many emails that count against the caps went to each mailbox in the last 24 hours. `proved`: its owner provably asked for them. */
export async function recentMail(trx: Transaction, to: readonly Destination[]): Promise<RecentMail[]> {
  // A lateral join, row by row through the index: with a set of keys Postgres may read all deliveries of the day.
  const { rows } = await sql<RecentMail>`
    select x.mailbox, x.petition_id, sent.*
    from unnest(${to.map(t => t.mailbox)}::bytea[], ${to.map(t => t.petition_id)}::uuid[]) x(mailbox, petition_id),
    lateral (select
        count(*) filter (where d.proved and d.petition_id is not distinct from x.petition_id) as proved_here,
        count(*) filter (where d.proved) as proved_everywhere,
        count(*) filter (where not d.proved and d.petition_id is not distinct from x.petition_id) as unproved_here,
        count(*) filter (where not d.proved) as unproved_everywhere
      from delivery d where d.mailbox = x.mailbox and d.capped and d.created_at > now() - interval '24 hours') sent`.execute(
    trx,
  )
  return rows
}

/**
 * When the next email that was provably asked for may go to this mailbox. `everywhere`: because of the cap over all petitions. Undefined
 * if no cap is reached, or if the mailbox has been told in the last 24 hours.
 */
export async function limitReached(
  trx: Transaction,
  mailbox: Buffer,
  petitionId: string | null,
  most: { here: number; everywhere: number },
): Promise<{ until: Date; everywhere: boolean } | undefined> {
  const { rows } = await sql<{ here: Date | null; everywhere: Date | null; told: boolean }>`
    with recent as (
      select created_at, kind, capped and proved as capped, petition_id is not distinct from ${petitionId} as here
      from delivery where mailbox = ${mailbox} and created_at > now() - interval '24 hours'
    )
    select
      (select created_at + interval '24 hours' from recent where capped and here
       order by created_at desc offset ${most.here - 1} limit 1) as here,
      (select created_at + interval '24 hours' from recent where capped
       order by created_at desc offset ${most.everywhere - 1} limit 1) as everywhere,
      exists (select from recent where here and kind = 'overLimit') as told`.execute(trx)
  const [row] = rows
  if (row === undefined || row.told) return undefined
  const { here, everywhere } = row
  if (everywhere !== null && (here === null || everywhere > here))
    return { until: everywhere, everywhere: true }
  return here === null ? undefined : { until: here, everywhere: false }
}

/** Whether this mailbox was sent such a reply in the last month; with `petitionId`, about that petition. */
export async function wasSent(
  trx: Transaction,
  kind: string,
  mailbox: Buffer,
  petitionId?: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom('delivery')
    .select('id')
    .where(e => e.and({ kind, mailbox, ...(petitionId && { petition_id: petitionId }) }))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** How many answers of these kinds that do not count against the caps this mailbox was sent in the last 24 hours. */
export async function recentUncapped(
  trx: Transaction,
  kinds: readonly string[],
  mailbox: Buffer,
): Promise<number> {
  const row = await trx
    .selectFrom('delivery')
    .select(e => e.fn.countAll<number>().as('n'))
    .where(e => e.and({ mailbox, capped: false }))
    .where('kind', 'in', kinds)
    .where('created_at', '>', sql<Date>`now() - interval '24 hours'`)
    .executeTakeFirstOrThrow()
  return row.n
}

/** Fails the deliveries that still wait for these addresses, because they would bounce as well. */
export async function failWaitingTo(db: Db, addresses: readonly Buffer[], error: string): Promise<void> {
  await ending(db, 'failed', error).where(sql<boolean>`address = any(${addresses}::bytea[])`).execute()
}

/** Cancels waiting answers to requests that were confirmed, dropped or refused. */
export async function cancelDeliveriesOf(trx: Transaction, requestIds: readonly string[]): Promise<void> {
  if (requestIds.length === 0) return
  await ending(trx, 'erased').where(sql<boolean>`request_id = any(${requestIds}::uuid[])`).execute()
}

/** How many answers of this kind were made in the last 30 days. */
export async function countMade(db: Db, kind: string): Promise<number> {
  const { n } = await db
    .selectFrom('delivery')
    .select(e => e.fn.countAll<number>().as('n'))
    .where('kind', '=', kind)
    .where('created_at', '>', sql<Date>`now() - interval '30 days'`)
    .executeTakeFirstOrThrow()
  return n
}

export async function expireOldDeliveries(db: Db): Promise<void> {
  await ending(db, 'expired').where('expires_at', '<=', sql<Date>`now()`).execute()
}

/** Forgets the mailboxes of deliveries after a month. Until then caps, late bounces and replies need them. */
export async function forgetMailboxes(db: Db): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ mailbox: null, address: null })
    .where('mailbox', 'is not', null)
    .where('created_at', '<', sql<Date>`now() - interval '30 days'`)
    .execute()
}

export interface DeliveryFigures {
  waiting: number
  retried: number
  sent: number
  failed: number
  expired: number
}

/** Counts the deliveries that wait, and those that ended in the last 24 hours. `retried`: sent at the second try or later. */
export function deliveryFigures(db: Db): Promise<DeliveryFigures> {
  return db
    .selectFrom('delivery')
    .select([
      sql<number>`count(*) filter (where state = 'waiting')`.as('waiting'),
      sql<number>`count(*) filter (where state = 'sent' and attempts > 1)`.as('retried'),
      sql<number>`count(*) filter (where state = 'sent')`.as('sent'),
      sql<number>`count(*) filter (where state = 'failed')`.as('failed'),
      sql<number>`count(*) filter (where state = 'expired')`.as('expired'),
    ])
    .where(e =>
      e.or([e('state', '=', 'waiting'), e('ended_at', '>', sql<Date>`now() - interval '24 hours'`)]),
    )
    .executeTakeFirstOrThrow()
}

/** Lists deliveries for the operator, the newest first, with ids and codes only. */
export function listDeliveries(db: Db, filter: { states?: DeliveryRow['state'][]; limit: number }) {
  return db
    .selectFrom('delivery as d')
    .leftJoin('petition as p', 'p.id', 'd.petition_id')
    .select([
      'd.id',
      'd.channel',
      'd.kind',
      'p.slug as petition',
      'd.state',
      'd.attempts',
      'd.error',
      'd.created_at as createdAt',
      'd.ended_at as endedAt',
    ])
    .$if(filter.states !== undefined, q => q.where('d.state', 'in', filter.states ?? []))
    .orderBy('d.created_at', 'desc')
    .limit(filter.limit)
    .execute()
}

/** How the code of a delivery begins that waits because the receiving server refuses us. */
export const REFUSES_US = 'us-'

/** Counts the emails of the last hour that servers took, and those whose servers refuse us. */
export function lastHourOfEmail(db: Db): Promise<{ refused: number; sent: number }> {
  return db
    .selectFrom('delivery')
    .select([
      sql<number>`count(*) filter (where state = 'waiting')`.as('refused'),
      sql<number>`count(*) filter (where state = 'sent')`.as('sent'),
    ])
    .where('channel', '=', 'email')
    .where(e =>
      e.or([
        // Each is tried again every hour.
        e.and([e('state', '=', 'waiting'), e('error', 'like', `${REFUSES_US}%`)]),
        e.and([e('state', '=', 'sent'), e('ended_at', '>', sql<Date>`now() - interval '1 hour'`)]),
      ]),
    )
    .executeTakeFirstOrThrow()
}

/** Makes deliveries due at once that wait after a failed attempt; with `ids`, only these. Returns how many. */
export async function retryDeliveries(db: Db, ids?: string[]): Promise<number> {
  const taken = await db
    .updateTable('delivery')
    .set({ due_at: sql<Date>`now()` })
    .where('state', '=', 'waiting')
    .where('error', 'is not', null)
    // Held after a restore: only `releaseDeliveries` sends them.
    .where('error', '<>', 'restored')
    .where('due_at', '>', sql<Date>`now()`)
    .$if(ids !== undefined, q => q.where('id', 'in', ids ?? []))
    .executeTakeFirst()
  return Number(taken.numUpdatedRows)
}

/** How many mailboxes refused for good in the last 24 hours; each counts once. */
export async function mailboxesRefused(db: Db): Promise<number> {
  const row = await db
    .selectFrom('delivery')
    .select(sql<number>`count(distinct coalesce(encode(mailbox, 'hex'), id::text))`.as('mailboxes'))
    .where('state', '=', 'failed')
    .where('ended_at', '>', sql<Date>`now() - interval '24 hours'`)
    .executeTakeFirstOrThrow()
  return row.mailboxes
}
