/** Name in lower case; value unfolded and as Unicode, encoded words not yet decoded. */
export interface MailHeader {
  key: string
  value: string
}

export type MailHeaders = readonly MailHeader[]

/** The first value of a header: the one that mail programs show. */
export function headerValue(headers: MailHeaders, key: string): string | undefined {
  return headers.find(header => header.key === key)?.value
}

/** All values of a header, in the order of the email. */
export function headerValues(headers: MailHeaders, key: string): string[] {
  return headers.filter(header => header.key === key).map(header => header.value)
}

/** Reads at most 200 header lines of a quoted or attached message; stops at the first blank line. */
export function readHeaderText(text: string): MailHeaders {
  const headers: MailHeader[] = []
  for (const line of text
    .slice(0, 65_536)
    .replace(/^\s{0,100}/, '')
    .split(/\r?\n/)) {
    if (line === '' || headers.length >= 200) break
    const last = headers.at(-1)
    if (/^[ \t]/.test(line)) {
      if (last) last.value += ` ${line.trim()}`
      continue
    }
    const colon = line.indexOf(':')
    if (colon > 0 && colon < 80)
      headers.push({ key: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() })
  }
  return headers
}
