import { sql } from 'kysely'
import type { Transaction } from './database.ts'
import { errorCode } from './log.ts'
import { isOutdatedPlan } from './named-statements.ts'

/** Undoes what `act` did if it throws, so that the transaction can go on. Throws the error on. */
export async function inSavepoint(trx: Transaction, act: () => Promise<void>): Promise<void> {
  await sql`savepoint member`.execute(trx)
  try {
    await act()
  } catch (error) {
    await sql`rollback to savepoint member`.execute(trx)
    await sql`release savepoint member`.execute(trx)
    throw error
  }
  await sql`release savepoint member`.execute(trx)
}

/** Does `act`, and undoes it unless `keep`. Both ways take the same statements, so that time tells nothing. */
export async function keepOrUndo(trx: Transaction, keep: boolean, act: () => Promise<void>): Promise<void> {
  await sql`savepoint kept`.execute(trx)
  await act()
  await (keep ? sql`release savepoint kept` : sql`rollback to savepoint kept`).execute(trx)
}

/** Whether the same can succeed at the next try: after deadlock_detected, serialization_failure, or a plan that is out of date. */
export function canSucceedAgain(error: unknown): boolean {
  const code = errorCode(error)
  return code === '40P01' || code === '40001' || isOutdatedPlan(error)
}

/** Limits each statement until the transaction ends: milliseconds to wait for a lock of another transaction, and in all. */
export async function limitWaits(trx: Transaction, forLock: number, inAll: number): Promise<void> {
  await sql`select set_config('lock_timeout', ${`${forLock}ms`}, true), set_config('statement_timeout', ${`${inAll}ms`}, true)`.execute(
    trx,
  )
}

/** SQLSTATE lock_not_available: another transaction has not ended in time. */
export function isLockTimeout(error: unknown): boolean {
  return errorCode(error) === '55P03'
}

/** SQLSTATE query_canceled: a statement took longer than it may. */
export function isStatementTimeout(error: unknown): boolean {
  return errorCode(error) === '57014'
}
