// The desk's commands in a mail: the same words as in a chat, in the subject or in the first line. A signer may write
// anything, and "Count me in" begins like a command: a line is one only where it holds nothing else than a command does.

import { type LeftCommands, mostCommands } from '../../command-names.ts'
import { isAgreeableWord, isConsent, mentionsSigning } from '../consent.ts'
import { fold, wordsOf } from '../fold-text.ts'
import { closingLength, linesOf } from '../lines.ts'
import { nameShape } from '../name-shape.ts'
import { type ReadArguments, readArguments, type Writer } from './command-arguments.ts'
import {
  ALSO_PROSE,
  COMMAND_WORDS,
  type LabelledPart,
  type MailCommand,
  NEVER_ALONE,
  ORGANISERS_WORDS,
} from './lexicon-commands.ts'
import { GREETING, withoutManners } from './manners.ts'
import { readSlip, readUnusable } from './nearly-command.ts'
import { petitionFields } from './petition-labels.ts'
import { fillers } from './read-command.ts'

export interface SaidCommand {
  kind: 'command'
  /**
   * One line, single spaces: the command as `commandNames` has it (a French or American word is given as ours), then what
   * was said with it. A word that is nearly a command stays as it was typed.
   */
  words: string
  /** The labelled parts of a mail that creates or edits a petition. */
  fields?: Partial<Record<LabelledPart, string>>
  /** Further commands of the same mail, a line each, in their order. */
  further?: string[]
  /** Commands of the same mail that are not taken. */
  left?: LeftCommands
}

/**
 * An organiser's line that begins with a command and goes on as none does: what cannot be used is answered by what to write.
 * Undefined where it begins otherwise.
 */
export function beginsAsCommand(text: string): SaidCommand | undefined {
  const line = linesOf(text).find(line => line !== '' && !GREETING.test(line)) ?? ''
  const [head = '', ...rest] = withoutManners(line.slice(0, LONGEST_OF_ORGANISERS)).split(/\s+/)
  const command = COMMAND_WORDS.get(fold(head)) ?? ORGANISERS_WORDS.get(fold(head))
  return command && { kind: 'command', words: [command, ...rest].join(' ') }
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
  /** The subject answers another mail, and says again what that one said. */
  reply?: boolean | undefined
}

/** Undefined where it reads like anything else. Pure, linear, never throws. */
export function understandCommand({
  subject,
  text,
  slugs,
  organises = false,
  reply = false,
}: CommandSources): SaidCommand | undefined {
  const from = { slugs, organises }
  const lines = linesOf(text)
  const first = lines.findIndex(line => line !== '' && !(organises && GREETING.test(line)))
  const byText = first === -1 ? undefined : readLine(lines[first] ?? '', from)
  const bySubject = readLine(subject, from)
  if (byText !== undefined) {
    const fields = takesFields(byText) ? petitionFields(afterFirstLine(text)) : {}
    if (hasAny(fields)) return { kind: 'command', words: byText.words, fields }
    const { further, more, others } = takeCommands(lines.slice(first + 1), from)
    if (byText.whole && saysNothingElse(others, byText, organises)) {
      const besides = reply ? undefined : notAmong([byText.words, ...further], bySubject)
      const left = { ...(besides && { subject: besides }), ...(more.length > 0 && { more }) }
      return {
        kind: 'command',
        words: byText.words,
        ...(further.length > 0 && { further }),
        ...(hasAny(left) && { left }),
      }
    }
  }
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
function takeCommands(lines: readonly string[], from: Writer) {
  const further: string[] = []
  const more: string[] = []
  const others: string[] = []
  for (const line of lines) {
    const read = readLine(line, from)
    if (read?.command === undefined || !read.certain || !read.whole) others.push(line)
    else if (further.length + 1 < mostCommands) further.push(read.words)
    else more.push(read.words)
  }
  return { further, more, others }
}

/** The subject's words, unless one of the text's commands says as much. */
function notAmong(taken: string[], bySubject: ReadLine | undefined): string | undefined {
  if (bySubject?.command === undefined || !bySubject.whole) return undefined
  const said = bySubject.words.split(' ')
  const isAmong = (words: string[]) => said.every(word => words.includes(word))
  return taken.some(words => isAmong(words.split(' '))) ? undefined : bySubject.words
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

const LONGEST_LINE = 300
/** As much as core reads of a command: a reason or a quotation may be long, and some mail programs break no lines. */
const LONGEST_OF_ORGANISERS = 2_000

function readLine(raw: string, { slugs, organises }: Writer): ReadLine | undefined {
  if (raw.length > (organises ? LONGEST_OF_ORGANISERS : LONGEST_LINE)) return undefined
  const line = (organises ? withoutManners(raw) : raw)
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
  const command = COMMAND_WORDS.get(word) ?? (organises ? ORGANISERS_WORDS.get(word) : undefined)
  if (command === undefined) {
    const slip = readSlip(head, rest, slugs)
    return slip && { command, ...slip, whole: true }
  }
  if (rest.length === 0) {
    if (NEVER_ALONE.has(word) && !slash && !(organises && command === 'undo')) return undefined
    return { command, words: command, certain: slash, whole: true }
  }
  // "Open letter" is what people sign, also where an organiser writes it; any other word before a petition is a command.
  const mine = organises && (command !== 'open' || head === word)
  const read =
    readArguments(command, rest, { slugs, organises: mine }) ??
    readUnusable(command, rest, { slugs, organises }) ??
    (organises ? readWithoutFillers(command, rest, { slugs, organises: mine }) : undefined)
  if (read === undefined) return undefined
  return { command, ...read, words: `${command} ${read.words}`, whole: command !== 'create' || read.certain }
}

/** "the stats for this week": the words around those that count. A name and a reason are left whole. */
function readWithoutFillers(
  command: MailCommand,
  tokens: readonly string[],
  from: Writer,
): ReadArguments | undefined {
  if (command === 'find' || command === 'remove') return undefined
  const said = tokens.filter(token => !fillers.has(token.toLowerCase()))
  return said.length === 0 || said.length === tokens.length ? undefined : readArguments(command, said, from)
}
