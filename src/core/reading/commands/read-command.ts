/** Reads the words of a command that somebody typed, wrote in an email or pressed. Finds its meaning, or the fault in it. */
import { type CommandName, type CommandProblem, commandRow, type Period, plainWords } from '../../commands.ts'
import { bare, choiceOf, commandTyped, slugMeant, typedWords } from './command-words.ts'
import { editDistance } from './edit-distance.ts'
import { type Evidence, type TypedCondition, takeCondition } from './read-condition.ts'
import { greatestNumber, type NumberRange, takeNumbers } from './read-numbers.ts'
import { readTime } from './read-time.ts'

type Nothing = Record<never, never>
interface Numbered {
  numbers: NumberRange[]
}

/** The arguments of each command, as they were understood. */
export interface Given {
  sign: Nothing
  unsign: Nothing
  mysignatures: Nothing
  count: Nothing
  stats: { period: Period }
  recent: { page: number }
  find: { name: string; page: number }
  export: { format: 'csv' | 'json'; evidence?: Evidence } | { format: 'pdf' }
  create: Nothing
  edit: { part: 'text' | 'rules' | 'page' }
  open: Nothing
  /** `when` is a time as it was typed: the desk reads it in the petition's time zone. Absent: now. */
  close: { when?: string }
  /** No change: it is new. `item` absent: the newest. */
  news: { change?: 'edit' | 'remove'; item?: number }
  announce: Nothing
  feature: Numbered & { off: boolean }
  hide: Numbered
  show: Numbered
  remove: Numbered & { reason: string }
  unusual: Nothing
  /** `stop`: what runs now goes no further. */
  invalidate: { condition: TypedCondition; reason: string } | { stop: true }
  /** No number: the waiting organisations are shown. `domain`: the mark for it too; `proved`: whichever domain they proved. */
  approve: Numbered & { domain?: string }
  organiser: { act: 'list' } | { act: 'add' | 'remove'; mailbox: string | undefined }
  log: { page: number }
  undo: { entry: number }
  digest: { every: 'daily' | 'weekly' | 'off' }
  /** `topic`: only what this command does, and what it needs. */
  help: { topic?: CommandName }
  /** Not in the table, because only buttons say it: yes to a command that was shown first, or one that was kept, given again. */
  do: { id: string }
}

export type CommandNamed<K extends keyof Given> = { [P in K]: { kind: P } & Given[P] }[K]
export type DeskCommand = CommandNamed<keyof Given>

export type ReadCommand =
  | { kind: 'command'; command: DeskCommand; slug: string | undefined }
  /** `meant` is the nearest command. */
  | { kind: 'unknown'; word: string; meant: CommandName | undefined }
  | { kind: 'wrong'; name: CommandName; problem: CommandProblem; slug: string | undefined }

const longestReason = 500
/** No time zone is further behind UTC. */
const furthestBehindMs = 12 * 3_600_000
/** As long as a signature's name may be. */
const longestName = 100

/** `slugs` are the petitions this account may name among the words. */
export function readCommand(given: string, slugs: ReadonlySet<string>, now: Date): ReadCommand {
  const [first = '', ...rest] = plainWords(given)
  const word = bare(first).toLowerCase().replace(/^\//, '')
  if (word === 'petition' && rest.length > 0) return readCommand(rest.join(' '), slugs, now)
  if (word === '') return { kind: 'command', command: { kind: 'help' }, slug: undefined }
  if (word === 'do') return { kind: 'command', command: { kind: 'do', id: rest[0] ?? '' }, slug: rest[1] }
  const name = commandTyped(word)
  return name === undefined
    ? { kind: 'unknown', word: [...first].slice(0, 40).join(''), meant: nearest(word) }
    : readArguments(name, hasText(name) ? rest.filter(isNoMark) : rest.filter(saysSomething), slugs, now)
}

/** Quotation marks and bold alone are no word; in a name or a reason other marks are. */
function isNoMark(word: string): boolean {
  return /[^"“”„'‘’«»*_~`,;:.…]/u.test(word)
}

function saysSomething(word: string): boolean {
  return bare(word) !== ''
}

/** One letter missing, added, wrong, or two swapped; in longer words two. */
function nearest(word: string): CommandName | undefined {
  const candidates = typedWords
    .map(([known, name]) => ({ known, name, distance: editDistance(word, known) }))
    .filter(({ known, distance }) => distance <= (known.length > 5 ? 2 : 1))
    .sort((a, b) => a.distance - b.distance)
  return candidates[0]?.name
}

/** Reads the words that follow the name of a command. */
export function readArguments(
  name: CommandName,
  words: string[],
  slugs: ReadonlySet<string>,
  now: Date,
): ReadCommand {
  const { slug, rest } = takeSlug(name, words, slugs)
  const command = readLoosely(name, rest, now)
  if (typeof command !== 'string') return { kind: 'command', command, slug }
  // `find fair`, `digest weekly`, `hide 2026`: what the command needs may be a slug by chance.
  const whole = rest.length < words.length ? read(name, words, now) : command
  if (typeof whole !== 'string') return { kind: 'command', command: whole, slug: undefined }
  // "stats of demo for this week".
  const fewer = withoutFillers(name, words)
  const loosely = fewer.length < words.length ? readArguments(name, fewer, slugs, now) : undefined
  if (loosely?.kind === 'command') return loosely
  const meant = slug === undefined ? withUnknownSlug(name, words, slugs, now) : undefined
  return meant ?? { kind: 'wrong', name, problem: command, slug: slug ?? slugIn(loosely) }
}

function slugIn(read: ReadCommand | undefined): string | undefined {
  return read?.kind === 'wrong' ? read.slug : undefined
}

const fillers: ReadonlySet<string> = new Set(
  'a an the this last past for in as to of number numbers signature signatures entry la le les cette dernière pour en de du des no no. nr nr. n° nº numéro numéros it petition pétition'.split(
    ' ',
  ),
)

/** A name or a reason is among its words, and stays whole. */
function hasText(name: CommandName): boolean {
  return name === 'find' || name === 'remove' || name === 'invalidate'
}

/** Drops the words that people say around the ones that count. */
export function withoutFillers(name: CommandName, words: readonly string[]): string[] {
  return hasText(name) ? [...words] : words.filter(word => !fillers.has(word.toLowerCase()))
}

function readLoosely(name: CommandName, words: string[], now: Date): DeskCommand | CommandProblem {
  const command = read(name, words, now)
  if (typeof command !== 'string') return command
  const loosely = read(name, withoutFillers(name, words), now)
  return typeof loosely === 'string' ? command : loosely
}

/**
 * Without its first or last word it would be a command, and that word is nearly a petition, or can be nothing else: it is answered as
 * a petition that does not exist.
 */
function withUnknownSlug(
  name: CommandName,
  words: string[],
  slugs: ReadonlySet<string>,
  now: Date,
): ReadCommand | undefined {
  const ends = hasText(name) && name !== 'find' ? [0] : [0, words.length - 1]
  for (const at of ends) {
    const word = words[at]?.toLowerCase() ?? ''
    const near =
      (at === 0 && slugLike.test(word)) ||
      [...slugs].some(slug => editDistance(word, slug) <= 2 || (word.length > 3 && slug.includes(word)))
    const command = near ? readLoosely(name, words.toSpliced(at, 1), now) : 'name'
    if (typeof command !== 'string') return { kind: 'command', command, slug: word }
  }
  return undefined
}

const slugLike = /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+$/i

/** The petition stands first or last; where a word says what to do, as in `organiser add`, after that too. */
function takeSlug(name: CommandName, words: string[], slugs: ReadonlySet<string>) {
  const slugAt = (at: number, count = 1) => {
    const slug = slugMeant(words.slice(at, at === -1 ? undefined : at + count), slugs)
    return slug === undefined ? undefined : { slug, rest: words.toSpliced(at, count) }
  }
  // "stats clean rivers" for `clean-rivers`
  const spaced = (): ReturnType<typeof slugAt> =>
    [4, 3, 2].flatMap(count => (count <= words.length ? (slugAt(0, count) ?? []) : []))[0]
  const second = name === 'organiser' || name === 'feature' || name === 'news'
  // At the end of a name or a reason it is a word like another.
  const last = !hasText(name)
  const quoted = name === 'find' && /["”’'»]$/.test(words.at(-2) ?? '')
  const known =
    (last ? spaced() : undefined) ??
    slugAt(0) ??
    (second ? slugAt(1) : undefined) ??
    (last || quoted ? slugAt(-1) : undefined)
  // Some take nothing but a petition: another word is one we do not know, and is answered as such.
  return known ?? unknownSlug(name, words) ?? { slug: undefined, rest: words }
}

function unknownSlug(name: CommandName, words: string[]) {
  const takes = commandRow(name).takes.map(argument => argument.name)
  if (!takes.includes('petition') || takes.some(kind => kind !== 'petition' && kind !== 'page')) return
  const paged = takes.includes('page')
  const named = paged ? withoutFillers(name, words).filter(word => !pageWord.test(word)) : words
  const [lone, another] = named
  if (lone === undefined || another !== undefined || lone !== words[0]) return
  return { slug: bare(lone).toLowerCase(), rest: words.slice(1) }
}

const pageWord = /^(page|\d+)$/i

function read(name: CommandName, words: string[], now: Date): DeskCommand | CommandProblem {
  const [first, second] = words.map(choiceOf)
  switch (name) {
    case 'sign':
    case 'unsign':
    case 'mysignatures':
    case 'count':
    case 'create':
    case 'open':
    case 'announce':
    case 'unusual':
      return { kind: name }
    case 'help': {
      const topic = first === undefined ? undefined : commandTyped(first)
      return topic === undefined ? { kind: 'help' } : { kind: 'help', topic }
    }
    case 'stats': {
      const period = first === undefined ? 'all' : periods.find(known => known === first)
      return period === undefined ? 'period' : { kind: 'stats', period }
    }
    case 'recent':
    case 'log':
      return { kind: name, page: readPage(first === 'page' ? second : first) }
    case 'find': {
      const paged = /^page$/i.test(words.at(-2) ?? '') && /^\d+$/.test(words.at(-1) ?? '')
      const typed = (paged ? words.slice(0, -2) : words).join(' ')
      // Bold has its marks at both ends. One at the end alone belongs to a pattern, as in `name:"*bot*"`.
      const looked = typed
        .replace(/^["“„'‘«\s]*[*_~`](.*)$/, (_, rest: string) => rest.replace(/[*_~`"”“'’»\s]+$/, ''))
        .replace(/^["“„'‘«*_~`\s]+|["”“'’»\s]+$/g, '')
      const name = [...looked].slice(0, longestName).join('').trim()
      return name === '' ? 'name' : { kind: 'find', name, page: paged ? readPage(words.at(-1)) : 1 }
    }
    case 'export': {
      const { condition, rest } = takeCondition(words) ?? {}
      const { evidence, ...more } = condition ?? {}
      const format = formats.find(known => known === choiceOf(rest?.[0] ?? 'csv'))
      if (rest === undefined || format === undefined || Object.keys(more).length > 0) return 'format'
      if (format === 'pdf') return evidence === undefined ? { kind: 'export', format } : 'format'
      return { kind: 'export', format, ...(evidence && { evidence }) }
    }
    case 'edit':
      if (first === undefined || first === 'text') return { kind: 'edit', part: 'text' }
      return first === 'rules' || first === 'page' ? { kind: 'edit', part: first } : 'part'
    case 'news': {
      if (first === undefined) return { kind: 'news' }
      const item = /^#?([1-9]\d{0,8})$/.exec(second ?? '')?.[1]
      if ((first !== 'edit' && first !== 'remove') || (second !== undefined && item === undefined))
        return 'change'
      return { kind: 'news', change: first, ...(item !== undefined && { item: Number(item) }) }
    }
    case 'close': {
      const said = (first === 'at' || first === 'on' ? words.slice(1) : words).join(' ')
      const when = said.replace(/["“”„«»*_`]/gu, '').replace(/(?<=\d)[‐-―](?=\d)/g, '-')
      if (when === '' || when.toLowerCase() === 'now') return { kind: 'close' }
      const at = readTime(when, 'UTC', now)
      if (at === undefined) return 'when'
      // Past in every time zone. If it is past only in the petition's, the desk says so.
      return at.getTime() + furthestBehindMs <= now.getTime() ? 'past' : { kind: 'close', when }
    }
    case 'feature': {
      const numbers = onlyNumbers(words.filter(word => !isOff(word)))
      return numbers === undefined ? 'numbers' : { kind: 'feature', numbers, off: words.some(isOff) }
    }
    case 'hide':
    case 'show': {
      const numbers = onlyNumbers(words)
      return numbers === undefined ? 'numbers' : { kind: name, numbers }
    }
    case 'approve': {
      if (words.length === 0) return { kind: 'approve', numbers: [] }
      // All that wait: they are shown before that is done.
      const all = first === 'all' && second === undefined
      if (all) return { kind: 'approve', numbers: [{ from: 1, to: greatestNumber }] }
      const { numbers, rest } = takeNumbers(words)
      if (numbers === undefined) return 'numbers'
      if (rest.length === 0) return { kind: 'approve', numbers }
      const domain = readDomain(rest)
      return domain === undefined ? 'domain' : { kind: 'approve', numbers, domain }
    }
    case 'remove': {
      // "number 12"
      const lead = words.findIndex(word => !fillers.has(word.toLowerCase()))
      const { numbers, rest } = takeNumbers(words.slice(Math.max(0, lead)))
      const reason = reasonIn(rest)
      if (numbers === undefined) return 'numbers'
      return reason === '' ? 'reason' : { kind: 'remove', numbers, reason }
    }
    case 'invalidate': {
      if (first === 'stop' && second === undefined) return { kind: 'invalidate', stop: true }
      const taken = takeCondition(words)
      if (taken === undefined || Object.keys(taken.condition).length === 0) return 'condition'
      // What stands before is no reason: it may be the name of a petition.
      if (taken.rest[0] === words[0]) return 'condition'
      const reason = reasonIn(taken.rest)
      return reason === '' ? 'reason' : { kind: 'invalidate', condition: taken.condition, reason }
    }
    case 'organiser': {
      if (first === undefined || first === 'list') return { kind: 'organiser', act: 'list' }
      if (first !== 'add' && first !== 'remove') return 'person'
      const [person, another] = words.slice(1).filter(word => word.includes('@') || isSelf.test(word))
      if (another !== undefined) return 'person'
      return { kind: 'organiser', act: first, mailbox: person && withoutLink(person) }
    }
    case 'undo': {
      const entry = /^#?(\d{1,9})$/.exec(bare(first ?? ''))?.[1]
      return entry === undefined ? 'entry' : { kind: 'undo', entry: Number(entry) }
    }
    case 'digest':
      if (first === 'daily' || first === 'weekly' || first === 'off') return { kind: 'digest', every: first }
      return 'every'
  }
}

/** `domain example.org`, `domain`, `example.org`, `https://www.example.org/`. Undefined if it is none of these. */
function readDomain(words: string[]): string | undefined {
  const [first = '', ...more] = words
  const said = isDomainWord.test(first) ? more : words
  if (said.length === 0) return 'proved'
  const host = /^(?:https?:\/\/)?(?:[^@\s]{0,64}@|www\.)?([^/@\s]+)\/?$/i.exec(said[0] ?? '')?.[1]
  return said.length === 1 && host !== undefined && looksLikeDomain.test(host)
    ? host.toLowerCase()
    : undefined
}

export const isDomainWord = /^domaine?$/i
export const looksLikeDomain = /^(?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9-]{2,63}$/i

const formats = ['csv', 'json', 'pdf'] as const
const periods = ['day', 'week', 'month', 'year', 'all'] as const

/** The person who says it. */
export const isSelf = /^(?:me|myself|moi)$/i

/** `<mailto:dana@example.org|dana@example.org>` as chats write it, and `dana@example.org.` at the end of a sentence. */
function withoutLink(mailbox: string): string {
  return mailbox
    .replace(/^[^\p{L}\p{N}]{0,9}(?:mailto:)?/iu, '')
    .replace(/\|.*$/, '')
    .replace(/[^\p{L}\p{N}]+$/u, '')
}

function isOff(word: string): boolean {
  return word.toLowerCase() === 'off'
}

/** Undefined if there is anything but numbers, or none. */
function onlyNumbers(words: string[]): NumberRange[] | undefined {
  const { numbers, rest } = takeNumbers(words)
  return rest.length > 0 ? undefined : numbers
}

function readPage(word: string | undefined): number {
  return /^\d{1,6}$/.test(word ?? '') ? Math.max(1, Number(word)) : 1
}

function reasonIn(words: readonly string[]): string {
  return cutReason(words.join(' ').replace(/^(because|reason:?|motif:?|:|-|–)\s+/i, ''))
}

function cutReason(reason: string): string {
  const characters = [...reason]
  return characters.length <= longestReason ? reason : `${characters.slice(0, longestReason - 1).join('')}…`
}
