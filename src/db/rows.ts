/** Passes many rows as one parameter, so that a statement has the same text for any number of rows and is planned once. */
import { type RawBuilder, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** Rows to select from, with the columns of this table. Columns that a row leaves out are null. */
export function recordset(table: keyof Schema, rows: readonly object[]): RawBuilder<unknown> {
  return sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.map(asJson))}::json)`
}

function asJson(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, valueAsJson(value)]))
}

function valueAsJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  // Postgres refuses JSON with half a surrogate pair.
  return typeof value === 'string' ? value.toWellFormed() : value
}

/** Another transaction changed what this one had decided about. The next try decides again. */
export class DecidedTooLate extends Error {
  /** SQLSTATE serialization_failure. */
  readonly code = '40001'
  constructor() {
    super('another transaction was faster')
    this.name = 'DecidedTooLate'
  }
}

export function expectAll(written: bigint | undefined, rows: readonly unknown[]): void {
  if (written !== BigInt(rows.length)) throw new DecidedTooLate()
}
