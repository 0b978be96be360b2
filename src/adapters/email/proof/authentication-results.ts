/** Authentication-Results (RFC 8601): what the server in front of us found out about an email. */

export interface MethodResult {
  /** `dkim`, `spf`, `dmarc` … in lower case. */
  method: string
  /** `pass`, `fail`, `none` … in lower case. */
  result: string
  /** `header.d`, `smtp.mailfrom` … in lower case; a name that stands twice is left out. */
  properties: Map<string, string>
}

/**
 * The results of every header that carries `authservId`, topmost first; `values` in the order in which they stand in the email.
 *
 * Only the topmost can be trusted. A server puts its own above what it received, and RFC 8601 5 makes it remove what pretends to be
 * its own; one that does not remove still puts the true one first. The headers below may be forged: they may take away what the
 * first gives, and add nothing. We cannot see a forged one on top of an email that our server added nothing to, so MAIL_AUTHSERV_ID
 * must name a server that judges every email or removes foreign headers of its name (Gmail, Rspamd, OpenDKIM and OpenDMARC do). The
 * place among the Received lines tells nothing: Gmail writes its header below its own, OpenDKIM above.
 */
export function readAuthenticationResults(values: readonly string[], authservId: string): MethodResult[][] {
  return values.flatMap(value => {
    const [identity = '', ...results] = splitParts(value) ?? []
    // authserv-id [ CFWS authres-version ]
    if (!sameId(identity.split(/\s+/)[0] ?? '', authservId)) return []
    return [results.map(readResult).filter(result => result !== undefined)]
  })
}

function sameId(id: string, authservId: string): boolean {
  return id.replace(/^"(.*)"$/, '$1').toLowerCase() === authservId.toLowerCase()
}

function readResult(part: string): MethodResult | undefined {
  const [first = '', ...rest] = words(part)
  const [, method, result] = /^([a-z0-9-]+)(?:\/\d+)?=([a-z]+)$/i.exec(first) ?? []
  if (method === undefined || result === undefined) return undefined
  const properties = new Map<string, string>()
  const twice = new Set<string>()
  for (const word of rest) {
    const equals = word.indexOf('=')
    if (equals < 1) continue
    const name = word.slice(0, equals).toLowerCase()
    if (properties.has(name)) twice.add(name)
    properties.set(name, word.slice(equals + 1).replace(/^"(.*)"$/, '$1'))
  }
  for (const name of twice) properties.delete(name)
  return { method: method.toLowerCase(), result: result.toLowerCase(), properties }
}

/** Splits at blanks outside quotes; blanks around `=` do not count. */
function words(part: string): string[] {
  const found = part.match(/(?:"(?:[^"\\]|\\.)*"|[^\s"])+/g) ?? []
  const joined: string[] = []
  for (const word of found) {
    const last = joined.at(-1)
    if (last !== undefined && (word.startsWith('=') || last.endsWith('=')))
      joined[joined.length - 1] = last + word
    else joined.push(word)
  }
  return joined
}

/**
 * Splits at `;` outside quotes and removes comments. The sender chooses what stands in quotes and comments (the local part of
 * MAIL FROM, HELO), so a `;` in there separates nothing. `undefined` if a quote or comment never ends.
 */
function splitParts(value: string): string[] | undefined {
  const parts: string[] = []
  let part = ''
  let quoted = false
  let depth = 0
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at)
    if (character === '\\' && (quoted || depth > 0)) {
      at++
      if (quoted) part += character + value.charAt(at)
    } else if (depth > 0) {
      if (character === '(') depth++
      if (character === ')') depth--
    } else if (quoted || character === '"') {
      if (character === '"') quoted = !quoted
      part += character
    } else if (character === '(') {
      depth = 1
      part += ' '
    } else if (character === ')') return undefined
    else if (character === ';') {
      parts.push(part.trim())
      part = ''
    } else part += character
  }
  if (quoted || depth > 0) return undefined
  parts.push(part.trim())
  return parts
}
