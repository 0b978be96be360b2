/** The statements of the queue: they claim what is due, renew claims, and record outcomes. Each takes many deliveries at once. */
import { sql } from 'kysely'
import type { ChannelName } from './channels.ts'
import type { Db, Transaction } from './database.ts'
import type { DeliveryRow } from './deliveries.ts'

/** A claim lasts this long, so the deliveries of a killed process are claimed again this much later at most. */
const CLAIM_SECONDS = 20
/** Often enough that one renewal may fail. */
export const RENEW_CLAIMS_MS = 6_000

export type Outcome =
  | { kind: 'sent' }
  /** Trying again cannot help. `placeIsDead`: nothing else is sent to this spelling of the mailbox either. */
  | { kind: 'refused'; code: string; placeIsDead: boolean }
  | { kind: 'postponed'; code: string; seconds: number }
  /** Given back without an attempt. */
  | { kind: 'not-tried'; seconds: number }

export interface Ended {
  row: Pick<ClaimedDelivery, 'id' | 'request_id' | 'address' | 'attempts'>
  outcome: Outcome
}

/** Only the columns that a handler needs, because every email is claimed, and more columns cost time on both sides. */
const CLAIMED = [
  'id',
  'channel',
  'kind',
  'request_id',
  'address',
  'attempts',
  'error',
  'created_at',
  'sealed',
] as const

export type ClaimedDelivery = Pick<DeliveryRow, (typeof CLAIMED)[number]>

const claimedUntil = sql<Date>`now() + make_interval(secs => ${sql.lit(CLAIM_SECONDS)})`

/** Claims deliveries that are due, the longest due first, and counts an attempt of each. Skips those that another process is claiming. */
export async function claimDeliveries(
  db: Db,
  channel: ChannelName,
  most: number,
): Promise<ClaimedDelivery[]> {
  return db
    .with('due', due =>
      due
        .selectFrom('delivery')
        .select('id')
        .where(e => e.and({ state: 'waiting', channel }))
        .where('due_at', '<=', sql<Date>`now()`)
        .where('expires_at', '>', sql<Date>`now()`)
        .where(e => e.or([e('claimed_until', 'is', null), e('claimed_until', '<', sql<Date>`now()`)]))
        .orderBy('due_at')
        .limit(most)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable('delivery as d')
    .from('due')
    .set({ attempts: sql<number>`d.attempts + 1`, claimed_until: claimedUntil })
    .whereRef('d.id', '=', 'due.id')
    .returning(CLAIMED.map(column => `d.${column}` as const))
    .execute()
}

export async function renewClaims(db: Db, ids: string[]): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ claimed_until: claimedUntil })
    .where('id', 'in', ids)
    .where('state', '=', 'waiting')
    .execute()
}

/** Records all outcomes or none. A delivery that has ended in the meantime, because its request was erased, stays as it is. */
export function writeOutcomes(db: Db, ended: Ended[]): Promise<void> {
  return db.transaction().execute(async trx => {
    await writeSent(trx, ended)
    await writeRefused(trx, ended)
    await writeLater(trx, ended)
  })
}

async function writeSent(trx: Transaction, ended: Ended[]): Promise<void> {
  const sent = ended.filter(({ outcome }) => outcome.kind === 'sent').map(({ row }) => row)
  if (sent.length === 0) return
  const requests = sent.map(row => row.request_id).filter(id => id !== null)
  if (requests.length > 0)
    // Holds the requests first and in one order, as everywhere, so that two transactions never wait for each other.
    await sql`
      update sign_request set answered = true where id in (
        select id from sign_request where id = any(${requests}::uuid[]) and not answered order by id for no key update)`.execute(
      trx,
    )
  await sql`
    update delivery set state = 'sent', sealed = null, ended_at = now(), error = null
    where id = any(${sent.map(row => row.id)}::uuid[]) and state = 'waiting'`.execute(trx)
}

async function writeRefused(trx: Transaction, ended: Ended[]): Promise<void> {
  const refused = ended.flatMap(({ row, outcome }) =>
    outcome.kind === 'refused' ? [{ ...row, ...outcome }] : [],
  )
  if (refused.length === 0) return
  await sql`
    update delivery d set state = 'failed', sealed = null, ended_at = now(), error = x.code
    from unnest(${refused.map(row => row.id)}::uuid[], ${refused.map(row => row.code)}::text[]) x (id, code)
    where d.id = x.id and d.state = 'waiting'`.execute(trx)
  const dead = refused.filter(row => row.placeIsDead).flatMap(row => row.address ?? [])
  if (dead.length > 0)
    await sql`
      insert into suppression (mailbox, reason) select mailbox, 'bounced' from unnest(${dead}::bytea[]) x (mailbox)
      on conflict do nothing`.execute(trx)
}

/** Writes when the others are tried again. An attempt that was not made is not counted. */
async function writeLater(trx: Transaction, ended: Ended[]): Promise<void> {
  const later = ended.flatMap(({ row, outcome }) => {
    if (outcome.kind !== 'postponed' && outcome.kind !== 'not-tried') return []
    const tried = outcome.kind === 'postponed'
    return [{ ...row, code: tried ? outcome.code : null, seconds: outcome.seconds, uncounted: tried ? 0 : 1 }]
  })
  if (later.length === 0) return
  await sql`
    update delivery d set error = coalesce(x.code, d.error), due_at = now() + make_interval(secs => x.seconds),
      attempts = d.attempts - x.uncounted, claimed_until = null
    from unnest(${later.map(row => row.id)}::uuid[], ${later.map(row => row.attempts)}::integer[],
      ${later.map(row => row.code)}::text[], ${later.map(row => row.seconds)}::float8[],
      ${later.map(row => row.uncounted)}::integer[]) x (id, attempts, code, seconds, uncounted)
    -- With another number of attempts, another worker has claimed it by now.
    where d.id = x.id and d.state = 'waiting' and d.attempts = x.attempts`.execute(trx)
}
