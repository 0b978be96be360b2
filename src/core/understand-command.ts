// The desk's commands in a mail: the same words as in a chat, in the subject or in the first line. A signer may write
// anything, and "Count me in" begins like a command: a line is one only where it holds nothing else than a command does.

import { fold, wordsOf } from './fold-text.ts'
import {
  ALSO_PROSE,
  ARGUMENT_WORDS,
  COMMAND_WORDS,
  type MailCommand,
  NEVER_ALONE,
  NO_SLIP,
  NO_SLUG,
  PERSONAL,
  type PetitionField,
  TAKES_NO_MORE,
} from './lexicon-commands.ts'
import { OCCUPATIONS, ORGANISATION_WORDS } from './lexicon-occupations.ts'
import { petitionFields } from './petition-labels.ts'
import {
  closingLength,
  isAgreeableWord,
  isCommonWord,
  isConsent,
  isTelling,
  linesOf,
  mentionsSigning,
  nameShape,
} from './words-of-signers.ts'

export interface SaidCommand {
  kind: 'command'
  /**
   * One line, single spaces: the command as `commandNames` has it (a French or American word is given as ours), then what
   * was said with it. A word that is nearly a command stays as it was typed.
   */
  words: string
  /** The labelled parts of a mail that creates or edits a petition. */
  fields?: Partial<Record<PetitionField, string>>
  /** Further commands of the same mail, a line each, in their order. */
  further?: string[]
}

export interface CommandSources {
  /** Bare: without reply prefixes and list tags. */
  subject: string
  /** Only what the person typed. */
  text: string
  /**
   * Slugs that exist, drafts among them. With them "open mic" is no command and "stats letter" is one; without, any word
   * that could be a slug and is no ordinary word is taken for one.
   */
  slugs?: ReadonlySet<string> | undefined
  /** Whether From organises a petition. Nothing proves it: it decides how a mail is read, and not what it may do. */
  organises?: boolean | undefined
}

/** More in one mail are left. */
const mostCommands = 5

/** Undefined where it reads like anything else. Pure, linear, never throws. */
export function understandCommand({
  subject,
  text,
  slugs,
  organises = false,
}: CommandSources): SaidCommand | undefined {
  const from = { slugs, organises }
  const lines = linesOf(text)
  const first = lines.findIndex(line => line !== '')
  const byText = first === -1 ? undefined : readLine(lines[first] ?? '', from)
  if (byText !== undefined) {
    const fields = takesFields(byText) ? petitionFields(afterFirstLine(text)) : {}
    if (hasAny(fields)) return { kind: 'command', words: byText.words, fields }
    const { further, others } = takeCommands(lines.slice(first + 1), from)
    if (byText.whole && saysNothingElse(others, byText, organises))
      return { kind: 'command', words: byText.words, ...(further.length === 0 ? {} : { further }) }
  }
  const bySubject = readLine(subject, from)
  if (bySubject === undefined) return undefined
  const fields = takesFields(bySubject) ? petitionFields(text) : {}
  if (hasAny(fields)) return { kind: 'command', words: bySubject.words, fields }
  return bySubject.whole && saysNothingElse(lines, bySubject, organises)
    ? { kind: 'command', words: bySubject.words }
    : undefined
}

function hasAny(fields: object): boolean {
  return Object.keys(fields).length > 0
}

function takesFields({ command }: ReadLine): boolean {
  return command === 'create' || command === 'edit'
}

function afterFirstLine(text: string): string {
  const begun = text.trimStart()
  const end = begun.search(/[\n\r\u2028\u2029\u0085]/)
  return end === -1 ? '' : begun.slice(end)
}

/** What follows the first command: each on a line of its own and with what it is about. */
function takeCommands(lines: readonly string[], from: Writer): { further: string[]; others: string[] } {
  const further: string[] = []
  const others: string[] = []
  for (const line of lines) {
    const read = further.length + 1 < mostCommands ? readLine(line, from) : undefined
    if (read?.command !== undefined && read.certain && read.whole) further.push(read.words)
    else others.push(line)
  }
  return { further, others }
}

/**
 * Thanks, a closing, a name: what stands beneath a command. An announcement may bring its own words, and beneath what an
 * organiser clearly asks for stand the lines their mail program adds: post, company, telephone.
 */
function saysNothingElse(lines: readonly string[], said: ReadLine, organises: boolean): boolean {
  const content = lines.filter(line => line !== '')
  if (said.command === 'announce' && said.certain) return true
  if (content.some(line => isConsent(fold(line)) && mentionsSigning(fold(line)))) return false
  const prose = said.command === undefined || ALSO_PROSE.has(said.command)
  if (organises && (said.certain || !prose)) return true
  const free = content.filter(
    line => !wordsOf(fold(line)).every(isAgreeableWord) && closingLength(fold(line)) === 0,
  )
  return free.length <= 1 && free.every(line => nameShape(line) === 'capitalised')
}

interface ReadLine {
  /** Undefined where the word is only nearly one. */
  command: MailCommand | undefined
  words: string
  /** Something follows that no sentence goes on with. */
  certain: boolean
  /** Needs no labelled lines to be one: "create together" does. */
  whole: boolean
}

/** Who writes, and what they may name. */
interface Writer {
  slugs: ReadonlySet<string> | undefined
  organises: boolean
}

const LONGEST_LINE = 300
const POLITE =
  /^(?:please|svp)[\s,]+|[\s,]+(?:please|pls|thanks|thank you|svp|s['’]il vous pla[iî]t|merci)$/giu

function readLine(raw: string, { slugs, organises }: Writer): ReadLine | undefined {
  if (raw.length > LONGEST_LINE) return undefined
  const line = (organises ? raw.replace(/[.!\s]+$/u, '').replace(POLITE, '') : raw)
    .replace(/(?:[.!…,;:\s\p{Extended_Pictographic}]|\ufe0f)+$/u, '')
    .replace(/^["“”'‘’«»\s]+|["“”'’»\s]+$/gu, '')
    .replace(/[.!…,;:\s]+$/u, '')
  const slash = line.startsWith('/')
  const [head = '', ...rest] = line
    .replace(/^\/(?:petition\s+)?/iu, '')
    .split(/\s+/)
    .filter(token => token !== '')
  const word = fold(head)
  // What a button of a mail says: yes to a command that was shown first.
  if (word === 'do' && rest.length === 1 && /^(?=\S*\d)[a-z0-9_-]{1,64}$/i.test(rest[0] ?? ''))
    return { command: undefined, words: `do ${rest[0]}`, certain: true, whole: true }
  const command = COMMAND_WORDS.get(word)
  if (command === undefined) return readSlip(head, rest, slugs)
  if (rest.length === 0) {
    if (NEVER_ALONE.has(word) && !slash) return undefined
    return { command, words: command, certain: slash, whole: true }
  }
  // "Open letter" is what people sign, also where an organiser writes it; any other word before a petition is a command.
  const mine = organises && (command !== 'open' || head === word)
  const read =
    readArguments(command, rest, { slugs, organises: mine }) ??
    readUnusable(command, rest, { slugs, organises })
  if (read === undefined) return undefined
  return { command, ...read, words: `${command} ${read.words}`, whole: command !== 'create' || read.certain }
}

interface ReadArguments {
  words: string
  certain: boolean
}

function readArguments(
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

/**
 * "stats demo wek", "close demo sometime": a command with something it cannot use, which is answered by what to write.
 * Whoever wants to sign must not be taken for an organiser, so this takes more than the word at the beginning. From
 * anybody: a petition's very address behind it, one that is no ordinary word, and then a word or two that stand in no
 * sentence, are no name and no occupation. From an organiser: their petition's address behind it and whatever follows, or
 * such a word or two.
 */
function readUnusable(
  command: MailCommand,
  tokens: readonly string[],
  { slugs, organises }: Writer,
): ReadArguments | undefined {
  if (tokens.length > MOST_LOOSE || mentionsSigning(fold(tokens.join(' ')))) return undefined
  const bare = tokens.map(token => token.replace(/^["“”‘«]+|["”’»,;:]+$/gu, '')).filter(token => token !== '')
  // "stats for demo": nobody but an organiser is read so freely, see below.
  const [first = '', ...others] = organises && OF.test(bare[0] ?? '') ? bare.slice(1) : bare
  const slug = first.toLowerCase()
  const named = slugs?.has(slug) === true && !isOrdinary(slug)
  const said = named ? others : [first, ...others]
  const strange = said.length <= 2 && said.every(isNoWordOfSigners)
  const enough = organises
    ? named || strange
    : named && strange && said.length > 0 && !TAKES_NO_MORE.has(command)
  return enough ? { words: [named ? slug : first, ...others].join(' '), certain: named } : undefined
}

const MOST_LOOSE = 12
const OF = /^(?:of|for|de|du|pour)$/i

function isNoWordOfSigners(token: string): boolean {
  const word = fold(token)
  return /^\p{Ll}+$/u.test(token) && !isOrdinary(word) && !PERSONAL.has(word)
}

function isOrdinary(word: string): boolean {
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
    .map((token, at) => (at === 0 ? token.replace(/^[:–—-]+/u, '') : token))
    .filter(token => token !== '')
  return { words: [...tokens.slice(0, begins), ...numbers, ...reason].join(' '), certain: true }
}

/** "sttas demo": one slip away from a command, alone or before what follows one. Core asks whether that was meant. */
function readSlip(
  head: string,
  rest: readonly string[],
  slugs: ReadonlySet<string> | undefined,
): ReadLine | undefined {
  const word = fold(head)
  if (!/^[a-z]{4,13}$/.test(word) || rest.length > 3) return undefined
  if (isCommonWord(word) || NO_SLIP.has(word) || NO_SLUG.has(word) || OCCUPATIONS.has(word)) return undefined
  const meant = [...COMMAND_WORDS.keys()].find(known => isSlipOf(word, known))
  if (meant === undefined) return undefined
  // "Stas", "Klose": alone and with a capital, a short word is a name unless only two letters are swapped.
  const swapped = [...word].sort().join('') === [...meant].sort().join('')
  if (rest.length === 0 && word.length < 6 && /^\p{Lu}\p{Ll}/u.test(head) && !swapped) return undefined
  if (rest.length === 0) return { command: undefined, words: word, certain: false, whole: true }
  const args = readArguments(COMMAND_WORDS.get(meant) ?? 'help', rest, { slugs, organises: false })
  // A short word is soon near another: "Finn Meyer" is a name.
  if (args === undefined || (meant === 'find' && !args.certain)) return undefined
  return { command: undefined, words: `${word} ${args.words}`, certain: args.certain, whole: true }
}

/**
 * Two neighbours swapped; or, in a word of five letters and more, one letter too many, too few or another. In shorter ones
 * names are that near: Owen, Edith, Udo, Finn.
 */
function isSlipOf(word: string, known: string): boolean {
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
