/** Reads everything that is kept about one person, table by table. For that person, and for the operator who answers them. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'

/** The keyed hashes of one person. */
export interface PersonHashes {
  /** The hash of the mailbox, the same for all spellings. Absent for a chat account. */
  mailbox?: Buffer
  /** The hashes of the mailbox by former rules. */
  formers?: readonly Buffer[]
  account: Buffer
}

/** Only the newest answers and links are read, because there is one for each email that was sent. */
const MOST = 1_000

export type PersonalRows = Awaited<ReturnType<typeof personalRows>>

export async function personalRows(db: Db, { mailbox, formers = [], account }: PersonHashes) {
  const hashes = mailbox === undefined ? [account] : [mailbox, ...formers, account]
  const signed = await signedBy(db, hashes)
  return { ...signed, ...(await sentTo(db, hashes, signed)), ...(await organisedBy(db, hashes)) }
}

async function signedBy(db: Db, hashes: readonly Buffer[]) {
  const theirs = db.selectFrom('identity').select('signature_id').where(isAmong('hash', hashes))
  const signatures = await db
    .selectFrom('signature as s')
    .innerJoin('petition as p', 'p.id', 's.petition_id')
    .select(['p.slug', 'p.title'])
    .selectAll('s')
    .where(({ eb, or }) => or([eb('s.id', 'in', theirs), eb('s.merged_into', 'in', theirs)]))
    .orderBy('s.confirmed_at')
    .execute()
  const requests = await db
    .selectFrom('sign_request as q')
    .innerJoin('petition as p', 'p.id', 'q.petition_id')
    .select('p.slug')
    .selectAll('q')
    .where(({ or }) => or([isAmong('q.mailbox', hashes), isAmong('q.account', hashes)]))
    .orderBy('q.asked_at')
    .execute()
  const revisions = await db
    .selectFrom('revision')
    .selectAll()
    .where(isOneOf('request_id', requests))
    .orderBy('created_at')
    .execute()
  return { signatures, requests, revisions }
}

/** Answers, the links in them, and refusals to get any. */
async function sentTo(
  db: Db,
  hashes: readonly Buffer[],
  { signatures, requests, revisions }: Awaited<ReturnType<typeof signedBy>>,
) {
  const deliveries = await db
    .selectFrom('delivery as d')
    .leftJoin('petition as p', 'p.id', 'd.petition_id')
    .select(['p.slug', 'd.channel', 'd.kind', 'd.state', 'd.created_at', 'd.ended_at'])
    .where(({ or }) =>
      or([
        isAmong('d.mailbox', hashes),
        isAmong('d.address', hashes),
        isOneOf('d.signature_id', signatures),
        isOneOf('d.request_id', requests),
      ]),
    )
    .orderBy('d.created_at', 'desc')
    .limit(MOST)
    .execute()
  const links = await db
    .selectFrom('token')
    .select(['purpose', 'created_at', 'expires_at', 'spent_at'])
    .where(({ or }) => or([isOneOf('signature_id', signatures), isOneOf('revision_id', revisions)]))
    .orderBy('created_at')
    .limit(MOST)
    .execute()
  const suppressions = await db
    .selectFrom('suppression as n')
    .leftJoin('petition as p', 'p.id', 'n.petition_id')
    .select(['p.slug', 'n.reason', 'n.created_at'])
    .where(isAmong('n.mailbox', hashes))
    .execute()
  return { deliveries, links, suppressions }
}

async function organisedBy(db: Db, hashes: readonly Buffer[]) {
  const isTheirs = isAmong('account', hashes)
  const organises = await db
    .selectFrom('organiser as o')
    .innerJoin('petition as p', 'p.id', 'o.petition_id')
    .select([
      'p.slug',
      'o.added_at',
      'o.channel',
      'o.language',
      'o.account',
      'o.sealed_name',
      'o.sealed_place',
    ])
    .where(isTheirs)
    .execute()
  const digests = await db
    .selectFrom('digest')
    .innerJoin('petition as p', 'p.id', 'petition_id')
    .select(['p.slug', 'every', 'digest.language', 'next_at'])
    .where(isTheirs)
    .execute()
  const commands = await db
    .selectFrom('pending_command')
    .select(['id', 'sealed', 'created_at', 'expires_at', 'done_at'])
    .where(isTheirs)
    .orderBy('created_at')
    .execute()
  const entries = await db
    .selectFrom('desk_entry as e')
    .innerJoin('petition as p', 'p.id', 'e.petition_id')
    .select(['p.slug', 'e.id', 'e.number', 'e.at', 'e.act', 'e.sealed'])
    .where(isTheirs)
    .orderBy('e.at')
    .execute()
  return { organises, digests, commands, entries }
}

function isAmong(column: string, hashes: readonly Buffer[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = any(${hashes}::bytea[])`
}

function isOneOf(column: string, rows: readonly { id: string }[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = any(${rows.map(({ id }) => id)}::uuid[])`
}
