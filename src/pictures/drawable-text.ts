import { type FontWeight, metrics } from './font-metrics.ts'

/** What has no ink of its own, but for the non-joiner Persian needs; and control characters, which XML forbids. */
const invisible = /(?!\u200C)[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu
/** What phones draw as a coloured picture. DejaVu has a third of them, in outline: none is better than a few. */
const emoji = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F\u20E3?|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const firstLetter = /\p{L}/u

/** The characters of a text for which there is no glyph, each once. */
export function missingGlyphs(text: string, weight: FontWeight = 'regular'): string[] {
  const missing = [...plain(text)].filter(character => !metrics[weight].has(character.codePointAt(0) ?? 0))
  return [...new Set(missing)]
}

/**
 * What can be drawn of a text: emoji are left out, and an ellipsis stands wherever other characters have no glyph. A text
 * of which nothing is left becomes `undrawable`, so that no label is ever lost without a word.
 */
export function drawable(text: string, undrawable = '…', weight: FontWeight = 'regular'): string {
  const visible = plain(text)
  // U+FFFD has a glyph, but stands for what was broken before it came here.
  const missing = new Set([...missingGlyphs(visible, weight), '\uFFFD'])
  const kept = [...visible].map(character => (missing.has(character) ? '\u0000' : character)).join('')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL marks what is missing; `plain` left none of the text's own.
  const joined = kept.replace(/\u0000(?:[\s\p{P}]*\u0000)*/gu, '…').trim()
  return joined === '' || joined === '…' ? undrawable : joined
}

/** Cut to `room` pixels, with an ellipsis for what is gone. */
export function shortened(text: string, room: number, size: number, weight: FontWeight = 'regular'): string {
  const width = (candidate: string): number => metrics[weight].width(candidate, size)
  if (width(text) <= room) return text
  const letters = [...text]
  while (letters.length > 1 && width(`${letters.join('').trimEnd()}…`) > room) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

/** In lines of at most `room` pixels; what does not fit into `most` lines ends in an ellipsis. */
export function wrapped(
  text: string,
  room: number,
  size: number,
  most: number,
  weight: FontWeight = 'regular',
): string[] {
  const lines: string[] = []
  // Not at no-break spaces, which French puts before ; : ! ? and into numbers.
  for (const word of text.split(/[ \t\n]+/)) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last === undefined || (lines.length < most && metrics[weight].width(longer, size) > room))
      lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines.map(line => shortened(line, room, size, weight))
}

/**
 * resvg takes every line as left-to-right, so a full stop or the ellipsis of a Hebrew label would stand on the wrong side:
 * marks around it say which way it reads (UAX 9, explicit isolates).
 */
export function directed(text: string): string {
  const letter = text.match(firstLetter)?.[0]
  return letter !== undefined && rightToLeft.test(letter) ? `\u2067${text}\u2069` : text
}

function plain(text: string): string {
  const oneLine = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\t\n\r]/g, ' ')
  return oneLine.replace(emoji, '').replace(invisible, '').replace(/ {2,}/g, ' ').trim()
}
