/** Whose token speaks for a workspace: one that was configured, or those of the installations. */

export interface Tokens {
  /** Undefined where the app is not installed. Throws where that cannot be found out now. */
  tokenOf(tenant: string): Promise<string | undefined>
  /** It was refused: what is remembered of it is forgotten. */
  refused(tenant: string, token: string): void
  /** Whether a refused token means that the app was taken out there, and not that an operator has to act. */
  readonly refusalIsFinal: boolean
}

export function oneToken(token: string): Tokens {
  return {
    tokenOf: async () => token,
    refused: () => {},
    refusalIsFinal: false,
  }
}
