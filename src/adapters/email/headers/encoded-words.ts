import libmime from 'libmime'
import { guessLossless, guessText, isMisread } from './charset.ts'

const LONGEST_HEADER = 16_384

/** Decodes the RFC 2047 encoded words of a header value. An unknown charset, or UTF-7, is read as UTF-8, a wrong one as far as it is sure. */
export function decodeEncodedWords(value: string): string {
  const written = value.slice(0, LONGEST_HEADER)
  const decoded = libmime.decodeWords(written)
  if (!isMisread(decoded)) return decoded
  const lossless = libmime.decodeWords(written.replace(/=\?[^?\s]{1,40}\?(?=[bq]\?)/gi, '=?binary?'))
  if (/[\u0100-\uffff]/.test(lossless)) return decoded
  const guessed = guessLossless(lossless)
  return guessed.split('\ufffd').length > decoded.split('\ufffd').length ? decoded : guessed
}

/** Bytes of a header without encoded words: UTF-8 (RFC 6532), otherwise a guess as far as it is certain. */
export function decodeHeaderBytes(bytes: Buffer): string {
  return guessText(bytes)
}
