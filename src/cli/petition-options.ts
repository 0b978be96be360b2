/** What `create` and `edit` take, read into the form of core. */
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import type { PetitionForm } from '../core/petitions/organise-petition.ts'
import { readOccupations } from '../core/petitions/read-forms.ts'
import { spokenLanguages } from '../core/texts/texts.ts'
import { OperatorError } from '../service.ts'
import { UsageError } from './output.ts'

export interface PetitionOptions {
  title?: string
  text?: string
  textFile?: string
  organisedBy?: string
  organizedBy?: string
  contact?: string
  goal?: string
  language?: string
  policy?: 'account' | 'email'
  organisations?: 'approve' | 'accept' | 'refuse'
  organizations?: 'approve' | 'accept' | 'refuse'
  listing?: 'public' | 'count'
  closesAt?: string
  occupations?: string
}

export function addPetitionOptions(command: Command): Command {
  return command
    .option('--title <title>', 'what it is called')
    .option('--text <text>', 'the statement people sign; - reads it from stdin')
    .option('--text-file <file>', 'the statement, from a UTF-8 file; - is stdin')
    .option('--organised-by <who>', 'who collects the signatures, shown to everybody')
    .option('--contact <contact>', 'where signers ask questions, shown to everybody; none removes it')
    .option('--goal <number>', 'how many signatures are hoped for; none removes it')
    .addOption(
      new Option('--language <tag>', 'of the statement and of first answers').choices([...spokenLanguages]),
    )
    .addOption(
      new Option(
        '--policy <policy>',
        'account: a chat account is enough; email: everybody confirms a mailbox',
      ).choices(['account', 'email']),
    )
    .addOption(
      new Option(
        '--organisations <how>',
        'approve: each waits for you (see undersigned approve); accept; refuse',
      ).choices(['approve', 'accept', 'refuse']),
    )
    .addOption(
      new Option('--listing <what>', 'public: names are shown; count: only the number is').choices([
        'public',
        'count',
      ]),
    )
    .option(
      '--occupations <list>',
      'what signers may be, with commas between, as examples in the form; none removes it',
    )
    .option('--closes-at <time>', `when it closes by itself, ${timeForms}; none removes it`)
    .addOption(new Option('--organized-by <who>').hideHelp())
    .addOption(new Option('--organizations <how>').choices(['approve', 'accept', 'refuse']).hideHelp())
}

export async function readPetitionForm(options: PetitionOptions): Promise<PetitionForm> {
  const { title, language, policy, listing, contact, goal, closesAt, occupations } = options
  const text = await readText(options)
  const organisedBy = options.organisedBy ?? options.organizedBy
  const organisations = options.organisations ?? options.organizations
  return {
    ...(title === undefined ? {} : { title }),
    ...(text === undefined ? {} : { text }),
    ...(organisedBy === undefined ? {} : { organisedBy }),
    ...(contact === undefined ? {} : { contact: isNone(contact) ? null : contact }),
    ...(goal === undefined ? {} : { goal: isNone(goal) ? null : readGoal(goal) }),
    ...(language === undefined ? {} : { language }),
    ...(policy === undefined ? {} : { policy }),
    ...(organisations === undefined ? {} : { organisations }),
    ...(listing === undefined ? {} : { listing }),
    ...(occupations === undefined
      ? {}
      : { occupations: isNone(occupations) ? [] : readOccupations(occupations) }),
    ...(closesAt === undefined ? {} : { closesAt: readTime('--closes-at', closesAt) }),
  }
}

async function readText({ text, textFile }: PetitionOptions): Promise<string | undefined> {
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
    // A byte order mark is dropped by the decoder.
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
  'such as 2026-12-31 (to the end of that day), "2026-12-31 18:00" or 2026-12-31T18:00Z'

/** Null for `none`. Without a zone it is the time of this machine; a day alone lasts to its end. */
export function readTime(option: string, text: string): Date | null {
  if (isNone(text)) return null
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text.trim())
  const time = match?.[1] === undefined ? undefined : new Date(isoTime(match[1], match[2], match[3]))
  if (time === undefined || Number.isNaN(time.getTime()) || !isCalendarDay(match?.[1] ?? ''))
    throw new UsageError(`${option} must be a time ${timeForms}, or none.`)
  if (time.getTime() <= Date.now())
    throw new UsageError(`${option} is over already; to close at once use: undersigned petition close`)
  return time
}

function isoTime(day: string, clock = '23:59:59', zone = ''): string {
  return `${day}T${clock}${zone.toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`
}

/** Date takes 31 November for 1 December. */
function isCalendarDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day)
}

function isNone(text: string): boolean {
  return /^(?:none|-|)$/i.test(text.trim())
}
