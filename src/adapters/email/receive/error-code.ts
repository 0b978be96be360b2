import { errorCode } from '../../../core/channel.ts'

/** The log gets the code of an error, never its words. imapflow marks a refused login with a field of its own. */
export function codeOf(error: unknown): string {
  const refused =
    error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true
  return refused ? 'password-refused' : errorCode(error)
}
