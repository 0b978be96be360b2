import { sql } from 'kysely'
import type pg from 'pg'
import { openPool, type Transaction } from './database.ts'

export interface OneTransaction {
  trx: Transaction
  /** The same connection, for COPY, which Kysely does not know. */
  client: pg.ClientBase
}

/** Runs a transaction over whole tables, on its own connection and without a limit of time. `reads` sees a single moment. */
export async function inOneTransaction<T>(
  url: string,
  kind: 'reads' | 'writes',
  act: (one: OneTransaction) => Promise<T>,
): Promise<T> {
  const { db, pool, close } = openPool(
    { url },
    { applicationName: 'undersigned command', poolSize: 1, statementTimeoutMs: 0 },
  )
  let client: pg.ClientBase | undefined
  pool.on('acquire', acquired => {
    client = acquired
  })
  try {
    const transaction = db.transaction()
    return await (kind === 'reads'
      ? transaction.setIsolationLevel('repeatable read').setAccessMode('read only')
      : transaction
    ).execute(async trx => {
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx)
      if (client === undefined) throw new Error('a transaction has a connection')
      return act({ trx, client })
    })
  } finally {
    await close()
  }
}

/** Analyses all tables, because the planner knows nothing about tables that were just filled. */
export async function analyse(url: string): Promise<void> {
  const { db, close } = openPool({ url }, { applicationName: 'undersigned command', statementTimeoutMs: 0 })
  try {
    await sql`analyze`.execute(db)
  } finally {
    await close()
  }
}
