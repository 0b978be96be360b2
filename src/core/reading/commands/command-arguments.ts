// What may follow a command in a mail: petitions, numbers, dates, mailboxes, switches; a name to look for, a reason.

import { fold, wordsOf } from '../fold-text.ts'
import { OCCUPATIONS, ORGANISATION_WORDS } from '../lexicon-occupations.ts'
import { isCommonWord, isTelling } from '../name-shape.ts'
import {
  ALSO_PROSE,
  ARGUMENT_WORDS,
  COMMAND_WORDS,
  type MailCommand,
  NO_SLUG,
  PERSONAL,
} from './lexicon-commands.ts'

/** Who writes, and what they may name. */
export interface Writer {
  slugs: ReadonlySet<string> | undefined
  organises: boolean
}

export interface ReadArguments {
  /** As they are given on: single spaces, our words for switches, dashes as `-`. */
  words: string
  /** No sentence goes on with them. */
  certain: boolean
}

/** Undefined where something stands among them that no command takes. */
export function readArguments(
  command: MailCommand,
  tokens: readonly string[],
  from: Writer,
): ReadArguments | undefined {
  if (command === 'find') return readFind(tokens, from)
  if (command === 'remove') return readRemove(tokens, from)
  if (tokens.length > 20) return undefined
  const given: string[] = []
  let slugSeen = 0
  let certain = false
  for (const token of tokens) {
    const plain = readPlain(token) ?? (command === 'close' ? readWhen(token) : undefined)
    const slug = plain === undefined ? readSlug(command, token, from) : undefined
    if (slug !== undefined) {
      slugSeen += 1
      certain ||= slug.certain
    }
    const topic = command === 'help' ? COMMAND_WORDS.get(fold(token)) : undefined
    const words = topic ?? plain ?? slug?.slug
    if (words === undefined) return undefined
    certain ||= topic !== undefined || (plain !== undefined && /\d|@/.test(plain))
    given.push(words)
  }
  // "help needed", "count on": a helper asks for something by name, and a switch alone is a preposition.
  if (command === 'help' && !certain) return undefined
  const switched = command !== 'digest' && ALSO_PROSE.has(command) && slugSeen === 0
  if (slugSeen > 1 || (switched && tokens.every(isPreposition))) return undefined
  return { words: given.join(' '), certain }
}

export function isOrdinary(word: string): boolean {
  return isCommonWord(word) || NO_SLUG.has(word) || OCCUPATIONS.has(word) || ORGANISATION_WORDS.has(word)
}

function isPreposition(token: string): boolean {
  return /^(?:on|off|at|now|all|an|day|year|today)$/.test(fold(token))
}

/** Around a date: `close demo at 2026-12-31 18:00 UTC`. */
function readWhen(token: string): string | undefined {
  return /^(?:at|now|utc|[+-]\d\d:?\d\d)$/i.test(token) ? token : undefined
}

const NUMBER = /^#?\d{1,10}(?:[-–]#?\d{1,10})?(?:[,;]#?\d{1,10}(?:[-–]#?\d{1,10})?){0,100}[,;:]?$/
const LENGTH_OF_TIME = /^\d{1,4}[dhwmyj]$/i
const DATE =
  /^\d{4}-\d{2}-\d{2}(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?,?$|^\d{1,2}[./]\d{1,2}[./]\d{2,4},?$/i
const TIME = /^\d{1,2}[:h]\d{2}$/i
const MAILBOX = /^[^\s@<>"(),;:]{1,64}@[^\s@<>"(),;:]{1,190}$/

/** A number, a date, a mailbox, a switch: as it is given on. */
function readPlain(token: string): string | undefined {
  const bare = token.replace(/[,;:]$/, '')
  if (NUMBER.test(token)) return bare.replaceAll('#', '').replaceAll('–', '-')
  if (DATE.test(token) || TIME.test(bare) || LENGTH_OF_TIME.test(bare)) return bare
  const mailbox = bare.replace(/^<?(?:mailto:)?|>$/gi, '')
  if (MAILBOX.test(mailbox)) return mailbox
  return ARGUMENT_WORDS.get(fold(bare))
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/

function readSlug(
  command: MailCommand | undefined,
  token: string,
  { slugs, organises }: Writer,
): { slug: string; certain: boolean } | undefined {
  if (organises && slugs?.has(token) === true) return { slug: token, certain: true }
  const prose = command === undefined || ALSO_PROSE.has(command)
  // "Count Basie": after a word that begins names and titles too, a petition is written as its address is.
  const slug = prose ? token : token.toLowerCase()
  if (!SLUG.test(slug) || COMMAND_WORDS.has(slug)) return undefined
  const known = slugs?.has(slug) === true
  if (/[a-z]-[a-z0-9]|\d/.test(slug)) return { slug, certain: true }
  if (isOrdinary(slug)) return known && !prose ? { slug, certain: true } : undefined
  // A petition that does not exist yet, or one mistyped.
  const mayBeNew = command === 'create' || (command === 'stats' && !/^\p{Lu}\p{Ll}/u.test(token))
  if (known || slugs === undefined || mayBeNew) return { slug, certain: known }
  return [...slugs].some(other => isSlipOf(slug, other)) ? { slug, certain: true } : undefined
}

/** `find Ada Lovelace`, `find demo Ada`, `find demo ada@example.org 2`. */
function readFind(tokens: readonly string[], from: Writer): ReadArguments | undefined {
  const { slugs, organises } = from
  const [first = '', ...others] = tokens
  if (organises && slugs?.has(first) === true && isOrdinary(first)) {
    const read = readFind(others, from)
    return read && { words: `${first} ${read.words}`, certain: true }
  }
  const bare = tokens.map(token => token.replace(/^["“”«]+|["“”»,]+$/gu, '')).filter(token => token !== '')
  if (bare.length === 0 || bare.length > 8) return undefined
  const names = bare.filter((token, at) => !(/^\d+$/.test(token) || MAILBOX.test(token) || isPage(bare, at)))
  const certain = names.length < bare.length || slugs?.has(names[0] ?? '') === true
  const fits = names.every(token => {
    const word = fold(token)
    if (!/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’.-]*$/u.test(token) || isTelling(word)) return false
    return /^\p{Lu}/u.test(token) || SLUG_LIKE.test(token) || !(isCommonWord(word) || NO_SLUG.has(word))
  })
  // "Find Attached", "Find Hope": words of sentences, however they are written.
  const told = names.every(token => isCommonWord(fold(token)) || NO_SLUG.has(fold(token)))
  if (!fits || (told && names.length > 0)) return undefined
  return { words: bare.join(' '), certain }
}

/** Jimmy Page is looked for too: only "page 2" at the end is none of the name. */
function isPage(tokens: readonly string[], at: number): boolean {
  return at === tokens.length - 2 && /^page$/i.test(tokens[at] ?? '') && /^\d+$/.test(tokens[at + 1] ?? '')
}

const SLUG_LIKE = /^[a-z0-9]+-[a-z0-9-]+$/

/** `remove demo 12 15 duplicate of 9`: numbers first, then why. */
function readRemove(tokens: readonly string[], from: Writer): ReadArguments | undefined {
  const slug = NUMBER.test(tokens[0] ?? '') ? undefined : readSlug('remove', tokens[0] ?? '', from)
  const begins = slug === undefined ? 0 : 1
  let to = begins
  while (to < tokens.length && NUMBER.test(tokens[to] ?? '')) to += 1
  if (to === begins) return undefined
  const why = tokens.slice(to)
  if (wordsOf(fold(why.join(' '))).some(word => PERSONAL.has(word))) return undefined
  const numbers = tokens.slice(begins, to).map(token => readPlain(token) ?? token)
  const reason = why
    .map((token, at) => (at === 0 && !NUMBER.test(why[1] ?? '') ? token.replace(/^[:–—-]+/u, '') : token))
    .filter(token => token !== '')
  return { words: [...tokens.slice(0, begins), ...numbers, ...reason].join(' '), certain: true }
}

/**
 * Two neighbours swapped; or, in a word of five letters and more, one letter too many, too few or another. In shorter ones
 * names are that near: Owen, Edith, Udo, Finn.
 */
export function isSlipOf(word: string, known: string): boolean {
  if (Math.abs(word.length - known.length) > 1 || word === known) return false
  let start = 0
  while (start < word.length && word[start] === known[start]) start += 1
  let end = 0
  while (
    end < Math.min(word.length, known.length) - start &&
    word[word.length - 1 - end] === known[known.length - 1 - end]
  )
    end += 1
  const left = word.slice(start, word.length - end)
  const right = known.slice(start, known.length - end)
  if (left.length === 2 && right.length === 2) return left === `${right[1]}${right[0]}`
  return known.length >= 5 && left.length <= 1 && right.length <= 1
}
