/**
 * Reads our mailbox over IMAP (IMAP_URL). Arriving email wakes us (IDLE, RFC 2177); every 30 s we also ask by UID, because an IDLE can go
 * deaf. Only one replica reads (`core.hold`). After a failure it comes back, after a second at first, after five minutes at most.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { deleteTakenHourly } from './delete-taken.ts'
import { codeOf } from './error-code.ts'
import { imapLimits, imapLogin } from './imap-url.ts'
import { type Breaks, type MailboxOptions, MailboxSession } from './mailbox-session.ts'

export interface MailboxReader {
  /** Disconnects; resolves when every email in progress is committed or refused. */
  stop(): Promise<void>
}

const LONGEST_WAIT = 5 * 60_000
/** After a refused password: a login every second gets the account locked. */
const REFUSED_WAIT = 60_000
/** Octets that a server may send in one round beside the emails we asked for. */
const MOST_UNASKED = 2 * 1024 * 1024
const METER_MS = 50
/** The same for arrivals that it announces between two looks at the meter: each is looked for, so the octets begin again. */
const MOST_ARRIVALS = 1_000

export function openMailbox(options: MailboxOptions): MailboxReader {
  const { core, log } = options
  core.report('imap', 'standby')
  return core.hold('mailbox', async signal => {
    let failures = 0
    const breaks: Breaks = new Map()
    const { keepDays } = options
    const deleting = keepDays === undefined ? undefined : deleteTakenHourly({ ...options, keepDays }, signal)
    while (!signal.aborted) {
      core.report('imap', 'down', 'connecting')
      const lost = await readUntilLost(options, signal, breaks, () => {
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
    await deleting
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
  breaks: Breaks,
  worked: () => void,
): Promise<unknown> {
  const { settings, core, log } = options
  const poll = options.poll ?? 30_000
  const client = new ImapFlow({
    ...imapLogin(settings),
    disableCompression: true,
    // We ask at least every `poll`, so silence shows a dead connection.
    autoIdleDelay: 200,
    connectionTimeout: 20_000,
    socketTimeout: Math.max(60_000, 2 * poll),
    ...imapLimits,
  })
  let wake: () => void = () => {}
  let arrived = false
  let arrivals = 0
  let ended = false
  let reported: 'works' | 'contradicts' | undefined
  let lost: unknown = Object.assign(new Error('connection closed'), { code: 'connection-closed' })
  client.on('exists', () => {
    if (++arrivals > MOST_ARRIVALS) return cutOff()
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
  // A hostile server may send endlessly, whether or not we asked.
  const allowance = { octets: MOST_UNASKED }
  const cutOff = () => {
    lost = Object.assign(new Error('too much'), { code: 'server-sends-too-much' })
    disconnect()
  }
  const meter = setInterval(() => {
    arrivals = 0
    if (client.stats().received > allowance.octets) cutOff()
  }, METER_MS)
  try {
    if (signal.aborted) return lost
    await client.connect()
    await client.mailboxOpen(settings.mailbox)
    const session = new MailboxSession(options, client, breaks, allowance)
    await session.begin()
    for (let timed = true; !ended; ) {
      arrived = false
      allowance.octets = client.stats().received + MOST_UNASKED
      await session.round(timed)
      const state = session.contradicts ? 'contradicts' : 'works'
      if (state !== reported) {
        if (state === 'works') core.report('imap', 'up')
        else {
          core.report('imap', 'down', 'mailbox-contradicts-itself')
          log.warn({}, 'the mailbox counts emails that it does not show; it is asked again')
        }
      }
      reported = state
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
    return codeOf(lost) === 'server-sends-too-much' ? lost : error
  } finally {
    clearInterval(meter)
    signal.removeEventListener('abort', disconnect)
    client.close()
  }
}
