/** The public part of a petition's signatures. */
import { type Selectable, type SqlBool, sql } from 'kysely'
import { type Db, onlyRow } from './database.ts'
import type { SignatureTable, SignerKind } from './tables/signing.ts'

export interface ListedPage {
  kind?: SignerKind
  order?: 'newest' | 'name'
  /** As `listedOccupations` gives it. */
  occupation?: string
  find?: string
  /** The last number of the page before. */
  after?: number
  limit: number
}

/** By default, the newest come first. Each way of listing has an index (migration 0026). */
export async function listedSignatures(
  db: Db,
  petitionId: string,
  { kind, order, occupation, find, after, limit }: ListedPage,
): Promise<ShownSignature[]> {
  const listed = shownToAll(db, petitionId).limit(limit)
  if (find !== undefined) return findListed(db, petitionId, find, limit)
  if (order === 'name') {
    const last = sql`(select ${nameKey}, number from signature where petition_id = ${petitionId} and number = ${after})`
    return listed
      .where(isListedPerson)
      .$if(after !== undefined, q => q.where(sql<SqlBool>`(${nameKey}, number) > ${last}`))
      .orderBy(nameKey)
      .orderBy('number')
      .execute()
  }
  return listed
    .$if(kind !== undefined, q => q.where('kind', '=', kind ?? 'person'))
    .$if(occupation !== undefined, q =>
      q
        .where(isListedPerson)
        .where(sql<SqlBool>`occupation is not null and ${occupationKey} = ${occupation}`),
    )
    .$if(after !== undefined, q => q.where('number', '<', after ?? 0))
    .orderBy('number', 'desc')
    .execute()
}

// `folded` has three lines: name, occupation, organisation. An index takes no long values, so the keys are cut.
const nameKey = sql<string>`(left(folded, 80) collate "C")`
const occupationKey = sql<string>`(left(split_part(folded, E'\n', 2), 80) collate "C")`
const isListedPerson = sql<SqlBool>`listed and kind = 'person'`
/** The words to find somebody by. They leave out the name of a representative who is not shown. */
const foundBy = sql`to_tsvector('simple', translate(
  case when listed then split_part(folded, E'\n', 1) else '' end || ' ' || split_part(folded, E'\n', 3), '''ʻ', '  '))`

/** Signatures that have, for every word of `find`, a word that begins with it. At most `limit`, ordered by name. */
async function findListed(
  db: Db,
  petitionId: string,
  find: string,
  limit: number,
): Promise<ShownSignature[]> {
  // Folded in a statement of its own: if the words are known beforehand, the planner can tell whether they are rare.
  const { words } = await onlyRow(
    db,
    sql<{ words: string }>`select array_to_string(array(select quote_literal(word) || ':*'
      from unnest(tsvector_to_array(to_tsvector('simple', translate(fold_words(${find}), '''ʻ', '  ')))) word), ' & ') as words`,
  )
  if (words === '') return []
  const found = shownToAll(db, petitionId)
    .select(nameKey.as('key'))
    .where(sql<SqlBool>`${foundBy} @@ ${words}::tsquery`)
    .limit(limit)
  return db
    .with('found', () => found)
    .selectFrom('found')
    .select(shownColumns)
    .orderBy('key')
    .orderBy('number')
    .execute()
}

export async function listedOccupations(
  db: Db,
  petitionId: string,
  limit: number,
): Promise<{ key: string; name: string; people: number }[]> {
  const { rows } = await sql<{ key: string; name: string; people: number }>`
    select ${occupationKey} as key, mode() within group (order by occupation) as name, count(*)::int as people
    from signature
    where petition_id = ${petitionId} and state = 'confirmed' and approved_at is not null and hidden_at is null
      and promised = 'public' and ${isListedPerson} and occupation is not null
    group by 1 having count(*) > 1 order by people desc, key limit ${limit}`.execute(db)
  return rows
}

const shownColumns = [
  'number',
  'kind',
  'name',
  'occupation',
  'organisation',
  'listed',
  'confirmed_at',
  'checked_domain',
] as const

/** The part of a signature that the public may see. */
export type ShownSignature = Pick<Selectable<SignatureTable>, (typeof shownColumns)[number]>

/** How many signatures everybody can see. */
export async function countListed(db: Db, petitionId: string): Promise<number> {
  const { n } = await shownToAll(db, petitionId)
    .clearSelect()
    .select(e => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/** The signatures that everybody can see. An organisation is listed even if its representative wants no name shown. */
export function shownToAll(db: Db, petitionId: string) {
  return db
    .selectFrom('signature')
    .select(shownColumns)
    .where(e => e.and({ petition_id: petitionId, state: 'confirmed' }))
    .where('approved_at', 'is not', null)
    .where('hidden_at', 'is', null)
    .where('promised', '=', 'public')
    .where(e => e.or([e('listed', '=', true), e('kind', '=', 'organisation')]))
}

/** Counts signatures that would be listed if their signers had not been promised that only the number is shown. */
export async function countPromisedUnlisted(db: Db, petitionId: string): Promise<number> {
  const { n } = await db
    .selectFrom('signature')
    .select(e => e.fn.countAll<number>().as('n'))
    .where(e => e.and({ petition_id: petitionId, state: 'confirmed', promised: 'count' }))
    .where(e => e.or([e('listed', '=', true), e('kind', '=', 'organisation')]))
    .executeTakeFirstOrThrow()
  return n
}
