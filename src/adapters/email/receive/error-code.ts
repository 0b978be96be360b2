/** The log gets the code of an error, never its words. imapflow marks a refused login with a field of its own. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('authenticationFailed' in error && error.authenticationFailed === true) return 'password-refused'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
