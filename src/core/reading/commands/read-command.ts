/** Reads the words of a command that somebody typed, wrote in an email or pressed. Finds its meaning, or the fault in it. */
import { type CommandName, type CommandProblem, commandRow, plainWords } from '../../commands.ts'
import { bare, commandTyped, slugMeant, typedWords } from './command-words.ts'
import { editDistance } from './edit-distance.ts'
import type { DeskCommand } from './given.ts'
import { hasText, readArguments, withoutFillers } from './read-arguments.ts'

export type ReadCommand =
  | { kind: 'command'; command: DeskCommand; slug: string | undefined }
  /** `meant` is the nearest command. */
  | { kind: 'unknown'; word: string; meant: CommandName | undefined }
  | { kind: 'wrong'; name: CommandName; problem: CommandProblem; slug: string | undefined }

/** `slugs` are the petitions this account may name among the words. */
export function readCommand(given: string, slugs: ReadonlySet<string>, now: Date): ReadCommand {
  const [first = '', ...rest] = plainWords(given)
  const word = bare(first).toLowerCase().replace(/^\//, '')
  if (word === 'petition' && rest.length > 0) return readCommand(rest.join(' '), slugs, now)
  if (word === '') return { kind: 'command', command: { kind: 'help' }, slug: undefined }
  if (word === 'do') return { kind: 'command', command: { kind: 'do', id: rest[0] ?? '' }, slug: rest[1] }
  const name = commandTyped(word)
  if (name === undefined)
    return { kind: 'unknown', word: [...first].slice(0, 40).join(''), meant: nearest(word) }
  // Quotation marks and bold alone are no word; in a name or a reason other marks are.
  const isWord = hasText(name) ? /[^"“”„'‘’«»*_~`,;:.…]/u : /[\p{L}\p{N}/@+-]/u
  return readNamed(
    name,
    rest.filter(word => isWord.test(word)),
    slugs,
    now,
  )
}

/** One letter missing, added, wrong, or two swapped; in longer words two. */
function nearest(word: string): CommandName | undefined {
  const candidates = typedWords
    .map(([known, name]) => ({ known, name, distance: editDistance(word, known) }))
    .filter(({ known, distance }) => distance <= (known.length > 5 ? 2 : 1))
    .sort((a, b) => a.distance - b.distance)
  return candidates[0]?.name
}

/** Reads the words that follow the name of a command, with the petition among them. */
export function readNamed(
  name: CommandName,
  words: readonly string[],
  slugs: ReadonlySet<string>,
  now: Date,
): ReadCommand {
  const { slug, rest } = takeSlug(name, words, slugs)
  const command = readArguments(name, rest, now)
  if (typeof command !== 'string') return { kind: 'command', command, slug }
  // `find fair`, `digest weekly`, `hide 2026`: what the command needs may be a slug by chance.
  const whole = readArguments(name, words, now)
  if (typeof whole !== 'string') return { kind: 'command', command: whole, slug: undefined }
  // "stats of demo for this week"
  const fewer = withoutFillers(name, words)
  const loosely = fewer.length < words.length ? readNamed(name, fewer, slugs, now) : undefined
  if (loosely?.kind === 'command') return loosely
  return withUnknownSlug(name, words, slugs, now) ?? { kind: 'wrong', name, problem: command, slug }
}

/**
 * Without the first or the last word the others are a command, and that word looks like a petition's address. The answer says that
 * there is no such petition.
 */
function withUnknownSlug(
  name: CommandName,
  words: readonly string[],
  slugs: ReadonlySet<string>,
  now: Date,
): ReadCommand | undefined {
  for (const at of [0, words.length - 1]) {
    const word = words[at]?.toLowerCase() ?? ''
    const isNear = slugLike.test(word) || [...slugs].some(slug => editDistance(word, slug) <= 2)
    const command = isNear ? readArguments(name, words.toSpliced(at, 1), now) : 'name'
    if (typeof command !== 'string') return { kind: 'command', command, slug: word }
  }
  return undefined
}

const slugLike = /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+$/i

/** The petition stands first or last; where a word says what to do, as in `organiser add`, after that too. */
function takeSlug(name: CommandName, words: readonly string[], slugs: ReadonlySet<string>) {
  const slugAt = (at: number, count = 1) => {
    const slug = slugMeant(words.slice(at, at === -1 ? undefined : at + count), slugs)
    return slug === undefined ? undefined : { slug, rest: words.toSpliced(at, count) }
  }
  // "stats clean rivers" for `clean-rivers`
  const first = slugAt(0, 4) ?? slugAt(0, 3) ?? slugAt(0, 2) ?? slugAt(0)
  // At the end of a name or a reason a slug is a word like another.
  const isQuoted = /["”’'»]$/.test(words.at(-2) ?? '')
  const known = first ?? (hasText(name) ? isQuoted && slugAt(-1) : (slugAt(1) ?? slugAt(-1)))
  // If the command takes nothing but a petition, any other word names one that we do not know.
  return known || (unknownSlug(name, words) ?? { slug: undefined, rest: words })
}

function unknownSlug(name: CommandName, words: readonly string[]) {
  const takes = commandRow(name).takes.map(argument => argument.name)
  if (!takes.includes('petition') || takes.some(kind => kind !== 'petition' && kind !== 'page')) return
  const [lone, another] = withoutFillers(name, words).filter(word => !/^(page|\d+)$/i.test(word))
  if (lone === undefined || another !== undefined) return
  return { slug: bare(lone).toLowerCase(), rest: words.slice(1) }
}
