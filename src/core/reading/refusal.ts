// Does a text say no? 'plainly': it says no and nothing else. 'perhaps': something in it negates or objects. Only a text with
// neither can be a consent.

import { asksCountOnly, isNegated, isNegativeWord } from './consent.ts'
import { anywhere, atStart, everywhere, fold, whole, wordSet, wordsOf } from './fold-text.ts'
import {
  ABOUT_EMAIL,
  BESIDE_NO,
  CORE_WORDS,
  EMAIL,
  HARMLESS,
  MACHINE_SAYS,
  NO_ALONE,
  NO_FROM_ME,
  NO_TROUBLE,
  NOT_YET,
  OBJECTING,
  PRIVACY,
  SAYS_NO,
} from './lexicon/refusals.ts'
import { SMALL_WORDS } from './lexicon/words.ts'
import { sentencesIn, sentencesOf } from './lines.ts'
import { remembered } from './remembered.ts'
import { mentionsTaking, takenBackBy } from './take-back.ts'
import { bareText, CLAUSES, saysOnly, wordsBeside } from './whole-text.ts'

const REFUSING = whole(NO_ALONE)
const REFUSING_AMONG = everywhere([...SAYS_NO, ...NO_FROM_ME])
const REFUSING_NOTHING = everywhere([...HARMLESS, ...NO_TROUBLE, ...PRIVACY])
const AGREEING_TO_NOTHING = anywhere([...NO_TROUBLE, ...PRIVACY])
const OF_A_MACHINE = anywhere(MACHINE_SAYS)

export const NEGATIVE_SYMBOLS = /👎|❌|🚫|🛑|✋|⛔|🖕|🙅|✖|❎|😡|🤬|🤮|:-?\(|^\s*-\s?1\s*$/u

const CANNOT = wordSet("can't cannot cant couldn't couldnt n'arrive n'arrivais")

export type Refusal = 'plainly' | 'perhaps' | 'none'

/** Replaces "nothing to add" and the like by "ok", and leaves out "no problem" and "do not publish my email". */
export function withoutHarmless(text: string): string {
  let kept = ''
  let start = 0
  for (const found of fold(text).matchAll(REFUSING_NOTHING)) {
    kept += `${text.slice(start, found.index)} ${AGREEING_TO_NOTHING.test(found[0]) ? '' : 'ok '}`
    start = found.index + found[0].length
  }
  return kept + text.slice(start)
}

/** "Yes, but don't publish my name" refuses nothing. */
export function withoutCountOnly(lines: readonly string[]): string[] {
  return lines
    .flatMap(sentencesOf)
    .flatMap(sentence => sentence.split(','))
    .map(part => (asksCountOnly(fold(part)) ? 'ok' : part))
}

/** Does the text say no? The order of its sentences does not matter. Linear. */
export function refuses(text: string): Refusal {
  if (refusesPlainly(text)) return 'plainly'
  return speaksAgainst(text) ? 'perhaps' : 'none'
}

export const refusesPlainly = remembered((text): boolean => {
  const isSymbol = NEGATIVE_SYMBOLS.test(fold(text)) && !/[\p{L}\p{N}]/u.test(text)
  return isSymbol || (saysOnly(text, saysNo) && !soundsAutomatic(text))
})

/** Do its words alone show an absence note or a ticket's receipt? "I am not in the office" must not withdraw a signature. */
export function soundsAutomatic(text: string): boolean {
  return OF_A_MACHINE.test(fold(text))
}

/** "Nobody asked me" is a reason to sign. */
const NOBODY = atStart(['nobody|no one|personne ne|niemand|nadie|nessuno|ninguém'])

const saysNo = remembered((clause): boolean => {
  if (NOBODY.test(clause)) return false
  if (REFUSING.test(clause) || takenBackBy(clause) !== undefined) return true
  if (isNegated(clause) && (NOT_YET.test(clause) || mentionsTaking(clause))) return false
  if (wordsBeside(clause, REFUSING_AMONG)?.every(isSmall)) return true
  const verbs = isNegated(clause) ? CORE_WORDS : OBJECTING
  const words = wordsOf(clause)
  return (
    words.some(word => verbs.has(word)) &&
    words.every(word => verbs.has(word) || isSmall(word) || negates(word))
  )
})

function isSmall(word: string): boolean {
  return SMALL_WORDS.has(word) || BESIDE_NO.has(word)
}

/** "I can't sign" is more often about a broken page. */
function negates(word: string): boolean {
  return isNegated(word) && !CANNOT.has(word)
}

/** Does anything in it negate or object? */
export function speaksAgainst(text: string): boolean {
  return sentencesIn(text).some(sentence => {
    const folded = fold(withoutHarmless(sentence))
    if (NEGATIVE_SYMBOLS.test(folded) || wordsOf(folded).some(isNegativeWord)) return true
    return [folded, ...folded.split(CLAUSES)].some(part => saysNo(bareText(part)))
  })
}

/** "No newsletters, please", and nothing else. */
export function speaksOfEmail(sentence: string): boolean {
  const folded = fold(sentence)
  const words = folded.includes('from me') ? [] : wordsOf(folded)
  const isKnown = (word: string) => EMAIL.has(word) || ABOUT_EMAIL.has(word) || isNegated(word)
  return isNegated(folded) && words.some(word => EMAIL.has(word)) && words.every(isKnown)
}
