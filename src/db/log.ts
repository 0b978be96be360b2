/**
 * The part of pino's logger that the data layer uses, so that nothing in `src/db` imports a logger. Facts are ids, kinds, codes
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
 * The part of an error that a log may hold: SQLSTATE, errno, a library's code, or the name of its class. The message may quote what somebody
 * wrote, because Postgres repeats values of rows in it.
 */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code === 'string' && /^[\w.-]{1,40}$/.test(code)) return code
  return error instanceof Error ? error.name : 'unknown'
}
