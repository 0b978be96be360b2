/** What one check of `doctor` came to: a sentence for a person, and the variables to change for a script. */
export interface Finding {
  check: string
  /** `skipped`: nothing to try here, or what it needs is not there. */
  state: 'ok' | 'wrong' | 'skipped'
  says: string
  variables?: string[]
}

export function ok(check: string, says: string): Finding {
  return { check, state: 'ok', says }
}

export function skipped(check: string, says: string): Finding {
  return { check, state: 'skipped', says }
}

export function wrong(check: string, says: string, ...variables: string[]): Finding {
  return { check, state: 'wrong', says, ...(variables.length > 0 ? { variables } : {}) }
}

/** Milliseconds a server has to answer. */
export const patience = 8_000

/** The address to knock at where a server listens on `host`: 0.0.0.0 is all addresses and none to connect to. */
export function knockAt(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  return host === '::' ? '::1' : host
}
