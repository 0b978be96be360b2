import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ParsedMail, simpleParser } from 'mailparser'
import { freePort } from './free-port.ts'
import { hasEnded } from './has-ended.ts'
import { watchWaiting } from './nothing-waits.ts'
import { patience } from './patience.ts'
import { type SmtpAnswer, sendBySmtp, smtpSender } from './smtp-client.ts'

/** A mail the service sent. */
export interface SentMail {
  to: string
  subject: string
  text: string
  html: string
  /** The address for a plain reply. */
  replyTo: string
  messageId: string
  headers: ParsedMail['headers']
  raw: string
}

export interface RunningService {
  url: string
  /** METRICS_LISTEN. */
  metricsUrl: string
  mailPort: number
  dataDir: string
  pid: number
  /** Its stdout and stderr so far. */
  output(): string
  /** Writes a mail by SMTP; without `raw` a plain text one. */
  write(mail: WrittenMail): Promise<SmtpAnswer>
  /** Presses Reply and Send. */
  reply(to: SentMail, from: string, text?: string, headers?: Record<string, string>): Promise<SmtpAnswer>
  /** All mails sent to this mailbox, or to anybody, oldest first. */
  mails(to?: string): Promise<SentMail[]>
  /** The `n`th mail (from 1) to this mailbox, waited for. */
  mail(to: string, n?: number): Promise<SentMail>
  /** Waits until nothing is in flight, then a little: for "no further mail came". */
  settle(): Promise<void>
  /** Waits until nothing waits to be sent. After a 250 that is all: it comes after the commit. */
  allSent(): Promise<void>
  /** How the parts of the service are, such as `{ imap: 'up' }`. */
  parts(): Promise<Record<string, string>>
  count(slug: string): Promise<number>
  signal(name: NodeJS.Signals): void
  /** As in `LaunchedService`. */
  stoodStill(): Promise<number[]>
  /** SIGTERM; the exit code. Throws if its event loop has stood still for more than 100 ms. */
  stop(): Promise<number | null>
  /** kill -9. */
  kill(): Promise<void>
  exited: Promise<number | null>
}

export interface WrittenMail {
  /** `Ada Lovelace <ada@example.org>` or a bare mailbox. */
  from: string
  to: string
  subject?: string
  text?: string
  headers?: Record<string, string>
  /** The whole message instead. */
  raw?: string | Buffer
}

export interface ServiceOptions {
  /** Emails are written one after the other. */
  inOneDialogue?: boolean
  databaseUrl?: string
  dataDir?: string
  secretKey?: string
  env?: Record<string, string | undefined>
  /** Such as `['--only', 'web']`. */
  args?: string[]
  /** The port, if another server must know it before the service runs; by default a free one. */
  mailPort?: number
  listen?: 'smtp' | 'lmtp'
  /** The raw mails that left by SMTP_URL, oldest first; without it the trial folder is read. */
  sent?: () => Promise<(string | Buffer)[]>
}

/** A service that was started, and may not run yet. */
export interface LaunchedService {
  child: ChildProcess
  output(): string
  exited: Promise<number | null>
  url: string
  metricsUrl: string
  mailPort: number
  /** Milliseconds of each turn of its event loop that took more than 100, since this was asked last. */
  stoodStill(): Promise<number[]>
}

const watchLoop = new URL('watch-loop.js', import.meta.url).href
/** The benchmark starts services too. */
const isTest = process.env.VITEST !== undefined

export const testSecret = randomBytes(32).toString('base64')

/** Starts the real entry point, and does not wait. Without `databaseUrl` it brings its own Postgres. */
export async function launchService(options: ServiceOptions & { dataDir: string }): Promise<LaunchedService> {
  const [port, mailPort] = [await freePort(), options.mailPort ?? (await freePort())]
  const metricsUrl = options.env?.METRICS_LISTEN ?? `http://127.0.0.1:${await freePort()}`
  const turnsFile = join(tmpdir(), `undersigned-turns-${process.pid}-${port}`)
  const child = spawn(
    process.execPath,
    [
      ...(isTest ? [`--import=${watchLoop}`] : []),
      '--max-semi-space-size=8',
      'bin/start.js',
      ...(options.args ?? []),
    ],
    {
      cwd: new URL('../..', import.meta.url).pathname,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        ENV_FILE: 'off',
        MALLOC_ARENA_MAX: '2',
        DATA_DIR: options.dataDir,
        PORT: String(port),
        METRICS_LISTEN: metricsUrl,
        MAIL_LISTEN: `${options.listen ?? 'smtp'}://127.0.0.1:${mailPort}`,
        LOG_LEVEL: 'info',
        WATCH_LOOP_FILE: turnsFile,
        ...(options.databaseUrl === undefined
          ? {}
          : { DATABASE_URL: options.databaseUrl, SECRET_KEY: options.secretKey ?? testSecret }),
        ...options.env,
      },
    },
  )
  let output = ''
  child.stdout.on('data', chunk => {
    output += chunk
  })
  child.stderr.on('data', chunk => {
    output += chunk
  })
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  return {
    child,
    output: () => output,
    exited,
    url: `http://127.0.0.1:${port}`,
    metricsUrl,
    mailPort,
    async stoodStill() {
      const turns = await readFile(turnsFile, 'utf8').catch(() => '')
      await rm(turnsFile, { force: true })
      return turns.split('\n').filter(Boolean).map(Number)
    },
  }
}

/** The same, and waits until it says that it runs. */
export async function startService(options: ServiceOptions = {}): Promise<RunningService> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'undersigned-service-')))
  const { child, output, exited, url, metricsUrl, mailPort, stoodStill } = await launchService({
    ...options,
    dataDir,
  })
  await running(child, output)
  /** By file or content: a test that waits for an email looks at all of them every 25 ms, and each is parsed once. */
  const known = new Map<string, Promise<SentMail | undefined>>()
  const parsed = (key: string, read: () => Promise<SentMail | undefined>) => {
    const mail = known.get(key) ?? read()
    known.set(key, mail)
    return mail
  }

  const sender = smtpSender(mailPort)
  const send = options.inOneDialogue
    ? sender.send
    : (mail: Parameters<typeof sender.send>[0]) => sendBySmtp(mailPort, mail)
  const waiting = options.databaseUrl === undefined ? undefined : watchWaiting(options.databaseUrl)
  const nothingWaits = async () => {
    if (waiting !== undefined) return waiting.nothing()
    // Its Postgres is its own.
    const metrics = await (await fetch(`${metricsUrl}/metrics`)).text()
    return /undersigned_deliveries\{state="waiting"\} 0/.test(metrics)
  }

  const service: RunningService = {
    url,
    metricsUrl,
    mailPort,
    dataDir,
    pid: child.pid ?? 0,
    output,
    exited,
    write: mail => send({ from: mailboxOf(mail.from), to: mail.to, raw: mail.raw ?? plainMail(mail) }),
    reply: (to, from, text = '', headers = {}) =>
      service.write({
        from,
        to: to.replyTo,
        subject: `Re: ${to.subject}`,
        text,
        headers: { 'In-Reply-To': to.messageId, References: to.messageId, ...headers },
      }),
    async mails(to) {
      const mails =
        options.sent === undefined
          ? (await trialMails(dataDir)).map(file => parsed(file, () => readTrialMail(file)))
          : (await options.sent()).map(raw => parsed(raw.toString(), () => readSentMail(raw)))
      const found = (await Promise.all(mails)).filter(mail => mail !== undefined)
      return to === undefined ? found : found.filter(mail => mail.to === to)
    },
    async mail(to, n = 1) {
      const deadline = Date.now() + patience
      for (;;) {
        const mail = (await service.mails(to))[n - 1]
        if (mail !== undefined) return mail
        if (Date.now() > deadline)
          throw new Error(`no mail number ${n} to ${to} came within ${patience} ms\n${output()}`)
        await sleep(25)
      }
    },
    async settle() {
      for (let quiet = 0; quiet < 3; ) {
        quiet = (await nothingWaits()) ? quiet + 1 : 0
        await sleep(60)
      }
    },
    async allSent() {
      while (!(await nothingWaits())) await sleep(10)
    },
    async parts() {
      const { parts } = (await (await fetch(`${metricsUrl}/readyz`)).json()) as {
        parts: Record<string, string>
      }
      return parts
    },
    async count(slug) {
      const petition = (await (await fetch(`${url}/api/petitions/${slug}`)).json()) as { signatures: number }
      return petition.signatures
    },
    stoodStill,
    signal: name => child.kill(name),
    async stop() {
      sender.end()
      child.kill('SIGTERM')
      const code = await exited
      await waiting?.close()
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
      const turns = await stoodStill()
      if (turns.length > 0) throw new Error(`the event loop stood still for ${turns.join(', ')} ms`)
      return code
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
      await waiting?.close()
      await stoodStill()
    },
  }
  return service
}

async function running(child: ChildProcess, output: () => string): Promise<void> {
  // A start takes a second; on a machine that does a dozen other things it took more than thirty (measured).
  const deadline = Date.now() + patience
  while (!output().includes('Undersigned is running')) {
    if (hasEnded(child))
      throw new Error(
        `the service ended at its start with ${child.exitCode ?? child.signalCode}: ${output()}`,
      )
    if (Date.now() > deadline) {
      // Nobody else knows of it.
      child.kill('SIGKILL')
      throw new Error(`the service did not start: ${output()}`)
    }
    await sleep(25)
  }
}

function mailboxOf(from: string): string {
  return /<([^>]*)>\s*$/.exec(from)?.[1] ?? from
}

let written = 0

/** An email as a simple program writes it. Each has a Date of its own: the same text a second later is another email. */
export function plainMail(mail: WrittenMail): string {
  written += 1
  const headers = {
    From: mail.from,
    To: mail.to,
    Subject: mail.subject ?? '',
    Date: new Date(Date.now() - 86_400_000 + written * 1000).toUTCString(),
    'Message-ID': `<${randomBytes(8).toString('hex')}@client.test>`,
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...mail.headers,
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return `${lines.join('\r\n')}\r\n\r\n${mail.text ?? ''}\r\n`
}

/** Their files, oldest first: the names begin with the time. A file is whole as soon as it is there. */
async function trialMails(dataDir: string): Promise<string[]> {
  const folder = join(dataDir, 'trial-mail')
  const names = await readdir(folder).catch(() => [])
  return names
    .filter(name => name.endsWith('.eml'))
    .sort()
    .map(name => join(folder, name))
}

/** Undefined if it was deleted meanwhile. */
async function readTrialMail(file: string): Promise<SentMail | undefined> {
  const raw = await readFile(file).catch(() => undefined)
  return raw === undefined ? undefined : readSentMail(raw)
}

export async function readSentMail(raw: string | Buffer): Promise<SentMail> {
  const mail = await simpleParser(raw)
  const to = Array.isArray(mail.to) ? mail.to[0] : mail.to
  return {
    to: to?.value[0]?.address ?? '',
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : '',
    replyTo: mail.replyTo?.value[0]?.address ?? '',
    messageId: mail.messageId ?? '',
    headers: mail.headers,
    raw: raw.toString(),
  }
}

/** The path of the confirm link in a mail, such as `/c/…`. */
export function confirmPath(mail: SentMail): string {
  const path = /\/c\/[a-z2-7]{32}/.exec(mail.text)?.[0]
  if (path === undefined) throw new Error(`no confirm link in: ${mail.subject}`)
  return path
}

export function managePath(mail: SentMail): string {
  const path = /\/m\/[a-z2-7]{32}/.exec(mail.text)?.[0]
  if (path === undefined) throw new Error(`no manage link in: ${mail.subject}`)
  return path
}
