import { sql } from 'kysely'
import { type Db, onlyRow } from '../database.ts'

export interface ServerFacts {
  /** As `18.1`. */
  version: string
  now: Date
}

export function serverFacts(db: Db): Promise<ServerFacts> {
  return onlyRow(
    db,
    sql<ServerFacts>`
    select split_part(current_setting('server_version'), ' ', 1) as version, clock_timestamp() as now`,
  )
}
