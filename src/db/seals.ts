import { sql } from 'kysely'
import type { Db } from './database.ts'

/** A column of sealed bytes, and the columns that identify the row. */
export interface SealedColumn {
  table: string
  column: string
  key: readonly string[]
}

export interface SealedRow {
  key: Record<string, string | Buffer>
  sealed: Buffer
}

/** Rows whose sealed value does not begin with `prefix`. */
export async function sealedOtherwise(
  db: Db,
  { table, column, key }: SealedColumn,
  prefix: Buffer,
  page: { skip: number; limit: number },
): Promise<SealedRow[]> {
  const names = sql.join(key.map(name => sql.ref(name)))
  const { rows } = await sql<SealedRow['key'] & { sealed_value: Buffer }>`
    select ${names}, ${sql.ref(column)} as sealed_value from ${sql.table(table)}
    where substring(${sql.ref(column)} from 1 for ${prefix.length}::int) <> ${prefix}
    order by ${names} offset ${page.skip} limit ${page.limit}`.execute(db)
  return rows.map(({ sealed_value: sealed, ...key }) => ({ key, sealed }))
}

/** Does nothing if another process has sealed it again in the meantime. */
export async function replaceSeal(
  db: Db,
  { table, column, key }: SealedColumn,
  row: SealedRow,
  sealed: Buffer,
): Promise<void> {
  const same = key.map(name => sql`${sql.ref(name)} = ${row.key[name]}`)
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sealed}
    where ${sql.join(same, sql` and `)} and ${sql.ref(column)} = ${row.sealed}`.execute(db)
}
