// A sentence in which people say who they are: "my name is …", "I am a …".

import { isAgreeableWord, mentionsJoining } from '../consent.ts'
import { anywhere, fold, wordCount, wordSet, wordsOf } from '../fold-text.ts'
import { OCCUPATIONS } from '../lexicon/occupations.ts'
import { INTRODUCTIONS } from '../lexicon/requests.ts'
import { isCommonWord, nameShape } from './name-shape.ts'
import {
  holdsOccupation,
  isOccupationOnly,
  looksLikeOccupation,
  looksLikeOrganisation,
} from './occupation-shape.ts'
import { afterName, fieldsOf, type Written, withoutArticle, withoutEnd } from './signer-fields.ts'

// "as its director"
export const ITS = /^(?:(?:as|comme|als|como|come)\s+)?(?:(?:the|its|their)\s+)?/u

export const INTRODUCES = anywhere(INTRODUCTIONS)

// "and I am", "soy": the occupation follows.
const AND_I_AM =
  /(?:[,;]?\s+(?:and|et|und|y|e|en|&))?[,;]?\s+(?:i\s+am|i['’]?m|(?:i\s+)?work\s+as|je\s+suis|ich\s+bin|arbeite\s+als|(?:yo\s+)?soy|trabajo\s+como|(?:io\s+)?sono|faccio|lavoro\s+come|(?:eu\s+)?sou|trabalho\s+como|ik\s+ben|werk\s+als|j['’]suis|chuis|(?<=(?:\s(?:and|et|und|y|e|en|&)|,)\s)(?:am|suis|bin|ben))\s+/iu

export const CLAUSE_GOES_ON =
  /[,;]?\s+(?:(?:and|&|et|und|y|e|en|but|so)\s+(?:\p{L}+ly\s+)?(?:no|non|não|i|we|je|nous|ich|wir|yo|io|eu|ik|wij|gehe|wohne|lebe|habe|finde|komme|lese|live|go|have|think|vivo|vado|abito|moro|tengo|tenho|woon|heb|habite|would|want|wish|support|sign|signe|unterschreibe|unterzeichne|möchte|firmo|quiero|voglio|assino|quero|teken|wil|fully|strongly|please|hereby)\b|whose?\s|which\s|qui\s|signing\b|i\s+(?:sign|support|want|would|agree|hereby|am\s+signing)|je\s+(?:signe|soutiens|souhaite)|ich\s+(?:unterschreibe|unterzeichne|möchte)).*$/iu

export const INDEFINITE = /^(?:an?|une?|eine?n?|un[ao]?|uma?|een)\s+/iu

// "im tom wade, i do storyboards"
const OF_ONESELF = /^(?:i|je|ich|yo|io|eu|ik)\s/iu

export const SAYS_NAME = /name|nom|nombre|nome|naam|heis|heet|llamo|appelle|chiamo|chamo/u

const AT_PLACE =
  /^(.{2,80}?)\s+(?:from|at|with|of|de|von|vom|di|da|van|bei|chez)\s+((?:the |der |die |dem |la |le |l['’])?\p{Lu}.{2,150})$/u

// "As a Welsh poet, I support this"
const AS_ONE =
  /^(?:as an?|en tant qu(?:e |['’])(?:une? )?)\s*(.{3,100}?),?\s(?:whose?\s.*)?(?:I|we|je|nous)(?:['’]\p{L}+)?\s(.*)$/iu

export function introduced(raw: string): Written | undefined {
  const folded = fold(raw)
  const [, role = '', wish = ''] = AS_ONE.exec(raw) ?? []
  if (holdsOccupation(role) && mentionsJoining(fold(wish))) return afterName(fieldsOf(role))
  const found = INTRODUCES.exec(folded)
  if (found === null || !opensClause(raw.slice(0, found.index))) return undefined
  // German "im Ruhestand" is no "I'm".
  if (/^im\s\p{Lu}/u.test(raw.slice(found.index))) return undefined
  const [who = '', what = ''] = raw
    .slice(found.index + found[0].length)
    .replace(/^[\s:,]+/u, '')
    .split(AND_I_AM, 2)
    .map(clauseOf)
  const [typed, ...fields] = fieldsOf(what === '' ? who : `${who}, ${what}`)
  const others = fields.filter(field => !OF_ONESELF.test(field))
  const first = typed && withoutArticleOfName(typed)
  if (first === undefined) return undefined
  const isName = SAYS_NAME.test(found[0])
  const after = others.map(field => field.replace(INDEFINITE, ''))
  if (saysOccupation(first, isName)) return afterName([first.replace(INDEFINITE, ''), ...after])
  const rest = afterName(after.map(field => field.replace(ITS, '')))
  const [, name, place] = AT_PLACE.exec(first) ?? []
  if (name !== undefined && place !== undefined && looksLikeOrganisation(place))
    return { name, organisation: withoutArticle(place), ...rest }
  const shape = nameShape(first)
  if (shape === 'capitalised') return { name: first, ...rest }
  // In lower case, only "my name is" or an occupation shows that it is a name.
  const isPerson = what !== '' || others.length < fields.length || holdsOccupation(others[0] ?? '')
  const isTold = isName || (isPerson && wordCount(first) > 1 && !wordsOf(fold(first)).some(isCommonWord))
  return shape === 'plain' && isTold ? { name: first, ...rest } : undefined
}

/** Cuts off what follows the clause. */
function clauseOf(said: string): string {
  return withoutEnd(said.replace(CLAUSE_GOES_ON, '').trim())
}

/** "I am a painter", "je suis peintre" */
function saysOccupation(first: string, isName: boolean): boolean {
  if (!INDEFINITE.test(first)) return !isName && isOccupationOnly(first) && wordCount(first) <= 4
  const isRemark = wordsOf(fold(first)).every(word => isCommonWord(word) && !OCCUPATIONS.has(word))
  return looksLikeOccupation(first) && !isRemark
}

/** "Ich bin die Lena Obermüller", but "der Chor Nordklang". */
function withoutArticleOfName(typed: string): string {
  const bare = withoutArticle(typed)
  const isName = nameShape(bare) === 'capitalised' && !isOccupationOnly(bare)
  return isName && !looksLikeOrganisation(bare) ? bare : typed
}

const CONNECTORS = wordSet(
  'but and however actually correction sorry mais et aber und sondern pero y ma mas e maar en no nein non não nee because',
)

/** Only at the start of a clause people introduce themselves: "… so I am convinced" is no introduction. */
function opensClause(before: string): boolean {
  return (
    /[,;:.!–—\-\p{Extended_Pictographic}]\s*$/u.test(before) ||
    wordsOf(fold(before)).every(word => isAgreeableWord(word) || CONNECTORS.has(word))
  )
}
