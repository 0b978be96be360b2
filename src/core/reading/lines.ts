// An email cut into lines and sentences, and what a line is in an email: a greeting, a closing, a question.

import { cleanField } from '../details.ts'
import { atStart, fold, wordSet, wordsOf } from './fold-text.ts'
import { ASKING_STARTS, CLOSINGS, GREETING_WORDS } from './lexicon.ts'
import { COMPANY_FORMS } from './lexicon-occupations.ts'

// A mail is read from both ends: who signs stands at the start or in the sign-off (UTF-16 units).
const READ_AT_START = 24_576

const READ_AT_END = 8_192

function readable(text: string): string {
  if (text.length <= READ_AT_START + READ_AT_END) return text
  return `${text.slice(0, READ_AT_START)}\n${text.slice(-READ_AT_END)}`
}

/** The lines of a text, each clean, blank ones as ''. Quoted lines ("> …") are somebody else's words and left out. */
export function linesOf(text: string): string[] {
  return readable(text)
    .split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/)
    .map(line => line.replace(/\t+/g, (_, at: number) => (at === 0 ? ' ' : ' | ')))
    .map(line => (/^[\x20-\x7e]*$/.test(line) ? line.trim().replace(/ {2,}/g, ' ') : cleanField(line)))
    .filter(line => !line.startsWith('>'))
}

const ABBREVIATIONS = wordSet(
  'dr prof mr mrs ms mx jr sr st mt ph dipl ing mag med phil sig sra dott dra hr fr frl mme mlle m ir drs inc ltd co corp nr no bzw ca vs etc e.g i.e z b d h u a',
)

/** Cuts a line after . ! ? … followed by a space, but not after an initial or an abbreviation. */
export function sentencesOf(line: string): string[] {
  const sentences: string[] = []
  let start = 0
  for (const end of line.matchAll(/[.!?…;](?=\s)|[。！？]/gu)) {
    const before = line.slice(Math.max(start, end.index - 12), end.index)
    const lastWord = fold(before.split(/[\s.]/).at(-1) ?? '')
    // "Tiny Publishers Ltd. Eve Moss" is two: after a company's form only a small letter goes on.
    const endsCompany =
      COMPANY_FORMS.has(lastWord) && /^\s+\p{Lu}/u.test(line.slice(end.index + 1, end.index + 4))
    const abbreviated = lastWord.length <= 1 || (ABBREVIATIONS.has(lastWord) && !endsCompany)
    if (end[0] === '.' && abbreviated && /\p{L}$/u.test(before)) continue
    sentences.push(line.slice(start, end.index + 1).trim())
    start = end.index + 1
  }
  sentences.push(line.slice(start).trim())
  return sentences.filter(sentence => sentence !== '')
}

const CLOSING_START = atStart(CLOSINGS)

/** Where the closing phrase at the start of this folded line ends, or 0. */
export function closingLength(folded: string): number {
  return CLOSING_START.exec(folded)?.[0].length ?? 0
}

const ASKING_START = atStart(ASKING_STARTS)

export function startsAsking(folded: string): boolean {
  return ASKING_START.test(folded.replace(/^[^\p{L}]+/u, ''))
}

// "Cara Delevingne, model" is no greeting; "Cara Anna," is.
const ALSO_FORENAMES = wordSet(
  'cara caro cher chère lieve beste liebe lieber salve welcome yo tag dia bom boa bon',
)

/**
 * Cuts a greeting off the front: "Hello all, I sign" → "I sign". A line that is only a greeting leaves ''.
 * `keep` says that what follows is no addressee (an introduction, a consent).
 */
export function cutGreeting(raw: string, keep: (folded: string) => boolean): string {
  let rest = raw
  for (let turn = 0; turn < 3; turn += 1) {
    const folded = fold(rest)
    const first = /^[^\p{L}]*([\p{L}\p{M}]+)/u.exec(folded)
    if (first?.[1] === undefined || !GREETING_WORDS.has(first[1])) return rest
    if (ALSO_FORENAMES.has(first[1]) && !/[,!:]\s*$/.test(rest)) return rest
    const after = rest.slice(first[0].length)
    const foldedAfter = folded.slice(first[0].length)
    const separator = /^[^\p{L}\p{N}]*[,!.:;\-–—][^\p{L}\p{N}]*/u.exec(foldedAfter)
    if (separator !== null) {
      rest = after.slice(separator[0].length)
      continue
    }
    const spaced = foldedAfter.replace(/^\s+/, '')
    if (keep(spaced)) return after.trim()
    const end = /[,!.:;]|\s[-–—]\s/u.exec(foldedAfter)
    if (end !== null && end.index <= 80) {
      rest = after.slice(end.index + end[0].length).trim()
      return rest
    }
    return wordsOf(foldedAfter).length <= 6 ? '' : rest
  }
  return rest
}
