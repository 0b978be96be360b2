/** Reads text whose charset label is missing or wrong. Uncertain characters stay U+FFFD, and people are asked about them. */
import { isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'

/** Bytes that a guess is based on. */
const SAMPLE = 16_384
// biome-ignore lint/suspicious/noControlCharactersInRegex: ISO-2022-JP is recognised by it
const JAPANESE_ESCAPE = /\x1b(?:\$[@B]|\([JI])/
/** UTF-8 that was read as Windows-1252: "OkafÃ³r". */
const DOUBLY_READ =
  /[\u00c2-\u00df][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[\u00e0-\u00ef][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}/

/** Does this text come from a wrong or missing label? */
export function isMisread(text: string | undefined): boolean {
  return (
    text !== undefined && (text.includes('\ufffd') || JAPANESE_ESCAPE.test(text) || DOUBLY_READ.test(text))
  )
}

/** Returns the text of these bytes; uncertain characters become U+FFFD. */
export function guessText(bytes: Uint8Array): string {
  return ofItself(bytes) ?? guessed(bytes)
}

/** An email has a few such texts: its subject, some names, a report. Each guess takes up to ten milliseconds (measured). */
const MOST_GUESSES = 20

/** Reads the texts of one email like `guessText`. After 20 guesses it reads only UTF-8. */
export function textGuesser(): typeof guessText {
  let left = MOST_GUESSES
  return bytes => ofItself(bytes) ?? (left-- > 0 ? guessed(bytes) : decode('utf-8', bytes))
}

/** The text of bytes that show their charset. */
function ofItself(bytes: Uint8Array): string | undefined {
  const ascii = Buffer.from(bytes.subarray(0, SAMPLE)).toString('latin1')
  if (JAPANESE_ESCAPE.test(ascii) && !/[\x80-\xff]/.test(ascii)) return decode('iso-2022-jp', bytes)
  return isUtf8(bytes) ? decode('utf-8', bytes) : undefined
}

function guessed(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE)
  return multiByte(bytes, sample) ?? alphabet(bytes, sample) ?? latin(bytes, sample)
}

function decode(charset: string, bytes: Uint8Array): string {
  return new TextDecoder(charset).decode(bytes)
}

function decoded(charset: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const MULTI_BYTE = new Set(['Shift_JIS', 'EUC-JP', 'EUC-KR', 'Big5', 'GB18030'])

/** Finds a multi-byte charset. chardet knows how frequent their characters are; below 90 it guesses (measured: names alone stay at 10). */
function multiByte(bytes: Uint8Array, sample: Uint8Array): string | undefined {
  if (isShiftJis(sample)) return decoded('shift_jis', bytes)
  const [best] = analyse(sample).filter(({ name }) => MULTI_BYTE.has(name))
  return best !== undefined && best.confidence >= 90 ? decoded(best.name, bytes) : undefined
}

/** Kana, marks and the kanji of every day (JIS level 1), whose first bytes no other charset has at that place. A few characters are enough. */
function isShiftJis(sample: Uint8Array): boolean {
  const pairs =
    Buffer.from(sample)
      .toString('latin1')
      .match(/[\x80-\xff][\s\S]?/g) ?? []
  return pairs.length > 3 && pairs.every(pair => /^[\x81-\x83\x88-\x98][\x40-\x7e\x80-\xfc]$/.test(pair))
}

/**
 * Tells Windows-1251 from KOI8-R, which has capitals in place of small letters, and both from Windows-1253, by the case of words and by
 * their vowels. Greek has its own letter for an "s" at the end of a word.
 */
function alphabet(bytes: Uint8Array, sample: Uint8Array): string | undefined {
  const sure = ['windows-1251', 'koi8-r', 'windows-1253'].filter(charset =>
    isOfWords(decode(charset, sample)),
  )
  return sure.length === 1 && sure[0] !== undefined ? decoded(sure[0], bytes) : undefined
}

const VOWELS = /[аеёиоуыэюяіїєαάεέηήιίϊΐοόυύϋΰωώ]/giu

function isOfWords(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}]{2,}/gu)?.filter(word => /\P{ASCII}/u.test(word)) ?? []
  const letters = words.join('')
  const vowels = letters.match(VOWELS)?.length ?? 0
  return (
    letters.length >= 8 &&
    (!/[^\p{Script=Cyrillic}]/u.test(letters) ||
      (!/[^\p{Script=Greek}]/u.test(letters) && !words.some(word => /ς.|σ$/u.test(word)))) &&
    vowels > letters.length * 0.3 &&
    vowels < letters.length * 0.6 &&
    words.every(word => /^\p{L}\p{Ll}*$/u.test(word)) &&
    words.some(word => /^\p{Lu}/u.test(word)) &&
    words.every(word => word.length < 4 || word.search(VOWELS) !== -1)
  )
}

/** An alphabet is certain if it is this many times as likely as the next. */
const LEAD = 1.8

/**
 * Reads Windows-1252 where the Central European and Turkish alphabets have the same letter, or where chardet is sure of one alphabet. Other
 * letters become U+FFFD: "ø" in one is "ř" in another.
 */
function latin(bytes: Uint8Array, sample: Uint8Array): string {
  if (!isLatinShaped(Buffer.from(sample).toString('latin1'))) return decode('utf-8', bytes)
  const western = decode('windows-1252', bytes)
  const [best, next] = analyse(sample).filter(({ name }) => ALPHABETS.has(name))
  if (best !== undefined && best.confidence >= 50 && best.confidence >= LEAD * (next?.confidence ?? 0))
    return decode(ALPHABETS.get(best.name) ?? best.name, bytes)
  const others = ['windows-1250', 'windows-1254'].map(charset => decode(charset, bytes))
  // "à" and "è" are words; the letters of the other alphabets at their places, "ŕ" and "č", are none.
  const words = new Set(Array.from(western.matchAll(/(?<!\S)[àèò](?!\S)/gu), ({ index }) => index))
  return [...western]
    .map((letter, at) => (words.has(at) || others.every(other => other[at] === letter) ? letter : '\ufffd'))
    .join('')
}

const ALPHABETS = new Map([
  ['ISO-8859-1', 'windows-1252'],
  ['windows-1252', 'windows-1252'],
  ['ISO-8859-2', 'iso-8859-2'],
  ['windows-1250', 'windows-1250'],
  ['ISO-8859-9', 'windows-1254'],
  ['windows-1254', 'windows-1254'],
])

/** Letters with accents, one or two together, among more without. Text of another script has no ASCII letters in its words. */
function isLatinShaped(bytes: string): boolean {
  const high = bytes.match(/[\x80-\xff]/g)?.length ?? 0
  const plain = bytes.match(/[a-z]/gi)?.length ?? 0
  return high > 0 && high * 2 <= plain && !/[\xc0-\xff]{3}/.test(bytes)
}

const TEXT_TYPE = /^content-type:[ \t]*text\/(?:plain|html)(?![\w-])(?:[^\r\n]|\r?\n[ \t])*/gim
const LOSSLESS = 'charset=binary'

const UTF_7 = /charset\*?\s{0,10}=\s{0,10}"?(?:unicode-1-1-)?utf-7/i

const HZ = /charset\*?\s{0,10}=\s{0,10}"?hz-gb/i

/** The charset that a text of this email names, if it is one that mailparser does not decode. */
export function rareCharset(raw: Buffer): 'utf-7' | 'hz' | undefined {
  const types = raw.toString('latin1').match(TEXT_TYPE) ?? []
  if (types.some(type => UTF_7.test(type))) return 'utf-7'
  return types.some(type => HZ.test(type)) ? 'hz' : undefined
}

/** Reads UTF-7 (RFC 2152): "Okaf+APM-r" is "Okafór". What is no UTF-7 stays as it is. */
export function readUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (written, base64: string) => {
    if (written === '+-') return '+'
    const bytes = Buffer.from(base64, 'base64')
    const isWhole = bytes.length % 2 === 0 && bytes.toString('base64').replace(/=+$/, '') === base64
    return base64 === '' || !isWhole ? written : bytes.swap16().toString('utf16le').replaceAll('\0', '')
  })
}

/** Reads HZ (RFC 1843): between "~{" and "~}" stands GB 2312 without the highest bit of each byte. */
export function readHz(text: string): string {
  return text.replace(/~\{([!-~]{2,}?)~\}/g, (_, typed: string) =>
    decode(
      'gb18030',
      Buffer.from(typed, 'latin1').map(byte => byte | 0x80),
    ),
  )
}

/** The same email with labels that keep each byte of its texts as one character. */
export function withoutLabels(raw: Buffer): Buffer {
  const text = raw.toString('latin1')
  const end = text.search(/\r?\n\r?\n/)
  const relabelled = text.replace(
    TEXT_TYPE,
    header =>
      `${header.replace(/;?\s{0,100}charset\*?\s{0,10}=\s{0,10}(?:"[^"\r\n]{0,100}"|[^\s;]{0,100})/gi, '').replace(/[;\s]{0,100}$/, '')}; ${LOSSLESS}`,
  )
  const hasType = /^content-type:/im.test(end < 0 ? text : text.slice(0, end + 1))
  return Buffer.from(
    hasType ? relabelled : `Content-Type: text/plain; ${LOSSLESS}\r\n${relabelled}`,
    'latin1',
  )
}

/** The text of an email that was read without its labels. */
export function guessLossless(text: string): string {
  return onceEncoded(guessText(Buffer.from(text, 'latin1')))
}

const WESTERN = new Map(
  Array.from(
    decode(
      'windows-1252',
      Uint8Array.from({ length: 256 }, (_, byte) => byte),
    ),
    (letter, byte) => [letter, byte],
  ),
)

/** Undoes UTF-8 that a program took for Windows-1252 and encoded again ("Okaf\u00c3\u00b3r"): nobody writes such letters on purpose. */
function onceEncoded(text: string): string {
  if (!DOUBLY_READ.test(text)) return text
  const bytes = Array.from(text, letter => WESTERN.get(letter) ?? -1)
  return bytes.includes(-1) ? text : (decoded('utf-8', Uint8Array.from(bytes)) ?? text)
}
