/** Tokens by workspace: one that is configured, or those of the installations. */

export interface Tokens {
  /** Undefined if the app is not installed. Throws if that cannot be found out now. */
  tokenOf(tenant: string): Promise<string | undefined>
  /** Forgets a token that Slack refused. */
  refused(tenant: string, token: string): void
  /** Whether a refused token means that the workspace removed the app. Otherwise an operator has to act. */
  readonly refusalIsFinal: boolean
}

export function oneToken(token: string): Tokens {
  return {
    tokenOf: async () => token,
    refused: () => {},
    refusalIsFinal: false,
  }
}
