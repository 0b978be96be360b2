import { pino } from 'pino'

/** Logs ids, kinds and codes; never texts, names, addresses or tokens. It writes to stderr: stdout is for people and scripts. */
export function openLog(level: string) {
  return pino(
    { level, base: null, serializers: { err: codeOnly, error: codeOnly } },
    pino.destination({ fd: 2, sync: true }),
  )
}

/** The messages of libraries' errors quote what they were given, mailboxes included. */
function codeOnly(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? 'text' : error
  return { name: error.name, ...('code' in error ? { code: error.code } : {}) }
}
