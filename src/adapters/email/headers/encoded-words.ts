const LONGEST_HEADER = 16_384

/**
 * Decodes the RFC 2047 encoded words of a header value. Neighbours of one charset are joined as bytes first, because
 * senders split inside a character. An unknown charset, or UTF-7, is read as UTF-8 with replacement characters.
 */
export function decodeEncodedWords(value: string): string {
  const text = value.length > LONGEST_HEADER ? value.slice(0, LONGEST_HEADER) : value
  let out = ''
  let at = 0
  let pending: { charset: string; bytes: Buffer[] } | undefined
  const flush = () => {
    if (pending) out += decodeBytes(pending.charset, Buffer.concat(pending.bytes))
    pending = undefined
  }
  while (at < text.length) {
    const start = text.indexOf('=?', at)
    const word = start < 0 ? undefined : readWord(text, start)
    if (start < 0) break
    const between = text.slice(at, start)
    if (!word) {
      flush()
      out += `${between}=?`
      at = start + 2
      continue
    }
    const adjacent = pending !== undefined && between.trim() === ''
    if (!adjacent) {
      flush()
      out += between
    }
    if (pending && pending.charset !== word.charset) flush()
    pending ??= { charset: word.charset, bytes: [] }
    pending.bytes.push(word.bytes)
    at = word.end
  }
  flush()
  return out + text.slice(at)
}

/** Bytes of a header without encoded words: UTF-8 (RFC 6532), else Latin-1, which never fails. */
export function decodeHeaderBytes(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}

interface Word {
  charset: string
  bytes: Buffer
  end: number
}

// `=?charset?Q?…?=` read by position: a pattern over an attacker's header could be made slow.
function readWord(text: string, start: number): Word | undefined {
  const charsetEnd = text.indexOf('?', start + 2)
  if (charsetEnd < 0 || charsetEnd - start > 50) return undefined
  const encoding = text[charsetEnd + 1]?.toLowerCase()
  if (text[charsetEnd + 2] !== '?' || (encoding !== 'q' && encoding !== 'b')) return undefined
  const bodyStart = charsetEnd + 3
  // RFC 2047 allows 75 characters a word; real senders write longer ones.
  const limit = Math.min(text.length, bodyStart + 4096)
  let bodyEnd = bodyStart
  while (bodyEnd < limit && text[bodyEnd] !== '?') bodyEnd += 1
  if (text[bodyEnd] !== '?' || text[bodyEnd + 1] !== '=') return undefined
  const body = text.slice(bodyStart, bodyEnd)
  // RFC 2231 allows a language behind the charset: utf-8*en.
  const charset =
    text
      .slice(start + 2, charsetEnd)
      .toLowerCase()
      .split('*')[0] ?? ''
  if (charset === '') return undefined
  return { charset, bytes: encoding === 'b' ? Buffer.from(body, 'base64') : decodeQ(body), end: bodyEnd + 2 }
}

function decodeQ(body: string): Buffer {
  const bytes: number[] = []
  for (let at = 0; at < body.length; at += 1) {
    const char = body[at] ?? ''
    const hex = body.slice(at + 1, at + 3)
    if (char === '_') bytes.push(0x20)
    else if (char === '=' && /^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(Number.parseInt(hex, 16))
      at += 2
    } else bytes.push(...Buffer.from(char))
  }
  return Buffer.from(bytes)
}

function decodeBytes(charset: string, bytes: Buffer): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
