import type { MailHeaders } from '../headers/mail-headers.ts'

/** Each of these may stand once (RFC 5322 3.6, RFC 2045). */
const ONCE = new Set([
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
])
const MOST_HEADERS = 500
const LONGEST_SIGNATURE = 16 * 1024
const MOST_SIGNATURES = 10
const MOST_CHARACTERS = 128 * 1024

/**
 * The names of an email's headers, lower case. `undefined` if no signature in it can be believed: a header stands twice (the signed
 * one and the one we read may differ), or there are so many that checking would take long: mailauth compares every name in `h=`
 * with every header.
 */
export function signableHeaders(headers: MailHeaders): Set<string> | undefined {
  const names = new Set<string>()
  let signatures = 0
  let characters = 0
  for (const { key, value } of headers) {
    if (names.has(key) && ONCE.has(key)) return undefined
    names.add(key)
    characters += key.length + value.length
    if (key !== 'dkim-signature') continue
    signatures += 1
    if (value.length > LONGEST_SIGNATURE) return undefined
  }
  const tooMuch =
    headers.length > MOST_HEADERS || signatures > MOST_SIGNATURES || characters > MOST_CHARACTERS
  return tooMuch ? undefined : names
}
