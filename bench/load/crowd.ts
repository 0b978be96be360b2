/** A petition with many signatures and as many requests that wait. The database itself writes them. */
import pg from 'pg'
import { query } from '../bench-postgres.ts'

/**
 * Writes `n` signatures of the last 60 days, 250 of them of organisations, and `n` requests of the last week that wait with
 * their revision, token, and sent question; those of the first day have been reminded. Foreign keys are not checked while loading, indexes are built at the end, and the counters
 * are counted from the rows (`count_anew`, the operator's repair), because all three give the same in a quarter of the time.
 */
export async function loadCrowd(url: string, petitionId: string, n: number): Promise<void> {
  const { rows } = await query(url, secondaryIndexes)
  const indexes = rows.map(({ name, definition }) => ({ name: String(name), definition: String(definition) }))
  for (const { name } of indexes) await query(url, `drop index ${name}`)
  await Promise.all([
    write(url, [
      [signatures, [petitionId, n]],
      [identities, [petitionId, n]],
      ['update petition set last_number = $2 where id = $1', [petitionId, n]],
    ]),
    write(url, [
      [requests, [petitionId, n]],
      [revisions, [n]],
      [tokens, [n]],
      [deliveries, [petitionId, n]],
    ]),
  ])
  // Two at once: there are two cores.
  const build = async () => {
    for (let next = indexes.pop(); next !== undefined; next = indexes.pop())
      await write(url, [[next.definition, []]])
  }
  await Promise.all([build(), build()])
  await write(url, [
    ['select count_anew()', []],
    ['vacuum analyze', []],
    ['checkpoint', []],
  ])
}

const secondaryIndexes = `
  select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
  where i.indrelid in ('signature'::regclass, 'identity'::regclass, 'sign_request'::regclass, 'revision'::regclass, 'token'::regclass,
    'delivery'::regclass) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`

async function write(url: string, statements: [text: string, values: unknown[]][]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(
      `set synchronous_commit = off; set session_replication_role = replica; set work_mem = '128MB'; set maintenance_work_mem = '256MB'`,
    )
    for (const [text, values] of statements) await client.query(text, values)
  } finally {
    await client.end()
  }
}

/** In the order of `n`, so that the index of a primary key grows at its end. */
const id = (letter: 'a' | 'b' | 'c' | 'd') => `(lpad(to_hex(n), 8, '0') || repeat('${letter}', 24))::uuid`
const hash = `decode(lpad(to_hex(n), 64, '0'), 'hex')`

const signatures = `
  insert into signature (id, petition_id, number, kind, name, occupation, organisation, listed, language, channel, confirmed_by,
    statement_hash, approved_at, confirmed_at, details_at)
  select ${id('a')}, $1, n, case when n % greatest($2::int / 250, 1) = 0 then 'organisation' else 'person' end, 'Ada Lovelace the ' || n || 'th',
    'illustrator', case when n % 4 = 0 then 'The House of ' || n % 5000 end, n % 10 <> 0, 'en',
    (array['discord', 'slack', 'email'])[1 + n % 3], 'page', sha256('text'::bytea), at, at, at
  from (select n, now() - interval '60 days' * (1 - n::float8 / $2::int) as at from generate_series(1, $2::int) n) numbered`

const identities = `
  insert into identity (petition_id, hash, signature_id)
  select $1, ${hash}, ${id('a')} from generate_series(1, $2::int) n`

const asked = `now() - interval '6 days' * (1 - n::float8 / $2::int)`

const requests = `
  insert into sign_request (id, petition_id, channel, account, mailbox, language, authenticated, plain_reply, sealed_place, answered,
    asked_at, expires_at, reminded_at)
  select ${id('b')}, $1, 'email', sha256(('account' || n)::bytea), sha256(('mailbox' || n)::bytea), 'en', true, true,
    decode(repeat('ab', 150), 'hex'), true, ${asked}, ${asked} + interval '7 days',
    case when ${asked} < now() - interval '5 days' then ${asked} + interval '5 days' end
  from generate_series(1, $2::int) n`

const revisions = `
  insert into revision (id, request_id, number, kind, name, occupation, listed, statement_hash, authenticated)
  select ${id('c')}, ${id('b')}, 1, 'person', 'Ada Lovelace the ' || n || 'th', 'illustrator', true, sha256('text'::bytea), true
  from generate_series(1, $1::int) n`

const tokens = `
  insert into token (hash, purpose, revision_id, expires_at)
  select ${hash}, 'confirm', ${id('c')}, now() + interval '7 days' from generate_series(1, $1::int) n`

const deliveries = `
  insert into delivery (id, channel, kind, petition_id, request_id, revision_id, mailbox, address, capped, state, attempts, created_at,
    expires_at, ended_at)
  select ${id('d')}, 'email', 'pleaseConfirm', $1, ${id('b')}, ${id('c')}, sha256(('mailbox' || n)::bytea),
    sha256(('account' || n)::bytea), true, 'sent', 1, ${asked}, ${asked} + interval '7 days', ${asked}
  from generate_series(1, $2::int) n`
