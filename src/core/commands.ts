/**
 * The table of all commands. Reading, help, Discord's registration, Slack's hints, "did you mean" and the README's table follow from it;
 * `desk/` has what each does. The names are the same in every language, because pages and other people's
 * instructions name them.
 */
import type { Language } from './language.ts'

/** An argument of a command. The texts of every language describe it under this name. */
export interface Argument {
  name: ArgumentName
  kind: 'petition' | 'person' | 'number' | 'text' | 'choice'
  required?: true
  choices?: readonly string[]
  /** In characters; of a text. */
  maxLength?: number
}

export type ArgumentName =
  | 'petition'
  | 'period'
  | 'page'
  | 'name'
  | 'format'
  | 'part'
  | 'when'
  | 'numbers'
  | 'reason'
  | 'act'
  | 'person'
  | 'mailbox'
  | 'entry'
  | 'every'
  | 'condition'
  | 'domain'
  | 'change'
  | 'item'

interface CommandRow {
  /** The people who may give it; `managers`: also anyone who manages the server or workspace. */
  of: 'everybody' | 'organisers' | 'managers'
  /** Stands by itself in a chat: `/sign`. All others follow `/petition`. */
  alone?: true
  /** Changes nothing. */
  looks?: true
  /** Words that are understood in place of its name. */
  also?: Words
  /** The same, but a signer's email may begin with them: understood in chats, and in emails of organisers. */
  organisersSay?: Words
  /** Says whether a sentence may begin with its words: never, or never an organiser's, because organisers also sign by email. */
  noSentence?: 'of anybody' | 'of organisers'
  /** In the order in which they are said; required ones first, as Discord wants it. */
  takes: readonly Argument[]
  /** An example, without the petition. */
  example?: string
}

/** By language, with spaces between them. */
type Words = Partial<Record<Language, string>>

const petition = { name: 'petition', kind: 'petition' } as const
const page = { name: 'page', kind: 'number' } as const
const someNumbers = { name: 'numbers', kind: 'text', maxLength: 1000 } as const
const numbers = { ...someNumbers, required: true } as const

/** In the order in which help lists them. */
export const commands = {
  sign: { of: 'everybody', alone: true, takes: [petition] },
  unsign: { of: 'everybody', alone: true, takes: [petition] },
  mysignatures: {
    of: 'everybody',
    alone: true,
    noSentence: 'of anybody',
    also: { en: 'mydata', fr: 'mesdonnées' },
    takes: [],
  },
  count: {
    of: 'everybody',
    looks: true,
    also: { fr: 'compte' },
    organisersSay: { en: 'counts', fr: 'combien nombre' },
    takes: [petition],
  },
  stats: {
    of: 'organisers',
    looks: true,
    noSentence: 'of anybody',
    also: { en: 'statistics stat', fr: 'statistiques' },
    organisersSay: { en: 'figures numbers status', fr: 'chiffres' },
    takes: [{ name: 'period', kind: 'choice', choices: ['day', 'week', 'month', 'year', 'all'] }, petition],
    example: 'week',
  },
  recent: {
    of: 'organisers',
    looks: true,
    also: { fr: 'récentes récents' },
    organisersSay: { en: 'latest', fr: 'dernières derniers' },
    takes: [page, petition],
  },
  find: {
    of: 'organisers',
    looks: true,
    also: { fr: 'chercher' },
    organisersSay: { en: 'search', fr: 'cherche trouver trouve' },
    takes: [{ name: 'name', kind: 'text', required: true, maxLength: 200 }, petition],
    example: 'Ada Lovelace',
  },
  unusual: {
    of: 'organisers',
    looks: true,
    also: { fr: 'inhabituel' },
    // A report of abuse is no command.
    organisersSay: { en: 'abuse' },
    takes: [petition],
  },
  export: {
    of: 'organisers',
    noSentence: 'of anybody',
    also: { fr: 'exporter' },
    takes: [{ name: 'format', kind: 'choice', choices: ['csv', 'json', 'pdf'] }, petition],
    example: 'csv',
  },
  create: { of: 'managers', also: { fr: 'créer' }, takes: [] },
  edit: {
    of: 'organisers',
    also: { fr: 'modifier' },
    takes: [{ name: 'part', kind: 'choice', choices: ['text', 'rules', 'page'] }, petition],
    example: 'rules',
  },
  open: { of: 'organisers', also: { fr: 'ouvrir' }, takes: [petition] },
  close: {
    of: 'organisers',
    also: { fr: 'fermer' },
    organisersSay: { fr: 'clore clôturer' },
    takes: [{ name: 'when', kind: 'text', maxLength: 60 }, petition],
    example: '2026-12-31 18:00',
  },
  news: {
    of: 'organisers',
    also: { fr: 'nouvelles' },
    takes: [
      { name: 'change', kind: 'choice', choices: ['edit', 'remove'] },
      { name: 'item', kind: 'number' },
      petition,
    ],
  },
  announce: { of: 'managers', also: { fr: 'annoncer' }, takes: [petition] },
  feature: { of: 'organisers', takes: [numbers, petition], example: '12 15' },
  hide: { of: 'organisers', also: { fr: 'masquer' }, takes: [numbers, petition], example: '12-15' },
  show: {
    of: 'organisers',
    also: { en: 'unhide', fr: 'afficher' },
    takes: [numbers, petition],
    example: '12-15',
  },
  remove: {
    of: 'organisers',
    also: { fr: 'retirer' },
    organisersSay: { fr: 'supprimer' },
    takes: [numbers, { name: 'reason', kind: 'text', required: true, maxLength: 400 }, petition],
    example: '12-15 spam',
  },
  invalidate: {
    of: 'organisers',
    also: { fr: 'invalider' },
    takes: [
      { name: 'condition', kind: 'text', required: true, maxLength: 400 },
      { name: 'reason', kind: 'text', required: true, maxLength: 400 },
      petition,
    ],
    example: 'domain:farm.example spam',
  },
  approve: {
    of: 'organisers',
    also: { fr: 'approuver' },
    organisersSay: { en: 'waiting' },
    takes: [someNumbers, { name: 'domain', kind: 'text', maxLength: 253 }, petition],
    example: '12',
  },
  organiser: {
    of: 'organisers',
    noSentence: 'of organisers',
    also: { en: 'organizer organisers organizers', fr: 'organisateur' },
    takes: [
      { name: 'act', kind: 'choice', required: true, choices: ['add', 'remove', 'list'] },
      { name: 'person', kind: 'person' },
      { name: 'mailbox', kind: 'text', maxLength: 254 },
      petition,
    ],
    example: 'add dana@example.org',
  },
  log: {
    of: 'organisers',
    looks: true,
    also: { fr: 'journal' },
    organisersSay: { en: 'history', fr: 'historique' },
    takes: [page, petition],
  },
  undo: {
    of: 'organisers',
    noSentence: 'of organisers',
    also: { fr: 'annuler' },
    takes: [{ name: 'entry', kind: 'number', required: true }, petition],
    example: '4',
  },
  digest: {
    of: 'organisers',
    noSentence: 'of organisers',
    also: { fr: 'résumé' },
    takes: [{ name: 'every', kind: 'choice', required: true, choices: ['daily', 'weekly', 'off'] }, petition],
    example: 'weekly',
  },
  help: { of: 'everybody', also: { fr: 'aide' }, takes: [] },
} as const satisfies Record<string, CommandRow>

export type CommandName = keyof typeof commands

export const commandNames = Object.keys(commands) as CommandName[]

export function commandRow(name: CommandName): CommandRow {
  return commands[name]
}

export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(commands, word)
}

/** An example of the command; `slug` stands where a petition belongs in it. */
export function exampleOf(name: CommandName, slug?: string): string {
  const { takes, example } = commandRow(name)
  const named = takes.some(({ kind }) => kind === 'petition') ? slug : undefined
  return [name, named, example].filter(part => part !== undefined).join(' ')
}

/** Typed in a chat as `/sign` and not after `/petition`. */
export function isAlone(words: string): boolean {
  const [name = ''] = words.trim().replace(/^\//, '').toLowerCase().split(/\s/, 1)
  return isCommand(name) && commandRow(name).alone === true
}

export function slashed(words: string): string {
  return isAlone(words) ? `/${words}` : `/petition ${words}`
}

/** The words that can follow a slash. */
export const slashCommands = [...commandNames.filter(isAlone), 'petition']

export type Period = 'day' | 'week' | 'month' | 'year' | 'all'

/** The argument that a command lacks, or has and cannot use. */
export type CommandProblem =
  | 'period'
  | 'format'
  | 'part'
  | 'when'
  | 'past'
  | 'numbers'
  | 'reason'
  | 'name'
  | 'person'
  | 'entry'
  | 'every'
  | 'condition'
  | 'domain'
  | 'change'

/** Commands in an email that are not run; the answer says so. */
export interface LeftCommands {
  /** The one in the subject, if the text gives others. */
  subject?: string
  /** Those in the text after the first few. */
  more?: string[]
}

/** The most commands that one email can give; the rest are not run. */
export const mostCommands = 5

/** Characters of a command that are read. */
const mostCharacters = 2_000

/**
 * The words somebody typed: no control characters (Postgres takes no NUL), no halves of a character, nothing that turns the
 * direction of what follows. At most 2,000 characters are read.
 */
export function plainWords(given: string): string[] {
  return given
    .slice(0, mostCharacters)
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '')
    .split(/\s+/)
    .filter(word => word !== '')
}
