/**
 * The part of pino's logger the data layer uses, so that nothing in `src/db` imports a logger. Facts are ids, kinds, codes
 * and numbers; never a text, a name, an address or a token.
 */
export interface DbLog {
  info(facts: LogFacts, message: string): void
  warn(facts: LogFacts, message: string): void
  error(facts: LogFacts, message: string): void
}

export type LogFacts = Record<string, string | number | boolean | undefined>

/** For callers that have no log, such as a short command. */
export const silentLog: DbLog = { info() {}, warn() {}, error() {} }

/**
 * The code of an error, which may be logged where its message may not: SQLSTATE, errno, or the class name.
 * Postgres repeats values of rows in messages and details, so these never leave this module.
 */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.name : typeof error
}
