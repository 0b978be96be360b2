import { AGAINST_WORDS, NEGATORS } from './lexicon.ts'

/** A negation, or a word that objects without one. */
export function isNegativeWord(word: string): boolean {
  return NEGATORS.has(word) || AGAINST_WORDS.has(word) || word.startsWith("n'") || word.endsWith("n't")
}
