import { Socket } from 'node:net'
import { Kysely, Transaction as KyselyTransaction, PostgresDialect, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import { connectionCode, connectionWords } from './connection-words.ts'
import { type DbLog, errorCode, silentLog } from './log.ts'
import { statementNamer } from './named-statements.ts'
import type { Schema } from './schema.ts'

/** The pool, or a transaction. For queries that can run in either. */
export type Db = Kysely<Schema>

/** For queries that must run in a transaction with something else. */
export type Transaction = KyselyTransaction<Schema>

/** The schema uses `unique nulls not distinct`, which came with Postgres 15. */
const OLDEST_SERVER = 15

export interface DatabaseConfig {
  /** postgres://…; `EmbeddedPostgres.url` or DATABASE_URL. */
  url: string
}

export interface DatabaseOptions {
  /** Shown in pg_stat_activity. */
  applicationName?: string
  /** The most connections, by default 10. Listening connections come in addition. */
  poolSize?: number
  /** Milliseconds after which the server cancels a statement. By default 30,000; 0 for no limit. */
  statementTimeoutMs?: number
  log?: DbLog
}

export interface Database {
  db: Db
  pool: pg.Pool
  /** Waits for running queries, then ends all connections. */
  close(): Promise<void>
}

/**
 * Opens the pool and checks the server once. int8 arrives as a number (our counts and ids stay far below 2^53; a greater
 * one is an error, not a wrong number), timestamps as a Date.
 *
 * @throws Error with one sentence if nothing answers, or the server is older than 15
 */
export async function openDatabase(config: DatabaseConfig, options: DatabaseOptions = {}): Promise<Database> {
  const database = openPool(config, options)
  try {
    await checkServer(database.pool)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Opens the pool without asking the server, which may be away. */
export function openPool(config: DatabaseConfig, options: DatabaseOptions = {}): Database {
  const log = options.log ?? silentLog
  const statementTimeout = options.statementTimeoutMs ?? 30_000
  const pool = new pg.Pool({
    connectionString: config.url,
    application_name: options.applicationName ?? 'undersigned',
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    statement_timeout: statementTimeout,
    ...(statementTimeout === 0 ? {} : { stream: () => impatientSocket(statementTimeout + SILENCE_MS) }),
    // No transaction waits for anything outside the database, so an idle one is a bug or a process that hangs.
    idle_in_transaction_session_timeout: 30_000,
    types: { getTypeParser },
  })
  const nameStatements = statementNamer()
  // Without a listener, an idle connection that the server drops (restart, failover) would end the process.
  pool.on('error', error => log.warn({ code: errorCode(error) }, 'an idle database connection was lost'))
  // So would a connection that is lost in the middle of a query: pg rejects the query and then emits an error on the connection, to
  // which the pool listens only while it is idle.
  pool.on('connect', client => {
    client.on('error', () => undefined)
    nameStatements(client)
  })
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/** Added to the server's own limit for a statement. */
const SILENCE_MS = 5_000

/**
 * Lets all queries of `read` see the same moment. In a transaction of the caller each query sees its own moment. `at` is that moment by the
 * database's clock, rounded up to a millisecond, so that nothing they see is later.
 */
export async function atOneMoment<Answer>(
  db: Db,
  read: (db: Db, at: Date) => Promise<Answer>,
): Promise<Answer> {
  if (!db.isTransaction)
    return db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(trx => atOneMoment(trx, read))
  const { at } = await onlyRow(
    db,
    sql<{ at: Date }>`
    select date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond' as at`,
  )
  return read(db, at)
}

/** Runs `act` in the caller's transaction if `db` is one, otherwise in a new one. */
export function inTransaction<T>(db: Db, act: (trx: Transaction) => Promise<T>): Promise<T> {
  return db instanceof KyselyTransaction ? act(db) : db.transaction().execute(act)
}

/** Tells a statement that failed from a database that is away. */
export async function databaseAnswers(db: Db): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
}

/** The row of a select without `from` or `group by`, which has exactly one. */
export async function onlyRow<Row>(db: Db, select: RawBuilder<Row>): Promise<Row> {
  const [row] = (await select.execute(db)).rows
  if (row === undefined) throw new Error('a select without a from has one row')
  return row
}

/**
 * A server that is alive answers every statement within its limit. If it hangs or its host vanishes, every email and page would wait for
 * a quarter of an hour, until TCP gives up.
 */
function impatientSocket(ms: number): Socket {
  const socket = new Socket()
  socket.setTimeout(ms, () => {
    socket.destroy(Object.assign(new Error('the database is silent'), { code: 'ETIMEDOUT' }))
  })
  return socket
}

async function checkServer(pool: pg.Pool): Promise<void> {
  let version: number
  try {
    const answer = await pool.query<{ version: number }>(
      "select current_setting('server_version_num')::int4 as version",
    )
    version = answer.rows[0]?.version ?? 0
  } catch (error) {
    // Only the code stays: messages of pg may name user, host and database.
    throw new Error(connectionWords(connectionCode(error)))
  }
  refuseOldServer(version)
}

/** `version` is server_version_num: 150004 means 15.4. */
export function refuseOldServer(version: number): void {
  const major = Math.floor(version / 10_000)
  if (major < OLDEST_SERVER)
    throw new Error(
      `DATABASE_URL points to Postgres ${major}; Undersigned needs Postgres ${OLDEST_SERVER} to 18.`,
    )
}

const INT8 = 20

/** For our pool only: pg's own table of parsers is global. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  return oid === INT8 && format !== 'binary' ? parseInt8 : pg.types.getTypeParser(oid, format)
}

function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('an int8 beyond 2^53 does not fit a number')
  return value
}
