/**
 * Reads our mailbox over IMAP (IMAP_URL). Arriving mail wakes us (IDLE, RFC 2177); every 30 s we also ask by UID, because an IDLE can go
 * deaf. Only one replica reads (`core.hold`). After a failure it comes back, after a second at first, after five minutes at most.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { LARGEST_MAIL } from '../read/parsed-mail.ts'
import { codeOf } from './error-code.ts'
import { imapLogin } from './imap-url.ts'
import { type MailboxOptions, MailboxSession } from './mailbox-session.ts'

export interface MailboxReader {
  /** Disconnects; resolves when every mail in progress is committed or refused. */
  stop(): Promise<void>
}

const LONGEST_WAIT = 5 * 60_000
/** After a refused password: a login every second gets the account locked. */
const REFUSED_WAIT = 60_000
export function openMailbox(options: MailboxOptions): MailboxReader {
  const { core, log } = options
  core.report('imap', 'standby')
  return core.hold('mailbox', async signal => {
    let failures = 0
    while (!signal.aborted) {
      core.report('imap', 'down', 'connecting')
      const lost = await readUntilLost(options, signal, () => {
        failures = 0
      })
      if (signal.aborted) break
      failures++
      const code = codeOf(lost)
      core.report('imap', 'down', code)
      log.warn({ code, failures }, 'the mailbox is not reachable')
      await pause(wait(options, failures, code), undefined, { signal }).catch(() => {})
    }
    core.report('imap', 'standby')
  })
}

/** Doubles up to five minutes; half of it is random, so that many clients do not come back at once. */
function wait(options: MailboxOptions, failures: number, code: string): number {
  const longest = Math.min(LONGEST_WAIT, (options.firstWait ?? 1_000) * 2 ** Math.min(failures - 1, 20))
  const chosen = longest / 2 + (Math.random() * longest) / 2
  return code === 'password-refused' ? Math.max(chosen, REFUSED_WAIT) : chosen
}

/** One connection from beginning to end; returns why it ended. */
async function readUntilLost(
  options: MailboxOptions,
  signal: AbortSignal,
  worked: () => void,
): Promise<unknown> {
  const { settings, core } = options
  const poll = options.poll ?? 30_000
  const client = new ImapFlow({
    ...imapLogin(settings),
    disableCompression: true,
    // We ask at least every `poll`, so silence shows a dead connection.
    autoIdleDelay: 200,
    connectionTimeout: 20_000,
    socketTimeout: Math.max(60_000, 2 * poll),
    maxLiteralSize: LARGEST_MAIL + 65_536,
    maxResponseSize: LARGEST_MAIL + 1_048_576,
  })
  let wake: () => void = () => {}
  let arrived = false
  let ended = false
  let working = false
  let lost: unknown = Object.assign(new Error('connection closed'), { code: 'connection-closed' })
  client.on('exists', () => {
    arrived = true
    wake()
  })
  client.on('error', error => {
    lost = error
  })
  client.on('close', () => {
    ended = true
    wake()
  })
  const disconnect = () => {
    client.close()
    ended = true
    wake()
  }
  signal.addEventListener('abort', disconnect, { once: true })
  try {
    if (signal.aborted) return lost
    await client.connect()
    const session = new MailboxSession(options, client, await client.mailboxOpen(settings.mailbox))
    await session.begin()
    for (let timed = true; !ended; ) {
      arrived = false
      await session.round(timed)
      if (!working) core.report('imap', 'up')
      working = true
      worked()
      timed = true
      if (arrived || ended) continue
      const timer = setTimeout(() => wake(), poll)
      await new Promise<void>(resolve => {
        wake = resolve
      })
      clearTimeout(timer)
      timed = !arrived
    }
    return lost
  } catch (error) {
    return error
  } finally {
    signal.removeEventListener('abort', disconnect)
    client.close()
  }
}
