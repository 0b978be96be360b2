// Words and sentences that agree, that negate, or that ask for the name to be left out.

import { anywhere, atStart, wordSet, wordsOf } from './fold-text.ts'
import { AGAINST_WORDS, GREETING_WORDS, MANNERS_WORDS, NEGATORS, PLAIN_WORDS, YES_WORDS } from './lexicon.ts'
import { COUNT_ONLY } from './lexicon-requests.ts'

/** A word of a plain yes, greeting, thanks or closing. Never a negation. */
export function isAgreeableWord(word: string): boolean {
  if (isNegativeWord(word)) return false
  return YES_WORDS.has(word) || PLAIN_WORDS.has(word) || MANNERS_WORDS.has(word) || GREETING_WORDS.has(word)
}

/** Consent and nothing else: "I sign", "count me in, please", "Ja, gerne!", "+1". */
export function isConsent(folded: string): boolean {
  if (/^\W*\+\s?1\W*$/u.test(folded)) return true
  const words = wordsOf(folded)
  if (words.length === 0 || words.some(word => !isAgreeableWord(word))) return false
  return words.some(word => YES_WORDS.has(word) || SIGNING_WORDS.has(word))
}

const SIGNING_WORDS = wordSet(
  'count add include name signature petition list sign trage trag ajoutez añadan aggiungete adicionem zet nombre nome naam unterschrift firma assinatura handtekening in',
)

const CONSENT_SOMEWHERE = anywhere([
  'sign(?:s|ing|ed)?|cosign|co-sign|count (?:me|us) in|(?:add|include) (?:me|us|my|our)|(?:put|list) (?:me|us|my name)|i.?m in|(?:i|we)(?: fully| strongly| also| wholeheartedly| would like to| want to| am happy to)? (?:support|endorse|agree|second|back|approve|confirm)',
  'signe[rz]?|signons|soussignée?|je (?:soutiens|confirme)|nous soutenons|ajoutez(?:[- ]moi| mon nom)',
  'unterschreib(?:e|en)|unterzeichne[n]?|mitzeichnen|zeichne|bin dabei|trag(?:t|en sie)? mich|bestätige',
  'firm(?:o|ar|amos)|suscribo|adhiero|me sumo|me uno|añadidme|añádanme|confirmo',
  'firm(?:iamo|are)|sottoscrivo|aderisco|aggiungetemi|confermo',
  'assin(?:o|ar|amos)|subscrevo',
  '(?:onder)?teken(?:en)?|zet (?:mij|me|mijn)|bevestig',
  'подписыва[а-я]*|подпишите|поддерживаю|підписую|podpisuj[a-z]*|skriver under|allekirjoitan',
])

export const CJK_SENTENCE =
  /署名|賛同|签名|簽名|支持|同意|します|ました|です|ます|서명|동의|합니다|我|请|請|ください|お願い/u

/** Consent among other words: "I have thought about this and I sign". Does not look for negations. */
export function mentionsSigning(folded: string): boolean {
  return CONSENT_SOMEWHERE.test(folded) || CJK_SENTENCE.test(folded)
}

function negates(word: string): boolean {
  return NEGATORS.has(word) || word.startsWith("n'") || word.endsWith("n't")
}

export function isNegated(folded: string): boolean {
  return wordsOf(folded).some(negates)
}

/** A negation, or a word that objects without one. */
export function isNegativeWord(word: string): boolean {
  return negates(word) || AGAINST_WORDS.has(word)
}

const COUNT_ONLY_ANYWHERE = anywhere(COUNT_ONLY)

/** "You did not publish my name" complains. */
const COMPLAINING = atStart([
  '(?:you|it|they|(?:the|your) (?:page|site|website|list)) (?:do|does|did|have|has)(?:n.t| not)',
])

export function asksCountOnly(folded: string): boolean {
  return COUNT_ONLY_ANYWHERE.test(folded) && !COMPLAINING.test(folded)
}

/** Asks to be counted only, and says nothing else. */
export function onlyAsksCountOnly(clause: string, isSmall: (word: string) => boolean): boolean {
  if (!asksCountOnly(clause)) return false
  return wordsOf(clause.replace(COUNT_ONLY_ANYWHERE, ' ')).every(isSmall)
}
