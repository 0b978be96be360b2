import libmime from 'libmime'

const LONGEST_HEADER = 16_384

/** Decodes the RFC 2047 encoded words of a header value. An unknown charset, or UTF-7, is read as UTF-8. */
export function decodeEncodedWords(value: string): string {
  return libmime.decodeWords(value.slice(0, LONGEST_HEADER))
}

/** Bytes of a header without encoded words: UTF-8 (RFC 6532), otherwise Latin-1, which never fails. */
export function decodeHeaderBytes(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}
