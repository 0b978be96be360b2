import { type SqlBool, sql } from 'kysely'
import { type Condition, fits } from './conditions.ts'
import type { Db } from './database.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import type { SignatureRow } from './signatures.ts'

/** The signatures that an organiser can look through: includes hidden, removed and waiting ones, but no withdrawn or merged ones. */
function seenAtDesk(db: Db, petitionId: string) {
  return db
    .selectFrom('signature')
    .where('petition_id', '=', petitionId)
    .where('state', 'not in', ['merged', 'withdrawn'])
}

export function recentSignatures(
  db: Db,
  petitionId: string,
  page: { offset: number; limit: number },
): Promise<SignatureRow[]> {
  return seenAtDesk(db, petitionId)
    .selectAll()
    .orderBy('number', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
}

const MOST_WORDS = 10

/**
 * Signatures that fit the condition and contain every word in their name, occupation or organisation, newest first. Case and accents
 * do not matter. `page` begins with 0; `total` counts all pages.
 */
export async function findSignatures(
  db: Db,
  petitionId: string,
  { words, condition = {} }: { words: string; condition?: Condition },
  page: { page: number; limit: number },
): Promise<{ signatures: SignatureRow[]; total: number }> {
  const looked = words.split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS)
  if (looked.length === 0 && Object.keys(condition).length === 0) return { signatures: [], total: 0 }
  const found = looked.reduce(
    (query, word) => query.where(sql<SqlBool>`strpos(folded, fold_words(${word})) > 0`),
    seenAtDesk(db, petitionId).where(fits(condition)),
  )
  const offset = page.page * page.limit
  const signatures = await found
    .selectAll()
    .orderBy('number', 'desc')
    .limit(page.limit)
    .offset(offset)
    .execute()
  // A page that is not full has read all rows, so they need not be counted again.
  const ended = signatures.length < page.limit && (signatures.length > 0 || offset === 0)
  if (ended) return { signatures, total: offset + signatures.length }
  const { n } = await found.select(e => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return { signatures, total: n }
}

/** Finds signatures by number, in any state. */
export function signaturesByNumber(db: Db, petitionId: string, numbers: number[]): Promise<SignatureRow[]> {
  return (
    db
      .selectFrom('signature')
      .selectAll()
      .where('petition_id', '=', petitionId)
      // People may type greater numbers than the column holds.
      .where(sql<SqlBool>`number = any(${numbers.filter(Number.isSafeInteger)}::bigint[])`)
      .orderBy('number')
      .execute()
  )
}

type Shown = ReturnType<typeof shown>

/** One line of an export. Signatures that no longer count have only a number and a state. */
export type ExportedSignature = Pick<SignatureRow, 'number' | 'state'> & {
  [K in keyof Shown]: Shown[K] | null
}

/** Every number ever given, lowest first. `after` is the last number of the page before. */
export async function exportSignatures(
  db: Db,
  petitionId: string,
  page: { after: number; limit: number; evidence?: Evidence | undefined },
): Promise<ExportedSignature[]> {
  const rows = await db
    .selectFrom('signature')
    .select(exportedColumns)
    .select(evidenceOf.as('evidence'))
    .where('petition_id', '=', petitionId)
    .where('number', '>', page.after)
    .where(page.evidence === undefined ? sql<SqlBool>`true` : countsBy(page.evidence))
    .orderBy('number')
    .limit(page.limit)
    .execute()
  return rows.map(row => {
    const { number, state } = row
    return { number, state, ...(state === 'confirmed' ? shown(row) : allNull(shown(row))) }
  })
}

export async function countOfEvidence(db: Db, petitionId: string, evidence: Evidence): Promise<number> {
  const { n } = await db
    .selectFrom('signature')
    .select(e => e.fn.countAll<number>().as('n'))
    .where('petition_id', '=', petitionId)
    .where(countsBy(evidence))
    .executeTakeFirstOrThrow()
  return Number(n)
}

function countsBy(evidence: Evidence) {
  return sql<SqlBool>`(state = 'confirmed' and ${fits({ evidence })})`
}

const exportedColumns = [
  'number',
  'state',
  'kind',
  'name',
  'occupation',
  'organisation',
  'listed',
  'hidden_at',
  'featured',
  'approved_at',
  'channel',
  'confirmed_by',
  'language',
  'confirmed_at',
  'proved_domain',
  'statement_hash',
  'promised',
  'checked_domain',
] as const

function shown(row: Pick<SignatureRow, (typeof exportedColumns)[number]> & { evidence: Evidence }) {
  const { kind, name, occupation, organisation, featured, channel, language } = row
  return {
    ...{ kind, name, occupation, organisation, featured, channel, language },
    listed: row.listed && row.promised === 'public',
    hidden: row.hidden_at !== null,
    approved: row.approved_at !== null,
    confirmedBy: row.confirmed_by,
    confirmedAt: row.confirmed_at.toISOString(),
    provedDomain: row.proved_domain,
    statementHash: row.statement_hash.toString('hex'),
    numberOnly: row.promised === 'count',
    evidence: row.evidence,
    checkedDomain: row.checked_domain,
  }
}

function allNull<T extends object>(fields: T): { [K in keyof T]: null } {
  return Object.fromEntries(Object.keys(fields).map(name => [name, null])) as { [K in keyof T]: null }
}

const PAGE = 2_000

/** All signatures, or those with this evidence, read page by page as they are consumed. No transaction stays open between pages. */
export async function* everySignature(
  db: Db,
  petitionId: string,
  evidence?: Evidence,
): AsyncGenerator<ExportedSignature> {
  for (let after = 0; ; ) {
    const rows = await exportSignatures(db, petitionId, { after, limit: PAGE, evidence })
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.number
  }
}
