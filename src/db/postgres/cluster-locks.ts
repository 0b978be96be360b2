/**
 * Advisory locks in the database `postgres` tell which processes use a cluster. The server releases them however their holder dies, so
 * no pid file can go stale. Every process of ours holds IN_USE, shared; the process that stops Postgres holds it alone. The service also
 * holds SERVICE.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { errorCode } from '../log.ts'
import { EmbeddedPostgresError } from './postgres-error.ts'
import { DATABASE } from './postgres-process.ts'

const IN_USE = 8_271_001
const SERVICE = 8_271_002

/**
 * Takes the locks, and creates our database if it is missing. Returns false if Postgres went away because another process was stopping it.
 * If this throws, the connection is still open.
 * @throws EmbeddedPostgresError `already-running`
 */
export async function takeLocks(guard: pg.Client, as: 'service' | 'command'): Promise<boolean> {
  try {
    // Waits while a stopping process holds it alone; the shutdown then ends this connection.
    await guard.query('select pg_advisory_lock_shared($1)', [IN_USE])
    await guard.query('select set_config($1, $2, false)', [
      'application_name',
      `undersigned ${as} ${process.pid}`,
    ])
    if (as === 'service') await takeServiceLock(guard)
    const exists = await guard.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (exists.rowCount === 0) await createDatabase(guard)
    return true
  } catch (error) {
    if (wentAway(error)) return false
    throw error
  }
}

/** Releases all locks. If no other process uses the cluster, runs `act` while nobody else can begin to. */
export async function releaseLocks(guard: pg.Client, act: () => Promise<void>): Promise<void> {
  try {
    await guard.query('select pg_advisory_unlock_all()')
    const alone = await guard.query('select pg_try_advisory_lock($1) as alone', [IN_USE])
    if (alone.rows[0]?.alone === true) await act()
  } catch (error) {
    if (!wentAway(error)) throw error
  }
}

async function takeServiceLock(guard: pg.Client): Promise<void> {
  // The server releases the lock of a killed service almost at once, when it notices the end of its connection.
  for (let attempt = 0; attempt < 10; attempt++) {
    const taken = await guard.query('select pg_try_advisory_lock($1) as taken', [SERVICE])
    if (taken.rows[0]?.taken === true) return
    await sleep(150)
  }
  const holder = await guard.query(
    `select application_name as name from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and objid = $1 and granted`,
    [SERVICE],
  )
  const pid = /\d+$/.exec(String(holder.rows[0]?.name ?? ''))?.[0]
  throw new EmbeddedPostgresError(
    'already-running',
    `Another Undersigned is already running on this data folder${pid === undefined ? '' : ` (pid ${pid})`}.`,
  )
}

async function createDatabase(guard: pg.Client): Promise<void> {
  try {
    await guard.query(`create database ${DATABASE}`)
  } catch (error) {
    // Two first starts at once give duplicate_database, or an error of the unique index.
    if (errorCode(error) !== '42P04' && errorCode(error) !== '23505') throw error
  }
}

/** SQLSTATE 57P01 to 57P03 (shutdown, crash), class 08, and what pg says about a socket that was closed. */
function wentAway(error: unknown): boolean {
  const code = errorCode(error)
  return (
    /^(57P0|08)/.test(code) ||
    ['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ENOENT'].includes(code) ||
    (error instanceof Error && /Connection terminated|not queryable|Client was closed/.test(error.message))
  )
}
