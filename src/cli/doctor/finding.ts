/** The result of one check of `doctor`: a sentence for people, and the variables to change for scripts. */
export interface Finding {
  check: string
  /** `skipped`: there is nothing to try, or something it needs is missing. */
  state: 'ok' | 'wrong' | 'skipped'
  says: string
  variables?: string[]
}

export function findings(check: string) {
  return {
    ok: (says: string): Finding => ({ check, state: 'ok', says }),
    skipped: (says: string): Finding => ({ check, state: 'skipped', says }),
    wrong: (says: string, ...variables: string[]): Finding => ({
      check,
      state: 'wrong',
      says,
      ...(variables.length > 0 && { variables }),
    }),
  }
}

/** In milliseconds: a server must answer within this time. */
export const patience = 8_000

/** The address to connect to if a server listens on `host`: 0.0.0.0 stands for all addresses. */
export function knockAt(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  return host === '::' ? '::1' : host
}
