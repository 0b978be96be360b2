import { errorCode } from '../../../core/channel.ts'

/** A code for the log, never the words of an error. imapflow marks a refused login with a field of its own. */
export function codeOf(error: unknown): string {
  const refused =
    error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true
  return refused ? 'password-refused' : errorCode(error)
}

/**
 * SQLSTATEs of faults that have nothing to do with the request: no connection (08), too much at once (53), an operator or a restart (57,
 * but 57014 is a statement that took too long), another transaction's lock (40, 55), a server that only reads (25006).
 */
const PASSING_STATE = /^(?:08|40|53|55|57(?!014))\w{3}$|^25006$/
const PASSING_ERRNO = /^(?:E(?:CONN|PIPE|TIMEDOUT|HOST|NET|ADDR|AI_)|ENOENT$|ENOTFOUND$)/
/** Messages of errors to which pg gives no code. */
const PASSING_WORDS =
  /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying/

/** Whether another transaction held what this one needed (SQLSTATE classes 40 and 55). Other emails can still be taken. */
export function isLocked(error: unknown): boolean {
  return /^(?:40|55)\w{3}$/.test(errorCode(error))
}

/** Whether the same request may succeed later, because the fault is not its own. */
export function isPassing(error: unknown): boolean {
  const code = errorCode(error)
  // This process is stopping.
  if (code === 'thread-closed') return true
  if (PASSING_STATE.test(code) || PASSING_ERRNO.test(code)) return true
  return error instanceof Error && PASSING_WORDS.test(error.message)
}
