/** Reads the words that follow the name of a command, without the petition. */
import type { CommandName, CommandProblem } from '../../commands.ts'
import { bare, choiceOf, commandTyped } from './command-words.ts'
import type { DeskCommand } from './given.ts'
import { takeCondition } from './read-condition.ts'
import { greatestNumber, type NumberRange, takeNumbers } from './read-numbers.ts'
import { readTime } from './read-time.ts'

const longestReason = 500
/** No time zone is further behind UTC. */
const furthestBehindMs = 12 * 3_600_000
/** As long as a signature's name may be. */
const longestName = 100

const fillers: ReadonlySet<string> = new Set(
  'a an the this last past for in as to of number numbers signature signatures entry la le les cette dernière pour en de du des no no. nr nr. n° nº numéro numéros it petition pétition'.split(
    ' ',
  ),
)

/** A name or a reason is among its words, and stays whole. */
export function hasText(name: CommandName): boolean {
  return name === 'find' || name === 'remove' || name === 'invalidate'
}

/** Drops the words that people say around the ones that count. */
export function withoutFillers(name: CommandName, words: readonly string[]): string[] {
  return hasText(name) ? [...words] : words.filter(word => !fillers.has(word.toLowerCase()))
}

/** The command with its arguments, or what is wrong with them. */
export function readArguments(
  name: CommandName,
  words: readonly string[],
  now: Date,
): DeskCommand | CommandProblem {
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
        .replace(/^["“„'‘«\s]*[*_~`](.*)$/, (_, rest: string) =>
          rest.replace(/(?<![*_~`"”“'’»\s])[*_~`"”“'’»\s]+$/, ''),
        )
        .replace(/^["“„'‘«*_~`\s]+/, '')
        .replace(/(?<!["”“'’»\s])["”“'’»\s]+$/, '')
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
      // All that wait. The organiser sees them before anything happens.
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
      // The words before the condition are no reason: they may name a petition.
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
function readDomain(words: readonly string[]): string | undefined {
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
    .replace(/(?<![^\p{L}\p{N}])[^\p{L}\p{N}]+$/u, '')
}

function isOff(word: string): boolean {
  return word.toLowerCase() === 'off'
}

/** Undefined if there is anything but numbers, or none. */
function onlyNumbers(words: readonly string[]): NumberRange[] | undefined {
  const { numbers, rest } = takeNumbers(words)
  return rest.length > 0 ? undefined : numbers
}

function readPage(word: string | undefined): number {
  return /^\d{1,6}$/.test(word ?? '') ? Math.max(1, Number(word)) : 1
}

function reasonIn(words: readonly string[]): string {
  const reason = words.join(' ').replace(/^(because|reason:?|motif:?|:|-|–)\s+/i, '')
  const characters = [...reason]
  return characters.length <= longestReason ? reason : `${characters.slice(0, longestReason - 1).join('')}…`
}
