import { RepeatedTexts } from './repeated-texts.ts'

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]|\p{Extended_Pictographic}/u
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Latin letters, quotation marks and dashes: each code unit is one grapheme of one column. © and ® are pictures. */
const narrow = /^[\x20-\x7e\xa0-\xa8\xaa-\xac\xaf-\u024f\u2010-\u2027\u2030-\u203a]*$/

/** Columns in a fixed-width font, near enough for wrapping: East Asian letters and emoji take two. */
export function columns(text: string): number {
  // Segmenting costs a hundred times as much.
  if (narrow.test(text)) return text.length
  let sum = 0
  for (const { segment } of graphemes.segment(text)) sum += wide.test(segment) ? 2 : 1
  return sum
}

/**
 * Wraps at ordinary spaces only, never at an unbreakable one, and keeps existing line breaks. A word longer than a line stays whole (it
 * may be an address), except in scripts that write no spaces.
 */
export function wrapText(text: string, width: number): readonly string[] {
  const wrap = () => text.split(/\r\n|\r|\n/).flatMap(line => wrapLine(line, width))
  return text.length > LONGEST_KEPT ? wrap() : wrapped.of(`${width} ${text}`, wrap)
}

const wrapped = new RepeatedTexts<readonly string[]>()
const LONGEST_KEPT = 1_000

function wrapLine(line: string, width: number): string[] {
  const words = line.split(/[ \t]+/)
  // Looked at once for the line, not for each word.
  const isNarrow = narrow.test(line)
  const lines: string[] = []
  let current = ''
  let used = 0
  for (const word of isNarrow ? words : words.flatMap(word => pieces(word, width))) {
    const length = isNarrow ? word.length : columns(word)
    if (current !== '' && used + 1 + length > width) {
      lines.push(current)
      current = word
      used = length
    } else {
      used += length + (current === '' ? 0 : 1)
      current = current === '' ? word : `${current} ${word}`
    }
  }
  return [...lines, current]
}

function pieces(word: string, width: number): string[] {
  if (!wide.test(word) || columns(word) <= width) return [word]
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const { segment } of graphemes.segment(word)) {
    const length = wide.test(segment) ? 2 : 1
    if (used + length > width) {
      parts.push(part)
      part = ''
      used = 0
    }
    part += segment
    used += length
  }
  return [...parts, part]
}
