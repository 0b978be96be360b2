// Cuts an email into lines and sentences, and finds its greetings, closings and questions.

import { cleanField } from '../details.ts'
import { CJK_SENTENCE, isAgreeableWord, mentionsJoining } from './consent.ts'
import { atStart, fold, wordCount, wordsOf } from './fold-text.ts'
import { TELLING_WORDS } from './lexicon/names.ts'
import { COMPANY_FORMS, isOccupation } from './lexicon/occupations.ts'
import {
  ABBREVIATIONS,
  ABBREVIATIONS_AT_AN_END,
  ALSO_FORENAMES,
  ASKING_STARTS,
  CLOSINGS,
  EXCLAIMS,
  GREETING_WORDS,
} from './lexicon/words.ts'
import { remembered } from './remembered.ts'

/** Both ends of a long text, in UTF-16 units. */
function bothEnds(text: string, atStart: number, atEnd: number): string {
  return text.length <= atStart + atEnd ? text : `${text.slice(0, atStart)}\n${text.slice(-atEnd)}`
}

/** Ends a line, a sentence, a clause or a label. Blank lines belong to the end before them. */
const PIECE_END = /[\n\r\u2028\u2029\u0085\v\f]\s*|[.…!?](?=\s)|[。！？,;:=|，；：、]/gu

/** At most so many pieces of an email are read. */
export const MOST_PIECES = 300

/**
 * Keeps the first 6,000 and the last 2,000 characters, and of those the first 220 and the last 80 pieces. People name themselves at
 * the start or in the sign-off.
 */
export const ownWords = remembered(text => {
  const read = bothEnds(text, 6_000, 2_000)
  const ends = Array.from(read.matchAll(PIECE_END), ({ index, 0: end }) => index + end.length)
  return ends.length <= MOST_PIECES ? read : `${read.slice(0, ends[219])}\n${read.slice(ends.at(-81))}`
})

// "Surname ........ Prowse"
const LEADERS = /(?<=^[\s*•–-]{0,4}\p{L}[\p{L}' -]{1,30})\s*(?:\.{4,}|_{4,})\s*(?=\S)/u

/** The lines of a text, each clean, blank ones as ''. Leaves out quoted lines ("> …"): they are somebody else's words. */
export const linesOf = remembered((text): readonly string[] =>
  bothEnds(text, 24_576, 8_192)
    .split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/)
    .map(cleanLine)
    .filter(line => !line.startsWith('>')),
)

const cleanLine = remembered(raw => {
  const line = (/\.{4}|_{4}/.test(raw) ? raw.replace(LEADERS, ': ') : raw).replace(/\t+/g, (_, at: number) =>
    at === 0 ? ' ' : ' | ',
  )
  return /^[\x20-\x7e]*$/.test(line) ? line.trim().replace(/ {2,}/g, ' ') : cleanField(line)
})

// Quotation marks of any language, and brackets. Bounded, so that a mark that is never closed costs little.
const ENCLOSED =
  /"[^"]{1,200}"|“[^“”]{1,200}”|„[^„“”]{1,200}[“”]|«[^«»]{1,200}»|»[^«»]{1,200}«|‘[^‘]{1,200}?’(?!\p{L})|(?<![\p{L}\p{N}])'(?:[^']|(?<=\p{L})'(?=\p{L})){1,200}'(?!\p{L})|「[^「」]{1,200}」|『[^『』]{1,200}』|《[^《》]{1,200}》|\([^()]{1,200}\)/gu

/** Replaces all that stands in quotation marks or brackets by x, so that no comma or full stop there cuts the line. */
export function maskEnclosed(text: string): string {
  return text.replace(ENCLOSED, found => 'x'.repeat(found.length))
}

/** Without what stands in quotation marks or brackets. */
export function outsideQuotes(text: string): string {
  return text.replace(ENCLOSED, ' ')
}

/** Does a full stop after this word belong to the word, as after "Inc" and after initials? */
export function isAbbreviation(word: string): boolean {
  return word.length === 1 || ABBREVIATIONS_AT_AN_END.has(fold(word))
}

// The mark in "Panic! at the Disco" does not end the sentence.
const SENTENCE_END = /[.…](?=\s)|[!?](?=\s)(?!\s(?:at|of|in|on|for|from|with) )|[。！？]/gu

/** Cuts a line after . ! ? … and a space, but not inside quotation marks, nor after an initial or an abbreviation. */
export const sentencesOf = remembered((line): readonly string[] => {
  const sentences: string[] = []
  let start = 0
  for (const end of maskEnclosed(line).matchAll(SENTENCE_END)) {
    if (
      end[0] === '.' &&
      goesOn(
        line.slice(Math.max(start, end.index - 30), end.index),
        line.slice(end.index + 1, end.index + 40),
      )
    )
      continue
    sentences.push(line.slice(start, end.index + 1).trim())
    start = end.index + 1
  }
  sentences.push(line.slice(start).trim())
  return sentences.filter(sentence => sentence !== '')
})

const MONTH = /^\s+(?:Jan|Jän|Feb|Mär|Apr|Mai|Juni?|Juli?|Aug|Sep|Okt|Nov|Dez)\p{Ll}*\s/u

/** Does the sentence go on after this full stop, because it belongs to an abbreviation? */
function goesOn(before: string, after: string): boolean {
  // "Eve Moss, 1. Vorsitzende"
  if (/(?:^|,\s*)[1-9]$/.test(before)) return isOccupation(wordsOf(fold(after))[0] ?? '')
  // "vom 11. November"
  if (/(?:^|\s)\d{1,2}$/.test(before)) return MONTH.test(after)
  if (!/\p{L}$/u.test(before)) return false
  const typed = before.split(/[\s.(-]/).at(-1) ?? ''
  const word = fold(typed)
  // "No. 12", but not "No. Sorry"
  if (word === 'no') return /^\s+\d/u.test(after)
  // "Tiny Publishers Ltd. Eve Moss" is two sentences, "Kern & Co. KG" and ", Co. Cork" are not.
  if (COMPANY_FORMS.has(word) && /^\s+\p{Lu}/u.test(after)) return /[&,]\s*Co$/u.test(before)
  // "Ing. arch. Jana", "Univ. Coll. London"
  const [, first = ''] = /(\p{L}+)\.\s?\p{L}{1,5}$/u.exec(before) ?? []
  if (first !== '' && (isAbbreviation(first) || isTitle(fold(first))) && !isAgreeableWord(word)) return true
  // "Tél. 02 99 00", "BSc. (Hons.)"
  if (isAbbreviation(word) || isTitle(word) || (word.length <= 4 && /^\s+(?:\d|\(Hons)/u.test(after)))
    return true
  // "Ada Lovelace, Eng. Lead", ", staatl. geprüfte …", but not ", Bath. I agree"
  const [next = '', ...others] = wordsOf(fold(after.split(/[,;:.!?]/)[0] ?? ''))
  const isSmall = /^\s+\p{Ll}/u.test(after)
  // "Schriftst. u. Übers."
  const isSaid = (isAgreeableWord(next) && !/^\s+\p{L}\./u.test(after)) || startsAsking(next)
  const longest = isSmall && !isSaid ? 10 : isSmall || !isSaid ? 4 : 0
  const isField =
    /,\s*(?:\p{L}+\.\s){0,3}(?:\p{Lu}\p{Ll}+\s|\p{Ll}+\s(?=\p{Lu}))?\p{L}+$/u.test(before) &&
    next !== '' &&
    others.length < 4
  return (
    isField &&
    word.length <= longest &&
    !isAgreeableWord(word) &&
    !mentionsJoining(word) &&
    !isOccupation(word)
  )
}

/** "Prof", "Dr", "med": often written with a full stop before a name. */
export function isTitle(word: string): boolean {
  return ABBREVIATIONS.has(word)
}

const CLOSING_START = atStart(CLOSINGS)

/** The length of the closing at the start of this folded line, or 0: "Signed, with love". */
export const closingLength = remembered((folded): number => {
  const first = CLOSING_START.exec(folded)?.[0].length ?? 0
  const start = first + (/^,\s/.exec(folded.slice(first))?.[0].length ?? 0)
  const next = start > first && first > 0 ? CLOSING_START.exec(folded.slice(start)) : null
  return next === null ? first : start + next[0].length
})

// "Thanks, but I would rather not", "Thanks for asking, but no"
export const GOES_ON = /(?<!\p{L})(?:but|mais|aber|pero|ma|mas|maar|men|ale)\s/u

const ASKING_START = atStart(ASKING_STARTS)
const EXCLAIMING = atStart(EXCLAIMS)

export function startsAsking(folded: string): boolean {
  const said = folded.replace(/^[^\p{L}]+/u, '')
  return ASKING_START.test(said) && !EXCLAIMING.test(said)
}

/**
 * Cuts a greeting off the front: "Hello all, I sign" becomes "I sign". A line that is only a greeting becomes ''.
 * `keep` recognises an introduction or a consent after the greeting, so that it is not taken for the person greeted.
 */
export function cutGreeting(raw: string, keep: (folded: string) => boolean): string {
  const folded = fold(raw)
  const first = /^[^\p{L}]*([\p{L}\p{M}]+)/u.exec(folded)
  if (first?.[1] === undefined || !GREETING_WORDS.has(first[1])) return raw
  if (ALSO_FORENAMES.has(first[1]) && !/[,!:]\s*$/.test(raw)) return raw
  const after = raw.slice(first[0].length)
  const foldedAfter = folded.slice(first[0].length)
  // "hola buenas noches soy Ana"
  for (let at = 0, words = 0; words < 4; words += 1) {
    if (keep(foldedAfter.slice(at).trimStart())) return after.slice(at).trim()
    const [next = ''] = /^ ?\p{L}+/u.exec(foldedAfter.slice(at)) ?? []
    if (next === '' || !isAgreeableWord(next.trim())) break
    at += next.length
  }
  const end = /[,!.:;]|\s[-–—]{1,2}\s/u.exec(foldedAfter)
  if (end !== null && end.index <= 80) {
    const greeted = wordsOf(foldedAfter.slice(0, end.index))
    // "hi i want to sign for the library, im there every day"
    const isSaid = greeted.length > 2 && greeted.some(word => TELLING_WORDS.has(word))
    if (isSaid && mentionsJoining(greeted.join(' '))) return after.trim()
    // "hola q tal apuntadme porfa soy jesusa varela, …"
    const spaces = [...foldedAfter.slice(0, end.index).matchAll(/ /g)].slice(1)
    const said = spaces.find(({ index }) => keep(foldedAfter.slice(index + 1)))
    return after.slice(said === undefined ? end.index + end[0].length : said.index).trim()
  }
  return wordsOf(foldedAfter).length <= 6 ? '' : raw
}

// A mail program that wraps lines does so from here on (UTF-16 units).
const WRAPS_FROM = 50
const WRAPS_AT_MOST = 140

/** Joins the lines of a paragraph that a mail program has wrapped: "… I would like to sign as Mira" above "Okafor, illustrator." */
export function unwrapped(text: string): string {
  const lines = text.split('\n')
  const lengths = lines.map(line => line.trimEnd().length)
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0)
  if (longest > WRAPS_AT_MOST) return text
  const isFull = (at: number) => {
    const [word = ''] = (lines[at + 1] ?? '').split(' ', 1)
    return (lengths[at] ?? 0) >= WRAPS_FROM && (lengths[at] ?? 0) + 1 + word.length > longest
  }
  const isWrapped = (at: number) => {
    const [line = '', next = ''] = [lines[at], lines[at + 1]]
    if (!isFull(at) || !isProse(line) || /[.!?:…]\s*$|^\s*[>*•–-]/u.test(line)) return false
    if (!/^["“«„(]?[\p{L}\d]/u.test(next) || /^[\p{L} ]{1,25}:/u.test(next)) return false
    // "joe bloggs" may stand below a line that nobody has wrapped.
    return /[.!?]/.test(next) || isFull(at + 1) || (isFull(at - 1) && /^\p{Ll}/u.test(next))
  }
  return lines
    .map((line, at) => (isWrapped(at) ? `${line.trimEnd()} ` : `${line}\n`))
    .join('')
    .slice(0, -1)
}

/** Does a line ask something? */
export function isQuestion(lines: readonly string[]): boolean {
  return lines.some(
    line =>
      /\?/.test(fold(line)) ||
      sentencesOf(line).some(sentence => startsAsking(fold(sentence)) && wordCount(sentence) > 1),
  )
}

/** The sentences of what is read of a text. */
export const sentencesIn = remembered((text): readonly string[] =>
  linesOf(ownWords(text)).flatMap(sentencesOf),
)

/** The lines that are read, without the blank ones. */
export function contentOf(text: string): string[] {
  return linesOf(ownWords(text)).filter(line => line !== '')
}

/** At least four words, half of them in lower case. In Chinese, Japanese and Korean one word of a sentence is enough. */
export const isProse = remembered((sentence): boolean => {
  if (CJK_SENTENCE.test(sentence)) return true
  const words = sentence.match(/[\p{L}\p{M}'’]+/gu) ?? []
  return words.length >= 4 && words.filter(word => /^\p{Ll}/u.test(word)).length * 2 >= words.length
})
