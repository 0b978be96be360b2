// Does somebody take their signature back, or want their data deleted? Only the whole text can say so: a phrase in which
// every word is known.

import { isConsent, isNegated, mentionsSigning } from './consent.ts'
import { anywhere, fold, wordSet, wordsOf } from './fold-text.ts'
import { PLEASE } from './lexicon/consents.ts'
import {
  BESIDE_DATA,
  DATA,
  ERASING,
  ERASING_ALONE,
  GIVEN,
  LEAVES_A_LIST,
  MINE_GIVEN,
  NO_LONGER,
  OF_EMAIL,
  REMOVES_IT,
  REMOVES_ME,
  SIGNATURE,
  TAKING,
  TAKING_OFF,
  TAKING_OFF_ALONE,
} from './lexicon/leaving.ts'
import { SIGNED_BEFORE } from './lexicon/requests.ts'
import { SMALL_WORDS } from './lexicon/words.ts'
import { isQuestion, sentencesIn } from './lines.ts'
import { remembered } from './remembered.ts'
import { bareText, CLAUSES, saysOnly, wordsBeside } from './whole-text.ts'

const BESIDE_IT_ALONE = wordSet('je me ich ik wieder graag')

type TakingBack = 'withdraw' | 'erase'

/** Does one clause take something back, and say nothing else? */
export const takenBackBy = remembered((clause): TakingBack | undefined => {
  if (ERASING_ALONE.test(clause)) return 'erase'
  const alone = wordsOf(clause).filter(word => !PLEASE.has(word) && !BESIDE_IT_ALONE.has(word))
  const isAlone = [clause, alone.join(' ')].some(said => TAKING_OFF_ALONE.test(said))
  if (isAlone || (alone.length === 1 && mentionsTaking(alone.join()))) return 'withdraw'
  if (NOT_MINE.test(clause)) return undefined
  const plain = clause.replace(ERASING, ' delete ')
  const words = wordsBeside(plain, TAKING)
  // "No quiten mi firma": a negation turns it round.
  if (words !== undefined && isNegated(words.join(' '))) return undefined
  if (words?.some(word => DATA.has(word)) && saysData(words)) return 'erase'
  if (words?.every(isKnown)) {
    if (words.length === 0 && plain !== clause) return 'erase'
    if (wordsOf(clause).some(word => SIGNATURE.has(word))) return plain === clause ? 'withdraw' : 'erase'
  }
  const others = wordsBeside(clause, TAKING_OFF)
  return others?.every(isKnown) ? 'withdraw' : undefined
})

/** "Please don't delete my signature" */
export function mentionsTaking(clause: string): boolean {
  return wordsBeside(clause, TAKING) !== undefined
}

/** "Remove your name", "the name of the site", "withdraw the letter" */
const NOT_MINE = anywhere([
  `(?:your|their|his|her|votre|leur|ihren?|euren?|su|vuestr[oa]|vostr[oa]|su[oa]|voss[oa]|uw|jullie) (?:${GIVEN})|(?:name|signature|support) of (?:the|this|your)|(?:withdraw|remove|delete|cancel|retract|take|drop) (?:the|your|this|that) (?:petition|statement|letter|appeal|list|page|website)`,
])

function isKnown(word: string): boolean {
  return SMALL_WORDS.has(word) || SIGNATURE.has(word)
}

/** Withdraws or erases if nothing else is said. A subject counts only above an empty text or a mere name. */
export function takesBack(subject: string, text: string): TakingBack | undefined {
  const inText = takenBackIn(text)
  if (inText !== undefined || subject === '') return inText
  return takenBackIn(`${subject.slice(0, 300)}\n${text}`)
}

/** These may mean our email as well as the signature. */
const LEAVES_EMAIL = anywhere(['unsubscribe|désabonnement|désabonnez|abmelden|afmelden|uitschrijven'])
/** The object of a wish to be taken off: the signature, or our email. */
export function whatToRemove(text: string): 'withdraw' | 'perhaps-withdraw' | 'asks' {
  const folded = fold(text)
  if (LEAVES_EMAIL.test(folded)) return 'asks'
  return LEAVES_A_LIST.test(folded) ? 'perhaps-withdraw' : 'withdraw'
}

function saysData(words: readonly string[]): boolean {
  const isOfData = (word: string) => DATA.has(word) || BESIDE_DATA.has(word)
  return words.some(isOfData) && words.every(word => isKnown(word) || isOfData(word))
}

function takenBackIn(text: string): TakingBack | undefined {
  let erases = false
  const only = saysOnly(text, clause => {
    const back = takenBackBy(clause)
    erases ||= back === 'erase'
    // "Delete my data. All of it."
    return back !== undefined || (erases && saysData(wordsOf(clause)))
  })
  if (!only) return undefined
  return erases ? 'erase' : 'withdraw'
}

/**
 * "I signed too fast. Take my name off the list, and no hard feelings": one clause takes the signature back, and others say more. The
 * service asks before it acts. It does not ask people who agree in another clause.
 */
export function takesBackAmongOthers(text: string): boolean {
  const sentences = sentencesIn(text)
  const clausesOf = (said: readonly string[]) =>
    said.flatMap(sentence => sentence.split(CLAUSES)).map(clause => bareText(fold(clause)))
  const clauses = clausesOf(sentences)
  const told = () => clausesOf(sentences.filter(sentence => !isQuestion([sentence])))
  const takes =
    clauses.some(clause => takenBackBy(clause) !== undefined) ||
    (clauses.some(takesSignature) && told().some(takesSignature))
  return takes && !clauses.some(clause => isConsent(clause) || (KEEPING.test(clause) && !isNegated(clause)))
}

/** "Take me off your mailing list, but leave my signature where it is" */
const KEEPING = anywhere([
  `(?:keep|leave|gardez|laissez|conservez|lasst|lassen sie|behaltet|behalten sie|dejen|dejad|mantengan|conserven|lasciate|tenete|mantenete|deixem|mantenham|laat|houd|behoud)(?: bien| aber| bitte)? ${MINE_GIVEN}(?! (?:off|out|away|to be|removed|deleted|gone|verschwinden|weg|löschen|streichen|entfernen|verwijderen|schrappen))`,
])

/** "After all I would rather withdraw my signature" */
function takesSignature(clause: string): boolean {
  const isOther = isNegated(clause) || mentionsSigning(clause)
  const others = isOther ? [] : (wordsBeside(clause, TAKING) ?? [])
  return others.some(word => ITSELF.has(word)) && others.some(word => MINE.has(word))
}

const REMOVING = anywhere(REMOVES_ME)
const REMOVING_IT = anywhere(REMOVES_IT)
// "quero que apaguem o meu nome e o meu email"
const MY_ADDRESS = / (?:and|et|und|y|e|en) (?:my|mon|meine|mi|il mio|o meu|mijn) e-?mails?(?: address)?/gu
const OF_MINE = anywhere([MINE_GIVEN, ...SIGNED_BEFORE])
const NOT_ANY_MORE = anywhere(NO_LONGER)

/** Somewhere among other sentences they want what they gave to be gone. The service asks whether they mean that. */
export function wantsToBeGone(text: string): boolean {
  const sentences = sentencesIn(text).map(fold)
  const isOfMine = sentences.some(sentence => OF_MINE.test(sentence))
  const removes = (clause: string) => REMOVING.test(clause) || (isOfMine && REMOVING_IT.test(clause))
  const removesMe = (clause: string) =>
    removes(clause) && !isNegated(clause) && !OF_EMAIL.test(clause.replace(MY_ADDRESS, ' '))
  return sentences.some(sentence => NOT_ANY_MORE.test(sentence) || sentence.split(CLAUSES).some(removesMe))
}

/** "Please delete my middle name": something of the writer's is to go, perhaps something else. */
export function mentionsTakingBack(text: string): boolean {
  return sentencesIn(text)
    .map(fold)
    .some(
      sentence =>
        !isNegated(sentence) &&
        wordsBeside(sentence, TAKING) !== undefined &&
        wordsOf(sentence).some(word => SIGNATURE.has(word) || MINE.has(word)),
    )
}

const MINE = wordSet(
  'my our mon ma mes mein meine meinen mi mis mio mia miei meu minha meus mijn mój mojego min mitt',
)
const ITSELF = wordSet(
  'signature unterschrift firma assinatura handtekening podpis podpisu underskrift namnunderskrift',
)
