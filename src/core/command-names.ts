/** The commands people type, in the order help lists them. They are the same in every language, since other people's instructions name them. */
type Command = (typeof commands)[number]

/** Whose a command is; `managers` also of who manages the server or workspace it is said in. */
export const commands = [
  { name: 'sign', of: 'everybody' },
  { name: 'unsign', of: 'everybody' },
  { name: 'mysignatures', of: 'everybody' },
  { name: 'count', of: 'everybody' },
  { name: 'stats', of: 'organisers' },
  { name: 'recent', of: 'organisers' },
  { name: 'find', of: 'organisers' },
  { name: 'export', of: 'organisers' },
  { name: 'create', of: 'managers' },
  { name: 'edit', of: 'organisers' },
  { name: 'open', of: 'organisers' },
  { name: 'close', of: 'organisers' },
  { name: 'announce', of: 'managers' },
  { name: 'feature', of: 'organisers' },
  { name: 'hide', of: 'organisers' },
  { name: 'show', of: 'organisers' },
  { name: 'remove', of: 'organisers' },
  { name: 'approve', of: 'organisers' },
  { name: 'organiser', of: 'organisers' },
  { name: 'log', of: 'organisers' },
  { name: 'undo', of: 'organisers' },
  { name: 'digest', of: 'organisers' },
  { name: 'help', of: 'everybody' },
] as const

export type CommandName = Command['name']
export type OrganisersCommand = Extract<Command, { of: 'organisers' }>['name']

export const commandNames: readonly CommandName[] = commands.map(({ name }) => name)

/** What people write for them everywhere. */
export const alsoCalled = {
  organizer: 'organiser',
  organisers: 'organiser',
  organizers: 'organiser',
  statistics: 'stats',
  stat: 'stats',
  unhide: 'show',
} as const

export type Period = 'day' | 'week' | 'month' | 'year' | 'all'

/** What a command lacks, or has and cannot use. */
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

export interface LeftCommands {
  /** The subject's, where the text says others. */
  subject?: string
  /** Those of the text after the first few. */
  more?: string[]
}

/** More in one mail are left. */
export const mostCommands = 5

/** Characters of a command that are read. */
const mostCharacters = 2_000

/**
 * What was said, as words somebody can type: no control characters (Postgres takes no NUL), no halves of a character, nothing that turns
 * the direction of what follows. At most 2,000 characters.
 */
export function plainWords(given: string): string[] {
  return given
    .slice(0, mostCharacters)
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '')
    .split(/\s+/)
    .filter(word => word !== '')
}
