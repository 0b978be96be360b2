// The block with which programs and people sign an email: name, title, phone, address, link. It says nothing about signing.

import { mentionsJoining } from './consent.ts'
import { CONTACT_WORDS, saysWhereOnly, withoutPronouns } from './contact-lines.ts'
import { isCommonWord, nameShape } from './details/name-shape.ts'
import { holdsOccupation, isTitleCase, looksLikeOrganisation } from './details/occupation-shape.ts'
import { fold, whole, wordSet, wordsOf } from './fold-text.ts'
import { closingLength, contentOf, outsideQuotes, sentencesOf } from './lines.ts'
import { speaksAgainst } from './refusal.ts'
import { mentionsTaking } from './take-back.ts'
import { bareText } from './whole-text.ts'

/** A label, or a word of a sentence about oneself. */
const SAYS_OUTRIGHT =
  /:|\b(?:my|name|is|am|please|should|change|je|mon|ma|nom|suis|ich|mein|meine|bin|soy|mi|sono|mio|mia|sou|meu|minha|ik|mijn|ben)\b/u

const KISSES = /\s+x{1,3}$/iu
/** "i. A. Ada Lovelace": she signs for her employer. */
const BY_ORDER = /^(?:i\. ?[av]\.|ppa\.|gez\.|p\. ?[po]\.)\s*/iu
/** Companies must name these in every email. */
const COMPANY_LABEL =
  /^(?:geschäftsführ\p{L}+|vorstand|aufsichtsrat|vorsitzende[rn]?|(?:register|amts)gericht|handelsregister|sitz(?: der gesellschaft)?|ust-id\p{L}*|steuernummer|siret|siren|rcs|capital(?: social)?|p\. ?iva|c\. ?f\.|nif|cif|kvk|btw|krs|nip|regon|(?:company|registered)(?: in england)?(?: no| number)?)\.?\s*:\s*/iu
/** "Drawing is thinking." – Ada Lovelace */
const MOTTO = /^["“«„][^"“”«»„]{1,200}["”»“](?:\s?[-–—~]\s?\p{Lu}[\p{L}\s.'’]{1,40})?$/u
/** "My working hours may not be yours", "I acknowledge the traditional owners of the land": whole sentences that many employers want. */
const CUSTOMARY = whole([
  '(?:my|our) (?:working|office) (?:hours|days|pattern)(?: (?:may|might|are|is) [a-z ]{1,60})?|i work flexibly[a-z ]{0,60}',
  '(?:please )?(?:do not|don.t) feel (?:obliged|pressured|under pressure) to (?:reply|respond|answer)[a-z ]{0,60}',
  '(?:i|we) (?:acknowledge|pay (?:my|our) respects to) the [a-z ]{0,30}(?:owners|custodians|elders)[a-z ]{0,70}',
  'meine arbeits(?:zeiten|tage) [a-z ]{1,60}|mes (?:heures|horaires|jours) de travail [a-z ]{1,60}|mi horario laboral [a-z ]{1,60}|il mio orario di lavoro [a-z ]{1,60}|o meu horário de trabalho [a-z ]{1,60}|mijn werk(?:tijden|dagen) [a-z ]{1,60}',
])

function isCustomary(line: string): boolean {
  const sentences = sentencesOf(line).map(sentence => bareText(fold(sentence)))
  return sentences.every(one => CUSTOMARY.test(one) && !mentionsJoining(one) && !mentionsTaking(one))
}

/** "Book a call: https://…" */
const LABELLED_LINK = /^[\p{L} ]{2,30}: ?(?:https?:\/\/|www\.)\S+$/u
/** Lines of the block under a name: companies must name their court, their number and their directors. */
const LONGEST_BLOCK = 12

/** "PS: Have a lovely weekend!" The label says nothing. */
const POSTSCRIPT = /^\s*p\.?\s?[sd]\.?\s?:\s*/iu

const MONTHS_AND_DAYS = wordSet(
  ...['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv'].map(calendarWords),
  'the of st nd rd th le de den am il el',
)

function calendarWords(language: string): string {
  const months = Array.from({ length: 12 }, (_, month) => new Date(2026, month, 1))
  const days = Array.from({ length: 7 }, (_, day) => new Date(2026, 0, day + 1))
  return [
    ...months.map(at => at.toLocaleDateString(language, { day: 'numeric', month: 'long' })),
    ...days.map(at => at.toLocaleDateString(language, { weekday: 'long' })),
  ].join(' ')
}

/** "Tuesday", "the 14th" */
export function isOfCalendar(text: string): boolean {
  const words = wordsOf(fold(text))
  const isDate = (word: string) => MONTHS_AND_DAYS.has(word) || /^\d{1,2}(?:st|nd|rd|th)?$/.test(word)
  return words.every(isDate) && words.some(word => word.length > 3 || /\d/.test(word))
}

/** "Monday, 16 November 2026", as at the top of a letter. */
function isDay(line: string): boolean {
  const numbers = line.match(/\d+/g) ?? []
  return (
    /^[\p{L}\p{M}\d\s.,/-]{1,60}$/u.test(line) &&
    numbers.some(number => /^20\d\d$/.test(number)) &&
    (numbers.length === 3 || (numbers.length === 2 && /\p{L}/u.test(line))) &&
    wordsOf(fold(line)).every(word => MONTHS_AND_DAYS.has(word) || /^\d/.test(word))
  )
}

/** Drops the lines below "-- " if each of them looks like one of a signature block. */
export function withoutSignature(text: string, known: Set<string>): string {
  const mark = /(?:^|\n)--[^\S\n]*(?=\n|$)/.exec(text)
  if (mark === null) return text
  const below = contentOf(text.slice(mark.index + mark[0].length))
  return below.every(line => isContactLine(line, known)) ? text.slice(0, mark.index) : text
}

/**
 * Drops lines with a phone number and the like or a day, pronouns behind the signer's name, and the label of a postscript. If nothing else is
 * there, the text stays as it is, because only an empty reply agrees by silence.
 */
export function withoutNumbersAndDays(text: string): string {
  const rest = text
    .split('\n')
    .filter(line => !saysWhereOnly(line.trim()) && !isDay(line.trim()))
    .map(line => withoutPronouns(line).replace(POSTSCRIPT, ''))
    .join('\n')
  return rest.trim() === '' ? text : rest
}

/** Says nothing but how to reach somebody: besides numbers, links and handles only names and the usual labels. */
function namesPlacesOnly(line: string, known: Set<string>): boolean {
  const bare = line.replace(/(?<!\S)\S*(?:@|www\.|:\/\/|\.\p{L}{2,})\S*/gu, ' ')
  return (bare.match(/[\p{L}\p{M}]{2,}/gu) ?? []).every(
    word => /^\p{Lu}/u.test(word) || CONTACT_WORDS.has(fold(word)) || known.has(fold(word)),
  )
}

function ownName(text: string): string {
  return withoutPronouns(text).replace(BY_ORDER, '').replace(KISSES, '')
}

/** "Comics & covers", "Illustration & Lettering": no sentence, and nothing that hesitates. */
function isHeading(part: string): boolean {
  const words = wordsOf(fold(part))
  const isShort = words.length < 4 || isTitleCase(part)
  return /^\p{Lu}/u.test(part) && isShort && !words.some(isCommonWord) && !mentionsJoining(fold(part))
}

/** A line of a contact block: a number, a link, a handle, a motto in quotation marks, or names and occupations only. */
function isContactLine(line: string, known: Set<string>): boolean {
  const plain = ownName(line).replace(COMPANY_LABEL, '')
  const words = wordsOf(fold(plain))
  if (words.length === 0 || isCustomary(plain)) return true
  if (speaksAgainst(plain) || words.length > 10) return false
  if (MOTTO.test(plain.trim()) || LABELLED_LINK.test(plain)) return true
  // 'Author of "The Paper Garden" (out 4 March)'
  const bare = outsideQuotes(plain).trim()
  if (/[?!]/.test(fold(plain))) return false
  if (/\d|@|www\.|:\/\/|\.\p{L}{2,}\//u.test(bare)) return namesPlacesOnly(bare, known)
  // "Mia" is a name, and Italian for "my".
  if (words.length > 0 && words.every(word => known.has(word))) return true
  if (SAYS_OUTRIGHT.test(fold(plain))) return false
  const closing = closingLength(fold(plain))
  if (closing > 0 && wordsOf(fold(plain).slice(closing)).every(word => known.has(word))) return true
  return bare
    .split(/[|,•·]/)
    .every(
      part =>
        nameShape(part.trim()) === 'capitalised' ||
        saysWhereOnly(part.trim()) ||
        looksLikeOrganisation(part) ||
        holdsOccupation(part) ||
        /\.\p{L}{2,}/u.test(part) ||
        isHeading(part.trim()),
    )
}

/**
 * Drops the contact block under the signer's own name ("Ada Lovelace / Analytical Society / +44 …"), which many programs add without a
 * "-- ". Keeps it below lines that say too little (`says`), because it may be a correction there. `cuts` separate the name from the
 * rest of its line.
 */
export function withoutContactBlock(
  lines: readonly string[],
  known: Set<string>,
  cuts: RegExp,
  says: (above: readonly string[]) => boolean,
): readonly string[] {
  const at = lines.findIndex((line, index) => {
    const words = wordsOf(fold(ownName(line.split(cuts)[0] ?? '')))
    return index > 0 && words.length > 0 && words.every(word => known.has(word))
  })
  if (at === -1) return lines
  const block = lines.slice(at)
  const above = lines.slice(0, at)
  const isBlock = block.length <= LONGEST_BLOCK && block.every(line => isContactLine(line, known))
  return isBlock && says(above) ? above : lines
}
