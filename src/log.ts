import { pino } from 'pino'

/** Ids, kinds and codes; never texts, names, addresses or tokens. To stderr, so that stdout stays for people and scripts. */
export function openLog(level: string) {
  return pino(
    { level, base: null, serializers: { err: codeOnly, error: codeOnly } },
    pino.destination({ fd: 2, sync: true }),
  )
}

/** Messages of other people's errors quote what they were given, mailboxes included. */
function codeOnly(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? 'text' : error
  return { name: error.name, ...('code' in error ? { code: error.code } : {}) }
}
