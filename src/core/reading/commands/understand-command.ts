// Commands in an email: the same words as in a chat, in the subject or in the first line. A signer may write anything, and "Count
// me in" begins like a command: a line is a command only if it holds nothing else.

import { type CommandName, type LeftCommands, mostCommands, plainWords } from '../../commands.ts'
import { isAgreeableWord, isConsent } from '../consent.ts'
import { saysWhereOnly } from '../contact-lines.ts'
import { nameShape } from '../details/name-shape.ts'
import { fold, wordsOf } from '../fold-text.ts'
import { closingLength, linesOf } from '../lines.ts'
import { bare, commandWritten } from './command-words.ts'
import { beginsSentences, cannotBeUsed, goesOnAsCommand, slipAt, type Writer } from './goes-on-as-command.ts'
import { NEVER_ALONE } from './lexicon-commands.ts'
import { onlyGreets, withoutManners } from './manners.ts'
import { type LabelledPart, petitionFields } from './petition-labels.ts'
import { withoutFillers } from './read-arguments.ts'
import { type ReadCommand, readCommand, readNamed } from './read-command.ts'

/** A command with the words of its author. They are shown, and kept until the author says yes. */
export interface Said {
  /** One line, single spaces; a French or American command word is given as ours. */
  words: string
  read: ReadCommand
}

export interface SaidCommand extends Said {
  kind: 'command'
  /** The labelled parts of an email that creates or edits a petition, or tells its news. */
  fields?: Partial<Record<LabelledPart, string>>
  /** Further commands of the same email, in their order. */
  further?: Said[]
  /** Commands of the same email that are not taken. */
  left?: LeftCommands
}

export interface CommandSources {
  /** Bare: without reply prefixes and list tags. */
  subject: string
  /** Only what the person typed. */
  text: string
  /**
   * Slugs that exist, and those of the author's drafts. With them "open mic" is no command and "stats letter" is one. Without
   * them, any word that could be a slug is taken for one, unless it is an ordinary word.
   */
  slugs?: ReadonlySet<string> | undefined
  /** From organises a petition. Nothing proves that, so it decides how an email is read and not what the email may do. */
  organises?: boolean | undefined
  /** The subject is that of an earlier email, and repeats what it said. */
  reply?: boolean | undefined
  /** "tomorrow" is a day after this. */
  now?: Date | undefined
}

/** Undefined if the email is no command. Pure, linear, never throws. */
export function understandCommand(sources: CommandSources): SaidCommand | undefined {
  const { subject, text, slugs, organises = false, reply = false, now = new Date() } = sources
  const from: Reader = { slugs, organises, now }
  const lines = linesOf(text)
  const first = lines.findIndex(line => (organises ? !onlyGreets(line) : line !== ''))
  const byText = first === -1 ? undefined : readLine(lines[first] ?? '', from)
  const bySubject = readLine(subject, from)
  if (byText !== undefined) {
    const fields = fieldsUnder(byText, afterFirstLine(text), organises)
    if (hasAny(fields)) return { ...commandIn(byText), fields }
    const { further, more, others } = takeCommands(lines.slice(first + 1), from)
    if (saysNothingElse(others, byText, organises)) {
      const besides = reply ? undefined : notAmong([byText, ...further], bySubject)
      const left = { ...(besides && { subject: besides }), ...(more.length > 0 && { more }) }
      return {
        ...commandIn(byText),
        ...(further.length > 0 && { further: further.map(({ words, read }) => ({ words, read })) }),
        ...(hasAny(left) && { left }),
      }
    }
  }
  if (bySubject === undefined) return undefined
  const fields = fieldsUnder(bySubject, text, organises)
  if (hasAny(fields)) return { ...commandIn(bySubject), fields }
  return saysNothingElse(lines, bySubject, organises) ? commandIn(bySubject) : undefined
}

/** A command as people type it in a chat. */
export function commandSaid(words: string, slugs: ReadonlySet<string>, now = new Date()): SaidCommand {
  return { kind: 'command', words, read: readCommand(words, slugs, now) }
}

/**
 * An organiser's line that begins with a command but goes on as no command does. The answer says what to write. Undefined if it does
 * not begin with a command.
 */
export function beginsAsCommand(text: string, slugs: ReadonlySet<string>): SaidCommand | undefined {
  const line = linesOf(text).find(line => !onlyGreets(line)) ?? ''
  const [head = '', ...rest] = plainWords(withoutManners(line.slice(0, LONGEST_LINE)))
  const name = commandWritten(head, true)
  return name && commandSaid([name, ...rest].join(' '), slugs)
}

function commandIn({ words, read }: ReadLine): SaidCommand {
  return { kind: 'command', words, read }
}

function hasAny(fields: object): boolean {
  return Object.keys(fields).length > 0
}

const newsParts = ['title', 'text'] as const

/** The labelled lines below a command that takes some. Below an organiser's `news` stands its text, with or without labels. */
function fieldsUnder({ name }: ReadLine, text: string, organises: boolean): SaidCommand['fields'] & object {
  if (name === 'create' || name === 'edit') return petitionFields(text)
  if (name !== 'news' || !organises) return {}
  const fields = petitionFields(text, newsParts)
  return hasAny(fields) ? fields : petitionFields(`Text: ${text}`, newsParts)
}

function afterFirstLine(text: string): string {
  const begun = text.trimStart()
  const end = begun.search(/[\n\r\u2028\u2029\u0085]/)
  return end === -1 ? '' : begun.slice(end)
}

/** The commands below the first, each on a line of its own with its arguments. */
function takeCommands(lines: readonly string[], from: Reader) {
  const further: ReadLine[] = []
  const more: string[] = []
  const others: string[] = []
  for (const line of lines) {
    const read = readLine(line, from)
    if (read?.name === undefined || !read.certain) others.push(line)
    else if (further.length + 1 < mostCommands) further.push(read)
    else more.push(read.words)
  }
  return { further, more, others }
}

/** The subject's words, unless one of the text's commands says as much. */
function notAmong(taken: readonly Said[], bySubject: ReadLine | undefined): string | undefined {
  if (bySubject?.name === undefined) return undefined
  const wordsIn = ({ words }: Said) => words.toLowerCase().split(' ')
  const said = wordsIn(bySubject)
  const isAmong = (words: string[]) => said.every(word => words.includes(word))
  return taken.some(command => isAmong(wordsIn(command))) ? undefined : bySubject.words
}

/**
 * Below a command there are only thanks, a closing and a name. Below an organiser's there may be more: email programs add lines with
 * post, company and telephone.
 */
function saysNothingElse(lines: readonly string[], said: ReadLine, organises: boolean): boolean {
  const content = lines.filter(line => line !== '' && !saysWhereOnly(line))
  if (!said.whole) return false
  if (content.some(line => isConsent(fold(line)))) return false
  const prose = said.name === undefined || beginsSentences(said.name)
  if (organises && (said.certain || !prose)) return true
  const free = content.filter(
    line => !wordsOf(fold(line)).every(isAgreeableWord) && closingLength(fold(line)) === 0,
  )
  return free.length <= 1 && free.every(line => nameShape(line) === 'capitalised')
}

interface Reader extends Writer {
  now: Date
}

interface ReadLine extends Said {
  /** Undefined if the word is mistyped. */
  name: CommandName | undefined
  /** No sentence goes on like this. */
  certain: boolean
  /** Is a command without labelled lines below it, too. "Create together" is not. */
  whole: boolean
}

/** A reason or a quotation may be long, and some email programs break no lines. */
const LONGEST_LINE = 2_000

// It looks behind, because otherwise each mark of a long row is tried as the first.
const ENDS_A_LINE =
  /(?<![.!…,;:"“”'’»*_\s\p{Extended_Pictographic}\p{Variation_Selector}])[.!…,;:"“”'’»*_\s\p{Extended_Pictographic}\p{Variation_Selector}]+$/u

function readLine(raw: string, from: Reader): ReadLine | undefined {
  const { slugs = new Set<string>(), organises, now } = from
  if (raw.length > LONGEST_LINE) return undefined
  const line = (organises ? withoutManners(raw) : raw)
    .replace(/^["“”'‘’«»*_•–\s-]+/u, '')
    .replace(ENDS_A_LINE, '')
  const slash = line.startsWith('/')
  const [head = '', ...rest] = plainWords(line.replace(/^\/(?:petition\s+)?/iu, ''))
  const word = fold(head)
  const name = commandWritten(head, organises)
  // The button of an email: yes to a command that was shown first.
  if (word === 'do' && rest.length === 1 && /^(?=\S*\d)[a-z0-9_-]{1,64}$/i.test(rest[0] ?? '')) {
    const words = `do ${rest[0]}`
    return { name: undefined, words, read: readCommand(words, slugs, now), certain: true, whole: true }
  }
  if (name === undefined) {
    const slip = slipAt(head, rest, from.slugs)
    if (slip === undefined) return undefined
    const read: ReadCommand = { kind: 'unknown', word: head, meant: slip.meant }
    return { name, words: [head, ...rest].join(' '), read, certain: slip.certain, whole: true }
  }
  if (rest.length === 0 && NEVER_ALONE.has(word) && !slash && !(organises && head === word)) return undefined
  const fit = rest.length === 0 ? { certain: slash } : fitOf(name, head, rest, from)
  if (fit === undefined) return undefined
  // "edit demo title: New": changes belong on lines of their own, and the answer shows them.
  const ofPetition = name === 'edit' && slugs.has(bare(rest[0] ?? '').toLowerCase())
  const labelled = ofPetition && rest.some(token => token.endsWith(':'))
  const said = labelled ? rest.slice(0, 1) : rest
  return {
    name,
    words: [name, ...said].join(' '),
    read: readNamed(name, said, slugs, now),
    ...fit,
    whole: name !== 'create' || fit.certain || rest.length === 0,
  }
}

function fitOf(name: CommandName, head: string, rest: string[], from: Reader) {
  // "Open letter" is what people sign, also where an organiser writes it; any other word before a petition is a command.
  const writer = { ...from, organises: from.organises && (name !== 'open' || head === fold(head)) }
  const fit = goesOnAsCommand(name, rest, writer) ?? cannotBeUsed(name, rest, from)
  return from.organises ? (fit ?? goesOnAsCommand(name, withoutFillers(name, rest), writer)) : fit
}
