// Finds the run of words in a sentence that is neither shown already nor a word of correcting or of manners: a new value.

import { isAgreeableWord, isNegativeWord } from '../consent.ts'
import { fold, wordsOf } from '../fold-text.ts'
import { BESIDE_VALUE, CORRECTING, DROPPING, FIELD_WORDS, NOT_THIS } from '../lexicon/corrections.ts'
import { isOccupation } from '../lexicon/occupations.ts'
import { SMALL_WORDS } from '../lexicon/words.ts'
import { isOfCalendar } from '../signature-block.ts'
import { isParticle, isTelling } from './name-shape.ts'
import { withoutArticle, withoutEnd } from './signer-fields.ts'

const LABELS = ['occupation', 'organisation', 'surname', 'forename', 'name'] as const
type Label = (typeof LABELS)[number]
const KNOWN = [CORRECTING, BESIDE_VALUE, DROPPING, SMALL_WORDS, ...Object.values(FIELD_WORDS)]

// A quotation, or a word with the full stop of an initial.
const PIECE =
  /["“„«»][^"“”„«»]{1,200}["”“»«]|(?<!\p{L})['‘][^'‘’]{1,100}['’](?!\p{L})|「[^」]{1,100}」|[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}.'’‑-]*[\p{L}\p{M}\p{N}])?(?:(?<=(?<!\p{L})\p{Lu})\.)?/gu
const ELISION = /^(?:[ldjsmn]|qu)'|'\p{L}{1,2}$/gu
const AND = /^(?:and|und|et|y|e|en|ed|de|da|dos?|das|del|della|di|van|von|der|den|ter?|ten|af|bin|ibn)$/u
const JOINS = /^(?:of|from|for|at|pour|chez|bei|fur|an|por|para|presso|bij|voor|in)$/
/** In German these have a capital letter everywhere, "I" has it in English. */
const PRONOUN = /^(?:i|sie|ihr\p{L}{0,2})$/iu
// In a coded sentence: what is new, with what is shown beside it, or the words of the name in another order.
const NEW = '(?:K+ ){0,4}(?:K+(?: [ag]+){1,2} )?N+(?: K+){0,4}|n+'
const VALUE = new RegExp(
  `q+|(?:s+[ .,&+/]+(?:a+ ){0,2}){0,8}(?:${NEW})(?:[ .,&+/]+(?:[ag]+ ){0,3}(?:${NEW})|[ .&+/]+(?:a+ )?s+)*(?: [ag]+ ["“„«‘']q+["”»“’'])?|s+(?:(?: [ag]+){0,3} s+)+`,
  'gu',
)
const NEWS = /[nNq]/
/** Between two clauses. */
export const CLAUSE_END = /[,;:()]|\s[-–—]+\s|[-=]>|→/u
const BECOMES =
  /^["”»’')]*\s*(?:[-=]>|→|(?:to|into|in|par|pour|en|zu|auf|durch|por|para|per|naar|door)(?!\p{L}))/u
/** "illustrator -> author", "*Myra", "M. Okafor will do" */
const POINTS = /[-=]>|→|^\*\p{L}[^*]*$|\s(?:will|would) do(?!\p{L})/u

// A longer one is prose (UTF-16 units).
const LONGEST_SENTENCE = 600

/** The words of a sentence besides those that are known. `shown`: the words of the shown details. Linear. */
export function readForValues(sentence: string, shown: readonly string[]) {
  const folded = fold(sentence)
  const typed = sentence.length > LONGEST_SENTENCE ? '' : coded(sentence, shown)
  const nots = Array.from(folded.matchAll(NOT_THIS), ({ index, 0: not }) => index + not.length)
  // "I no longer work" says nothing of a detail.
  const isDetail = (at: number) =>
    typed.charAt(at) !== 'n' || isOccupation(wordsOf(folded.slice(at))[0] ?? '')
  const wrong = nots.filter(at => /[sqnN]/.test(typed.charAt(at)) && isDetail(at))
  const masked = (rest: string, at: number) =>
    rest.slice(0, at) + rest.slice(at).replace(/^[sqnN]+(?: [sqnN]+)*/, found => 'k'.repeat(found.length))
  // "designer" in "change designer to author"
  const replaced = [...typed.matchAll(VALUE)].filter(({ index, 0: run }) => {
    const end = index + run.length
    return BECOMES.test(folded.slice(end)) && NEWS.test(typed.slice(end))
  })
  const letters = [...wrong, ...replaced.map(({ index }) => index)].reduce(masked, typed)
  const ofShown = wrong
    .filter(at => typed.charAt(at) === 's')
    .flatMap(at => wordsOf(folded.slice(at))[0] ?? [])
  const points = POINTS.test(sentence)
  const values = [...letters.matchAll(VALUE)].flatMap(({ index: start, 0: run }) => {
    const end = start + run.length
    const [ahead, behind] = [folded.slice(0, start), folded.slice(end)]
    const lead = letters.slice(0, start).split(CLAUSE_END).at(-1) ?? ''
    const tail = letters.slice(end).split(CLAUSE_END)[0] ?? ''
    const isQuoted = run.startsWith('q')
    // In doubt: its clause has another unknown word.
    if (!isQuoted && NEWS.test(lead + tail)) return []
    const labels = [...wordsOf(ahead).toReversed(), ...wordsOf(behind)].flatMap(word => labelOf(word) ?? [])
    const named = labels.find(label => label !== 'name') ?? labels[0]
    const [particles = ''] = (named === 'surname' && /(?:a{2,} )+$/.exec(letters.slice(0, start))) || []
    const typedText = withoutEnd(
      sentence.slice(start - particles.length, letters.charAt(end) === '.' ? end + 1 : end),
    )
    const [clause, rest] = [ahead.slice(start - lead.length), behind.slice(0, tail.length)]
    const isAlone = isQuoted || !NEWS.test(letters.slice(0, start) + letters.slice(end))
    const isDenied = clause.search(NOT_THIS) !== -1 && wrong.length === 0
    const value = {
      text: particles === '' ? withoutArticle(typedText) : typedText,
      isQuoted,
      isFirst: start === 0,
      // The clause up to it, and the sentence before and behind it, folded.
      ...{ clause, ahead, behind },
      // The nearest word for what it is ("surname", "job"), and the shown words that are wrong ("not Okafor").
      ...{ named, wrong: ofShown },
      // Its clause corrects, or nothing else in the sentence is unknown.
      isClear: !isDenied && (isAlone || wrong.length > 0 || says(clause) || says(rest)),
      // It has the words that are shown, in another order.
      isTurned: !NEWS.test(run),
      isPointedAt: points || (isQuoted && /s/.test(typed)),
    }
    return [value]
  })
  const corrects = points || wrong.length > 0 || says(folded)
  return { corrects, isKnown: typed !== '' && !NEWS.test(typed), letters: typed, values }
}

export type Value = ReturnType<typeof readForValues>['values'][number]

function labelOf(word: string): Label | undefined {
  return LABELS.find(label => FIELD_WORDS[label].has(word))
}

function isKnown(word: string): boolean {
  const isListed = KNOWN.some(words => words.has(word)) || isTelling(word) || isOfCalendar(`${word} may`)
  return isListed || isAgreeableWord(word) || isNegativeWord(word)
}

/** Does it say that something shall be otherwise? */
function says(folded: string): boolean {
  const isLabel = (word: string) => !['name', 'organisation'].includes(labelOf(word) ?? 'name')
  const isOf = (word: string) => CORRECTING.has(word) || (isLabel(word) && !BESIDE_VALUE.has(word))
  return wordsOf(folded).some(word => isOf(word) || isOf(word.replace(ELISION, '')))
}

/**
 * The sentence with a letter for each of those of a word: s is shown already, k says nothing about the value, n is new, q is new and in
 * quotation marks, a ("and", "van") and g ("for") may stand inside of a value. K and N begin with a capital letter.
 */
function coded(sentence: string, shown: readonly string[]): string {
  return sentence.replace(PIECE, (typed, at: number) => {
    const words = wordsOf(fold(typed))
    const every = (is: (word: string) => boolean) =>
      words.every(one => is(one) || is(one.replace(ELISION, '')))
    // In a sentence all in capitals they say nothing.
    const isCapital = /^\p{Lu}/u.test(typed) && /\p{Ll}/u.test(sentence)
    const letter = () => {
      if (every(word => shown.includes(word))) return 's'
      if (!/^[\p{L}\p{N}]/u.test(typed)) return 'q'
      if (/^\p{Lu}\.$/u.test(typed)) return 'N'
      if (every(word => AND.test(word))) return 'a'
      const joins = typed.length > 1 && every(word => JOINS.test(word) || isParticle(word))
      if (!joins && typed.length > 1 && !every(isKnown)) return isCapital ? 'N' : 'n'
      // "The Poets", "Association of …", but not "ändern Sie"
      const isOfTitle = words.every(word => (labelOf(word) ?? 'organisation') === 'organisation')
      if (isCapital && at > 0 && isOfTitle && !PRONOUN.test(typed)) return 'K'
      return joins ? 'g' : 'k'
    }
    const letters = letter().repeat(typed.length)
    return letters.startsWith('q') ? typed.charAt(0) + letters.slice(2) + typed.slice(-1) : letters
  })
}
