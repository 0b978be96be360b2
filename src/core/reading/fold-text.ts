// One folding for everything that compares words: the lexicon goes through it and so does the mail. It keeps the
// length of the text (one UTF-16 unit in, one out), so a match in the folded text is a slice of what was typed.

const FIXED: Record<string, string> = {
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '´': "'",
  '`': "'",
  '＇': "'",
  '：': ':',
  '，': ',',
  '；': ';',
  '！': '!',
  '？': '?',
  '؟': '?',
  '。': '.',
  '．': '.',
  '、': ',',
  '،': ',',
  '｜': '|',
  '（': '(',
  '）': ')',
  '＋': '+',
  '＝': '=',
  '‐': '-',
  '‑': '-',
  ß: 's',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  œ: 'o',
  æ: 'a',
  ı: 'i',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '\u3000': ' ',
  '\t': ' ',
}

const known = new Map<string, string>()

function foldUnit(unit: string): string {
  const seen = known.get(unit)
  if (seen !== undefined) return seen
  const lower = unit.toLowerCase().charAt(0)
  // Only Latin letters lose their accent: й is not и, and Hangul must not be taken apart.
  const base = lower.normalize('NFD').charAt(0)
  const folded = FIXED[lower] ?? FIXED[unit] ?? (/[a-z]/.test(base) ? base : lower)
  known.set(unit, folded)
  return folded
}

/** Lower case, Latin accents dropped, apostrophes and full-width punctuation made plain. Same length as `text`. Linear. */
export function fold(text: string): string {
  let folded = ''
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    folded += code >= 97 && code <= 122 ? text.charAt(at) : foldUnit(text.charAt(at))
  }
  return folded
}

/** A phrase and how it is also typed: "Grüße" is "gruse" by the folding above, but also "gruesse" and "grusse". */
export function spellings(phrase: string): string[] {
  const ss = phrase.replaceAll('ß', 'ss')
  const umlauts = ss.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue')
  const ligatures = phrase.replaceAll('œ', 'oe').replaceAll('æ', 'ae')
  return [...new Set([phrase, ss, umlauts, ligatures].map(fold))]
}

export function wordSet(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.flatMap(list => list.split(/\s+/).filter(Boolean).flatMap(spellings)))
}

const NOT_IN_A_WORD_BEFORE = "(?<![\\p{L}\\p{N}\\p{M}_'])"
// "dell'Associazione": after an elision the next word follows at once.
const NOT_IN_A_WORD_AFTER = "(?:(?<=')|(?![\\p{L}\\p{N}\\p{M}_]))"

/** Fragments of regular expressions, in any of our spellings, joined; longest first so that "no thanks" beats "no". */
function alternatives(fragments: readonly string[]): string {
  const all = [...new Set(fragments.flatMap(spellings))]
  return all.sort((a, b) => b.length - a.length).join('|')
}

/** Finds any of the phrases as whole words in folded text. Fragments hold no unbounded repetition. */
export function anywhere(fragments: readonly string[]): RegExp {
  return new RegExp(`${NOT_IN_A_WORD_BEFORE}(?:${alternatives(fragments)})${NOT_IN_A_WORD_AFTER}`, 'u')
}

export function everywhere(fragments: readonly string[]): RegExp {
  return new RegExp(anywhere(fragments).source, 'gu')
}

/** Finds a phrase only at the start of folded text (leading spaces and marks are for the caller to cut). */
export function atStart(fragments: readonly string[]): RegExp {
  return new RegExp(`^(?:${alternatives(fragments)})${NOT_IN_A_WORD_AFTER}`, 'u')
}

/** The whole folded text is one of the phrases. */
export function whole(fragments: readonly string[]): RegExp {
  return new RegExp(`^(?:${alternatives(fragments)})$`, 'u')
}

/** The words of folded text: letters with their marks, inner apostrophes and hyphens apart ("don't" → "don't"). */
export function wordsOf(folded: string): string[] {
  return folded.match(/[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu) ?? []
}

export function wordCount(raw: string): number {
  return wordsOf(fold(raw)).length
}
