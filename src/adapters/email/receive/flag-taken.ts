/** Flags what has been done with an email, so that people who look into the mailbox see it, and it is not taken again. */
import type { ImapFlow } from 'imapflow'
import type { Log } from '../../../core/channel.ts'
import { LARGEST_MAIL } from '../read/parsed-mail.ts'
import { canDelete } from './delete-taken.ts'
import type { ImapSettings } from './imap-url.ts'
import { rangesOf } from './uid-groups.ts'

/** Flags of an email that is done, if the server allows them (PERMANENTFLAGS). */
const DONE = ['\\Seen', '$Undersigned']

interface Keeping {
  settings: ImapSettings
  /** Days that an email we have taken stays; 0: it is deleted at once; undefined: it stays. */
  keepDays?: number
  log: Log
}

export async function flagDone(
  client: ImapFlow,
  uids: readonly number[],
  { settings, keepDays, log }: Keeping,
): Promise<void> {
  if (uids.length === 0) return
  const range = rangesOf(uids)
  if (!(await client.messageFlagsAdd(range, DONE, { uid: true, silent: true })))
    log.warn({ emails: uids.length }, 'emails could not be flagged as done')
  if (keepDays === 0 && canDelete(client)) {
    if (await client.messageDelete(range, { uid: true })) return
    log.warn({ emails: uids.length }, 'emails could not be deleted')
  }
  const { moveTo } = settings
  if (moveTo === undefined) return
  if (await client.messageMove(range, moveTo, { uid: true })) return
  await client.mailboxCreate(moveTo).catch(() => {})
  if (await client.messageMove(range, moveTo, { uid: true })) return
  log.warn({ emails: uids.length }, 'emails could not be moved')
}

/** Leaves emails that cannot be read unread and \Flagged, for a person to see. */
export async function flagUnread(client: ImapFlow, uids: readonly number[], log: Log): Promise<void> {
  if (uids.length === 0) return
  log.warn({ uids, limit: LARGEST_MAIL }, 'emails are too large or too complex to be read')
  await client.messageFlagsAdd(rangesOf(uids), ['\\Flagged', '$Undersigned'], { uid: true })
}
