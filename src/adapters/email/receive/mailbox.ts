/**
 * Reads our mailbox over IMAP (IMAP_URL). Arriving email wakes us (IDLE, RFC 2177); every 30 s we also ask by UID, because an IDLE can go
 * deaf. Only one replica reads (`core.hold`). After a failure it comes back, after a second at first, after five minutes at most.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { deleteTakenHourly } from './delete-taken.ts'
import { codeOf } from './error-code.ts'
import { MailboxConnection } from './mailbox-connection.ts'
import type { Breaks } from './mailbox-fetching.ts'
import type { MailboxOptions } from './mailbox-session.ts'

export interface MailboxReader {
  /** Disconnects; resolves when every email in progress is committed or refused. */
  stop(): Promise<void>
}

const LONGEST_WAIT = 5 * 60_000
/** After a refused password: a login every second gets the account locked. */
const REFUSED_WAIT = 60_000

export function openMailbox(options: MailboxOptions): MailboxReader {
  const { core, log, keepDays } = options
  core.report('imap', 'standby')
  return core.hold('mailbox', async signal => {
    let failures = 0
    const breaks: Breaks = new Map()
    const deleting = keepDays === undefined ? undefined : deleteTakenHourly({ ...options, keepDays }, signal)
    while (!signal.aborted) {
      core.report('imap', 'down', 'connecting')
      const connection = new MailboxConnection(options, breaks, signal)
      const lost = await connection.readUntilLost()
      if (signal.aborted) break
      failures = connection.hasWorked ? 1 : failures + 1
      const code = codeOf(lost)
      core.report('imap', 'down', code)
      log.warn({ code, failures }, 'the mailbox is not reachable')
      await pause(wait(options, failures, code), undefined, { signal }).catch(() => {})
    }
    core.report('imap', 'standby')
    await deleting
  })
}

/** Doubles up to five minutes; half of it is random, so that many clients do not come back at once. */
function wait(options: MailboxOptions, failures: number, code: string): number {
  const longest = Math.min(LONGEST_WAIT, (options.firstWait ?? 1_000) * 2 ** Math.min(failures - 1, 20))
  const chosen = longest / 2 + (Math.random() * longest) / 2
  return code === 'password-refused' ? Math.max(chosen, REFUSED_WAIT) : chosen
}
