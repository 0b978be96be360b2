// Folds text so that words can be compared; the lexicon and the email go through the same folding. The folded text is
// as long as the typed text (one UTF-16 unit in, one out), so a match in one is a slice of the other.

import { remembered } from './remembered.ts'

const FIXED: Record<string, string> = {
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '´': "'",
  '`': "'",
  '؟': '?',
  '。': '.',
  '、': ',',
  '،': ',',
  '‐': '-',
  '‑': '-',
  ß: 's',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  œ: 'o',
  æ: 'a',
  ı: 'i',
}

const known = new Map<string, string>()

function foldUnit(unit: string): string {
  const seen = known.get(unit)
  if (seen !== undefined) return seen
  // Full width, as in Japanese: "：" is a colon.
  const plain = /[\uff01-\uff5e]/.test(unit) ? unit.normalize('NFKC') : unit
  const lower = plain.toLowerCase().charAt(0)
  // Only Latin letters lose their accent: й is not и, and Hangul must not be taken apart.
  const base = lower.normalize('NFD').charAt(0)
  const folded = FIXED[lower] ?? (/[a-z]/.test(base) ? base : /[\t\p{Zs}]/u.test(lower) ? ' ' : lower)
  known.set(unit, folded)
  return folded
}

/** Lower case, without Latin accents, with plain apostrophes and punctuation. As long as `text`. Linear. */
export const fold = remembered(text => {
  // ASCII without a backtick: nothing changes but its case.
  if (/^[\x20-\x5f\x61-\x7e]*$/.test(text)) return text.toLowerCase()
  let folded = ''
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    folded += code >= 97 && code <= 122 ? text.charAt(at) : foldUnit(text.charAt(at))
  }
  return folded
})

/** A phrase as people also type it: "Grüße" folds to "gruse", but people also write "gruesse" and "grusse". */
export function spellings(phrase: string): string[] {
  if (!/[ßäöüœæ]/.test(phrase)) return [fold(phrase)]
  const ss = phrase.replaceAll('ß', 'ss')
  const umlauts = ss.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue')
  const ligatures = phrase.replaceAll('œ', 'oe').replaceAll('æ', 'ae')
  return [...new Set([phrase, ss, umlauts, ligatures].map(fold))]
}

export function wordSet(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.flatMap(list => list.split(/\s+/).filter(Boolean).flatMap(spellings)))
}

// Letters, marks, digits and "_". Written as `[\p{L}\p{M}\p{N}_]`, each of a hundred regular expressions takes twenty times as long to
// make, a millisecond in all (measured).
const OF_WORD = '\\p{ID_Continue}'
const NOT_IN_A_WORD_BEFORE = `(?<![${OF_WORD}'])`
// "dell'Associazione": after an apostrophe the next word follows without a space.
const NOT_IN_A_WORD_AFTER = `(?:(?<=')|(?!${OF_WORD}))`

const SPELT: Record<string, string> = {
  ß: '(?:ss|s)',
  ä: '(?:ae|a)',
  ö: '(?:oe|o)',
  ü: '(?:ue|u)',
  œ: '(?:oe|o)',
  æ: '(?:ae|a)',
}

/** Joins fragments of regular expressions, longest first: "no thanks" comes before "no". No fragment has a capital letter. */
function alternatives(fragments: readonly string[]): string {
  const all = fragments.map(fragment =>
    fold(fragment.replace(/[ßäöüœæ]/g, letter => SPELT[letter] ?? letter)),
  )
  return all.sort((a, b) => b.length - a.length).join('|')
}

/** Finds any of the phrases as whole words in folded text. Fragments hold no unbounded repetition. */
export function anywhere(fragments: readonly string[]): RegExp {
  return new RegExp(phrases(fragments), 'u')
}

export function everywhere(fragments: readonly string[]): RegExp {
  return new RegExp(phrases(fragments), 'gu')
}

function phrases(fragments: readonly string[]): string {
  return `${NOT_IN_A_WORD_BEFORE}(?:${alternatives(fragments)})${NOT_IN_A_WORD_AFTER}`
}

/** Finds a phrase only at the start of folded text. The caller cuts leading spaces and punctuation. */
export function atStart(fragments: readonly string[]): RegExp {
  return new RegExp(`^(?:${alternatives(fragments)})${NOT_IN_A_WORD_AFTER}`, 'u')
}

/** The whole folded text is one of the phrases. */
export function whole(fragments: readonly string[]): RegExp {
  return new RegExp(`^(?:${alternatives(fragments)})$`, 'u')
}

/** The words of folded text. An apostrophe inside a word belongs to it ("don't"); a hyphen separates two words. */
export const wordsOf = remembered(
  (folded): readonly string[] => folded.match(/[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu) ?? [],
)

export function wordCount(raw: string): number {
  return wordsOf(fold(raw)).length
}
