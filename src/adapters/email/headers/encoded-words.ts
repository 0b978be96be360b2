import libmime from 'libmime'
import { guessLossless, isMisread, readUtf7 } from './charset.ts'

const LONGEST_HEADER = 16_384

/** libmime reads these as ASCII, which UTF-7 is written in. */
const UTF_7_WORD = /=\?(?:unicode-1-1-)?utf-7(?:\*[^?\s]{1,40})?\?[bq]\?[^?\s]{0,1000}\?=/gi

/** Decodes the RFC 2047 encoded words of a header value. An unknown charset is read as UTF-8, a wrong one as far as it is sure. */
export function decodeEncodedWords(value: string): string {
  const written = value
    .slice(0, LONGEST_HEADER)
    .replace(UTF_7_WORD, word => utf8Word(readUtf7(libmime.decodeWords(word))))
  const decoded = libmime.decodeWords(written)
  if (!isMisread(decoded)) return decoded
  const lossless = libmime.decodeWords(written.replace(/=\?[^?\s]{1,40}\?(?=[bq]\?)/gi, '=?binary?'))
  if (/[\u0100-\uffff]/.test(lossless)) return decoded
  const guessed = guessLossless(lossless)
  return guessed.split('\ufffd').length > decoded.split('\ufffd').length ? decoded : guessed
}

function utf8Word(text: string): string {
  return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
}
