import type { Command } from 'commander'
import { readImapUrl } from '../adapters/email/receive/imap-url.ts'
import {
  type Mark,
  markNote,
  readMark,
  readTakeNote,
  takeNote,
} from '../adapters/email/receive/mailbox-mark.ts'
import type { Config } from '../config.ts'
import type { Json } from '../core/channel.ts'
import type { Db } from '../db/database.ts'
import { readNote, writeNote } from '../db/notes.ts'
import { OperatorError } from '../service.ts'
import { withDatabase } from './open.ts'
import { countOf, print, printJson, shortTime, UsageError } from './output.ts'

export function addMailboxCommands(program: Command): void {
  const mailbox = program.command('mailbox').description('the mailbox of IMAP_URL: how far it has been read')

  mailbox
    .command('show', { isDefault: true })
    .description('say how far it has been read, as mailbox alone does')
    .option('--json', 'print it as JSON')
    .action((options: { json?: true }) =>
      withDatabase('current', async ({ db, config }) => {
        const settings = settingsOf(config)
        const mark = await mailboxMark(db, config)
        const asked = readTakeNote((await readNote(db, 'email', takeNote(settings))) as Json | undefined)
        if (options.json)
          return printJson(mark === undefined ? null : { ...mark, pending: [...mark.pending] })
        if (mark === undefined) return print('The mailbox has not been read yet.')
        print(describeMark(mark))
        if (asked !== undefined) print(`Email since ${shortTime(new Date(asked))} is taken next.`)
      }),
    )

  mailbox
    .command('take')
    .requiredOption('--since <date>', 'such as 2026-11-01, or "2026-11-01 18:00"')
    .description('take the unread email that was there before the service first read the mailbox')
    .addHelpText(
      'after',
      '\nAt its first start the service takes only the unread email of the last day. It never takes an email twice.',
    )
    .action((options: { since: string }) =>
      withDatabase('current', async ({ db, config }) => {
        const settings = settingsOf(config)
        const since = readSince(options.since)
        await writeNote(db, 'email', takeNote(settings), JSON.stringify({ since: since.getTime() }))
        print(
          `The service takes the unread email since ${shortTime(since)}. It begins within a minute, or when it starts; undersigned mailbox says how far it is.`,
        )
      }),
    )
}

function settingsOf(config: Config) {
  const imapUrl = config.mail?.imapUrl
  if (imapUrl === undefined) throw new OperatorError('There is no mailbox: IMAP_URL is not set.')
  return readImapUrl(imapUrl)
}

/** Undefined if there is no mailbox, or none that has been read. */
export async function mailboxMark(db: Db, config: Config): Promise<Mark | undefined> {
  const imapUrl = config.mail?.imapUrl
  if (imapUrl === undefined) return undefined
  return readMark((await readNote(db, 'email', markNote(readImapUrl(imapUrl)))) as Json | undefined)
}

function describeMark({ mark, pending, gaps, backlog, left }: Mark): string {
  return [
    mark < backlog.to
      ? `Read up to UID ${mark} of the ${backlog.to} that were there.`
      : `Read up to UID ${mark}.`,
    ...(pending.size > 0 ? [`${countOf(pending.size, 'email has', 'emails have')} to be tried again.`] : []),
    ...(gaps.length > 0
      ? [
          `The server counts emails that it does not show, at UID ${gaps.map(([from, to]) => (from === to ? from : `${from} to ${to}`)).join(', ')}.`,
        ]
      : []),
    ...(left > 0
      ? [
          `${countOf(left, 'unread email is', 'unread emails are')} older than ${shortTime(new Date(backlog.since))} and were left: undersigned mailbox take --since DATE`,
        ]
      : []),
  ].join('\n')
}

/** The beginning of a day, in this machine's time zone. */
function readSince(text: string): Date {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text.replace(' ', 'T')
  const since = new Date(/^\d{4}-\d{2}-\d{2}T/.test(time) ? time : Number.NaN)
  if (Number.isNaN(since.getTime()) || since.getTime() > Date.now())
    throw new UsageError(
      '--since must be a day or time in the past, such as 2026-11-01 or "2026-11-01 18:00".',
    )
  return since
}
