/** A command as it was typed, in a chat or a mail, or pressed: from words to what is meant, or to what is wrong with them. */
import type { NumberRange } from '../../../db/curation.ts'
import {
  alsoCalled,
  type CommandName,
  type CommandProblem,
  commandNames,
  type Period,
  plainWords,
} from '../../command-names.ts'
import { editDistance } from './edit-distance.ts'
import { greatestNumber, takeNumbers } from './read-numbers.ts'
import { readTime } from './read-time.ts'

export type DeskCommand =
  | { kind: 'sign' }
  | { kind: 'unsign' }
  | { kind: 'mysignatures' }
  | { kind: 'help' }
  | { kind: 'count' }
  | { kind: 'create' }
  | { kind: 'open' }
  | { kind: 'announce' }
  | { kind: 'stats'; period: Period }
  | { kind: 'recent' | 'log'; page: number }
  | { kind: 'find'; name: string; page: number }
  | { kind: 'export'; format: 'csv' | 'json' }
  | { kind: 'edit'; part: 'text' | 'rules' }
  /** `when` is a time as it was typed, which the petition's time zone makes one; absent: now. */
  | { kind: 'close'; when?: string }
  | { kind: 'feature'; numbers: NumberRange[]; off: boolean }
  | { kind: 'hide' | 'show' | 'approve'; numbers: NumberRange[] }
  | { kind: 'remove'; numbers: NumberRange[]; reason: string }
  | { kind: 'organiser'; act: 'list' }
  | { kind: 'organiser'; act: 'add' | 'remove'; mailbox: string | undefined }
  | { kind: 'undo'; entry: number }
  | { kind: 'digest'; every: 'daily' | 'weekly' | 'off' }
  /** Says yes to a command that was shown first, or gives what was kept of one again. */
  | { kind: 'do'; id: string }

export type ReadCommand =
  | { kind: 'command'; command: DeskCommand; slug: string | undefined }
  /** No command of ours; `meant` is the nearest. */
  | { kind: 'unknown'; word: string; meant: CommandName | undefined }
  | { kind: 'wrong'; name: CommandName; problem: CommandProblem; slug: string | undefined }

const longestReason = 500
/** No time zone is further behind UTC. */
const furthestBehindMs = 12 * 3_600_000
/** As long as a signature's name may be. */
const longestName = 100
const aliases = new Map<string, CommandName>([
  ...Object.entries(alsoCalled),
  ['counts', 'count'],
  ['waiting', 'approve'],
])

/** `slugs` are the petitions this account may name among the words. */
export function readCommand(given: string, slugs: ReadonlySet<string>, now: Date): ReadCommand {
  const [first = '', ...rest] = plainWords(given)
  const word = first.toLowerCase().replace(/^\//, '')
  if (word === '') return { kind: 'command', command: { kind: 'help' }, slug: undefined }
  if (word === 'do') return { kind: 'command', command: { kind: 'do', id: rest[0] ?? '' }, slug: rest[1] }
  const name = aliases.get(word) ?? commandNames.find(known => known === word)
  if (name === undefined)
    return { kind: 'unknown', word: [...first].slice(0, 40).join(''), meant: nearest(word) }
  const { slug, words } = takeSlug(rest, slugs, name)
  const command = readLoosely(name, words, now)
  if (typeof command !== 'string') return { kind: 'command', command, slug }
  // `find fair`, `digest weekly`, `hide 2026`: what the command needs may be a slug by chance.
  const whole = words.length < rest.length ? read(name, rest, now) : command
  if (typeof whole !== 'string') return { kind: 'command', command: whole, slug: undefined }
  const meant = slug === undefined ? withUnknownSlug(name, rest, slugs, now) : undefined
  return meant ?? { kind: 'wrong', name, problem: command, slug }
}

/** What people say around the words that count. */
export const fillers: ReadonlySet<string> = new Set(
  'the this last past for in as to of number numbers signature signatures entry la le les cette dernière pour en de du des numéro numéros'.split(
    ' ',
  ),
)

function readLoosely(name: CommandName, words: string[], now: Date): DeskCommand | CommandProblem {
  const command = read(name, words, now)
  const fewer = words.filter(word => !fillers.has(word.toLowerCase()))
  if (typeof command !== 'string' || fewer.length === words.length || name === 'find' || name === 'remove')
    return command
  const loosely = read(name, fewer, now)
  return typeof loosely === 'string' ? command : loosely
}

/** Without its first or last word it would be a command, and that word is nearly a petition, or can be nothing else: it is answered as one that there is not. */
function withUnknownSlug(
  name: CommandName,
  rest: string[],
  slugs: ReadonlySet<string>,
  now: Date,
): ReadCommand | undefined {
  const ends = name === 'remove' ? [0] : [0, rest.length - 1]
  for (const at of ends) {
    const word = rest[at]?.toLowerCase() ?? ''
    const near =
      (at === 0 && slugLike.test(word)) ||
      [...slugs].some(slug => editDistance(word, slug) <= 2 || (word.length > 3 && slug.includes(word)))
    const command = near ? readLoosely(name, rest.toSpliced(at, 1), now) : 'name'
    if (typeof command !== 'string') return { kind: 'command', command, slug: word }
  }
  return undefined
}

const slugLike = /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+$/i

/** The petition stands first or last; where a word says what to do, as in `organiser add`, after that too. */
function takeSlug(words: string[], slugs: ReadonlySet<string>, name: CommandName) {
  const isSlug = (word: string | undefined) => word !== undefined && slugs.has(word.toLowerCase())
  if (isSlug(words[0])) return { slug: words[0]?.toLowerCase(), words: words.slice(1) }
  if ((name === 'organiser' || name === 'feature') && isSlug(words[1]))
    return { slug: words[1]?.toLowerCase(), words: words.toSpliced(1, 1) }
  // At the end of what somebody says it is a word like another.
  if (name !== 'find' && name !== 'remove' && isSlug(words.at(-1)))
    return { slug: words.at(-1)?.toLowerCase(), words: words.slice(0, -1) }
  // These take nothing but a petition: another word is one we do not know, and is answered as such.
  if (!takesOnlyAPetition.has(name)) return { slug: undefined, words }
  const isPaged = name === 'recent' || name === 'log'
  const named = isPaged
    ? words.filter(word => !pageWord.test(word) && !fillers.has(word.toLowerCase()))
    : words
  const [lone, another] = named
  if (lone === undefined || another !== undefined || lone !== words[0]) return { slug: undefined, words }
  return { slug: lone.toLowerCase(), words: isPaged ? words.slice(1) : words }
}

const pageWord = /^(page|\d+)$/i

const takesOnlyAPetition: ReadonlySet<CommandName> = new Set([
  'sign',
  'unsign',
  'count',
  'open',
  'announce',
  'recent',
  'log',
] as const)

function read(name: CommandName, words: string[], now: Date): DeskCommand | CommandProblem {
  const [first, second] = words.map(word => word.toLowerCase())
  switch (name) {
    case 'sign':
    case 'unsign':
    case 'mysignatures':
    case 'help':
    case 'count':
    case 'create':
    case 'open':
    case 'announce':
      return { kind: name }
    case 'stats': {
      const period = first === undefined ? 'all' : periods.get(first)
      return period === undefined ? 'period' : { kind: 'stats', period }
    }
    case 'recent':
    case 'log':
      return { kind: name, page: readPage(first === 'page' ? second : first) }
    case 'find': {
      const paged = /^page$/i.test(words.at(-2) ?? '') && /^\d+$/.test(words.at(-1) ?? '')
      const looked = (paged ? words.slice(0, -2) : words).join(' ').replace(/^["“«\s]+|["”»\s]+$/g, '')
      const name = [...looked].slice(0, longestName).join('').trim()
      return name === '' ? 'name' : { kind: 'find', name, page: paged ? readPage(words.at(-1)) : 1 }
    }
    case 'export':
      if (first === undefined || first === 'csv') return { kind: 'export', format: 'csv' }
      return first === 'json' ? { kind: 'export', format: 'json' } : 'format'
    case 'edit':
      if (first === undefined || first === 'text') return { kind: 'edit', part: 'text' }
      return first === 'rules' ? { kind: 'edit', part: 'rules' } : 'part'
    case 'close': {
      const when = (first === 'at' || first === 'on' ? words.slice(1) : words).join(' ')
      if (when === '' || when.toLowerCase() === 'now') return { kind: 'close' }
      const at = readTime(when, 'UTC', now)
      if (at === undefined) return 'when'
      // Over wherever the petition's clocks may be. What is over only there, its desk says.
      return at.getTime() + furthestBehindMs <= now.getTime() ? 'past' : { kind: 'close', when }
    }
    case 'feature': {
      const off = words.some(isOff)
      const { numbers, rest } = takeNumbers(words.filter(word => !isOff(word)))
      return numbers === undefined || rest.length > 0 ? 'numbers' : { kind: 'feature', numbers, off }
    }
    case 'hide':
    case 'show': {
      const { numbers, rest } = takeNumbers(words)
      return numbers === undefined || rest.length > 0 ? 'numbers' : { kind: name, numbers }
    }
    case 'approve': {
      if (words.length === 0) return { kind: 'approve', numbers: [] }
      // Whichever wait: they are shown before that is done.
      if (first === 'all' && second === undefined)
        return { kind: 'approve', numbers: [{ from: 1, to: greatestNumber }] }
      const { numbers, rest } = takeNumbers(words)
      return numbers === undefined || rest.length > 0 ? 'numbers' : { kind: 'approve', numbers }
    }
    case 'remove': {
      const { numbers, rest } = takeNumbers(words)
      const reason = rest.join(' ').replace(/^(because|reason:?|:|-|–)\s+/i, '')
      if (numbers === undefined) return 'numbers'
      return reason === '' ? 'reason' : { kind: 'remove', numbers, reason: cutReason(reason) }
    }
    case 'organiser': {
      if (first === undefined || first === 'list') return { kind: 'organiser', act: 'list' }
      if (first !== 'add' && first !== 'remove') return 'person'
      const [person, another] = words.slice(1).filter(word => word.includes('@') || isSelf.test(word))
      return another === undefined ? { kind: 'organiser', act: first, mailbox: person } : 'person'
    }
    case 'undo': {
      const entry = /^#?(\d{1,9})$/.exec(first ?? '')?.[1]
      return entry === undefined ? 'entry' : { kind: 'undo', entry: Number(entry) }
    }
    case 'digest':
      if (first === 'daily' || first === 'weekly' || first === 'off') return { kind: 'digest', every: first }
      return 'every'
  }
}

const periods = new Map<string, Period>([
  ['day', 'day'],
  ['today', 'day'],
  ['week', 'week'],
  ['month', 'month'],
  ['year', 'year'],
  ['all', 'all'],
  ['jour', 'day'],
  ['semaine', 'week'],
  ['mois', 'month'],
  ['an', 'year'],
  ['année', 'year'],
  ['tout', 'all'],
])

/** Whoever says it. */
export const isSelf = /^(?:me|myself|moi)$/i

function isOff(word: string): boolean {
  return word.toLowerCase() === 'off'
}

function readPage(word: string | undefined): number {
  return /^\d{1,6}$/.test(word ?? '') ? Math.max(1, Number(word)) : 1
}

function cutReason(reason: string): string {
  const characters = [...reason]
  return characters.length <= longestReason ? reason : `${characters.slice(0, longestReason - 1).join('')}…`
}

/** One letter missing, added, wrong, or two swapped; in longer words two. */
function nearest(word: string): CommandName | undefined {
  const candidates = commandNames
    .map(name => ({ name, distance: editDistance(word, name) }))
    .filter(({ name, distance }) => distance <= (name.length > 5 ? 2 : 1))
    .sort((a, b) => a.distance - b.distance)
  return candidates[0]?.name
}
