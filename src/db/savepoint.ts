import { sql } from 'kysely'
import type { Transaction } from './database.ts'
import { isOutdatedPlan } from './named-statements.ts'

/** If `act` throws, what it did is undone, and the transaction goes on. */
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

/** Does `act` as part of the transaction, or, by the same statements, for nothing. */
export async function keptOrNot(trx: Transaction, keep: boolean, act: () => Promise<void>): Promise<void> {
  await sql`savepoint kept`.execute(trx)
  await act()
  await (keep ? sql`release savepoint kept` : sql`rollback to savepoint kept`).execute(trx)
}

/** SQLSTATE deadlock_detected, serialization_failure, and a plan that is out of date: the same can succeed at the next try. */
export function canSucceedAgain(error: unknown): boolean {
  const conflicts =
    error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001')
  return conflicts || isOutdatedPlan(error)
}

/** Until the transaction ends: milliseconds that a statement waits for the lock of another transaction, and that it may take in all. */
export async function limitWaits(trx: Transaction, forLock: number, inAll: number): Promise<void> {
  await sql`select set_config('lock_timeout', ${`${forLock}ms`}, true), set_config('statement_timeout', ${`${inAll}ms`}, true)`.execute(
    trx,
  )
}

/** SQLSTATE lock_not_available: another transaction has not ended in time. */
export function isWaitedInVain(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03'
}

/** SQLSTATE query_canceled: a statement took longer than it may. */
export function isTooSlow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014'
}
