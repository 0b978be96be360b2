// Words and sentences that agree, that negate, or that ask for the name to be left out.

import { anywhere, atStart, wordsOf } from './fold-text.ts'
import { CONSENT_SOMEWHERE, OF_THE_PAST, ON_CONDITION, SIGNING_WORDS } from './lexicon/consents.ts'
import { AN_ADDRESS, IN_PUBLIC, OF_ME, UNSEEN } from './lexicon/privacy.ts'
import {
  COUNT_ONLY,
  JOINS,
  NOT_PUBLISHED,
  NOT_THE_NAME,
  PEN_NAMES,
  SAYS_IT_IS_MISSING,
  THE_NAME,
} from './lexicon/requests.ts'
import {
  AGAINST_WORDS,
  GREETING_WORDS,
  MANNERS_WORDS,
  NEGATORS,
  PLAIN_WORDS,
  YES_WORDS,
} from './lexicon/words.ts'
import { remembered } from './remembered.ts'

/** A word of greeting, thanks or closing. */
export function isOfManners(word: string): boolean {
  return MANNERS_WORDS.has(word) || GREETING_WORDS.has(word)
}

/** A word of a plain yes, greeting, thanks or closing. Never a negation. */
export const isAgreeableWord = remembered((word): boolean => {
  if (isNegativeWord(word)) return false
  return YES_WORDS.has(word) || PLAIN_WORDS.has(word) || isOfManners(word)
})

/** Consent and nothing else: "I sign", "count me in, please", "Ja, gerne!". */
export function isConsent(folded: string): boolean {
  const words = wordsOf(folded)
  if (words.length === 0 || words.some(word => !isAgreeableWord(word))) return false
  return words.some(word => YES_WORDS.has(word) || SIGNING_WORDS.has(word))
}

export const CJK_SENTENCE =
  /署名|賛同|签名|簽名|支持|同意|します|ました|です|ます|서명|동의|합니다|我|请|請|ください|お願い/u

/** Consent among other words: "I have thought about this and I sign". Does not look for negations. */
export function mentionsSigning(folded: string): boolean {
  return CONSENT_SOMEWHERE.test(folded) || CJK_SENTENCE.test(folded)
}

// Czech, Slovak, Lithuanian, Latvian and Turkish negate within the verb, Finnish and Romanian with a word that
// means "in" or "now" elsewhere.
const NEGATED_VERB =
  /^ne(?:zverej|uvadej|publikuj|ukazuj|zobraz|souhlas|podep|podpis|chc|pasiras|parakst)|m[iu]yor|m[ae]y[ae]c[ae]g/u
const NEGATED_BESIDE =
  /(?<!\p{L})(?:(?:en|emme) (?:halua|voi|aio|allekirjoita|kannata)|nu (?:doresc|vreau|semnez))(?!\p{L})/u

function negates(word: string): boolean {
  return NEGATED_VERB.test(word) || NEGATORS.has(word) || word.startsWith("n'") || word.endsWith("n't")
}

// Written without spaces between words.
const CJK_NEGATION =
  /ません|ない(?:です|で|と|$|[.。])|[不没沒未](?!二)|않|못하|안 |遠慮|辞退|見送|断り|婉拒|謝絕|谢绝|거절|사양/u

/** Portuguese "no" is "in the": "ponham o meu nome no manifesto". */
const IN_PORTUGUESE =
  /(?<!\p{L})(?:assin(?:o|a|ar|amos|atura)|quero?|meu|minha|uma|eu|sou|peticao|subscrev[a-z]{1,4}|deseja(?:mos)?|pel[oa]|ao|dos|das|gostaria|nosso|nossa|abaixo)(?!\p{L})/u

export const isNegated = remembered((folded): boolean => {
  const isNo = (word: string) => negates(word) && !(word === 'no' && IN_PORTUGUESE.test(folded))
  return wordsOf(folded).some(isNo) || CJK_NEGATION.test(folded) || NEGATED_BESIDE.test(folded)
})

/** A negation, or a word that objects without one. */
export function isNegativeWord(word: string): boolean {
  return negates(word) || AGAINST_WORDS.has(word)
}

const JOINING = anywhere(JOINS)

/** "You did not publish my name" complains. */
const COMPLAINING = atStart([
  '(?:you|it|they|(?:the|your) (?:page|site|website|list)) (?:says?|said|(?:do|does|did|have|has)(?:n.t| not))',
])

/** Speaks of joining, in whatever form. Does not look for negations. */
export function mentionsJoining(folded: string): boolean {
  return JOINING.test(folded)
}

const COUNT_ONLY_ANYWHERE = anywhere([...COUNT_ONLY, ...NOT_THE_NAME, ...UNSEEN])
const CJK_COUNT_ONLY = /匿名|非公開|公[表開]しない|不公开|不公開|不要公开|비공개|익명/u
const NAME = anywhere(THE_NAME)
const PUBLISHED = anywhere(NOT_PUBLISHED)
const ME = anywhere(OF_ME)
const PUBLIC = anywhere(IN_PUBLIC)
const ADDRESS = anywhere(AN_ADDRESS)
const MISSING = anywhere(SAYS_IT_IS_MISSING)
const PEN_NAME = anywhere(PEN_NAMES)

const WITHOUT_FIRST = /^(?:without|sans|ohne|sin|senza|sem|zonder) /u

/** "My name need not be online", but not "I do not see my name on the page". */
export const asksCountOnly = remembered((folded): boolean => {
  if (COMPLAINING.test(folded)) return false
  // "My book was read on the radio without my name"
  const said = COUNT_ONLY_ANYWHERE.exec(folded)?.[0] ?? ''
  const isTold = WITHOUT_FIRST.test(said) && OF_THE_PAST.test(folded)
  if ((said !== '' && !isTold) || CJK_COUNT_ONLY.test(folded)) return true
  // "My real name must not appear": the pen name may.
  return !PEN_NAME.test(folded) && asksNotToPublish(folded)
})

/** "Can I sign even if nothing of mine is printed?" */
const EVEN_IF = anywhere(['even if|même si|auch wenn|aunque|anche se|mesmo (?:que|se)|ook als|ook al'])

const WITHOUT = anywhere(['sans|ohne|sin|senza|sem|zonder'])

function isUnwanted(clause: string): boolean {
  return isNegated(clause) || WITHOUT.test(clause)
}

/** "Please do not publish my name": somebody who does not sign has nothing to ask so. */
export function asksNotToPublish(folded: string): boolean {
  return folded
    .split(
      /,(?! (?:dass|das|dat|ze|zeby) )|[;:.!?()]|\s(?:but|mais|(?<!soll(?:te)? |darf |mochte )aber|pero|ma|mas|maar|men|ale)\s/u,
    )
    .some(
      clause =>
        ((NAME.test(clause) && PUBLISHED.test(clause)) ||
          (ME.test(clause) && PUBLIC.test(clause) && !ADDRESS.test(clause))) &&
        isUnwanted(clause) &&
        !COMPLAINING.test(clause.trim()) &&
        !EVEN_IF.test(clause) &&
        (!MISSING.test(clause) || ON_CONDITION.test(clause)) &&
        !OF_THE_PAST.test(clause),
    )
}

/** Asks to be counted only, and says nothing else. */
export function onlyAsksCountOnly(clause: string, isSmall: (word: string) => boolean): boolean {
  const rest = clause.replace(COUNT_ONLY_ANYWHERE, ' ')
  const isOfWish = (word: string) => negates(word) || NAME.test(word) || PUBLISHED.test(word)
  const isKnown = (word: string) => isSmall(word) || (isNegated(rest) && isOfWish(word))
  return asksCountOnly(clause) && wordsOf(rest).every(isKnown)
}
