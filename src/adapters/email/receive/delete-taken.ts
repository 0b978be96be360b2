/** Deletes email that we have taken from the mailbox (IMAP_KEEP). Never touches email of other people and programs. */
import { setTimeout as pause } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import type { Log } from '../../../core/channel.ts'
import { codeOf } from './error-code.ts'
import { imapClient } from './imap-client.ts'
import type { ImapSettings } from './imap-url.ts'

/** The first pause, because the reader connects first. */
const FIRST = 60_000
const EVERY = 60 * 60_000
const DAY = 24 * 60 * 60_000
/** UIDs of one command. */
const MOST_AT_ONCE = 500

export interface DeletingOptions {
  settings: ImapSettings
  /** Days. With 0, `MailboxSession` deletes at once, and this deletes what is left. */
  keepDays: number
  log: Log
}

/**
 * Runs once an hour until the signal. It has its own connection, so that the reader's listing does not change while it reads. Never
 * rejects.
 */
export async function deleteTakenHourly(options: DeletingOptions, signal: AbortSignal): Promise<void> {
  for (let wait = FIRST; ; wait = EVERY) {
    await pause(wait, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    try {
      const deleted = await deleteTaken(options)
      if (deleted > 0) options.log.info({ emails: deleted }, 'old emails that were taken are deleted')
    } catch (error) {
      options.log.warn({ code: codeOf(error) }, 'old emails could not be deleted')
    }
  }
}

/** Deletes emails that are old enough. Returns how many. */
export async function deleteTaken({ settings, keepDays, log }: DeletingOptions): Promise<number> {
  const client = imapClient(settings, {
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    socketTimeout: 60_000,
  })
  try {
    await client.connect()
    if (!canDelete(client)) {
      log.warn({}, 'the server cannot delete single emails (UIDPLUS): emails that were taken stay')
      return 0
    }
    let deleted = 0
    for (const folder of [settings.mailbox, settings.moveTo]) {
      if (folder === undefined) continue
      // The folder for emails that are done is made with the first of them.
      if (!(await client.mailboxOpen(folder).catch(() => undefined))) continue
      deleted += await deleteInFolder(client, keepDays)
    }
    return deleted
  } finally {
    client.close()
  }
}

/** Whether the server can delete by UID (UIDPLUS). Otherwise EXPUNGE would also remove what other people have marked as deleted. */
export function canDelete(client: Pick<ImapFlow, 'capabilities'>): boolean {
  return client.capabilities.has('UIDPLUS')
}

/** Leaves emails that we have flagged for a person (\Flagged), and those that somebody has marked as unread. */
async function deleteInFolder(client: ImapFlow, keepDays: number): Promise<number> {
  const before = new Date(Date.now() - keepDays * DAY)
  const query = { keyword: '$Undersigned', seen: true, flagged: false, before }
  const uids = (await client.search(query, { uid: true })) || []
  let deleted = 0
  for (let at = 0; at < uids.length; at += MOST_AT_ONCE) {
    const some = uids.slice(at, at + MOST_AT_ONCE)
    if (await client.messageDelete(some.join(','), { uid: true })) deleted += some.length
  }
  return deleted
}
