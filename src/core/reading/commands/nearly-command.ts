// What is nearly a command in a mail, and is answered by what to write: a word mistyped, or something it cannot use.

import { mentionsSigning } from '../consent.ts'
import { fold } from '../fold-text.ts'
import { OCCUPATIONS } from '../lexicon-occupations.ts'
import { isCommonWord } from '../name-shape.ts'
import { isOrdinary, isSlipOf, type ReadArguments, readArguments, type Writer } from './command-arguments.ts'
import {
  ARGUMENT_WORDS,
  COMMAND_WORDS,
  type MailCommand,
  NO_SLIP,
  NO_SLUG,
  PERSONAL,
  TAKES_NO_MORE,
} from './lexicon-commands.ts'

/**
 * "stats demo wek", "close demo sometime": a command with something it cannot use, which is answered by what to write.
 * Whoever wants to sign must not be taken for an organiser, so this takes more than the word at the beginning. From
 * anybody: a petition's very address behind it, one that is no ordinary word, and then a word or two that stand in no
 * sentence, are no name and no occupation. From an organiser: their petition's address behind it and whatever follows, or
 * such a word or two.
 */
export function readUnusable(
  command: MailCommand,
  tokens: readonly string[],
  { slugs, organises }: Writer,
): ReadArguments | undefined {
  if ((tokens.length > MOST_LOOSE && !organises) || mentionsSigning(fold(tokens.join(' ')))) return undefined
  const bare = tokens.map(token => token.replace(/^["“”‘«]+|["”’»,;:]+$/gu, '')).filter(token => token !== '')
  // "stats for demo": nobody but an organiser is read so freely, see below.
  const [first = '', ...others] = organises && OF.test(bare[0] ?? '') ? bare.slice(1) : bare
  const slug = first.toLowerCase()
  const named = slugs?.has(slug) === true && !isOrdinary(slug)
  const said = named ? others : [first, ...others]
  // "edit demo title: New": what is to change stands on lines of its own, and the answer shows them.
  if (command === 'edit' && named && organises && tokens.some(token => token.endsWith(':')))
    return { words: slug, certain: true }
  const strange = said.length <= 2 && said.every(isNoWordOfSigners)
  const enough = organises
    ? named || strange || NO_WORD_OF_SIGNERS.has(command)
    : named && strange && said.length > 0 && !TAKES_NO_MORE.has(command)
  const ours = (token: string) =>
    NO_WORD_OF_SIGNERS.has(command) ? (ARGUMENT_WORDS.get(fold(token)) ?? token) : token
  return enough
    ? { words: [named ? slug : ours(first), ...others.map(ours)].join(' '), certain: named }
    : undefined
}

const MOST_LOOSE = 12
/** No signer begins with these, organisers who sign among them. */
const NO_WORD_OF_SIGNERS: ReadonlySet<MailCommand> = new Set([
  'stats',
  'export',
  'organiser',
  'undo',
  'digest',
] as const)
const OF = /^(?:of|for|de|du|pour)$/i

function isNoWordOfSigners(token: string): boolean {
  const word = fold(token)
  return /^\p{Ll}+$/u.test(token) && !isOrdinary(word) && !PERSONAL.has(word)
}

/** "sttas demo": one slip away from a command, alone or before what follows one. Core asks whether that was meant. */
export function readSlip(
  head: string,
  rest: readonly string[],
  slugs: ReadonlySet<string> | undefined,
): ReadArguments | undefined {
  const word = fold(head)
  if (!/^[a-z]{4,13}$/.test(word) || rest.length > 3) return undefined
  if (isCommonWord(word) || NO_SLIP.has(word) || NO_SLUG.has(word) || OCCUPATIONS.has(word)) return undefined
  const meant = [...COMMAND_WORDS.keys()].find(known => isSlipOf(word, known))
  if (meant === undefined) return undefined
  // "Stas", "Klose": alone and with a capital, a short word is a name unless only two letters are swapped.
  const swapped = [...word].sort().join('') === [...meant].sort().join('')
  if (rest.length === 0 && word.length < 6 && /^\p{Lu}\p{Ll}/u.test(head) && !swapped) return undefined
  if (rest.length === 0) return { words: word, certain: false }
  const args = readArguments(COMMAND_WORDS.get(meant) ?? 'help', rest, { slugs, organises: false })
  // A short word is soon near another: "Finn Meyer" is a name.
  if (args === undefined || (meant === 'find' && !args.certain)) return undefined
  return { words: `${word} ${args.words}`, certain: args.certain }
}
