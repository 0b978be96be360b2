import { sql } from 'kysely'
import type { Db } from './database.ts'

/** The tables that erasing updates. Old versions of their rows stay in the database's files until a vacuum. */
const tables = ['signature', 'sign_request', 'revision', 'identity', 'token', 'delivery']

/** Removes the dead rows of people who were erased, once a day for each table. On a quiet table autovacuum may take months. */
export async function vacuumErased(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_stat_user_tables
    where relid = any(${tables}::regclass[]) and coalesce(last_vacuum, '-infinity') < now() - interval '1 day'
      and coalesce(greatest(last_vacuum, last_autovacuum), '-infinity') < (select max(at) from ledger where kind in ('erased', 'dropped'))`.execute(
    db,
  )
  if (rows.length === 0) return
  await db.connection().execute(async connection => {
    await sql`set statement_timeout = 0`.execute(connection)
    try {
      for (const { name } of rows) await sql`vacuum ${sql.table(name)}`.execute(connection)
    } finally {
      await sql`reset statement_timeout`.execute(connection)
    }
  })
}
