/**
 * Real mail servers from Debian's package postfix, on loopback and in a temporary folder; the machine's own
 * instance is left alone. `startSmtpSink`: a server that takes or refuses whatever we send. `startPostfix` (root
 * only): a whole Postfix before our listener, with mailboxes for everybody at one domain, and no way out.
 */
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { greets } from './dovecot.ts'
import { freePort } from './free-port.ts'
import { hasEnded } from './has-ended.ts'
import { until } from './patience.ts'

const SINK = '/usr/sbin/smtp-sink'
const POSTFIX = '/usr/sbin/postfix'
const isRoot = process.getuid?.() === 0

export const smtpSinkIsHere = existsSync(SINK)
export const postfixIsInstalled = existsSync(POSTFIX)
/** Installed, and we are root: it does not start for anybody else. */
export const postfixIsHere = postfixIsInstalled && isRoot

export interface SunkMail {
  from: string
  to: string[]
  /** The email as it came, with LF line ends. */
  raw: string
}

/** SMTP commands in lower case as smtp-sink knows them: `connect`, `helo`, `mail`, `rcpt`, `data`, `.`, `quit`. */
export interface SinkMode {
  /** Answered with 450, or with `softReply`. */
  soft?: string[]
  softReply?: string
  /** Answered with 500, or with `hardReply`, such as `550 5.1.1 user unknown`. */
  hard?: string[]
  hardReply?: string
  /** The connection is dropped without a word. */
  drop?: string[]
  /** Seconds to wait before the answer to DATA. */
  slow?: number
}

export interface SmtpSink {
  readonly port: number
  readonly url: string
  /** All emails whose text arrived whole, in order; also those whose last answer was dropped. */
  mails(): Promise<SunkMail[]>
  /** Goes on at the same port in another mode; open connections are cut. */
  become(mode: SinkMode): Promise<void>
  /** Nobody answers at the port until `become`. */
  vanish(): Promise<void>
  destroy(): Promise<void>
}

/** Undefined if Postfix is not installed. */
export async function startSmtpSink(mode: SinkMode = {}): Promise<SmtpSink | undefined> {
  if (!smtpSinkIsHere) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-sink-'))
  if (isRoot) {
    const { uid, gid } = await idOf('nobody')
    await chown(folder, uid, gid)
  }
  const port = await freePort()
  let end: (() => Promise<void>) | undefined

  async function become(next: SinkMode): Promise<void> {
    await vanish()
    const child = spawn(
      SINK,
      [...flags(next), '-d', join(folder, 'mail.'), `inet:127.0.0.1:${port}`, '128'],
      {
        stdio: 'ignore',
        cwd: folder,
      },
    )
    const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
    end = async () => {
      child.kill('SIGKILL')
      await ended
    }
    // A server that drops its clients at once greets nobody: its port is enough.
    await until(async () => {
      if (hasEnded(child)) throw new Error('smtp-sink has ended')
      return (await greets(port)) || next.drop?.includes('connect') === true
    })
  }

  async function vanish(): Promise<void> {
    await end?.()
    end = undefined
  }

  await become(mode)
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    become,
    vanish,
    async mails() {
      const names = (await readdir(folder)).filter(name => name.startsWith('mail.'))
      // The names are random.
      const dumps = await Promise.all(
        names.map(async name => {
          const path = join(folder, name)
          return { path, at: (await stat(path)).mtimeMs }
        }),
      )
      dumps.sort((a, b) => a.at - b.at)
      const mails = await Promise.all(dumps.map(async ({ path }) => readDump(await readFile(path, 'latin1'))))
      return mails.filter(mail => mail !== undefined)
    },
    async destroy() {
      await vanish()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function flags(mode: SinkMode): string[] {
  const list: string[] = isRoot ? ['-u', 'nobody'] : []
  if (mode.soft) list.push('-r', mode.soft.join(','))
  if (mode.softReply) list.push('-b', mode.softReply)
  if (mode.hard) list.push('-f', mode.hard.join(','))
  if (mode.hardReply) list.push('-B', mode.hardReply)
  if (mode.drop) list.push('-q', mode.drop.join(','))
  if (mode.slow) list.push('-w', String(mode.slow))
  return list
}

/** smtp-sink writes the envelope as headers before the mail, and ends them with its own Received. */
function readDump(dump: string): SunkMail | undefined {
  const received = /^Received: .*\n(?:[ \t].*\n)*/m.exec(dump)
  if (received === null) return undefined
  const head = dump.slice(0, received.index)
  const bytes = Buffer.from(dump.slice(received.index + received[0].length), 'latin1').toString('utf8')
  return {
    from: /^X-Mail-Args: <(.*?)>/m.exec(head)?.[1] ?? '',
    to: [...head.matchAll(/^X-Rcpt-Args: <(.*?)>/gm)].map(match => match[1] ?? ''),
    // An empty line that smtp-sink adds at the end is not the mail's.
    raw: bytes.replace(/\n\n$/, '\n'),
  }
}

export interface Postfix {
  /** Speaks SMTP to anybody on this machine, such as our outgoing half. */
  readonly port: number
  readonly url: string
  /** Emails delivered to a mailbox at `people`, its tags too, oldest first. */
  mailsTo(address: string): Promise<string[]>
  /** How many mails wait for another try. */
  waiting(): Promise<number>
  /** Tries all of them now. */
  flush(): Promise<void>
  log(): Promise<string>
  destroy(): Promise<void>
}

export interface PostfixOptions {
  /** The domain of MAIL_ADDRESS: its mail goes to `next`. */
  ours: string
  /** Our listener's address: `lmtp:inet:127.0.0.1:2424` or `smtp:[127.0.0.1]:2525`. */
  next: string
  /** Everybody at this domain has a mailbox here. */
  people: string
  /** Other domains and where their mail goes, in the same spelling as `next`. */
  elsewhere?: Record<string, string>
}

/** Undefined if Postfix is not installed, or for an ordinary user. */
export async function startPostfix(options: PostfixOptions): Promise<Postfix | undefined> {
  if (!postfixIsHere) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-postfix-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const mail = await idOf('nobody')
  const owner = await idOf('postfix')
  for (const name of ['config', 'queue', 'data', 'mail']) await mkdir(join(folder, name))
  await chown(join(folder, 'data'), owner.uid, owner.gid)
  await chown(join(folder, 'mail'), mail.uid, mail.gid)
  const config = join(folder, 'config')
  const routes = Object.entries({ [options.ours]: options.next, ...options.elsewhere })
  await writeFile(
    join(config, 'main.cf'),
    `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/log
maillog_file_prefixes = ${folder}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.${options.ours}
mydestination =
alias_maps =
local_recipient_maps =
mynetworks = 127.0.0.0/8
recipient_delimiter = +
relay_domains = ${options.ours}
transport_maps = inline:{ ${routes.map(([domain, next]) => `{${domain} = ${next}}`).join(', ')} }
virtual_mailbox_domains = ${options.people}
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = static:everybody/
virtual_uid_maps = static:${mail.uid}
virtual_gid_maps = static:${mail.gid}
virtual_minimum_uid = 1
default_transport = error:5.4.4 this test server has no way out
smtp_dns_support_level = disabled
smtp_host_lookup = native
smtpd_relay_restrictions = permit_mynetworks, reject
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
# A part of Postfix that fails once, as on a machine without memory to spare, is left alone for a minute by default.
transport_retry_time = 1s
service_throttle_time = 1s
# There is no scache(8) here to keep connections.
smtp_connection_cache_on_demand = no
smtp_tls_security_level = none
`,
  )
  await writeFile(
    join(config, 'master.cf'),
    `
127.0.0.1:${port} inet n - n - - smtpd
postlog   unix-dgram n - n - 1 postlogd
pickup    unix n - n 60 1 pickup
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 1 1 qmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
verify    unix - - n - 1 verify
flush     unix n - n 1000? 0 flush
proxymap  unix - - n - - proxymap
smtp      unix - - n - - smtp
relay     unix - - n - - smtp
lmtp      unix - - n - - lmtp
virtual   unix - n n - - virtual
error     unix - - n - - error
retry     unix - - n - - error
discard   unix - - n - - discard
anvil     unix - - n - 1 anvil
showq     unix n - n - - showq
`,
  )
  const postfix = (command: string) => execute(POSTFIX, ['-c', config, command])
  const log = () => readFile(join(folder, 'log'), 'utf8').catch(() => '')
  let runs = false
  async function destroy(): Promise<void> {
    if (runs) await postfix('stop').catch(() => {})
    runs = false
    await rm(folder, { recursive: true, force: true })
  }
  try {
    runs = true
    await postfix('start')
    await until(() => greets(port), log)
  } catch (error) {
    await destroy()
    throw error
  }
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    async mailsTo(address) {
      const box = join(folder, 'mail', 'everybody', 'new')
      const names = (await readdir(box).catch(() => [])).sort((a, b) => writtenAt(a) - writtenAt(b))
      const mails = await Promise.all(names.map(name => readFile(join(box, name), 'utf8')))
      // Postfix's virtual(8) knows no substitution in its map, so all share one folder.
      const to = (mail: string) =>
        /^Delivered-To: (.*)$/m
          .exec(mail)?.[1]
          ?.replace(/\+[^@]*/, '')
          .toLowerCase()
      return mails.filter(mail => to(mail) === address.toLowerCase())
    },
    async waiting() {
      const queue = await execute('postqueue', ['-c', config, '-j'])
      return queue.split('\n').filter(line => line !== '').length
    },
    async flush() {
      await execute('postqueue', ['-c', config, '-f'])
    },
    log,
    destroy,
  }
}

/** In microseconds: within a second the names of a maildir say it in their `M` alone, after device and inode. */
function writtenAt(name: string): number {
  const [, seconds = 0, micros = 0] = /^(\d+)\..*?M(\d+)/.exec(name) ?? []
  return Number(seconds) * 1_000_000 + Number(micros)
}

async function idOf(user: string): Promise<{ uid: number; gid: number }> {
  return { uid: Number(await execute('id', ['-u', user])), gid: Number(await execute('id', ['-g', user])) }
}

function execute(command: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(' ')}: ${stderr}${stdout}`))
      else resolve(stdout)
    })
  })
}
