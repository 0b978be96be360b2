import { sql } from 'kysely'
import type { Db } from '../database.ts'

export interface ServerFacts {
  /** As `18.1`. */
  version: string
  now: Date
}

export async function serverFacts(db: Db): Promise<ServerFacts> {
  const { rows } = await sql<ServerFacts>`
    select split_part(current_setting('server_version'), ' ', 1) as version, clock_timestamp() as now`.execute(
    db,
  )
  const row = rows[0]
  if (row === undefined) throw new Error('a select without a from has one row')
  return row
}
