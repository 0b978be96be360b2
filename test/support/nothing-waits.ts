import pg from 'pg'

export interface Waiting {
  /** Whether no delivery waits to be sent; also false if the database does not answer. */
  nothing(): Promise<boolean>
  close(): Promise<void>
}

/** Asks the database: a scrape of all metrics costs ten times the processor's time, and a test asks every few milliseconds. */
export function watchWaiting(databaseUrl: string): Waiting {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    query_timeout: 5_000,
    allowExitOnIdle: true,
  })
  // A database that is dropped, or cut off, ends its connections.
  pool.on('error', () => {})
  let closed: Promise<void> | undefined
  return {
    async nothing() {
      try {
        const { rowCount } = await pool.query("select 1 from delivery where state = 'waiting' limit 1")
        return rowCount === 0
      } catch {
        return false
      }
    },
    close() {
      closed ??= pool.end()
      return closed
    },
  }
}
