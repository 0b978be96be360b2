import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from 'kysely'
import { type Db, onlyRow, type Transaction } from './database.ts'
import type {
  FrozenField,
  PetitionAppendixTable,
  PetitionCorrectionTable,
  PetitionTable,
} from './tables/petition.ts'

/** `status` and `closed_at` as of now: an open petition past its closing time counts as closed at that time. */
export type PetitionRow = Selectable<PetitionTable>
export type AppendixRow = Selectable<PetitionAppendixTable>
export type CorrectionRow = Selectable<PetitionCorrectionTable>

/** The columns that are fixed once somebody has signed, apart from corrections of spelling. */
export const frozenColumns = {
  title: 'title',
  organisedBy: 'organised_by',
  addressee: 'addressee',
} as const satisfies Record<FrozenField, keyof PetitionRow>

const statusNow = sql<PetitionRow['status']>`
  case when status = 'open' and closes_at <= now() then 'closed' else status end`

const closedAtNow = sql<PetitionRow['closed_at']>`
  case when status = 'open' and closes_at <= now() then closes_at else closed_at end`

function petitions(db: Db) {
  return db
    .selectFrom('petition')
    .selectAll()
    .select([statusNow.as('status'), closedAtNow.as('closed_at')])
}

/** Deletes the petition and everything that belongs to it. Returns the ids of its deliveries, because trial mode has a file of each. */
export async function deletePetition(trx: Transaction, id: string): Promise<string[]> {
  const deliveries = await trx.selectFrom('delivery').select('id').where('petition_id', '=', id).execute()
  await trx.deleteFrom('petition').where('id', '=', id).execute()
  return deliveries.map(row => row.id)
}

/** Returns false if the slug is taken. */
export async function insertPetition(db: Db, row: Insertable<PetitionTable>): Promise<boolean> {
  const made = await db
    .insertInto('petition')
    .values(row)
    .onConflict(c => c.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export function petitionBySlug(db: Db, slug: string): Promise<PetitionRow | undefined> {
  return petitions(db).where('slug', '=', slug).executeTakeFirst()
}

export function petitionById(db: Db, id: string): Promise<PetitionRow | undefined> {
  return petitions(db).where('id', '=', id).executeTakeFirst()
}

/** Holds petitions, so that their text and state stay as they are read until the transaction ends. */
export async function holdPetitions(trx: Transaction, ids: readonly string[]): Promise<PetitionRow[]> {
  return petitions(trx).where(sql<boolean>`id = any(${ids}::uuid[])`).orderBy('id').forNoKeyUpdate().execute()
}

/** Whether a transaction holds the petition's row now. Everybody who signs it waits for that. */
export async function isPetitionHeld(db: Db, id: string): Promise<boolean> {
  const { held } = await onlyRow(
    db,
    sql<{ held: boolean }>`
    with free as (select id from petition where id::text = ${id} for no key update skip locked)
    select exists (select from petition where id::text = ${id}) and not exists (select from free) as held`,
  )
  return held
}

/** Petitions with these slugs, in any state. */
export function petitionsBySlug(db: Db, slugs: readonly string[]): Promise<PetitionRow[]> {
  return petitions(db).where(sql<boolean>`slug = any(${slugs}::text[])`).execute()
}

export async function petitionsById(db: Db, ids: string[]): Promise<PetitionRow[]> {
  return ids.length === 0 ? [] : petitions(db).where('id', 'in', ids).execute()
}

export function allPetitions(db: Db): Promise<PetitionRow[]> {
  return petitions(db).orderBy('created_at').orderBy('slug').execute()
}

/** The open petitions that everybody is shown. */
export function openPetitions(db: Db): Promise<PetitionRow[]> {
  return petitions(db)
    .where('listed', '=', true)
    .where('status', '=', 'open')
    .where(e => e.or([e('closes_at', 'is', null), e('closes_at', '>', sql<Date>`now()`)]))
    .orderBy('opened_at', 'desc')
    .orderBy('slug')
    .execute()
}

/**
 * Changes a petition. Its text and `frozenColumns` are fixed as soon as a signature has a number. One statement checks and changes, on the
 * same row that a confirmation counts up.
 */
export async function updatePetition(
  db: Db,
  slug: string,
  change: Updateable<PetitionTable>,
): Promise<'changed' | 'text-is-fixed' | 'names-are-fixed' | 'unknown'> {
  let update = db.updateTable('petition').set(change).where('slug', '=', slug)
  for (const column of ['statement', ...Object.values(frozenColumns)] as const) {
    const value = change[column]
    if (value !== undefined)
      update = update.where(e => e.or([e('last_number', '=', 0), e(column, 'is not distinct from', value)]))
  }
  const done = await update.executeTakeFirst()
  if (done.numUpdatedRows > 0n) return 'changed'
  const now = await petitionBySlug(db, slug)
  if (now === undefined) return 'unknown'
  const { statement } = change
  return statement !== undefined && statement !== now.statement ? 'text-is-fixed' : 'names-are-fixed'
}

/** Holds the petition, so that nobody signs between reading and changing it. */
export function holdPetition(trx: Transaction, slug: string): Promise<PetitionRow | undefined> {
  return petitions(trx).where('slug', '=', slug).forNoKeyUpdate().executeTakeFirst()
}

/** Corrects one field of a signed petition, and keeps its former value. */
export async function correctPetition(
  trx: Transaction,
  petitionId: string,
  { field, before, after }: Pick<CorrectionRow, 'field' | 'before' | 'after'>,
): Promise<void> {
  const { corrections } = await trx
    .updateTable('petition')
    .set({ [frozenColumns[field]]: after, corrections: sql<number>`corrections + 1` })
    .where('id', '=', petitionId)
    .returning('corrections')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('petition_correction')
    .values({ petition_id: petitionId, number: corrections, field, before, after })
    .execute()
}

/** Oldest first. */
export function correctionsOf(db: Db, petitionId: string): Promise<CorrectionRow[]> {
  return db
    .selectFrom('petition_correction')
    .selectAll()
    .where('petition_id', '=', petitionId)
    .orderBy('number')
    .execute()
}

export async function openPetitionNow(db: Db, slug: string, closesAt: Date | null): Promise<void> {
  await db
    .updateTable('petition')
    .set({
      status: 'open',
      opened_at: sql<Date>`coalesce(opened_at, now())`,
      closed_at: null,
      closes_at: closesAt,
    })
    .where('slug', '=', slug)
    .execute()
}

export async function closePetitionNow(db: Db, slug: string): Promise<void> {
  await db
    .updateTable('petition')
    .set({ status: 'closed', closed_at: sql<Date>`coalesce(closed_at, least(closes_at, now()), now())` })
    .where('slug', '=', slug)
    .execute()
}

export async function closePetitionAt(db: Db, id: string, at: Date): Promise<void> {
  await db.updateTable('petition').set({ closes_at: at }).where('id', '=', id).execute()
}

/**
 * Restores former values of columns. Returns false and changes nothing in three cases: the columns are no longer as `expected`; the text or
 * a frozen column would change although somebody has signed; or a signed petition would become a draft, where signers cannot withdraw.
 */
export async function restorePetition(
  db: Db,
  id: string,
  columns: Updateable<PetitionTable>,
  expected: Updateable<PetitionTable>,
): Promise<boolean> {
  const { statement, status } = columns
  const fixed = [statement, ...Object.values(frozenColumns).map(name => columns[name])]
  const asExpected = Object.entries(expected).map(
    ([column, value]) => sql<SqlBool>`${sql.ref(column)} is not distinct from ${value}`,
  )
  const done = await db
    .updateTable('petition')
    .set({
      ...columns,
      ...(statement === undefined
        ? {}
        : { statement_hash: sql<Buffer>`sha256(convert_to(${statement}, 'UTF8'))` }),
    })
    .where('id', '=', id)
    .where(e => e.and(asExpected))
    .$if(status === 'draft' || fixed.some(value => value !== undefined), q => q.where('last_number', '=', 0))
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** The facts by which people choose a petition. */
export function petitionNames(db: Db): Promise<Pick<PetitionRow, 'id' | 'slug' | 'title' | 'status'>[]> {
  return db
    .selectFrom('petition')
    .select(['id', 'slug', 'title', statusNow.as('status')])
    .orderBy('opened_at', 'desc')
    .orderBy('slug')
    .execute()
}

export interface SeenPetition extends Pick<PetitionRow, 'id' | 'slug' | 'title' | 'status' | 'listed'> {
  /** The servers and workspaces that are shown it, each as `channel id`. */
  communities: string[]
  /** Whether the account organises it. */
  mine: boolean
}

/** All petitions except drafts of others. Includes those that this account is not offered but may name. */
export async function seenPetitions(db: Db, account: Buffer): Promise<SeenPetition[]> {
  return (await seenPetitionsOf(db, [account])).flat()
}

/** The same petitions for several accounts, in the order of the accounts. */
export async function seenPetitionsOf(db: Db, accounts: readonly Buffer[]): Promise<SeenPetition[][]> {
  const organisers = sql<Buffer[]>`array(select account from organiser
    where petition_id = petition.id and account = any(${accounts}::bytea[]))`
  const communities = sql<string[]>`array(select channel || ' ' || tenant from petition_community
    where petition_id = petition.id)`
  const rows = await db
    .selectFrom('petition')
    .select(['id', 'slug', 'title', 'listed', statusNow.as('status'), organisers.as('organisers')])
    .select(communities.as('communities'))
    .where(e => e.or([e('status', '<>', 'draft'), sql<boolean>`cardinality(${organisers}) > 0`]))
    .orderBy('opened_at', 'desc')
    .orderBy('slug')
    .execute()
  return accounts.map(account =>
    rows
      .map(({ organisers, ...petition }) => ({
        ...petition,
        mine: organisers.some(by => by.equals(account)),
      }))
      .filter(({ status, mine }) => status !== 'draft' || mine),
  )
}

/** Closes petitions whose closing time is over. They have been shown as closed since then. */
export async function closeOverduePetitions(db: Db): Promise<void> {
  await db
    .updateTable('petition')
    .set({ status: 'closed', closed_at: e => e.ref('closes_at') })
    .where('status', '=', 'open')
    .where('closes_at', '<=', sql<Date>`now()`)
    .execute()
}

export async function addAppendix(db: Db, petitionId: string, content: string): Promise<void> {
  await db.insertInto('petition_appendix').values({ petition_id: petitionId, content }).execute()
}

export function appendices(db: Db, petitionId: string): Promise<AppendixRow[]> {
  return db
    .selectFrom('petition_appendix')
    .selectAll()
    .where('petition_id', '=', petitionId)
    .orderBy('id')
    .execute()
}
