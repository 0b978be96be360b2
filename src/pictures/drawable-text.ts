import { type FontFace, metrics } from './fonts.ts'

/** Characters without ink, except the non-joiner that Persian needs; and control characters, which XML forbids. */
const invisible = /(?!\u200C)[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu
/** Characters that phones draw as coloured pictures. DejaVu has a third of them, in outline: showing none is better than a few. */
const emoji = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F\u20E3?|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const firstLetter = /\p{L}/u

/** The characters of a text that have no glyph, each once. */
export function missingGlyphs(text: string, weight: FontFace = 'regular'): string[] {
  const missing = [...plain(text)].filter(character => !metrics[weight].has(character.codePointAt(0) ?? 0))
  return [...new Set(missing)]
}

/**
 * Returns the part of a text that can be drawn: emoji are left out, and an ellipsis stands for other characters without a
 * glyph. If nothing is left, returns `undrawable`, so that no label is ever missing.
 */
export function drawable(text: string, undrawable = '…', weight: FontFace = 'regular'): string {
  const visible = plain(text)
  // U+FFFD has a glyph, but stands for a character that was broken before it came here.
  const missing = new Set([...missingGlyphs(visible, weight), '\uFFFD'])
  const kept = [...visible].map(character => (missing.has(character) ? '\u0000' : character)).join('')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL marks a missing character; `plain` has removed any in the text itself.
  const joined = kept.replace(/\u0000(?:[\s\p{P}]*\u0000)*/gu, '…').trim()
  return joined === '' || joined === '…' ? undrawable : joined
}

interface Letters {
  size: number
  weight?: FontFace
}

/** Shortens a text to `room` pixels; an ellipsis shows that something is missing. */
export function shortened(text: string, room: number, { size, weight = 'regular' }: Letters): string {
  const width = (candidate: string): number => metrics[weight].width(candidate, size)
  if (width(text) <= room) return text
  const letters = [...text]
  while (letters.length > 1 && width(`${letters.join('').trimEnd()}…`) > room) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

/** Breaks a text into lines, each with the room given for it. A text that needs more lines ends in an ellipsis. */
export function wrapped(text: string, { size, weight = 'regular' }: Letters, rooms: number[]): string[] {
  const lines: string[] = []
  const fits = (line: string) => metrics[weight].width(line, size) <= (rooms[lines.length - 1] ?? 0)
  for (const { word, space } of words(text)) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last}${space}${word}`
    if (last === undefined || (lines.length < rooms.length && !fits(longer))) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines.map((line, at) => shortened(line, rooms[at] ?? 0, { size, weight }))
}

/** Thai, Chinese and Japanese have no spaces between words; ICU knows them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Lao}]/u
const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** The words of a text, each with the space before it. No-break spaces end none: French has them before ; : ! ? and in numbers. */
function words(text: string): { word: string; space: string }[] {
  return text
    .split(/[ \t\n]+/)
    .flatMap(word => unspacedWords(word).map((part, at) => ({ word: part, space: at === 0 ? ' ' : '' })))
}

/** The words between two spaces: one, except in scripts without spaces. */
export function unspacedWords(text: string): string[] {
  if (!unspaced.test(text)) return [text]
  const parts: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    // A full stop or a closing bracket begins no line.
    if (isWordLike || parts.length === 0 || /^\p{Ps}/u.test(segment)) parts.push(segment)
    else parts[parts.length - 1] += segment
  }
  return parts
}

/**
 * resvg takes every line as left-to-right, so the full stop or ellipsis of a Hebrew label would be on the wrong side. Marks
 * around the text say which way it reads (UAX 9, explicit isolates).
 */
export function directed(text: string): string {
  return isRightToLeft(text) ? `\u2067${text}\u2069` : text
}

export function isRightToLeft(text: string): boolean {
  const letter = text.match(firstLetter)?.[0]
  return letter !== undefined && rightToLeft.test(letter)
}

function plain(text: string): string {
  const oneLine = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\t\n\r]/g, ' ')
  return oneLine.replace(emoji, '').replace(invisible, '').replace(/ {2,}/g, ' ').trim()
}
