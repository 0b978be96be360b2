// Does somebody speak of a signature that they gave, or will not give? Neither signs, and neither removes anything.

import {
  asksNotToPublish,
  isConsent,
  isNegated,
  isNegativeWord,
  mentionsJoining,
  mentionsSigning,
} from './consent.ts'
import { anywhere, everywhere, fold, wordSet, wordsOf } from './fold-text.ts'
import { MINE_GIVEN } from './lexicon/leaving.ts'
import { HARMLESS, NO_FROM_ME, NO_TROUBLE, NOT_ALONE } from './lexicon/refusals.ts'
import {
  AS_IT_STANDS,
  ASKED_TO_SIGN,
  ASKS_INDIRECTLY,
  SIGNED_BEFORE,
  TWICE,
  WISHED_TO_SIGN,
  WITHOUT_ME,
} from './lexicon/requests.ts'
import {
  AWAITED,
  CANNOT,
  EXCEPTING,
  IN_DOUBT,
  IN_TWO_MINDS,
  LISTED,
  MINE,
  OF_ANOTHER,
  ON_A_PAGE,
  OUTRIGHT,
  SIGNING,
  SUPPORTING,
  UNDECIDED,
  WILL_NOT,
} from './lexicon/signing.ts'
import { closingLength, GOES_ON, isProse, MOST_PIECES } from './lines.ts'
import { refusesPlainly } from './refusal.ts'
import { remembered } from './remembered.ts'
import { CLAUSES, OF_ONESELF } from './whole-text.ts'

/** The name is given by other words than a verb of signing. */
const GIVES = [
  `(?:put|lend|give|add|mets|mettrai|prête|donne|donnerai|setze|gebe|pongo|pondré|doy|daré|metto|metterò|do|darò|ponho|porei|dou|darei|zet|geef)(?: it| pas| ich| ik){0,2}(?: gladly| volontiers| hiermit| gerne?| volentieri| hierbij| graag| dus| daarom)? ${MINE_GIVEN}`,
  'meine[n]? (?:namen|unterschrift) (?:her|dafür|darunter|hierfür)|skriv(?:a|er)(?: [a-z]{1,9})? under',
]
const GIVING_NOW = anywhere(GIVES)
const GIVING = anywhere([...GIVES, `(?:putting|lending|giving|adding) ${MINE_GIVEN}`])

// "ob ich unterschreiben will"
const ONLY_WHETHER = /(?<!\p{L})(?:whether|ob|czy)(?!\p{L})/u
const WHETHER = /(?<!\p{L})(?:whether|if|ob|si|se|of|czy)(?!\p{L})/u

const NOT_YET = wordSet('yet noch encore aún todavía ancora ainda nog jeszcze')

const SIGNED = anywhere(SIGNED_BEFORE)
const INVITED = anywhere(ASKED_TO_SIGN)
const WISHED = anywhere(WISHED_TO_SIGN)
const ASKING = anywhere(ASKS_INDIRECTLY)
const TWO_TIMES = anywhere(TWICE)
const AS_IT_IS = anywhere(AS_IT_STANDS)
const LEAVING_OUT = anywhere([...NO_FROM_ME, ...WITHOUT_ME])

// "I sign because nobody asked me" and "I want to sign but not with my name" say no to something else.
const BUT_OR_BECAUSE =
  /\s(?:but|mais|aber|pero|ma(?=\snon?\s)|mas|maar|because|since|so long as|on (?:the )?condition|unless|parce qu\S{0,2}|puisque|car|weil|denn|porque|pues|perche|poiche|pois|omdat|provided|as long as|pourvu|a condition|sofern|solange|vorausgesetzt|siempre que|con tal|purche|a patto|a condizione|desde que|contanto|mits|zolang|and|et|und|y|ed?|och|men|por isso|por eso|asi que|therefore|yes(?= to ))\s|(?<!(?:que|si|dire|pense|crois|sais|pas|ne))\s(?=je (?:veux|voudrais|signe)\s)/u

// "Je signe sans hésiter" hesitates at nothing. "Without me" has been looked for.
const WITHOUT = /(?<!\p{L})(?:without|sans|bez|utan|uden)(?!\p{L})/gu

const NO_REFUSAL = everywhere([...HARMLESS, ...NO_TROUBLE, ...NOT_ALONE])

// "je signe pour la rivière pas d'égouts"
const PURPOSE =
  /\s(?:for|pour|fur|por|per|voor|pel[oa])(?! (?:no|nothing|nobody|rien|personne|nichts|niemand|nada|nadie|nulla|niente|nessuno|ninguem|niets)(?![a-z]))\s/u

const refusesIn = (clause: string) =>
  isNegated(cutAfter(clause, PURPOSE).replace(WITHOUT, ' ').replace(NO_REFUSAL, ' '))

// "I sign so that no road is built", "firmo para que no pase"
const AIM =
  /\s(?:that|lest|(?:para|pa|pour|afin|de) q(?:ue)?|damit|dass|affinche|opdat|zodat|zeby|aby|hogy|att)\s/u

/** Without what somebody signs for: a no in it does not decline. */
function cutAfter(clause: string, aim: RegExp): string {
  const [before = ''] = clause.split(aim)
  return saysSigning(before) ? before : clause
}

// "O meu nome é Ada", "il mio nome è Ada": folded, "is" would be "and".
const IS = /(?<=\s)[éè](?=\s)/gu

export const clausesOf = remembered((sentence): readonly string[] =>
  fold(sentence.replace(IS, 'est'))
    .split(CLAUSES)
    .flatMap(clause => clause.split(BUT_OR_BECAUSE))
    .map(clause => cutAfter(clause, AIM)),
)

const has = (words: ReadonlySet<string>) => (folded: string) => wordsOf(folded).some(word => words.has(word))

function saysSigning(clause: string): boolean {
  return GIVING.test(clause) || wordsOf(clause).some(word => SIGNING.test(word)) || SUPPORTING.test(clause)
}

/** Somebody speaks of signing, with a "but" or a "sorry", and never says outright that they sign: they may be declining. */
export function maySayNo(said: readonly string[]): boolean {
  const folded = said.slice(0, MOST_PIECES).map(fold)
  const isOutright = (clause: string) => isConsent(clause) || (OUTRIGHT.test(clause) && !refusesIn(clause))
  return (
    folded.some(one => IN_TWO_MINDS.test(one)) &&
    !folded.some(isOutright) &&
    !said.flatMap(clausesOf).some(isOutright)
  )
}

/** "Let me sleep on it": beside it, no sentence is a plain wish. */
export function isUndecided(sentences: readonly string[]): boolean {
  return sentences.slice(0, MOST_PIECES).some(sentence => UNDECIDED.test(fold(sentence)))
}

/** "I signed yesterday and have had no confirmation", "My name is missing", "Did you get my signature?" */
export function asksForState(sentences: readonly string[]): boolean {
  const folded = sentences.map(fold)
  // "Please could my signature be added?" and "Could you put my name on it?" are wishes.
  const isWish = (clause: string) =>
    (OF_ONESELF.test(clause) && mentionsJoining(clause)) || mentionsSigning(clause)
  const asks = (clause: string) =>
    isNegated(clause) || ((clause.includes('?') || ASKING.test(clause)) && !isWish(clause))
  const hasSigned = (sentence: string) =>
    SIGNED.test(sentence) && !(isNegated(sentence) && has(NOT_YET)(sentence))
  if (folded.some(hasSigned)) return folded.some(asks)
  const isMissed = (clause: string) => has(AWAITED)(clause) || (has(LISTED)(clause) && has(MINE)(clause))
  // "My name must not appear"
  const others = sentences.filter(sentence => !asksNotToPublish(fold(sentence)))
  return others.flatMap(clausesOf).some(clause => asks(clause) && isMissed(clause))
}

/** "I would like to know who organises this", "I do not know whether I may sign": without a question mark. */
export function asksIndirectly(sentence: string): boolean {
  const folded = fold(sentence)
  return ASKING.test(folded) || isInDoubt(folded)
}

function isInDoubt(folded: string): boolean {
  return IN_DOUBT.test(folded) && WHETHER.test(folded)
}

/** A clause that signs now: neither "I signed yesterday" nor "I do not sign". */
export const signsNow = remembered((sentence): boolean => {
  const doubts = isInDoubt(fold(sentence))
  return [fold(sentence), ...clausesOf(sentence)].some(
    clause =>
      !(doubts && WHETHER.test(clause)) &&
      !ONLY_WHETHER.test(clause) &&
      (isConsent(clause) || mentionsSigning(clause) || GIVING_NOW.test(clause)) &&
      !refusesIn(clause) &&
      !SIGNED.test(clause) &&
      !ASKING.test(clause) &&
      !INVITED.test(clause),
  )
})

/** "Asked me to sign", "I was all set to sign": wishes of others, and wishes that are over */
export const isPastWish = (clause: string) => INVITED.test(clause) || WISHED.test(clause)

/** "I agree", but not "I signed" */
export const agreesNow = (sentence: string) =>
  !SIGNED.test(fold(sentence)) && clausesOf(sentence).some(isConsent)

const I = wordSet('i ich je yo io eu ik')

function speaksOfAnother(clause: string): boolean {
  return OF_ANOTHER.test(clause) && !wordsOf(clause).some(word => I.has(word))
}

// Without marks a sentence goes on: "ich will unterschreiben wir waren immer baden da jetzt geht das nicht mehr"
const LONG_CLAUSE = 12
const FARTHEST_NO = 6

/** Does the no belong to signing? */
function isClose(clause: string): boolean {
  const words = wordsOf(clause)
  const noes = words.flatMap((word, at) => (isNegated(word) ? [at] : []))
  const signs = words.flatMap((word, at) => (SIGNING.test(word) ? [at] : []))
  if (words.length <= LONG_CLAUSE || noes.length === 0 || signs.length === 0) return true
  return noes.some(no => signs.some(sign => Math.abs(no - sign) <= FARTHEST_NO))
}

/** 'cannot': they say that they could not sign, for whatever reason. */
export function declinesToSign(said: readonly string[]): 'declines' | 'cannot' | undefined {
  const sentences = said.slice(0, MOST_PIECES)
  if (sentences.some(sentence => EXCEPTING.test(fold(sentence)))) return undefined
  // "How could I not sign?"
  const told = sentences.filter(sentence => !sentence.includes('?'))
  if (told.some(sentence => LEAVING_OUT.test(fold(sentence))) || sentences.some(refusesPlainly))
    return 'declines'
  const negated = told
    .flatMap(clausesOf)
    .filter(clause => refusesIn(clause) && saysSigning(clause) && isClose(clause) && !speaksOfAnother(clause))
    .filter(
      clause => ![IN_DOUBT, SIGNED, TWO_TIMES].some(other => other.test(clause)) && !has(NOT_YET)(clause),
    )
  // "I cannot support this" never speaks of a broken page.
  const isOfPage = (clause: string) => ON_A_PAGE.test(clause) && !WILL_NOT.test(clause)
  const isPlain = (clause: string) =>
    AS_IT_IS.test(clause) ||
    (!isOfPage(clause) && (GIVING.test(clause) || SUPPORTING.test(clause) || !has(CANNOT)(clause)))
  if (negated.some(isPlain)) return 'declines'
  return negated.length > 0 ? 'cannot' : undefined
}

/** "Thank you for all this work" */
function onlyThanks(sentence: string): boolean {
  const [thanks = '', ...others] = clausesOf(sentence)
  const end = closingLength(thanks)
  return others.length === 0 && end > 0 && !GOES_ON.test(thanks.slice(end))
}

/**
 * A name and an occupation, or fewer than four words, sign in any language. Sentences sign only if one of them speaks of joining:
 * somebody who declines in a language that we do not know must not be told that they asked to sign. A subject does not sign for
 * them: "Signature" may be ours.
 */
export function wantsToJoin(said: readonly string[], rich: boolean): boolean {
  const sentences = said.slice(0, MOST_PIECES)
  if (!sentences.some(sentence => isProse(sentence) && !onlyThanks(sentence)))
    return rich || !sentences.map(fold).some(sentence => refusesIn(sentence) && mentionsJoining(sentence))
  const objects = (clause: string) =>
    refusesIn(clause) || wordsOf(clause.replace(WITHOUT, ' ')).some(isNegativeWord)
  const clauses = sentences.flatMap(clausesOf)
  if (rich && !clauses.some(objects)) return true
  return clauses.some(clause => mentionsJoining(clause) && !objects(clause))
}
