import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Db } from './database.ts'
import type { ChannelName, SignatureState, SignatureTable, SignerKind } from './schema.ts'
import type { SignatureRow } from './signatures.ts'

/** What an organiser looks through: hidden, removed and waiting ones too, and nobody who took their name off. */
function seenAtDesk(db: Db, petitionId: string) {
  return db
    .selectFrom('signature')
    .where('petition_id', '=', petitionId)
    .where('state', 'not in', ['merged', 'withdrawn'])
}

/** Newest first; `offset` are passed over. */
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

/** More words than these are not looked for. */
const MOST_WORDS = 10

/**
 * Those whose name, occupation and organisation hold every word, newest first. Case and accents do not matter. `page` begins
 * with 0; `total` is of all pages.
 */
export async function findSignatures(
  db: Db,
  petitionId: string,
  words: string,
  page: { page: number; limit: number },
): Promise<{ signatures: SignatureRow[]; total: number }> {
  const looked = words.split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS)
  if (looked.length === 0) return { signatures: [], total: 0 }
  const found = looked.reduce(
    (query, word) => query.where(sql<SqlBool>`strpos(folded, fold_words(${word})) > 0`),
    seenAtDesk(db, petitionId),
  )
  const offset = page.page * page.limit
  const signatures = await found
    .selectAll()
    .orderBy('number', 'desc')
    .limit(page.limit)
    .offset(offset)
    .execute()
  // Where this page is not full, all rows have been read through: once is enough.
  const ended = signatures.length < page.limit && (signatures.length > 0 || offset === 0)
  if (ended) return { signatures, total: offset + signatures.length }
  const { n } = await found.select(e => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return { signatures, total: n }
}

/** In whatever state they are, by number. */
export function signaturesByNumber(db: Db, petitionId: string, numbers: number[]): Promise<SignatureRow[]> {
  return (
    db
      .selectFrom('signature')
      .selectAll()
      .where('petition_id', '=', petitionId)
      // What somebody typed may be longer than any number we gave.
      .where(sql<SqlBool>`number = any(${numbers.filter(Number.isSafeInteger)}::bigint[])`)
      .orderBy('number')
      .execute()
  )
}

/** One line of an export. Who no longer stands there is a number and a state. */
export interface ExportedSignature {
  number: number
  state: SignatureState
  kind: SignerKind | null
  name: string | null
  occupation: string | null
  organisation: string | null
  listed: boolean | null
  hidden: boolean | null
  /** Place among those shown first. */
  featured: number | null
  approved: boolean | null
  channel: ChannelName | null
  confirmedBy: 'page' | 'reply' | null
  language: string | null
  /** ISO 8601 in UTC. */
  confirmedAt: string | null
  provedDomain: string | null
  /** SHA-256 of the statement that was signed, hexadecimal. */
  statementHash: string | null
}

/** Every number ever given, lowest first; `after` is the number the last page ended with. */
export async function exportSignatures(
  db: Db,
  petitionId: string,
  page: { after: number; limit: number },
): Promise<ExportedSignature[]> {
  const rows = await db
    .selectFrom('signature as s')
    .select(exportedColumns)
    .where('s.petition_id', '=', petitionId)
    .where('s.number', '>', page.after)
    .orderBy('s.number')
    .limit(page.limit)
    .execute()
  return rows.map(row =>
    row.state === 'confirmed' ? exported(row) : { ...nothing, number: row.number, state: row.state },
  )
}

const exportedColumns = [
  's.number',
  's.state',
  's.kind',
  's.name',
  's.occupation',
  's.organisation',
  's.listed',
  's.hidden_at',
  's.featured',
  's.approved_at',
  's.channel',
  's.confirmed_by',
  's.language',
  's.confirmed_at',
  's.proved_domain',
  's.statement_hash',
] as const

type Exported = (typeof exportedColumns)[number] extends `s.${infer Column extends keyof SignatureTable}`
  ? Column
  : never

function exported(row: Pick<Selectable<SignatureTable>, Exported>): ExportedSignature {
  return {
    number: row.number,
    state: row.state,
    kind: row.kind,
    name: row.name,
    occupation: row.occupation,
    organisation: row.organisation,
    listed: row.listed,
    hidden: row.hidden_at !== null,
    featured: row.featured,
    approved: row.approved_at !== null,
    channel: row.channel,
    confirmedBy: row.confirmed_by,
    language: row.language,
    confirmedAt: row.confirmed_at.toISOString(),
    provedDomain: row.proved_domain,
    statementHash: row.statement_hash.toString('hex'),
  }
}

const nothing = {
  kind: null,
  name: null,
  occupation: null,
  organisation: null,
  listed: null,
  hidden: null,
  featured: null,
  approved: null,
  channel: null,
  confirmedBy: null,
  language: null,
  confirmedAt: null,
  provedDomain: null,
  statementHash: null,
} satisfies Omit<ExportedSignature, 'number' | 'state'>

const PAGE = 2_000

/** All of them, read as they are taken: a page is in memory, and no transaction stays open between two. */
export async function* everySignature(db: Db, petitionId: string): AsyncGenerator<ExportedSignature> {
  for (let after = 0; ; ) {
    const rows = await exportSignatures(db, petitionId, { after, limit: PAGE })
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.number
  }
}
