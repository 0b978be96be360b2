import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { testDatabase } from '../support/database.ts'

/**
 * docs/scaling.md, "Citus": tables are distributed by `petition_id`. Citus takes a unique constraint only if it contains that column. A
 * new constraint either does, or is listed here and there with its reason.
 */
const ofOnePetition = 'an id made at random; becomes (petition_id, id)'
const needsColumn = 'its table gets petition_id; becomes (petition_id, …)'
const reference = 'its table is small and is copied to every node'
const local = 'its table stays on the coordinator'

const exceptions: Record<string, string> = {
  card_pkey: ofOnePetition,
  invalidation_pkey: ofOnePetition,
  delivery_pkey: ofOnePetition,
  desk_entry_pkey: ofOnePetition,
  pending_command_pkey: ofOnePetition,
  petition_appendix_pkey: ofOnePetition,
  sign_request_pkey: ofOnePetition,
  signature_pkey: ofOnePetition,
  desk_entry_signature_pkey: needsColumn,
  pending_command_signature_pkey: needsColumn,
  revision_pkey: needsColumn,
  revision_request_id_number_key: needsColumn,
  token_pkey: needsColumn,
  petition_pkey: reference,
  petition_slug_key: reference,
  asking_bucket_pkey: local,
  asking_limit_pkey: local,
  community_pkey: local,
  database_identity_pkey: local,
  inbox_pkey: local,
  installation_pkey: local,
  kysely_migration_lock_pkey: local,
  kysely_migration_pkey: local,
  lease_pkey: local,
  ledger_pkey: local,
  note_pkey: local,
  parked_key_key: local,
  parked_pkey: local,
  restoration_pkey: local,
  wrapped_key_pkey: local,
}

it('has the petition in every unique constraint, or a reason why not', async () => {
  const { pool, close } = await testDatabase()
  const without = async () => {
    const { rows } = await pool.query<{ name: string }>(
      `select i.indexrelid::regclass::text as name from pg_index i join pg_class t on t.oid = i.indrelid
       where i.indisunique and t.relnamespace = 'public'::regnamespace and not exists (
         select from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any(i.indkey) and a.attname = 'petition_id')
       order by 1`,
    )
    return rows.map(({ name }) => name)
  }
  try {
    expect(await without()).toEqual(Object.keys(exceptions).sort())
    // A constraint that somebody adds without it is found.
    await pool.query('create unique index planted on signature (number)')
    expect(await without()).toContain('planted')
    await pool.query('drop index planted')
    await pool.query('create unique index planted on signature (name, petition_id)')
    expect(await without()).not.toContain('planted')
  } finally {
    await close()
  }
})

it('names every exception, and its reason, in docs/scaling.md', () => {
  const text = readFileSync(new URL('../../docs/scaling.md', import.meta.url), 'utf8')
  const tables = [
    ...new Set(
      Object.keys(exceptions).map(name =>
        name.replace(/_(pkey|key|slug_key|key_key|request_id_number_key)$/, ''),
      ),
    ),
  ]
  expect(tables.filter(table => !text.includes(`\`${table}\``))).toEqual([])
})
