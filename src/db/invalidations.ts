/** Removes signatures by a condition, in parts. Each part is one short transaction, and waits for nobody who signs. */
import { type Selectable, sql } from 'kysely'
import { type Condition, fits } from './conditions.ts'
import { restoreKept } from './curation.ts'
import { type Db, onlyRow, type Transaction } from './database.ts'
import { totalConfirmed } from './figures/counts.ts'
import type { SignatureRow } from './signatures.ts'
import type { InvalidationTable } from './tables/desk.ts'

export type InvalidationRow = Selectable<InvalidationTable>

/** Signatures in a part, which takes about a tenth of a second. */
const part = 1_000

function fitting(petitionId: string, condition: Condition, upTo: number) {
  return sql`petition_id = ${petitionId} and state = 'confirmed' and number <= ${upTo} and ${fits(condition)}`
}

export interface Preview {
  count: number
  sample: SignatureRow[]
  /** The last number given so far. */
  upTo: number
}

/** How many signatures fit, with the latest of them as a sample. `upTo`: the last number to look at; by default the last that was given. */
export async function previewInvalidation(
  db: Db,
  petitionId: string,
  condition: Condition,
  { sample, upTo: given }: { sample: number; upTo?: number | undefined },
): Promise<Preview> {
  const { upTo } = await onlyRow(
    db,
    sql<{
      upTo: number
    }>`select coalesce(${given ?? null}, last_number) as "upTo" from petition where id = ${petitionId}`,
  )
  const which = fitting(petitionId, condition, upTo)
  const { n } = await onlyRow(db, sql<{ n: number }>`select count(*) as n from signature where ${which}`)
  const { rows } = await sql<SignatureRow>`select * from signature where ${which}
    order by number desc limit ${sample}`.execute(db)
  return { count: n, sample: rows, upTo }
}

export async function addInvalidation(
  trx: Transaction,
  row: Pick<InvalidationRow, 'entry_id' | 'petition_id' | 'sealed' | 'up_to'>,
): Promise<void> {
  await trx
    .insertInto('invalidation')
    .values({ ...row, state: 'running' })
    .execute()
}

/** Holds the job until the transaction ends. Undefined if there is none, or if another process holds it now. */
export function takeInvalidation(trx: Transaction, entryId: string): Promise<InvalidationRow | undefined> {
  return trx
    .selectFrom('invalidation')
    .selectAll()
    .where('entry_id', '=', entryId)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

/** Holds the job, after waiting for the part that runs. */
export function holdInvalidation(trx: Transaction, entryId: string): Promise<InvalidationRow | undefined> {
  return trx
    .selectFrom('invalidation')
    .selectAll()
    .where('entry_id', '=', entryId)
    .forUpdate()
    .executeTakeFirst()
}

export async function openInvalidations(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('invalidation')
    .select('entry_id')
    .where('state', 'in', ['running', 'undoing'])
    .execute()
  return rows.map(row => row.entry_id)
}

/** The unfinished jobs of a petition. */
export function openInvalidationsOf(
  db: Db,
  petitionId: string,
): Promise<{ entry_id: string; number: number; state: InvalidationRow['state'] }[]> {
  return db
    .selectFrom('invalidation as i')
    .innerJoin('desk_entry as e', 'e.id', 'i.entry_id')
    .select(['i.entry_id', 'e.number', 'i.state'])
    .where('i.petition_id', '=', petitionId)
    .where('i.state', 'in', ['running', 'undoing'])
    .execute()
}

export async function countInvalidated(db: Db, entryId: string): Promise<number> {
  const { n } = await onlyRow(
    db,
    sql<{ n: number }>`select count(*) as n from desk_entry_signature where entry_id = ${entryId}`,
  )
  return n
}

/**
 * Removes the next signatures that fit, and keeps their former state. Leaves rows that somebody holds for a second pass, so that two
 * transactions never wait for each other. `more`: the job is not finished.
 */
export async function invalidatePart(
  trx: Transaction,
  job: InvalidationRow,
  condition: Condition,
): Promise<{ more: boolean }> {
  const which = fitting(job.petition_id, condition, job.up_to)
  const { n, last } = await onlyRow(
    trx,
    sql<{ n: number; last: number | null }>`
    with held as (
      select id, state, hidden_at, featured, approved_at, ended_at, details_at, number from signature
      where ${which} and number > ${job.reached} order by number limit ${part} for no key update skip locked
    ), kept as (
      insert into desk_entry_signature
        (entry_id, signature_id, state, hidden_at, featured, approved_at, ended_at, details_at)
      select ${job.entry_id}, id, state, hidden_at, featured, approved_at, ended_at, details_at from held
    ), changed as (
      update signature s set state = 'removed', ended_at = now(), featured = null from held where s.id = held.id
      returning s.number
    )
    select count(*) as n, max(number) as last from changed`,
  )
  if (n === part) {
    await setState(trx, job.entry_id, { reached: last ?? 0 })
    return { more: true }
  }
  const left = await sql`select from signature where ${which} limit 1`.execute(trx)
  if (left.rows.length > 0) {
    await setState(trx, job.entry_id, { reached: 0 })
    return { more: true }
  }
  await endInvalidation(trx, job, 'done')
  return { more: false }
}

/** Ends the job. Forgets milestones that the count no longer reaches; they are announced again when it does. */
export async function endInvalidation(
  trx: Transaction,
  job: Pick<InvalidationRow, 'entry_id' | 'petition_id' | 'milestones'>,
  state: 'done' | 'stopped',
): Promise<void> {
  const count = await totalConfirmed(trx, job.petition_id)
  const undone = await trx
    .deleteFrom('milestone')
    .where('petition_id', '=', job.petition_id)
    .where('number', '>', count)
    .returning('number')
    .execute()
  const milestones = [...job.milestones, ...undone.map(row => row.number)]
  await setState(trx, job.entry_id, { state, sealed: null, milestones })
}

/** Begins to put the signatures back in parts. Restores the milestones first, so that they are not announced twice. */
export async function beginUndoing(trx: Transaction, job: InvalidationRow): Promise<void> {
  if (job.milestones.length > 0)
    await trx
      .insertInto('milestone')
      .values(job.milestones.map(number => ({ petition_id: job.petition_id, number })))
      .onConflict(c => c.doNothing())
      .execute()
  await setState(trx, job.entry_id, { state: 'undoing', sealed: null })
}

/** Restores the next signatures, and forgets their former state under the entry. `more`: the job is not finished. */
export async function restoreInvalidatedPart(
  trx: Transaction,
  job: InvalidationRow,
): Promise<{ more: boolean }> {
  const { rows } = await sql<{
    id: string
  }>`select s.id from desk_entry_signature k join signature s on s.id = k.signature_id
    where k.entry_id = ${job.entry_id} limit ${part} for no key update of s skip locked`.execute(trx)
  const ids = rows.map(({ id }) => id)
  await restoreKept(trx, job.entry_id, 'remove', ids)
  await sql`delete from desk_entry_signature
    where entry_id = ${job.entry_id} and signature_id = any(${ids}::uuid[])`.execute(trx)
  const more = (await countInvalidated(trx, job.entry_id)) > 0
  if (!more) await setState(trx, job.entry_id, { state: 'undone' })
  return { more }
}

async function setState(
  trx: Transaction,
  entryId: string,
  changed: Partial<Pick<InvalidationRow, 'state' | 'sealed' | 'reached' | 'milestones'>>,
): Promise<void> {
  await trx.updateTable('invalidation').set(changed).where('entry_id', '=', entryId).execute()
}
