// Does a text look like somebody's name?

import { canBeName } from '../../details.ts'
import { CJK_SENTENCE } from '../consent.ts'
import { fold, wordSet, wordsOf } from '../fold-text.ts'
import { ALSO_SURNAMES, PARTICLES, REMARK_WORDS, TELLING_WORDS } from '../lexicon/names.ts'
import { NAME_SUFFIXES, OCCUPATIONS, ORGANISATION_WORDS } from '../lexicon/occupations.ts'
import {
  AGAINST_WORDS,
  GREETING_WORDS,
  MANNERS_WORDS,
  NEGATORS,
  PLAIN_WORDS,
  YES_WORDS,
} from '../lexicon/words.ts'
import { isTitle } from '../lines.ts'
import { remembered } from '../remembered.ts'

export const isCommonWord = remembered((word): boolean => {
  return (
    REMARK_WORDS.has(word) ||
    TELLING_WORDS.has(word) ||
    YES_WORDS.has(word) ||
    PLAIN_WORDS.has(word) ||
    MANNERS_WORDS.has(word) ||
    GREETING_WORDS.has(word) ||
    AGAINST_WORDS.has(word) ||
    NEGATORS.has(word)
  )
})

/** "I", "this", "sign": words of sentences, never of a name. */
export function isTelling(word: string): boolean {
  return TELLING_WORDS.has(word)
}

/** "de", "van": small words of many names, which tell nobody apart. */
export function isParticle(word: string): boolean {
  return PARTICLES.has(word)
}

/** "F. Lützenau" for "Friederike von Lützenau": do all words of a name stand in the other one, initials for whole words? */
export function isShortened(short: readonly string[], words: readonly string[]): boolean {
  return short.every(one => words.some(word => word === one || (one.length === 1 && word.startsWith(one))))
}

const NAME_WORD = /^["“'‘’(«]?[\p{L}\p{M}](?:[\p{L}\p{M}'’.·\-–‑]|\u200c|\u200d)*["”'’)»]?,?$/u

// Jack Ma, Ada Vos, Tu Youyou.
const ALSO_NAMES = wordSet('ola ma vos tu qui son bin wil mas mai')

/** Words that look like an organisation's: "Sá" is a surname, and "Univ.-Prof." a title. */
export const NO_ORGANISATION = /(?<!\p{L})(?:Sá(?!\p{L})|Univ\.(?=[- ]?Prof))/u

type NameShape = 'capitalised' | 'plain' | 'mixed' | 'no'

/**
 * Does this look like somebody's name? 'capitalised' (or a script without case): yes. 'plain' (lower case) and 'mixed'
 * ("Ada lovelace"): possibly. Suffixes after a comma ("Jane Roe, PhD") belong to the name.
 */
export const nameShape = remembered((raw): NameShape => {
  const text = raw.replace(/(?<![\s.!,;:])[\s.!,;:]+$/u, '')
  const parts = text.split(' ')
  if (text.length > 80 || !parts.every(part => NAME_WORD.test(part))) return 'no'
  if (FAMILY.test(text) || CJK_SENTENCE.test(text) || !canBeName(text)) return 'no'
  const words = wordsOf(fold(text.replace(NO_ORGANISATION, '')))
  const proper = words.filter(word => !PARTICLES.has(word))
  if (proper.every(word => isCommonWord(word) || OCCUPATIONS.has(word))) return 'no'
  // "Will", "May" and "Hope" are names; "I", "this" and "sign" are not.
  if (proper.some(word => TELLING_WORDS.has(word) && !ALSO_NAMES.has(word))) return 'no'
  const ofOrganisations = proper.filter(word => ORGANISATION_WORDS.has(word))
  const isSurname = proper.length === 2 && ofOrganisations.every(word => ALSO_SURNAMES.has(word))
  if (ofOrganisations.length > 0 && !isSurname) return 'no'
  // "mr. drs. Jane van den Berg"
  const isSmall = (word: string) => PARTICLES.has(word) || isTitle(word)
  const main = parts.filter(
    part => !isSmall(fold(part).replace(/[^\p{L}]/gu, '')) && !/^\p{Ll}{1,5}\.$/u.test(part),
  )
  // Not "al-Haddad" and "d'Arcy"
  const lower = main.filter(part => /^\p{Ll}(?!\p{Ll}{0,3}[-‑'’]\p{Lu})/u.test(part))
  if (lower.length === 0) return 'capitalised'
  if (lower.length === main.length) return 'plain'
  return lower.length === 1 ? 'mixed' : 'no'
})

/** "Fam. Pätzold", "Mr and Mrs Weber", "The Ibbotsons" */
export const FAMILY =
  /^(?:(?:la|the) )?fam(?:\.|ilie|ille|iglia|[ií]lia|ily|ilj\p{L}*)\s|^(?:mr|m|herr|se[ñn]or|sig|sr|dhr)\.?,? (?:and|&|et|und|y|e|en) (?:mrs|ms|mme|frau|se[ñn]ora|sig\.?ra|sra|mevr)(?!\p{L})|\s(?:family|household)$/iu
/** "The Ibbotsons", in a From header */
export const THE_FAMILY = /^The \p{Lu}\p{L}+s$/u

export const isNameSuffix = remembered((raw): boolean => {
  return NAME_SUFFIXES.has(fold(raw).replace(/(?<=.)\s\(?hons\.?\)?$|[.\s]/g, ''))
})
