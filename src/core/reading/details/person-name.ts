// The name in a From header. People set it themselves, so it is mostly a name, but it may be a desk ("Sales Team"), an
// address, or what a mailing list made of it. If it is not clearly a person's, the answer asks for a name.

import { canBeName, cleanField, fieldLimits, graphemeCount } from '../../details.ts'
import { fold, wordSet, wordsOf } from '../fold-text.ts'
import { ROLES } from '../lexicon/names.ts'
import { isTitle } from '../lines.ts'
import { remembered } from '../remembered.ts'
import { FAMILY, isNameSuffix, nameShape, THE_FAMILY } from './name-shape.ts'
import { looksLikeOrganisation } from './occupation-shape.ts'

const VIA =
  /\s*(?:\((?:via|por|per|par|über)\s[^()]{0,100}\)|\s(?:via|par l['’]intermédiaire de|über)\s[\p{L}\p{N}][^()]{0,100})\s*$/iu
const ADDRESS = /[<([]?[^\s<>()[\]"']{1,64}@[^\s<>()[\]"']{1,255}[>)\]]?/gu
// "[EXTERNAL]", "*EXT* ", "External: ", as gateways write it
const LEADING_TAG =
  /^(?:\[[^[\]]{1,40}\]|[*<({]+ext(?:ern\p{L}{0,2})?[*>)}]+|ext(?:ern\p{L}{0,2})?\s*[:–-])\s*/iu
const QUOTED = /^["'“‘«„]([^"“‘«„]+)["'”’»“]$/u
const TRAILING_BRACKETS = /\s+[([{][^()[\]{}]{0,150}[)\]}]$/u

const DESKS = wordSet(
  'team office desk department support newsletter notification notifications helpdesk noreply',
)

// "Alan & Pat Stubbins", "Marta e Paulo", but not "José Ortega y Gasset"
const TWO_PEOPLE = /^\p{Lu}\S* (?:(?:\p{Lu}\S* )?(?:&|\+|and|und|et)|y|e|en|i) \p{Lu}/u

// "Kernow: news", "=?utf-8?…"
const NO_NAME = /:\s|:$|[\\{}]|^=/

const LOCAL_PART = /^[\p{Ll}\p{N}]+(?:[._+-][\p{Ll}\p{N}]+)+$|^[\p{Ll}]+\d+$/u

/**
 * The person's name in a display name, as typed. Undefined if it is a role, an address or no name at all.
 * "Lovelace, Ada", as Outlook writes it, becomes "Ada Lovelace".
 */
export const nameFromHeader = remembered((displayName): string | undefined => {
  const shown = cleanField(displayName.slice(0, 4_000))
  let name = shown
    .replace(LEADING_TAG, '')
    .replace(VIA, '')
    .replace(/\s[|/@–-]\s.*$/u, '')
    .replace(/^(?:iphone|handy|telefon|móvil|teléfono|téléphone) (?:de|von|di) /iu, '')
    .replace(/,\s*\d.*$/u, '')
    .replace(ADDRESS, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(QUOTED, '$1')
    .trim()
  const [before = '', after = ''] = shown.split(/\s[-–|]\s/u)
  // "Agence Contrejour - Malo"
  if (looksLikeOrganisation(before) && nameShape(after.trim()) === 'capitalised') name = after.trim()
  const bare = name.replace(TRAILING_BRACKETS, '').trim()
  if (/\p{L}/u.test(bare)) name = bare
  const [, last = '', first = '', more = ''] =
    /^([^,]{2,60}),\s*([^,]{1,60})(?:,\s*([^,]{1,40}))?$/u.exec(name) ?? []
  // "Dr. Okafor, Mira", "Price, Owen, Marketing"
  const title = wordsOf(fold(more)).every(isTitle) ? more : ''
  if (isFamilyName(last) && isForename(first))
    name = `${title} ${first} ${last}`.replace(/^ (.+) ((?:Prof\. )?Dr\.)/u, '$2 $1').trim()
  if (!canBeName(name) || graphemeCount(name, fieldLimits.name) > fieldLimits.name) return undefined
  const isOther = [LOCAL_PART, NO_NAME, TWO_PEOPLE, FAMILY, THE_FAMILY].some(form => form.test(name))
  return isOther || isRole(name) ? undefined : name
})

/** "Joan and Arthur Pym", "Famille Thévenet": one of them may write. */
export function sharedMailbox(displayName: string): string | undefined {
  return [TWO_PEOPLE, FAMILY].some(form => form.test(displayName)) ? displayName : undefined
}

/** One word, two ("García Márquez"), or words in capitals. "Ada Lovelace, Paris" is rarer, and her address mostly tells. */
function isFamilyName(text: string): boolean {
  const inCapitals = /\p{Lu}{2}/u.test(text) && !/\p{Ll}/u.test(text)
  const proper = text.split(' ').filter(word => /\p{Lu}|\p{Lo}/u.test(word) && !isNameSuffix(word))
  return nameShape(text) === 'capitalised' && (inCapitals || proper.length === 1 || proper.length === 2)
}

function isForename(text: string): boolean {
  const isInitials = /^(?:\p{Lu}\.\s?){1,4}$/u.test(text)
  return isInitials || (nameShape(text) === 'capitalised' && !isNameSuffix(text))
}

/** "info", "Sales Team", "The Office": every word is a role, or the last word is a desk's. */
function isRole(name: string): boolean {
  const words = wordsOf(fold(name))
  return words.every(word => ROLES.has(word)) || DESKS.has(words.at(-1) ?? '')
}

const SPOKEN_TITLES = wordSet(
  'pr professor professora professore doctor doctora doutor doutora dottore dottoressa doctorandus',
)

/** "Prof. Dr. Edmund Kerslake OBE": without what stands before and after it. */
export function withoutTitles(name: string | undefined): string | undefined {
  const words = name?.replaceAll(',', '').split(' ') ?? []
  const isOne = (word: string) => isTitle(word) || SPOKEN_TITLES.has(word) || isNameSuffix(word)
  const bare = words.filter(word => !isOne(fold(word).replace(/[^\p{L}]/gu, '')))
  return bare.length < 2 ? name : bare.join(' ')
}
