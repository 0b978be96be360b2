// Does a reply agree, and say nothing else? Every clause of it must be a whole sentence that agrees, a bare yes, politeness, or the
// signer's own name. Agreeable words in any other order ask: "You confirm", "Thank you for your support".

import { isNegativeWord, isOfManners } from './consent.ts'
import { nameShape } from './details/name-shape.ts'
import { anywhere, fold, whole, wordSet, wordsOf } from './fold-text.ts'
import {
  AGREES,
  BESIDE_YES,
  CONFIRMING,
  DECLINES_POLITELY,
  GOOD_WISHES,
  NAMES_ONESELF,
  PLEASE,
  PRAISE,
  THANKS,
} from './lexicon/consents.ts'
import { BARE_YES, EXCLAIMS, GREETING_WORDS, PLAIN_WORDS, YES_WORDS } from './lexicon/words.ts'
import { closingLength, isTitle, sentencesOf } from './lines.ts'
import { NEGATIVE_SYMBOLS, speaksOfEmail } from './refusal.ts'

/** 'plainly': in words; 'yes': perhaps by a picture. Without a yes: 'politely', or 'wishes' ("Good luck!"). */
export type Agreement = 'plainly' | 'yes' | 'politely' | 'wishes'

type Clause = 'agrees' | 'bare' | 'wishes' | 'polite' | 'other'

const AGREEING_SYMBOLS =
  /(?:👍|👌|✅|✔|☑|🙏|❤|🧡|💛|💚|💙|💜|♥|😊|🙂|😀|😃|😄|😁|☺|🎉|💪|✍|👏|🤝|💯|✊|🖋|🖊|📝|🫡|🙌|🌹|🌷|💐|🥳|😍|🤗|😉|🆗|[\u{1F3FB}-\u{1F3FF}]|\ufe0f|\u200d|♀|♂|[:;]-?[)D]|<3|\^\^|\+\s?1(?!\d)|\b100\s?%)/gu

/** Plants, animals, weather, food, sports, and a kiss at the end: never a sign that means no. */
const PICTURES =
  /[\u{1F300}-\u{1F3FA}\u{1F400}-\u{1F43F}\u{1F940}-\u{1F94F}\u{1F980}-\u{1F9AF}☀-☄★☘⛄⛅✨⭐🌟]|(?<=\p{L}\s)x{1,3}$/gu

const AGREEING = AGREES.map(whole)
const WISHING_WELL = whole([...GOOD_WISHES, ...PRAISE, ...EXCLAIMS])
const DECLINING = anywhere(DECLINES_POLITELY)
/** Joins two clauses without a comma. */
const AND = /\s(?:and|und|et|y|e|en|&)\s/u
const LONGEST_PAIR = 8
/** No clause ends with these: "I will confirm it with" goes on. */
const DANGLING = wordSet('with the of my our your for mit der con los las il i com os de les des met')
/** "comfirm", "confrimo" */
const MISSPELT = /\bco(?:mfirm|nfrim|mfrim)/gu
/** In a longer clause somebody says more than a yes. */
const LONGEST_CLAUSE = 24

const PRONOUNS = wordSet('i ich je yo io eu ik')
/** "Madame accepte": somebody writes for her. */
const TITLES = wordSet('madame monsieur mesdames messieurs sir madam')

/** Undefined if a sentence says something else than yes, thanks and good wishes. `known`: the words of the signer's name and details. */
export function agreement(lines: readonly string[], known: ReadonlySet<string>): Agreement | undefined {
  const sentences = lines.flatMap(sentencesOf)
  const agrees = agreementOf(sentences, known)
  if (agrees !== undefined) return agrees
  // "Yes. Please send no newsletters." Without a yes, that may be about signing.
  const others = sentences.filter(sentence => !speaksOfEmail(sentence))
  return agreementOf(others, known) === 'plainly' ? 'plainly' : undefined
}

function agreementOf(sentences: readonly string[], known: ReadonlySet<string>): Agreement | undefined {
  const parts = sentences.flatMap(sentence => sentence.split(/[,;]|\s[-–—]+\s/))
  let [plainly, yes, wordy, closed] = [false, false, false, false]
  const others: { typed: string; closed: boolean }[] = []
  for (const [at, raw] of parts.entries()) {
    const agreed = raw.replace(AGREEING_SYMBOLS, ' ').trim()
    const plain = agreed.replace(PICTURES, ' ').trim()
    // A picture says neither yes nor no.
    wordy ||= plain !== agreed
    if (/[^\p{L}\p{M}\p{P}\s]/u.test(plain) || NEGATIVE_SYMBOLS.test(plain)) return undefined
    const folded = fold(plain).replace(MISSPELT, 'confirm')
    const words = wordsOf(folded)
    // "Confirmed. M."
    if (at > 0 && isInitial(plain, known)) continue
    if (words.some(isNegativeWord) || DECLINING.test(folded)) return undefined
    yes ||= agreed !== raw.trim()
    if (words.length === 0) continue
    // "Hi Dana, …" may greet anybody.
    if (at === 0 && parts.length > 1 && words.length <= 4 && GREETING_WORDS.has(words[0] ?? '')) continue
    const kind = kindOf(words, known)
    plainly ||=
      kind === 'agrees' || (kind === 'bare' && words.some(word => BARE_YES.has(word) && !known.has(word)))
    yes ||= kind === 'agrees' || kind === 'bare'
    wordy ||= kind === 'wishes'
    const closing = closingLength(folded)
    closed ||= closing > 0
    if (kind !== 'other') continue
    const after = wordsOf(folded.slice(closing))
    if (closing > 0 && after.every(word => isOfManners(word) || known.has(word))) continue
    others.push({ typed: plain.slice(closing).trim(), closed })
  }
  const isSigner = ({ typed, closed: isBelow }: { typed: string; closed: boolean }) => {
    const words = wordsOf(fold(typed)).filter(word => word.length > 1 && !isTitle(word))
    if (nameShape(typed) !== 'capitalised' || words.length > 5) return false
    return isBelow || (known.size === 0 && words.length > 1)
  }
  if (!others.every(isSigner)) return undefined
  if (plainly) return 'plainly'
  return yes ? 'yes' : wordy ? 'wishes' : 'politely'
}

function isInitial(typed: string, known: ReadonlySet<string>): boolean {
  return /^\p{Lu}\.?$/u.test(typed) && [...known].some(word => word.startsWith(fold(typed.charAt(0))))
}

/** Is it a yes that does not say to what? "Yes, please" is one, "I sign" is not. */
export function saysBareYes(text: string): boolean {
  const parts = sentencesOf(text).flatMap(sentence => sentence.split(/[,;\n]|\s[-–—]+\s/))
  const kinds = parts.map(part => wordsOf(fold(part))).filter(words => words.length > 0)
  return kinds.some(words => kindOf(words, NOBODY) === 'bare' || CONFIRMING.test(words.join(' ')))
}

const NOBODY: ReadonlySet<string> = new Set()
function isAgreeing(clause: string): boolean {
  return AGREEING.some(language => language.test(clause))
}

/** One clause. It may begin with a yes, end in politeness, and name the signer; two may be joined by "and". */
function kindOf(words: readonly string[], known: ReadonlySet<string>): Clause {
  const [first = ''] = words
  const isBeside = (word: string) => isAdverb(word) || isOfManners(word) || known.has(word)
  const opens =
    !TITLES.has(first) && (BARE_YES.has(first) || isAdverb(first) || isPolite(first) || known.has(first))
  if (
    opens &&
    words.every(word => BARE_YES.has(word) || isBeside(word)) &&
    words.some(word => BARE_YES.has(word))
  )
    return 'bare'
  if (words.length > LONGEST_CLAUSE) return 'other'
  if (isPoliteness(words, known)) return 'polite'
  const said = words.join(' ')
  if (isAgreeing(said)) return 'agrees'
  const unnamed = words.filter(word => !known.has(word)).join(' ')
  const names = unnamed !== said && NAMES_ONESELF.test(unnamed)
  // "I, Ada Lovelace, confirm"
  if (names || PRONOUNS.has(said) || WISHING_WELL.test(said) || words.every(word => PLEASE.has(word)))
    return 'wishes'
  if (agreesInside(words, known)) return 'agrees'
  const clauses = said.split(AND).map(clause => wordsOf(clause))
  if (clauses.length === 1) return 'other'
  const kinds = clauses.map(clause => kindOf(clause, known))
  if (kinds.includes('other')) return 'other'
  return (['agrees', 'bare', 'wishes', 'polite'] as const).find(kind => kinds.includes(kind)) ?? 'other'
}

/** "Yes I hereby confirm many thanks", "I Ada Lovelace confirm" */
function agreesInside(words: readonly string[], known: ReadonlySet<string>): boolean {
  const start = words.findIndex(word => !BARE_YES.has(word) && !GREETING_WORDS.has(word))
  const end = words.findLastIndex(word => !isOfManners(word) && !isAdverb(word) && !known.has(word))
  if (start === -1 || end < start || DANGLING.has(words[end] ?? '')) return false
  const inside = words.slice(start, end + 1)
  const unnamed = inside.filter(word => !known.has(word) || YES_WORDS.has(word))
  return (
    [inside, unnamed].some(clause => clause.length > 0 && isAgreeing(clause.join(' '))) || agreesTwice(inside)
  )
}

/** "va bene confermo", without a comma */
function agreesTwice(words: readonly string[]): boolean {
  return (
    words.length <= LONGEST_PAIR &&
    words.some((_, at) => isAgreeing(words.slice(0, at).join(' ')) && isAgreeing(words.slice(at).join(' ')))
  )
}

/** Greeting, thanks, closing, or the signer's name; thanks may say what for, as long as it is not for signing. */
function isPoliteness(words: readonly string[], known: ReadonlySet<string>): boolean {
  if (TITLES.has(words[0] ?? '') && words.length > 1) return false
  if (words.every(word => isOfManners(word) || known.has(word))) return true
  const thanks = words.some(word => THANKS.has(word))
  return (
    thanks &&
    words.every(
      word => isOfManners(word) || known.has(word) || (PLAIN_WORDS.has(word) && !YES_WORDS.has(word)),
    )
  )
}

function isAdverb(word: string): boolean {
  return BESIDE_YES.has(word) || PLEASE.has(word)
}

function isPolite(word: string): boolean {
  return THANKS.has(word) || GREETING_WORDS.has(word)
}
