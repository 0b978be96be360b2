/** The options of `create` and `edit`, and how they become the form of core. */
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import type { PetitionForm } from '../../core/petitions/organise-petition.ts'
import { readOccupations } from '../../core/petitions/read-forms.ts'
import { readTime } from '../../core/reading/commands/read-time.ts'
import { timeZoneNamed } from '../../core/time-zone.ts'
import { withoutUndefined } from '../../core/without-undefined.ts'
import { OperatorError } from '../../service.ts'
import { longTime, UsageError } from '../output.ts'

type Chosen = Pick<PetitionForm, 'title' | 'language' | 'policy' | 'organisations' | 'listing' | 'figures'>
type Typed =
  | 'text'
  | 'textFile'
  | 'organisedBy'
  | 'organizedBy'
  | 'addressee'
  | 'contact'
  | 'goal'
  | 'closesAt'
  | 'timeZone'
  | 'accent'

export type PetitionOptions = Chosen & { [K in Typed | 'occupations']?: string } & {
  organizations?: NonNullable<PetitionForm['organisations']>
}

export function addPetitionOptions(command: Command): Command {
  return command
    .option('--title <title>', 'what it is called')
    .option('--text <text>', 'the statement people sign; - reads it from stdin')
    .option('--text-file <file>', 'the statement, from a UTF-8 file; - is stdin')
    .option('--organised-by <who>', 'who collects the signatures, shown to everybody')
    .option('--addressee <whom>', 'the people or bodies it is addressed to, shown above it; none removes it')
    .option('--contact <contact>', 'where signers can ask questions, shown to everybody; none removes it')
    .option('--goal <number>', 'how many signatures you hope for; none removes it')
    .option(
      '--language <tag>',
      'language of the statement, such as en, pt-BR or ar; pages and answers use the nearest they have',
    )
    .addOption(
      new Option(
        '--policy <policy>',
        'account: a chat account is enough; email: everybody confirms an email address',
      ).choices(['account', 'email']),
    )
    .addOption(
      new Option(
        '--organisations <how>',
        'approve: each waits for you (see undersigned approve); accept: they count at once; refuse',
      ).choices(['approve', 'accept', 'refuse']),
    )
    .addOption(
      new Option('--listing <what>', 'public: names are shown; count: only the number is').choices([
        'public',
        'count',
      ]),
    )
    .addOption(
      new Option(
        '--figures <what>',
        'public: the page also shows today, this week, by channel; total: the total only',
      ).choices(['public', 'total']),
    )
    .option('--accent <colour>', 'colour of the page, such as #8c1d18; none removes it')
    .option(
      '--occupations <list>',
      'examples of occupations in the form, with commas between them; none removes them',
    )
    .option('--closes-at <time>', `when it closes by itself, ${timeForms}; none removes it`)
    .option('--time-zone <name>', 'zone for the times that people type and read, such as Europe/Paris (UTC)')
    .addOption(new Option('--organized-by <who>').hideHelp())
    .addOption(new Option('--organizations <how>').choices(['approve', 'accept', 'refuse']).hideHelp())
}

/** Everything but the closing time, which is typed in the time zone of a petition that may have to be looked up. */
export async function readPetitionForm(options: PetitionOptions): Promise<PetitionForm> {
  const { title, language, policy, listing, figures, contact, goal, timeZone, occupations } = options
  const noneOr = <T>(typed: string | undefined, read: (text: string) => T) =>
    typed === undefined ? undefined : isNone(typed) ? null : read(typed)
  return withoutUndefined({
    title,
    text: await readText(options),
    organisedBy: options.organisedBy ?? options.organizedBy,
    addressee: noneOr(options.addressee, String),
    contact: noneOr(contact, String),
    goal: noneOr(goal, readGoal),
    language,
    policy,
    organisations: options.organisations ?? options.organizations,
    listing,
    figures,
    accent: noneOr(options.accent, String),
    occupations: noneOr(occupations, readOccupations) ?? (occupations === undefined ? undefined : []),
    timeZone: timeZone === undefined ? undefined : readTimeZone(timeZone),
  })
}

/** @throws UsageError or OperatorError */
export async function readText({
  text,
  textFile,
}: Pick<PetitionOptions, 'text' | 'textFile'>): Promise<string | undefined> {
  if (text !== undefined && textFile !== undefined)
    throw new UsageError('Give --text or --text-file, not both.')
  const file = text === '-' ? '-' : textFile
  if (file === undefined) return text
  const bytes =
    file === '-'
      ? await buffer(process.stdin)
      : await readFile(file).catch((error: NodeJS.ErrnoException) => {
          throw new OperatorError(`--text-file ${file} cannot be read (${error.code}).`)
        })
  try {
    // The decoder drops a byte order mark.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new OperatorError(`${file === '-' ? 'The text on stdin' : file} is not UTF-8.`)
  }
}

function readGoal(text: string): number {
  const digits = text.replace(/(?<=\d)[,_ ](?=\d{3}(?!\d))/g, '')
  if (!/^\d+$/.test(digits)) throw new UsageError('--goal must be a whole number such as 5000, or none.')
  return Number(digits)
}

export const timeForms =
  'such as 2026-12-31 (to the end of that day), "2026-12-31 18:00" or 2026-12-31T18:00Z, in the petition’s time zone unless it names one'

/** Null for `none`. */
export function readClosing(option: string, text: string, timeZone: string): Date | null {
  if (isNone(text)) return null
  const time = readTime(text, timeZone)
  if (time === undefined) throw new UsageError(`${option} must be a time ${timeForms}, or none.`)
  if (time.getTime() <= Date.now())
    throw new UsageError(
      `${option} has already passed (${longTime(time, timeZone)}); to close at once use: undersigned petition close`,
    )
  return time
}

function readTimeZone(text: string): string {
  const name = timeZoneNamed(text)
  if (name === undefined) throw new UsageError('--time-zone must be a name such as Europe/Paris or UTC.')
  return name
}

function isNone(text: string): boolean {
  return /^(?:none|-|)$/i.test(text.trim())
}
