/** Everything that is kept about one person, table by table: for that person, and for the operator who answers them. */
import { sql } from 'kysely'
import type { Db } from './database.ts'

/** The keyed hashes of one person: those of a mailbox, or the one of an account. */
export interface PersonHashes {
  /** Of a mailbox in all its spellings; absent for an account of a chat. */
  mailbox?: Buffer
  /** The same by former rules. */
  formers?: readonly Buffer[]
  account: Buffer
}

/** Of deliveries, which are one for each answer, the newest. */
const MOST = 1_000

export async function heldRows(db: Db, { mailbox, formers = [], account }: PersonHashes) {
  const hashes = mailbox === undefined ? [account] : [mailbox, ...formers, account]
  const isTheirs = sql<boolean>`account = any(${hashes}::bytea[])`
  const signatures = await db
    .selectFrom('signature as s')
    .innerJoin('petition as p', 'p.id', 's.petition_id')
    .select(['p.slug', 'p.title'])
    .selectAll('s')
    .where(
      sql<boolean>`s.id in (select signature_id from identity where hash = any(${hashes}::bytea[])) or s.merged_into in
        (select signature_id from identity where hash = any(${hashes}::bytea[]))`,
    )
    .orderBy('s.confirmed_at')
    .execute()
  const requests = await db
    .selectFrom('sign_request as q')
    .innerJoin('petition as p', 'p.id', 'q.petition_id')
    .select('p.slug')
    .selectAll('q')
    .where(sql<boolean>`q.mailbox = any(${hashes}::bytea[]) or q.account = any(${hashes}::bytea[])`)
    .orderBy('q.asked_at')
    .execute()
  const revisions = await db
    .selectFrom('revision')
    .selectAll()
    .where(sql<boolean>`request_id = any(${requests.map(({ id }) => id)}::uuid[])`)
    .orderBy('created_at')
    .execute()
  const deliveries = await db
    .selectFrom('delivery as d')
    .leftJoin('petition as p', 'p.id', 'd.petition_id')
    .select(['p.slug', 'd.channel', 'd.kind', 'd.state', 'd.created_at', 'd.ended_at'])
    .where(
      sql<boolean>`d.mailbox = any(${hashes}::bytea[]) or d.address = any(${hashes}::bytea[])
        or d.signature_id = any(${signatures.map(({ id }) => id)}::uuid[]) or d.request_id = any(${requests.map(({ id }) => id)}::uuid[])`,
    )
    .orderBy('d.created_at', 'desc')
    .limit(MOST)
    .execute()
  const links = await db
    .selectFrom('token')
    .select(['purpose', 'created_at', 'expires_at', 'spent_at'])
    .where(
      sql<boolean>`signature_id = any(${signatures.map(({ id }) => id)}::uuid[]) or revision_id = any(${revisions.map(({ id }) => id)}::uuid[])`,
    )
    .orderBy('created_at')
    .limit(MOST)
    .execute()
  const suppressions = await db
    .selectFrom('suppression as n')
    .leftJoin('petition as p', 'p.id', 'n.petition_id')
    .select(['p.slug', 'n.reason', 'n.created_at'])
    .where(sql<boolean>`n.mailbox = any(${hashes}::bytea[])`)
    .execute()
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
  return {
    signatures,
    requests,
    revisions,
    deliveries,
    links,
    suppressions,
    organises,
    digests,
    commands,
    entries,
  }
}
