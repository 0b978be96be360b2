/** Acts of organisers on signatures. Each act keeps the former state of the signatures under its entry in the log. */
import { sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import { type ShownSignature, shownToAll } from './listed-signatures.ts'
import type { SignatureRow } from './signatures.ts'

export type CurationAct = 'feature' | 'unfeature' | 'hide' | 'show' | 'remove' | 'approve' | 'mark'

/** Both ends included. */
export interface NumberRange {
  from: number
  to: number
}

/** The signatures that an act can change. Those that already are as it would make them are left out. */
const changeable: Record<CurationAct, ReturnType<typeof sql<boolean>>> = {
  feature: sql`state = 'confirmed' and approved_at is not null and hidden_at is null and (listed or kind = 'organisation')`,
  unfeature: sql`state = 'confirmed' and featured is not null`,
  hide: sql`state = 'confirmed' and hidden_at is null`,
  show: sql`state = 'confirmed' and hidden_at is not null`,
  remove: sql`state = 'confirmed'`,
  approve: sql`state = 'confirmed' and approved_at is null`,
  mark: sql`state = 'confirmed' and kind = 'organisation' and proved_domain is not null and checked_domain is null`,
}

export function isCuration(act: string): act is CurationAct {
  return Object.hasOwn(changeable, act)
}

/** Signatures by number, by id, or as a preview showed them. One whose details have changed since the preview is left out. */
export type Which = { numbers: NumberRange[] } | { ids: string[] } | { previewed: string }

/** Selects the ids of the signatures, and their place in the order in which they were named. */
function chosen(petitionId: string, which: Which) {
  if ('ids' in which)
    return sql`select id, number as place from signature
      where petition_id = ${petitionId} and id = any(${which.ids}::uuid[])`
  return 'previewed' in which
    ? sql`select p.signature_id as id, p.place from pending_command_signature p
        join signature s on s.id = p.signature_id and s.details_at = p.details_at
        where p.command_id = ${which.previewed} and s.petition_id = ${petitionId}`
    : sql`select signature.id, ${orderNamed(which.numbers)} as place from signature
        where ${named(petitionId, which.numbers)}`
}

function named(petitionId: string, numbers: NumberRange[]) {
  const froms = numbers.map(({ from }) => from)
  const tos = numbers.map(({ to }) => to)
  return sql<boolean>`petition_id = ${petitionId} and exists (
    select from unnest(${froms}::int[], ${tos}::int[]) as named(first, last) where number between first and last)`
}

/** How many signatures would change, and the first of them, in the order in which they were named. */
export async function previewCuration(
  db: Db,
  petitionId: string,
  act: CurationAct,
  which: Which,
  sample: number,
): Promise<{ count: number; sample: SignatureRow[] }> {
  const counted = await sql<{ n: number }>`select count(*)::int as n
    from signature join (${chosen(petitionId, which)}) chosen using (id) where ${changeable[act]}`.execute(db)
  const { rows } = await sql<SignatureRow>`select signature.*
    from signature join (${chosen(petitionId, which)}) chosen using (id) where ${changeable[act]}
    order by place, number limit ${sample}`.execute(db)
  return { count: counted.rows[0]?.n ?? 0, sample: rows }
}

/** The place of the first range that includes the signature. */
function orderNamed(numbers: NumberRange[]) {
  const froms = numbers.map(({ from }) => from)
  const tos = numbers.map(({ to }) => to)
  return sql`(select min(place) from unnest(${froms}::int[], ${tos}::int[]) with ordinality as named(first, last, place)
    where signature.number between first and last)`
}

const changes: Record<CurationAct, ReturnType<typeof sql>> = {
  feature: sql`featured = ordered.featured_place`,
  unfeature: sql`featured = null`,
  hide: sql`hidden_at = now(), featured = null`,
  show: sql`hidden_at = null`,
  remove: sql`state = 'removed', ended_at = now(), featured = null`,
  approve: sql`approved_at = now()`,
  mark: sql`checked_domain = signature.proved_domain, approved_at = coalesce(signature.approved_at, now())`,
}

/** The log keeps at most this many ranges of numbers for an act. */
const mostRanges = 12

/** Keeps the previewed signatures with the waiting command, because a yes applies only to these. */
export async function keepPreviewed(
  trx: Transaction,
  petitionId: string,
  act: CurationAct,
  which: Which,
  commandId: string,
): Promise<void> {
  await sql`insert into pending_command_signature (command_id, signature_id, place, details_at)
    select ${commandId}, id, row_number() over (order by place, number), details_at
    from signature join (${chosen(petitionId, which)}) chosen using (id) where ${changeable[act]}`.execute(
    trx,
  )
}

/**
 * `some`: at least one of these signatures, as it reads now, was in no list that this account was shown in the last day. `changed`: one of
 * them was in a list, but reads differently now. Times are compared for equality, because a correction has the time when it was asked for,
 * which may be before the list.
 */
export async function notAsListed(
  db: Db,
  petitionId: string,
  account: Buffer,
  numbers: NumberRange[],
): Promise<{ some: boolean; changed: boolean }> {
  const { rows } = await sql<{ changed: boolean }>`select exists (${listed(account)}) as changed
    from signature where ${named(petitionId, numbers)} and not exists (
      ${listed(account)} and p.details_at = signature.details_at)`.execute(db)
  return { some: rows.length > 0, changed: rows.some(({ changed }) => changed) }
}

/** A list that was shown is kept as a pending command without content, because it needs no yes. */
function listed(account: Buffer) {
  return sql`select from pending_command_signature p join pending_command c on c.id = p.command_id
    where p.signature_id = signature.id and c.account = ${account} and c.sealed is null and c.expires_at > now()`
}

export async function countPreviewed(trx: Transaction, commandId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from pending_command_signature
    where command_id = ${commandId}`.execute(trx)
  return rows[0]?.n ?? 0
}

/**
 * Does the act, and keeps the former state of each signature under `entryId`, an entry that is written afterwards. Newly featured
 * signatures come after the others. Returns how many changed, and the first of their numbers.
 */
export async function curate(
  trx: Transaction,
  petitionId: string,
  act: CurationAct,
  which: Which,
  entryId: string,
): Promise<{ count: number; numbers: NumberRange[] }> {
  const { rows } = await sql<NumberRange & { count: number }>`
    with held as (
      select id, state, hidden_at, featured, approved_at, ended_at, details_at, number, place as named_place
      from signature join (${chosen(petitionId, which)}) chosen using (id)
      where ${changeable[act]} for no key update of signature
    ), ordered as (
      select held.*, row_number() over (order by named_place, number) as turn,
        row_number() over (order by named_place, number) + coalesce((select max(featured) from signature f
            where f.petition_id = ${petitionId} and f.featured is not null and f.state = 'confirmed'), 0) as featured_place
      from held
    ), kept as (
      insert into desk_entry_signature
        (entry_id, signature_id, state, hidden_at, featured, approved_at, ended_at, details_at)
      select ${entryId}, id, state, hidden_at, featured, approved_at, ended_at, details_at from held
    ), changed as (
      update signature set ${changes[act]} from ordered where signature.id = ordered.id returning ordered.number, ordered.turn
    ), runs as (
      select min(number) as "from", max(number) as "to", min(turn) as turn
      from (select number, turn, number - turn as run from changed) c group by run
    )
    select "from", "to", (select count(*)::int from changed) as count from runs
    order by turn limit ${mostRanges}`.execute(trx)
  return { count: rows[0]?.count ?? 0, numbers: rows.map(({ from, to }) => ({ from, to })) }
}

export function changedBy(db: Db, entryId: string): Promise<SignatureRow[]> {
  return db
    .selectFrom('signature')
    .selectAll()
    .where('id', 'in', e =>
      e.selectFrom('desk_entry_signature').select('signature_id').where('entry_id', '=', entryId),
    )
    .orderBy('number')
    .execute()
}

// Details that the signer has corrected since are not what the organiser checked. The time of the entry would not tell, because a correction
// has the time when it was asked for, which may be before the entry.
const featuredBefore = sql`featured = case when s.details_at = before.details_at then before.featured end`

const approvedBefore = sql`approved_at = case when s.kind = 'person' then s.approved_at else before.approved_at end`

/** Restores only the columns that the act changed: an organisation that was renamed since then keeps waiting for approval. */
const restored: Record<CurationAct, ReturnType<typeof sql>> = {
  feature: featuredBefore,
  unfeature: featuredBefore,
  hide: sql`hidden_at = before.hidden_at, ${featuredBefore}`,
  show: sql`hidden_at = before.hidden_at`,
  remove: sql`state = case when s.erased_at is null then before.state else 'withdrawn' end,
    ended_at = case when s.erased_at is null then before.ended_at else s.ended_at end, ${featuredBefore}`,
  approve: approvedBefore,
  mark: sql`checked_domain = null, ${approvedBefore}`,
}

/**
 * Undoes what an entry changed. Returns false and changes nothing if a later entry, which has to be undone first, changed one of the same
 * signatures. Signatures that were withdrawn or erased since stay so, and their signers may sign again.
 */
export async function undoCuration(trx: Transaction, entryId: string, act: CurationAct): Promise<boolean> {
  if (await isChangedLater(trx, entryId)) return false
  await restoreKept(trx, entryId, act)
  return true
}

/** Whether a later entry that is not undone changed one of the same signatures. */
export async function isChangedLater(trx: Transaction, entryId: string): Promise<boolean> {
  const later = await sql`select from desk_entry_signature mine
    join desk_entry e on e.id = mine.entry_id
    join desk_entry_signature other on other.signature_id = mine.signature_id
    join desk_entry o on o.id = other.entry_id
    where mine.entry_id = ${entryId} and o.petition_id = e.petition_id and o.number > e.number and o.undone_at is null
    limit 1`.execute(trx)
  return later.rows.length > 0
}

/** Restores the former state of the signatures that an entry keeps, or of `only` these. */
export async function restoreKept(
  trx: Transaction,
  entryId: string,
  act: CurationAct,
  only?: readonly string[],
): Promise<void> {
  // Includes withdrawn signatures: if their signers sign again, the new signature is hidden like the old one.
  const states =
    act === 'hide' || act === 'show' ? ['confirmed', 'removed', 'withdrawn'] : ['confirmed', 'removed']
  const kept = sql`before.entry_id = ${entryId} and before.signature_id = s.id and ${
    only === undefined ? sql`true` : sql`before.signature_id = any(${only}::uuid[])`
  }`
  await sql`update signature s set ${restored[act]} from desk_entry_signature before
    where ${kept} and s.state = any(${states}::text[])`.execute(trx)
  // An erased signature kept its identity only because an organiser had removed or hidden it, which is undone now.
  await sql`delete from identity i using signature s, desk_entry_signature before
    where ${kept} and i.signature_id = s.id
      and s.erased_at is not null and s.state = 'withdrawn' and s.hidden_at is null`.execute(trx)
}

/** In the order in which the organiser wants them shown. */
export function featuredSignatures(db: Db, petitionId: string, limit: number): Promise<ShownSignature[]> {
  return shownToAll(db, petitionId)
    .where('featured', 'is not', null)
    .orderBy('featured')
    .orderBy('number')
    .limit(limit)
    .execute()
}

/** The numbers of the organisations that signed from a mailbox of this domain. */
export async function numbersOfDomain(db: Db, petitionId: string, domain: string): Promise<number[]> {
  const rows = await db
    .selectFrom('signature')
    .select('number')
    .where(e => e.and({ petition_id: petitionId, state: 'confirmed', kind: 'organisation' }))
    .where('proved_domain', '=', domain)
    .execute()
  return rows.map(({ number }) => number)
}

export function organisationsWaiting(db: Db, petitionId: string): Promise<SignatureRow[]> {
  return db
    .selectFrom('signature')
    .selectAll()
    .where(e => e.and({ petition_id: petitionId, state: 'confirmed' }))
    .where('approved_at', 'is', null)
    .orderBy('number')
    .execute()
}
