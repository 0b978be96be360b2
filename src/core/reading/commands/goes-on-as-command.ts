// A line of an email begins with the word of a command. Does it go on as a command does, or as a signer's sentence? "Count me in",
// "Open letter" and "Close to my heart" begin like one.

import { type CommandName, commandRow } from '../../commands.ts'
import { isCommonWord } from '../details/name-shape.ts'
import { fold, wordsOf } from '../fold-text.ts'
import { OCCUPATIONS } from '../lexicon/occupations.ts'
import { bare, commandWritten, isSwitch, writtenWords } from './command-words.ts'
import { isSlipOf, isSwapped } from './edit-distance.ts'
import { NO_SLIP, NO_SLUG, PERSONAL } from './lexicon-commands.ts'
import { isDomainWord, looksLikeDomain } from './read-arguments.ts'
import { takeCondition } from './read-condition.ts'

/** The author of the email, and the petitions they may name. */
export interface Writer {
  slugs: ReadonlySet<string> | undefined
  organises: boolean
}

/** `certain`: no sentence goes on like this. */
export interface Fit {
  certain: boolean
}

/** Undefined if something follows that no command takes. */
export function goesOnAsCommand(
  command: CommandName,
  tokens: readonly string[],
  from: Writer,
): Fit | undefined {
  if (command === 'invalidate') return fitsInvalidate(tokens)
  if (command === 'find') return hasCondition(tokens) ? { certain: true } : fitsFind(tokens, from)
  if (command === 'remove') return fitsRemove(tokens, from)
  let slugSeen = 0
  let certain = false
  for (const token of tokens) {
    const topic =
      (command === 'help' && commandWritten(token) !== undefined) ||
      (command === 'approve' && (isDomainWord.test(token) || looksLikeDomain.test(token)))
    if (topic || isPlain(token) || AROUND_A_DATE.test(token)) {
      certain ||= topic || (isPlain(token) && !isSwitch(token))
      continue
    }
    const slug = fitsSlug(command, token, from)
    if (slug === undefined) return undefined
    slugSeen += 1
    certain ||= slug.certain
  }
  // "help needed", "count on": a helper asks for something by name, and a switch alone is a preposition.
  if (command === 'help' && !certain) return undefined
  const switched = command !== 'digest' && beginsSentences(command) && slugSeen === 0
  if (slugSeen > 1 || (switched && tokens.every(isPreposition))) return undefined
  return { certain }
}

/** Signers' sentences begin with its word too: after it an ordinary word is no petition. */
export function beginsSentences(command: CommandName): boolean {
  return commandRow(command).noSentence !== 'of anybody'
}

function isOrdinary(word: string): boolean {
  const isOccupation = OCCUPATIONS.has(word) || OCCUPATIONS.has(word.replace(/s$/, ''))
  return isCommonWord(word) || NO_SLUG.has(word) || isOccupation
}

function isPreposition(token: string): boolean {
  return /^(?:on|off|at|now|all|an|day|year|today)$/.test(fold(token))
}

/** `close demo at 2026-12-31 18:00 UTC`. */
const AROUND_A_DATE = /^(?:at|now|utc|[+-]\d\d:?\d\d)$/i
const NUMBER = /^#?\d{1,10}(?:[-–]#?\d{1,10})?(?:[,;]#?\d{1,10}(?:[-–]#?\d{1,10})?){0,100}[,;:]?$/
const LENGTH_OF_TIME = /^\d{1,4}[dhwmyj]$/i
const DATE =
  /^\d{4}-\d{2}-\d{2}(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?,?$|^\d{1,2}[./]\d{1,2}[./]\d{2,4},?$/i
const TIME = /^\d{1,2}[:h]\d{2}$/i
const MAILBOX = /^[^\s@<>"(),;:]{1,64}@[^\s@<>"(),;:]{1,190}$/

/** A number, a date, a mailbox or a switch. */
function isPlain(token: string): boolean {
  const word = token.replace(/[,;:]$/, '')
  return (
    NUMBER.test(token) ||
    DATE.test(token) ||
    TIME.test(word) ||
    LENGTH_OF_TIME.test(word) ||
    MAILBOX.test(word.replace(/^<?(?:mailto:)?|>$/gi, '')) ||
    isSwitch(word)
  )
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/

function fitsSlug(command: CommandName, token: string, { slugs, organises }: Writer): Fit | undefined {
  if (organises && slugs?.has(token) === true) return { certain: true }
  const prose = beginsSentences(command)
  // "Count Basie": after a word that begins names and titles too, a petition is written as its address is.
  const slug = prose ? token : token.toLowerCase()
  if (!SLUG.test(slug) || commandWritten(slug) !== undefined) return undefined
  const known = slugs?.has(slug) === true
  if (/[a-z]-[a-z0-9]|\d/.test(slug)) return { certain: true }
  if (isOrdinary(slug)) return known && !prose ? { certain: true } : undefined
  // A petition that does not exist yet, or one mistyped.
  const mayBeNew = command === 'create' || (command === 'stats' && !/^\p{Lu}\p{Ll}/u.test(token))
  if (known || slugs === undefined || mayBeNew) return { certain: known }
  return [...slugs].some(other => isSlipOf(slug, other)) ? { certain: true } : undefined
}

/** `find Ada Lovelace`, `find demo Ada`, `find demo ada@example.org 2`. */
function fitsFind(tokens: readonly string[], from: Writer): Fit | undefined {
  const { slugs, organises } = from
  const [first = '', ...others] = tokens
  if (organises && slugs?.has(first) === true && isOrdinary(first))
    return fitsFind(others, from) && { certain: true }
  const plain = tokens
    .map(token => token.replace(/^["“”«]+/u, '').replace(/(?<!["“”»,])["“”»,]+$/u, ''))
    .filter(token => token !== '')
  if (plain.length === 0) return undefined
  const names = plain.filter(token => !(/^\d+$/.test(token) || MAILBOX.test(token)))
  const fits = names.every(
    token =>
      /^[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*$/u.test(token) &&
      (/^\p{Lu}|^[a-z0-9]+-/u.test(token) || !isOrdinary(fold(token))),
  )
  // "Find Attached", "Find Hope": words of sentences, however they are written.
  const told = names.length > 0 && names.every(token => isOrdinary(fold(token)))
  if (!fits || told) return undefined
  return { certain: names.length < plain.length || slugs?.has(names[0] ?? '') === true }
}

/** `remove demo 12 15 duplicate of 9`: numbers first, then why. */
function fitsRemove(tokens: readonly string[], from: Writer): Fit | undefined {
  const [first = ''] = tokens
  const begins = !NUMBER.test(first) && fitsSlug('remove', first, from) !== undefined ? 1 : 0
  let to = begins
  while (to < tokens.length && NUMBER.test(tokens[to] ?? '')) to += 1
  const why = wordsOf(fold(tokens.slice(to).join(' ')))
  return to === begins || why.some(word => PERSONAL.has(word)) ? undefined : { certain: true }
}

/** `invalidate demo domain:farm.example spam`. */
function fitsInvalidate(tokens: readonly string[]): Fit | undefined {
  const stops = tokens.length <= 2 && /^stop$/i.test(tokens.at(-1) ?? '')
  return stops || hasCondition(tokens) ? { certain: true } : undefined
}

/** No sentence has a word such as `domain:farm.example`. */
function hasCondition(tokens: readonly string[]): boolean {
  const taken = takeCondition(tokens)
  return taken !== undefined && Object.keys(taken.condition).some(key => key !== 'disposable')
}

/**
 * "stats demo wek", "close demo sometime": a command with something it cannot use. The answer says what to write. A signer must not be
 * taken for an organiser, so the first word alone is not enough. From anybody, a petition's exact address must follow that is no
 * ordinary word, and then one or two words that are no part of a sentence, no name and no occupation. From an organiser, the address
 * of their petition is enough, or one or two such words.
 */
export function cannotBeUsed(
  command: CommandName,
  tokens: readonly string[],
  { slugs, organises }: Writer,
): Fit | undefined {
  const said = tokens.map(bare).filter(token => token !== '')
  const slug = said[0]?.toLowerCase() ?? ''
  const named = slugs?.has(slug) === true && !isOrdinary(slug)
  const others = named ? said.slice(1) : said
  const strange = others.length > 0 && others.length <= 2 && others.every(isNoWordOfSigners)
  const enough = organises
    ? named || strange || commandRow(command).noSentence !== undefined
    : named && strange && takesMore(command)
  return enough ? { certain: named } : undefined
}

/** More than a petition or a name: after those a sentence goes on. */
function takesMore(command: CommandName): boolean {
  return command !== 'find' && commandRow(command).takes.some(({ name }) => name !== 'petition')
}

function isNoWordOfSigners(token: string): boolean {
  return /^\p{Ll}+$/u.test(token) && !isOrdinary(fold(token))
}

/** "sttas demo": the command that is one slip away, alone or with arguments. The answer asks whether it was meant. */
export function slipAt(
  head: string,
  rest: readonly string[],
  slugs: ReadonlySet<string> | undefined,
): (Fit & { meant: CommandName }) | undefined {
  const word = fold(head)
  if (isCommonWord(word) || NO_SLIP.has(word) || OCCUPATIONS.has(word)) return undefined
  const [known, meant] = writtenWords.find(([known]) => isSlipOf(word, known)) ?? []
  if (known === undefined || meant === undefined) return undefined
  if (rest.length === 0) {
    // "Stas", "Klose": alone and with a capital, a short word is a name unless only two letters are swapped.
    const aName = word.length < 6 && /^\p{Lu}\p{Ll}/u.test(head) && !isSwapped(word, known)
    return aName ? undefined : { meant, certain: false }
  }
  const fit = goesOnAsCommand(meant, rest, { slugs, organises: false })
  return fit && { meant, ...fit }
}
