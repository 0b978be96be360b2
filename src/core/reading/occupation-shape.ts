// Does a text look like an occupation, or like the name of an organisation?

import { canBeName, graphemeCount } from '../details.ts'
import { CJK_SENTENCE } from './consent.ts'
import { fold, wordSet, wordsOf } from './fold-text.ts'
import { OCCUPATIONS, ORGANISATION_WORDS } from './lexicon-occupations.ts'
import { isCommonWord } from './name-shape.ts'

const DIGITS_OF_A_NUMBER = /\d[\d\s()./-]{4,}/

const ADJECTIVES = wordSet('freelance independent unemployed retired private human creative self employed')

/** A smaller set than TELLING_WORDS: "professor with the …", "maître de conférences dans …" are occupations. */
const SENTENCE_WORDS = wordSet(
  "i we you he she they it my your our this that these those is are was were been am i'm we're it's that's would could should must cannot because although but if what why please thanks thank hello hereby think believe agree want count don't not",
  "je j'ai tu nous vous ce cette ces est sont suis avons merci bonjour mais parce c'est signe pas",
  'ich wir mein unser ist sind bin habe haben weil dass wenn aber bitte danke hallo unterschreibe nicht',
  'yo nosotros soy estoy somos tengo pero porque gracias hola firmo no',
  'io noi sono siamo abbiamo perché grazie ciao firmo non',
  'eu nós sou somos temos mas porque obrigado olá assino não',
  'ik wij mijn deze dit ben heb hebben maar omdat bedankt hallo teken niet',
)

/** Could this stand after a name as what the person does? Not a sentence, not an address, not a number. */
export function looksLikeOccupation(raw: string): boolean {
  const text = raw.trim()
  if (text.length > 600 || graphemeCount(text, 100) > 100 || /[?!<>{}]|@\S|:\/\//.test(text)) return false
  if (!/\p{L}/u.test(text) || DIGITS_OF_A_NUMBER.test(text) || !canBeName(text)) return false
  const words = wordsOf(fold(text))
  if (words.length === 0 || words.length > 10) return false
  if (words.every(word => isCommonWord(word) && !OCCUPATIONS.has(word) && !ADJECTIVES.has(word))) return false
  if (CJK_SENTENCE.test(text)) return false
  return !words.some(word => SENTENCE_WORDS.has(word))
}

const OCCUPATION_ENDING =
  /(?:[a-z]{3}(?:ologist|ographer|ician|maker|writer|smith|wright|keeper|master|istin|login|ologe|ologue|logo|loga|logist))$/

export function holdsOccupation(raw: string): boolean {
  return wordsOf(fold(raw)).some(word => OCCUPATIONS.has(word)) || OCCUPATION_ENDING.test(fold(raw))
}

export function isOccupationOnly(raw: string): boolean {
  const words = wordsOf(fold(raw))
  const last = words.at(-1)
  const first = words[0]
  if (last === undefined || first === undefined || words.some(word => ORGANISATION_WORDS.has(word)))
    return false
  return OCCUPATIONS.has(last) || OCCUPATIONS.has(first) || OCCUPATION_ENDING.test(last)
}

export function looksLikeOrganisation(raw: string): boolean {
  return wordsOf(fold(raw)).some(word => ORGANISATION_WORDS.has(word))
}
