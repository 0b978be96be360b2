// Does a text look like an occupation, or like the name of an organisation?

import { canBeName } from '../../details.ts'
import { CJK_SENTENCE, isNegated } from '../consent.ts'
import { fold, wordSet, wordsOf } from '../fold-text.ts'
import { isOccupation, OCCUPATIONS, ORGANISATION_WORDS, SENTENCE_WORDS } from '../lexicon/occupations.ts'
import { YES_WORDS } from '../lexicon/words.ts'
import { maskEnclosed, outsideQuotes } from '../lines.ts'
import { remembered } from '../remembered.ts'
import { isCommonWord, isParticle, NO_ORGANISATION, nameShape } from './name-shape.ts'

/** "MIT", "WHO", "UN": only the capitals distinguish them from small words. "YES" and "NO" stay words. */
export function isAcronym(raw: string): boolean {
  if (!/^\p{Lu}[\p{Lu}\p{N}&.-]{1,7}$/u.test(raw)) return false
  const word = fold(raw)
  if (YES_WORDS.has(word) || OCCUPATIONS.has(word)) return false
  return word.length < 4 || !isCommonWord(word)
}

// A number, a mailbox, a web page, a birthday.
const NUMBER_OR_ADDRESS =
  /\d[\d\s()./-]{3,}\d|@\S|:\/\/|\bwww\.|(?<!\p{L})(?:geb|geboren|born|née?|nat[oa]|nacid[oa]|nascid[oa])(?!\p{L}).*\d/iu
// "Northern Sinfonia 1979-2011"
const YEARS = /(?<!\d)(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d(?!\d)/gu
const STREET =
  /(?:^|[\s.])(?:street|st|road|rd|lane|ln|avenue|ave|drive|close|court|square|apt|flat|terrace|crescent|row|yard|mews|grove|parkway|blvd|highway|walk|rue|impasse|quai|boulevard|bd|chemin|weg|platz|calle|avenida|plaza|via|viale|piazza|travessa|rua|praca|largo|avda|av|ul|ulica|ulice|utca|vej|c\/)(?=[\s.,]|$)|(?:stra(?:ss|s)e|str|weg|gasse|platz|allee|straat|laan|plein|gracht|kade|gatan|vagen|gade|katu)(?=[\s.,]|$)/u
const OPENS_STREET =
  /^(?:c\/|calle|avda|av|avenida|plaza|rua|praca|largo|travessa|rue|boulevard|bd|place|impasse|allee|chemin|route|quai|sentier|ruelle|via|viale|vicolo|piazza|corso|lieu[- ]dit|ул|улица|вул|вулиця|проспект|пр|mah|רחוב|شارع)(?=[\s.])/u
// "22 Albert Terrace", "17-19 Dale": a house number before a name.
const HOUSE_FIRST = /^\d{1,4} ?[a-z]?(?: ?[-–/] ?\d{1,4})?,? \p{Lu}\p{L}/u
// "Gartenstr.", its number cut off or not given.
const ENDS_AS_STREET = /^(?:\S{3,30} )?\S{3,30}(?:str\.?|stras{1,2}e|gasse|straat|gatan|vagen)$/u
// "50667 Köln", "1017 GC Amsterdam", "NY 11201", "Bristol BS1 4XX".
const POSTCODE =
  /^\d{4,5}(?: \p{Lu}{2})? \p{Lu}|\b\p{Lu}{2} \d{5}$|\b[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}$/u

// "Mill Lane", without a number; "The Old Rectory", but not the theatre "The Old Vic".
const BARE_STREET =
  /^The Old (?!Vic$)\p{Lu}\p{L}+(?: House| Office)?$|^(?:\p{Lu}[\p{L}'’-]+ ){1,2}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Close|Terrace|Crescent|Gardens|Row|Mews|Cottages?|Cad|Caddesi|Sok|Sokak)\.?$|^[Ll]ieu[- ]dit\s|^The (?:Vicarage|Rectory|Manse)$/u

const YEARS_OR_VERSION =
  /(?<!\d)(?:19|20)\d\d(?!\d)|\d\.\d|\d{1,9} (?:yrs?|years?|jahre?n?|ans|años|anni|anos|jaar)(?!\p{L})/giu

// "5 кв. 12", "RR 2 Box 118": no list has the words of all addresses.
function isNumbered(field: string): boolean {
  const rest = field.replace(YEARS_OR_VERSION, '')
  return /\d/u.test(rest) && !looksLikeOrganisation(field) && !holdsOccupation(field)
}

function isStreet(field: string): boolean {
  if (looksLikeOrganisation(field) && !/^\d/u.test(field.split(' ').at(-1) ?? '')) return false
  return (/\d/.test(field) && STREET.test(fold(field))) || BARE_STREET.test(field)
}

/** A postcode or a street: the lines around it are an address. */
export function isOfAddress(field: string): boolean {
  return BARE_STREET.test(field) || (POSTCODE.test(field) && !looksLikeOrganisation(field))
}

// "Bureau C214", "Kamer 3.12", "poste 5127"
const OFFICE_ROOM =
  /^(?:(?:\d{1,2}\.? ?)?(?:og|eg|ug|dg|stock|etage|floor|piso|piano|verdieping)$|(?:room|office|rm|bureau|salle|kamer|raum|zimmer|zi|buro|stanza|ufficio|despacho|gabinete|sala|pokoj|rum|poste|ext|durchwahl|dw|interno|toestel)\.?:? ?(?:[a-z]{1,2}[ -]?)?\d[\w./-]*(?=$|\s[—–-]))/u

/** "Kamer 4.22", "Bât. C, bureau 212": the line around it says where a room is. */
export function isRoom(field: string): boolean {
  return OFFICE_ROOM.test(fold(field))
}

// "Absent les vendredis", "aanwezig ma"
const PRESENCE =
  /^(?:aanwezig|afwezig|absente?|présente?|anwesend|abwesend|available|office hours|sprech(?:stunde|zeiten)|bürozeiten|ricevimento|presente|ausente)(?!\p{L})/u

// "Mon-Wed", "Mo–Fr 9-17 Uhr"
const DAYS =
  /^(?:mon?|tues?|tue?|weds?|thu(?:rs?)?|fri?|sat?|sun?|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mie|jue|vie|sab|gio|seg|ter|qua|qui|sex|ma|wo|vr|za|zo)\.?\s?[-–]\s?(?:mon?|tues?|tue?|weds?|thu(?:rs?)?|fri?|sat?|sun?|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mie|jue|vie|sab|gio|seg|ter|qua|qui|sex|ma|wo|vr|za|zo)(?![\p{L}])/u

/** Never proposed for publication: a mailbox, a telephone number, a street, a postcode, a web page, office hours. */
export const isPrivate = remembered((text): boolean => {
  // Longer than any field.
  if (text.length > 600) return true
  const isWebPage = !text.includes(' ') && !canBeName(text)
  const outside = outsideQuotes(text)
  const folded = fold(outside)
  return (
    isWebPage ||
    isStreet(outside) ||
    HOUSE_FIRST.test(outside) ||
    isNumbered(outside) ||
    ENDS_AS_STREET.test(folded) ||
    isOfAddress(outside) ||
    DAYS.test(folded) ||
    PRESENCE.test(folded) ||
    OFFICE_ROOM.test(folded) ||
    NUMBER_OR_ADDRESS.test(text.replace(YEARS, ''))
  )
})

/** Without a street whose number stands beside a comma, and what follows: "C/ del Olmo, 8, 3.º B", "3, impasse du Four". */
export function withoutStreet(fields: string[]): string[] {
  const isStreetName = (field = '') => OPENS_STREET.test(fold(field))
  const at = fields.findIndex(
    (field, index) =>
      (isStreetName(field) && /^\D{0,8}\d/u.test(fields[index + 1] ?? '')) ||
      (/^\d{1,4} ?(?:bis|ter|[a-z])?$/iu.test(field) && isStreetName(fields[index + 1])),
  )
  return at === -1 ? fields : fields.slice(0, at)
}

// "Dlouhá 14" before "Olomouc": in any language a house number ends the street.
const HOUSE = /^\p{Lu}\p{L}+(?: \p{L}+){0,3} \d{1,4} ?[a-z]?$/u

/** Without a street or a house and the places after it. */
export function withoutPlace(fields: readonly string[]): readonly string[] {
  const isHouse = (field: string) =>
    (HOUSE.test(field) || HOUSE_FIRST.test(field) || isStreet(field)) && !looksLikeOrganisation(field)
  const at = fields.findIndex(isHouse)
  if (at === -1) return fields
  // "The Willows, Back Lane"
  const before = fields[at - 1] ?? ''
  const isItsName = nameShape(before) === 'capitalised' && !holdsOccupation(before)
  return fields.slice(0, isItsName ? at - 1 : at)
}

/** "Ms", "Frau": neither an occupation nor a name. */
export const HONORIFIC = /^(?:m[rsx]s?|miss|mme|mlle|m|herr|frau|sra?|srta|sig(?:\.?ra)?|dhr|mevr)\.?$/iu

/** Could this stand after a name? A sentence, an address or a remark could not. */
export const looksLikeOccupation = remembered((raw): boolean => {
  const text = raw.trim()
  const [first = ''] = text.split(' ')
  if (isPrivate(text) || HONORIFIC.test(text) || (isNegated(fold(first)) && !isTitleCase(text))) return false
  if (isAcronym(text)) return true
  // A title may hold anything: author of "Help! I am alive".
  const outside = maskEnclosed(text).replace(/(?:\p{Lu}\.){2,}/gu, 'x')
  if (CJK_SENTENCE.test(outside) || outside.endsWith('?')) return false
  const words = wordsOf(fold(outside))
  if (words.length > 10 && !holdsOccupation(text)) return false
  if (words.every(word => isCommonWord(word) && !OCCUPATIONS.has(word))) return isTitleCase(text)
  return isTitleCase(outside) || withoutClause(text) === text
})

/** "guionista en paro desde que cancelaron la temporada": up to where a clause goes on telling, without the small words before it. */
export const withoutClause = remembered((field): string => {
  const text = withoutAside(field)
  const masked = maskEnclosed(text)
  if (isTitleCase(masked)) return text
  const end = telling(masked)
  if (end === undefined) return text
  const words = text.slice(0, end).trim().split(/\s+/u)
  const last = words.findLastIndex(word => !isLink(fold(word)))
  const before = words
    .slice(0, last + 1)
    .join(' ')
    .replace(/(?<![\s,;:(–—-])[\s,;:(–—-]+$/u, '')
  return holdsOccupation(before) ? before : ''
})

/** Without a remark in brackets: "waiter (guess which pays the rent)", but not "painter (retired)". */
export function withoutAside(text: string): string {
  return text.replace(/(?<=\S) ?\([^()]{1,200}\)/gu, inside =>
    saysMore(outsideQuotes(inside.slice(inside.indexOf('(') + 1, -1))) ? '' : inside,
  )
}

/** Is it a remark, and no detail? */
export function saysMore(inside: string): boolean {
  const isLong = wordsOf(inside).length > 3 && /^(?:\P{L}*\p{Ll}[\p{L}'’]*){3}/u.test(inside)
  const isDetail = holdsOccupation(inside) || looksLikeOrganisation(inside)
  return telling(inside) !== undefined || isNegated(fold(inside)) || (isLong && !isDetail)
}

const SINCE = wordSet('since for from seit depuis desde dal sinds')

const isLink = (word: string) =>
  !/\p{L}/u.test(word) ||
  SINCE.has(word) ||
  isParticle(word) ||
  (isCommonWord(word) && !OCCUPATIONS.has(word))

/** The place of the first word that only sentences have. In capitals it belongs to a name ("founder of We Are Poets"), unless it comes first. */
function telling(text: string): number | undefined {
  const isOfSentence = (word: string, at: number) =>
    at === 0 ? /^(?!it$|\p{Lu}{2})/u.test(word) : /^(?:\p{Ll}{2}|I\b)/u.test(word)
  for (const { index, 0: word } of text.matchAll(/[\p{L}\p{M}'’]+(?![\p{L}\p{M}'’.])/gu))
    if (SENTENCE_WORDS.has(fold(word)) && isOfSentence(word, index)) return index
  return undefined
}

/** Capitals as in the names of bands and books: "We Are Poets", "The Who". */
export function isTitleCase(text: string): boolean {
  const words = text.split(' ')
  return (
    words.length > 1 &&
    /\p{Ll}/u.test(text) &&
    words.every(word => /^[^\p{Ll}]|^(?:of|and|for|in|the)$/u.test(word))
  )
}

export function holdsOccupation(raw: string): boolean {
  return wordsOf(fold(raw)).some(isOccupation)
}

export function isOccupationOnly(raw: string): boolean {
  const words = wordsOf(fold(outsideQuotes(raw)))
  return isOccupation(words.at(-1) ?? '') || isOccupation(words[0] ?? '')
}

// "Naturföreningen", "Fördervereins", "Buchverlag"
const ORGANISATION_ENDING =
  /.{3}(?:forening|foreningen|forbundet|sallskapet|selskabet|klubben|kollektivet|stiftelsen|vereins?|verbands?|verlags?|vereniging|genootschap|schule|school|gymnasium|bucherei|bibliothek|club)$/u
// "Demirci & Son", "Chor Cantabile e.V."
export const AND_SONS =
  /\s(?:&|and) (?:co|sons?|daughters?|partners?|brothers)(?!\p{L})|\s(?:&|und|et|e|y) (?:söhne|fils|figli|hijos|filhos)(?!\p{L})|\se\. ?V(?:\.|$)/iu

export const looksLikeOrganisation = remembered((raw): boolean => {
  return (
    AND_SONS.test(raw) ||
    wordsOf(fold(outsideQuotes(raw).replace(NO_ORGANISATION, ''))).some(
      word => ORGANISATION_WORDS.has(word) || ORGANISATION_ENDING.test(word),
    )
  )
})

/** The name of an organisation and nothing about a person. */
export function isAffiliation(field: string): boolean {
  return (looksLikeOrganisation(field) && !holdsOccupation(field)) || isAcronym(field.trim())
}
