// A sentence in which people say who they are: "my name is …", "I am a …".

import { isAgreeableWord, isNegativeWord } from './consent.ts'
import { anywhere, fold, wordCount, wordSet, wordsOf } from './fold-text.ts'
import { OCCUPATIONS } from './lexicon-occupations.ts'
import { INTRODUCTIONS, OCCUPATION_IS } from './lexicon-requests.ts'
import { isCommonWord, nameShape } from './name-shape.ts'
import {
  holdsOccupation,
  isOccupationOnly,
  looksLikeOccupation,
  looksLikeOrganisation,
} from './occupation-shape.ts'
import {
  afterName,
  fieldsOf,
  occupationAndOrganisation,
  type Written,
  withoutArticle,
  withoutEnd,
} from './signer-fields.ts'

// "as its director"
export const ITS = /^(?:(?:as|comme|als|como|come)\s+)?(?:(?:the|its|their)\s+)?/u

export const INTRODUCES = anywhere(INTRODUCTIONS)

const OCCUPATION_PHRASE = anywhere(OCCUPATION_IS)

const AND_I_AM =
  /\s*[,;]?\s+(?:and|et|und|y|e|en|&)\s+(?:i\s+am|i['’]?m|am|i\s+work\s+as|work\s+as|je\s+suis|suis|ich\s+bin|bin|arbeite\s+als|soy|trabajo\s+como|sono|faccio|lavoro\s+come|eu\s+sou|sou|trabalho\s+como|ik\s+ben|ben|werk\s+als)\s+/iu

export const CLAUSE_GOES_ON =
  /[,;]?\s+(?:(?:and|et|und|y|e|en|but|so)\s+(?:i|we|je|nous|ich|wir|yo|io|eu|ik|wij|gehe|wohne|lebe|habe|finde|komme|lese|live|go|have|think|vivo|vado|abito|moro|tengo|tenho|woon|heb|habite|would|want|wish|support|sign|signe|unterschreibe|unterzeichne|möchte|firmo|quiero|voglio|assino|quero|teken|wil|fully|strongly|please|hereby)\b|who\s|which\s|qui\s|signing\b|i\s+(?:sign|support|want|would|agree|hereby|am\s+signing)|je\s+(?:signe|soutiens|souhaite)|ich\s+(?:unterschreibe|unterzeichne|möchte)).*$/iu

const SELF = /^(?:and\s+)?(?:je suis|chuis|j['’]suis|i am|i['’]m|ich bin|soy|sono|(?:eu )?sou|ik ben)\s+/iu

export const INDEFINITE = /^(?:an?|une?|eine?n?|un[ao]?|uma?|een)\s+/iu

// "me llamo francisca lopez reverte soy jubilada": only the next verb ends the name.
const NAME_IS =
  /^(?:.{0,60}[\s,.:;!–—-])?(?:my (?:full )?name(?: is|.s)|me llamo|mi nombre (?:completo )?es|je m.appelle|mon nom est|ich hei(?:ss?|ß)e?|mein name ist|mi chiamo|il mio nome e|(?:eu )?me chamo|chamo-me|(?:o )?meu nome e|ik heet|mijn naam is)[\s:]+/u
// "I am" says who somebody is or what they are: here an occupation or another "I am" must follow.
const I_AM = /^(?:.{0,60}[\s,.:;!–—-])?(?:i am|i.?m|ich bin|soy|sono|sou|ik ben)\s+/u
const ENDS_NAME =
  /[,;.(]|\s(?:i am|i.?m|am|and|soy|y|je suis|et|ich|bin|und|sono|ho|e|eu|sou|ik|ben|en|ponto|virgula|tengo|tenho)(?=\s)/u

/** A name typed in lower case after "my name is", and what its writer is. */
function inLowerCase(raw: string): Written | undefined {
  const folded = fold(raw)
  const isNamed = NAME_IS.exec(folded)
  const lead = isNamed ?? I_AM.exec(folded)
  if (lead === null) return undefined
  const said = raw.slice(lead[0].length)
  const end = ENDS_NAME.exec(fold(said))
  const name = said.slice(0, end?.index).trim()
  const words = wordsOf(fold(name))
  const isName = words.length >= 2 && words.length <= 5 && nameShape(name) === 'plain'
  if (!isName || words.some(isNegativeWord) || holdsOccupation(name) || looksLikeOrganisation(name))
    return undefined
  const goesOn = said
    .slice(name.length)
    .replace(/\s(?:vírgula|virgula)\s/iu, ', ')
    .replace(/\sponto(?:\s.*)?$/iu, '')
    .replace(/^[\s,;]*(?:(?:and|y|et|und|e|en)\s)?/u, '')
  const after = goesOn.replace(SELF_OR_BIN, '').replace(CLAUSE_GOES_ON, '')
  const fields = fieldsOf(withoutEnd(after)).map(field =>
    field.replace(SELF_OR_BIN, '').replace(INDEFINITE, ''),
  )
  // "soy madre soltera y firmo" gives no name.
  const says = SELF_OR_BIN.test(goesOn) || holdsOccupation(fields[0] ?? '')
  if (isNamed === null && (!says || words.some(isCommonWord))) return undefined
  return { name, ...afterName(fields.filter(field => holdsOccupation(field) || wordCount(field) <= 3)) }
}

const SELF_OR_BIN =
  /^(?:(?:i )?am|i['’]?m|je suis|(?:ich )?bin|(?:yo )?soy|(?:io )?sono|(?:eu )?sou|(?:ik )?ben)\s+/iu

export function introduced(raw: string): Written | undefined {
  const folded = fold(raw)
  const lower = inLowerCase(raw)
  if (lower !== undefined) return lower
  const occupationIs = OCCUPATION_PHRASE.exec(folded)
  const found = INTRODUCES.exec(folded)
  if (found === null || (occupationIs !== null && occupationIs.index < found.index)) {
    if (occupationIs === null) return undefined
    const said = withoutEnd(
      raw
        .slice(occupationIs.index + occupationIs[0].length)
        .replace(CLAUSE_GOES_ON, '')
        .trim(),
    )
    return looksLikeOccupation(said) ? occupationAndOrganisation(said) : undefined
  }
  // An introduction opens its clause; "… so I am convinced" is none.
  if (
    found.index > 0 &&
    !/[,;:.!–—-]\s*$/u.test(raw.slice(0, found.index)) &&
    !onlyConnecting(folded.slice(0, found.index))
  )
    return undefined
  const said = raw.slice(found.index + found[0].length).replace(/^[\s:,]+/u, '')
  const joint = AND_I_AM.exec(said)
  const whoPart = withoutEnd(
    (joint === null ? said : said.slice(0, joint.index)).replace(CLAUSE_GOES_ON, '').trim(),
  )
  const whatPart =
    joint === null
      ? ''
      : said
          .slice(joint.index + joint[0].length)
          .replace(CLAUSE_GOES_ON, '')
          .trim()
  const fields = fieldsOf(whoPart)
  const [typed, ...others] = fields
  const first = typed && withoutArticleOfName(typed)
  if (first === undefined) return undefined
  const whatFields = whatPart === '' ? [] : fieldsOf(whatPart)
  const isName = /name|nom|nombre|nome|naam|heis|heet|llamo|appelle|chiamo|chamo/u.test(found[0])
  const shape = nameShape(first)
  const saysOccupation =
    INDEFINITE.test(first) || (isOccupationOnly(first) && !isName && wordCount(first) <= 4)
  if (
    saysOccupation &&
    looksLikeOccupation(first) &&
    !(
      INDEFINITE.test(first) &&
      wordsOf(fold(first)).every(word => isCommonWord(word) && !OCCUPATIONS.has(word))
    )
  )
    return afterName(fields.map(field => field.replace(INDEFINITE, '')))
  const rest = afterName(
    [...others, ...whatFields].map(field => field.replace(SELF, '').replace(INDEFINITE, '').replace(ITS, '')),
  )
  const from =
    /^(.{2,80}?)\s+(?:from|at|with|of|de|von|vom|di|da|van|bei|chez)\s+((?:the |der |die |dem |la |le |l['’])?\p{Lu}.{2,150})$/u.exec(
      first,
    )
  if (
    from?.[1] !== undefined &&
    from[2] !== undefined &&
    looksLikeOrganisation(from[2]) &&
    nameShape(from[1]) === 'capitalised'
  )
    return { name: from[1], organisation: withoutArticle(from[2]), ...rest }
  if (shape === 'capitalised' || (shape === 'plain' && isName)) return { name: first, ...rest }
  return undefined
}

/** "Ich bin die Lena Obermüller", but "der Chor Nordklang". */
function withoutArticleOfName(typed: string): string {
  const bare = withoutArticle(typed)
  const isName = wordCount(bare) > 1 && nameShape(bare) === 'capitalised' && !isOccupationOnly(bare)
  return isName && !looksLikeOrganisation(bare) ? bare : typed
}

const CONNECTORS = wordSet(
  'but and however actually correction sorry mais et aber und sondern pero y ma mas e maar en no nein non não nee because',
)

function onlyConnecting(folded: string): boolean {
  return wordsOf(folded).every(word => isAgreeableWord(word) || CONNECTORS.has(word))
}
