// The block with which programs and people sign an email: name, title, phone, address, link. It says nothing about signing.

import { nameShape } from './details/name-shape.ts'
import { holdsOccupation, looksLikeOrganisation } from './details/occupation-shape.ts'
import { fold, wordSet, wordsOf } from './fold-text.ts'
import { closingLength, contentOf } from './lines.ts'
import { speaksAgainst } from './refusal.ts'

/** A label, or a word of a sentence about oneself. */
const SAYS_OUTRIGHT =
  /:|\b(?:my|name|is|am|please|should|change|je|mon|ma|nom|suis|ich|mein|meine|bin|soy|mi|sono|mio|mia|sou|meu|minha|ik|mijn|ben)\b/u

/** Drops the lines below "-- " if each of them looks like one of a signature block. */
export function withoutSignature(text: string, known: Set<string>): string {
  const mark = /(?:^|\n)--[^\S\n]*(?=\n|$)/.exec(text)
  if (mark === null) return text
  const below = contentOf(text.slice(mark.index + mark[0].length))
  return below.every(line => isContactLine(line, known)) ? text.slice(0, mark.index) : text
}

const PRONOUNS =
  /\((?:she|he|they|her|him|them|elle|il|iel|sie|er|ella|él|ele|ela|zij|hij|any|all|xe|ze)(?:\s?[/,]\s?\p{L}{2,6}){0,3}\)/iu
const KISSES = /\s+x{1,3}$/iu
/** "i. A. Ada Lovelace": she signs for her employer. */
const BY_ORDER = /^(?:i\. ?[av]\.|ppa\.|gez\.|p\. ?[po]\.)\s*/iu
/** Companies must name these in every email. */
const COMPANY_LABEL =
  /^(?:geschäftsführ\p{L}+|vorstand|aufsichtsrat|vorsitzende[rn]?|(?:register|amts)gericht|handelsregister|sitz(?: der gesellschaft)?|ust-id\p{L}*|steuernummer|siret|siren|rcs|capital(?: social)?|p\. ?iva|c\. ?f\.|nif|cif|kvk|btw|krs|nip|regon|(?:company|registered)(?: in england)?(?: no| number)?)\.?\s*:\s*/iu

const CONTACT_WORDS = wordSet(
  'tel tél telephone téléphone telefon telefono teléfono telefone phone mobile mob mobil móvil cell cellulare portable fon fax office direct email mail courriel web website site homepage instagram insta twitter facebook fb linkedin bluesky mastodon tiktok youtube threads signal whatsapp telegram skype zoom st street road rd ave avenue rue via calle strasse straße str platz weg laan straat floor room suite po box cedex and the of de la du von van der den di da do dos and',
)

/** Lines of the block under a name: companies must name their court, their number and their directors. */
const LONGEST_BLOCK = 12

/** "Ada Lovelace (she/her)" */
const ENDS_IN_PRONOUNS = new RegExp(`${PRONOUNS.source}\\s*$`, 'iu')
/** "PS: Have a lovely weekend!" The label says nothing. */
const POSTSCRIPT = /^\s*p\.?\s?[sd]\.?\s?:\s*/iu
/** "Tel. +44 1632 960 123" has seven digits at least. */
const PHONE_NUMBER = /^[\p{L}\s.:]{0,30}[+(]{0,2}\d(?:[\s()./-]{0,3}\d){6,14}$/u
/** A day has a year, a month and a day of the month; a weekday and small words may stand beside them. */
const YEAR = /(?<!\d)20\d\d(?!\d)/u
const DATE_WORDS = wordSet(
  ...['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv'].map(calendarWords),
  'the of st nd rd th le de den am il el',
)

function calendarWords(language: string): string {
  const namesBy = (format: Intl.DateTimeFormatOptions, days: readonly number[]) =>
    days.map(day => new Date(2026, 0, day).toLocaleDateString(language, format))
  const months = Array.from({ length: 12 }, (_, month) => month * 30 + 15)
  return [...namesBy({ month: 'long' }, months), ...namesBy({ weekday: 'long' }, [1, 2, 3, 4, 5, 6, 7])].join(
    ' ',
  )
}

/** A phone number, or the day on which somebody writes, as at the top of a letter. */
function isNumberOrDay(line: string): boolean {
  if (line.length > 60) return false
  const letters = fold(line).match(/[\p{L}\p{M}]+/gu) ?? []
  if (PHONE_NUMBER.test(line)) return letters.every(word => /^[tmpfh]$/.test(word) || CONTACT_WORDS.has(word))
  const digits = line.match(/\d+/g) ?? []
  return (
    YEAR.test(line) &&
    (digits.length === 3 || (digits.length === 2 && letters.length > 0)) &&
    /^[\p{L}\p{M}\d\s.,/-]+$/u.test(line) &&
    letters.every(word => DATE_WORDS.has(word))
  )
}

/**
 * Drops phone numbers and days, pronouns behind the signer's name, and the label of a postscript. If nothing else is there, the text
 * stays as it is, because only an empty reply agrees by silence.
 */
export function withoutNumbersAndDays(text: string, known: ReadonlySet<string>): string {
  const kept = text.split('\n').flatMap(typed => {
    if (isNumberOrDay(typed.trim())) return []
    const bare = typed.replace(ENDS_IN_PRONOUNS, '')
    const isName = bare !== typed && wordsOf(fold(bare)).every(word => known.has(word))
    return [(isName ? bare : typed).replace(POSTSCRIPT, '')]
  })
  const rest = kept.join('\n')
  return rest.trim() === '' ? text : rest
}

/** Says nothing but how to reach somebody: besides numbers, links and handles only names and the usual labels. */
function saysWhereOnly(line: string, known: Set<string>): boolean {
  const bare = line.replace(/\S*(?:@|www\.|:\/\/|\.\p{L}{2,})\S*/gu, ' ')
  return (bare.match(/[\p{L}\p{M}]{2,}/gu) ?? []).every(
    word => /^\p{Lu}/u.test(word) || CONTACT_WORDS.has(fold(word)) || known.has(fold(word)),
  )
}

/** "Drawing is thinking." – Ada Lovelace */
const MOTTO = /^["“«„][^"“”«»„]{1,200}["”»“](?:\s?[-–—~]\s?\p{Lu}[\p{L}\s.'’]{1,40})?$/u

/** A line of a contact block: a number, a link, a handle, a motto in quotation marks, or names and occupations only. */
function isContactLine(line: string, known: Set<string>): boolean {
  const plain = line
    .replace(BY_ORDER, '')
    .replace(COMPANY_LABEL, '')
    .replace(PRONOUNS, '')
    .replace(KISSES, '')
  const words = wordsOf(fold(plain))
  if (speaksAgainst(plain) || words.length > 10) return false
  if (MOTTO.test(plain.trim())) return true
  if (/[?!]/.test(fold(plain))) return false
  if (/\d|@|www\.|:\/\/|\.\p{L}{2,}\//u.test(plain)) return saysWhereOnly(plain, known)
  // "Mia" is a name, and Italian for "my".
  if (words.length > 0 && words.every(word => known.has(word))) return true
  if (SAYS_OUTRIGHT.test(fold(plain))) return false
  const closing = closingLength(fold(plain))
  if (closing > 0 && wordsOf(fold(plain).slice(closing)).every(word => known.has(word))) return true
  return plain
    .split(/[|,•·]/)
    .every(
      part =>
        nameShape(part.trim()) === 'capitalised' ||
        PRONOUNS.test(`(${part.trim()})`) ||
        looksLikeOrganisation(part) ||
        holdsOccupation(part) ||
        /\.\p{L}{2,}/u.test(part),
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
    const own = (line.split(cuts)[0] ?? '').replace(BY_ORDER, '').replace(PRONOUNS, '').replace(KISSES, '')
    const words = wordsOf(fold(own))
    return index > 0 && words.length > 0 && words.every(word => known.has(word))
  })
  if (at === -1) return lines
  const block = lines.slice(at)
  const above = lines.slice(0, at)
  const isBlock = block.length <= LONGEST_BLOCK && block.every(line => isContactLine(line, known))
  return isBlock && says(above) ? above : lines
}
