/** Copies whole tables out and in, by COPY in its text form, which every Postgres reads. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import type { Db, Transaction } from './database.ts'
import { madeByMigrations } from './migrate.ts'

/** A restored database starts without leases: no process holds one. */
const LEFT_OUT = new Set(['lease'])

export interface CopiedTable {
  name: string
  columns: string[]
}

/** Our tables, each after those that it refers to. */
export async function tablesToCopy(db: Db): Promise<CopiedTable[]> {
  const ours = new Set((await madeByMigrations()).tables)
  const { rows } = await sql<CopiedTable & { refersTo: string[] }>`
    select c.relname as name,
      array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
        and attgenerated = '' order by attnum) as columns,
      array(select f.confrelid::regclass::text from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as "refersTo"
    from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' order by 1`.execute(
    db,
  )
  const left = rows.filter(({ name }) => ours.has(name) && !LEFT_OUT.has(name))
  const ordered: CopiedTable[] = []
  while (left.length > 0) {
    const next = left.findIndex(({ refersTo }) =>
      refersTo.every(other => ordered.some(({ name }) => name === other)),
    )
    const [table] = left.splice(next, 1)
    if (next === -1 || table === undefined) throw new Error('tables refer to each other in a circle')
    ordered.push({ name: table.name, columns: table.columns })
  }
  return ordered
}

export interface CopyingOut {
  content: AsyncIterable<Uint8Array>
  /** Known once the content is read. */
  rows(): number
}

export function copyOut(client: pg.ClientBase, table: CopiedTable): CopyingOut {
  const stream = client.query(to(`copy ${named(table)} to stdout`))
  return { content: stream, rows: () => stream.rowCount }
}

/** Returns how many rows there were. */
export async function copyIn(
  client: pg.ClientBase,
  table: CopiedTable,
  content: AsyncIterable<Uint8Array>,
): Promise<number> {
  const stream = client.query(from(`copy ${named(table)} from stdin`))
  await pipeline(Readable.from(content), stream)
  return stream.rowCount
}

function named({ name, columns }: CopiedTable): string {
  return `${pg.escapeIdentifier(name)} (${columns.map(column => pg.escapeIdentifier(column)).join(', ')})`
}

export async function emptyTables(db: Db, tables: readonly CopiedTable[]): Promise<void> {
  if (tables.length > 0)
    await sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))}`.execute(db)
}

/** Checks deferred constraints now and not at the commit, because a table with unchecked rows cannot be altered. */
export async function finishCopying(db: Db): Promise<void> {
  await sql`set constraints all immediate`.execute(db)
}

/** Defers constraints to the commit again, as the migrations declare them. */
export async function deferConstraints(trx: Transaction): Promise<void> {
  await sql`set constraints all deferred`.execute(trx)
}

/** Triggers are off while rows are copied in, because the rows already hold what triggers would change. */
export async function setTriggers(db: Db, table: string, state: 'enable' | 'disable'): Promise<void> {
  await sql`alter table ${sql.table(table)} ${sql.raw(state)} trigger user`.execute(db)
}

/** Moves the identity columns on, past the rows that were copied in. */
export async function advanceSequences(db: Db, { name }: CopiedTable): Promise<void> {
  const { rows } = await sql<{ column: string }>`
    select attname as column from pg_attribute where attrelid = ${name}::regclass and attidentity <> ''`.execute(
    db,
  )
  for (const { column } of rows)
    await sql`select setval(pg_get_serial_sequence(${name}, ${column}), coalesce(max(${sql.ref(column)}), 0) + 1, false)
      from ${sql.table(name)}`.execute(db)
}

/** Removes everything that the migrations have made, and their record. Tables of other programs stay. */
export async function dropOurTables(db: Db): Promise<void> {
  const { tables, functions } = await madeByMigrations()
  const ours = [...tables, 'kysely_migration', 'kysely_migration_lock']
  await sql`drop table if exists ${sql.join(ours.map(name => sql.table(name)))} cascade`.execute(db)
  for (const name of functions) await sql`drop function if exists ${sql.table(name)} cascade`.execute(db)
}
