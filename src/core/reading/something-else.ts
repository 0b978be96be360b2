// An email that is plainly no signature: a journalist's question, an invoice, an offer, a bug report. It is known by its form alone,
// because no list can hold all that people write about. In doubt it is taken for a signature: asking to confirm harms nobody.

import { isNegated, mentionsJoining } from './consent.ts'
import { fold, wordSet, wordsOf } from './fold-text.ts'
import { BILLS, MORE, OF_SIGNING, SAYS_I, SAYS_YOU } from './lexicon/elsewhere.ts'
import { isProse } from './lines.ts'

/** A text with fewer words is no letter. */
export const SHORTEST_LETTER = 8

const MONEY =
  /(?:[€$£¥]|\b(?:eur|euros?|usd|gbp|chf|dollars?|pounds?|reais)\b)\s?\d|\d\s?(?:[€$£¥]|(?:eur|euros?|usd|gbp|chf|dollars?|pounds?|reais)\b)/u
const LINK = /https?:\/\/|www\./u

const THANKS = wordSet(
  'thank thanks merci bravo danke dank gracias grazie obrigado obrigada bedankt support important',
)

/**
 * `sentences`: the email without its greeting and closing. `rich`: a name and an occupation stand somewhere. The caller has found no
 * consent and no label.
 */
export function isSomethingElse(sentences: readonly string[], rich: boolean): boolean {
  const prose = sentences.filter(isProse)
  const words = prose.flatMap(sentence => wordsOf(fold(sentence)))
  if (words.length < SHORTEST_LETTER || rich) return false
  if (prose.some(sentence => MONEY.test(fold(sentence)) || LINK.test(fold(sentence)))) return true
  if (words.some(word => OF_SIGNING.has(word))) return false
  if (prose.some(sentence => sentence.includes('?')))
    return !prose.some(sentence => mentionsJoining(fold(sentence)))
  const says = (list: ReadonlySet<string>) => words.some(word => list.has(word))
  return (
    says(SAYS_YOU) &&
    !says(SAYS_I) &&
    !says(THANKS) &&
    !prose.some(sentence => mentionsJoining(fold(sentence)))
  )
}

/** "Banners and signs from £19": prices, and nobody who says "I". */
export function isAdvert(sentences: readonly string[]): boolean {
  const prose = sentences.filter(isProse).map(fold)
  const says = (list: ReadonlySet<string>) => prose.some(one => wordsOf(one).some(word => list.has(word)))
  return prose.some(one => MONEY.test(one)) && says(SAYS_YOU) && !says(SAYS_I)
}

/** "Please find attached invoice 20417", whoever signs off below it. */
export function isABill(lines: readonly string[]): boolean {
  return lines.some(line => isProse(line) && BILLS.test(fold(line)))
}

const THEIR_OWN =
  /(?<!\p{L})(?:my|our|mon|ma|mes|notre|nos|mein|unser|mi|nuestr|mio|mia|nostr|meu|minha|noss|mijn|onze?|ons)\p{L}{0,2} (?:\p{L}+ )?(?:newsletter|lettre|infolettre|rundbrief|boletin|bollettino|notiziario|boletim|nieuwsbrief)|https?:|www\./u

/** Wants a newsletter or an interview. "No newsletter, please" wants neither, and "Read my newsletter" stands below a name. */
export function asksForMore(lines: readonly string[]): boolean {
  return lines.some(line => {
    const folded = fold(line)
    return MORE.test(folded) && !isNegated(folded) && !THEIR_OWN.test(folded)
  })
}
