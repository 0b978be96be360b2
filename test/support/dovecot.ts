/**
 * A real Dovecot 2.3 (Debian: dovecot-imapd, dovecot-lmtpd) on free loopback ports, its configuration and mail in
 * a temporary folder. Runs as root (mail then belongs to `nobody`, Dovecot refuses root) and as an ordinary user.
 */

import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { hasEnded } from './has-ended.ts'
import { until } from './patience.ts'

export interface StoredMail {
  uid: number
  /** As IMAP spells them: `\Seen`, `$Undersigned`. */
  flags: string[]
}

export interface Dovecot {
  readonly imapPort: number
  readonly lmtpPort: number
  readonly user: string
  readonly password: string
  /** `imap://…/INBOX` without TLS. */
  readonly imapUrl: string
  /** Puts a mail into INBOX as a delivery does; IDLE notices. */
  deliver(raw: string | Buffer, how?: { receivedAt?: Date; seen?: boolean }): Promise<void>
  list(mailbox?: string): Promise<StoredMail[]>
  /** Ends the processes that serve IMAP sessions, in the middle of their work. Returns how many. */
  killSessions(): Promise<number>
  /** Gives INBOX another UIDVALIDITY and its mails new UIDs, as a server moved to another machine does. */
  changeUidValidity(): Promise<void>
  doveadm(...args: string[]): Promise<string>
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops it and removes its folder. */
  destroy(): Promise<void>
}

const BINARY = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find(path =>
  existsSync(path),
)

export const dovecotIsHere = BINARY !== undefined

/** Undefined if Dovecot is not installed. */
export async function startDovecot(): Promise<Dovecot | undefined> {
  if (BINARY === undefined) return undefined
  const binary = BINARY
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-dovecot-'))
  const owner = await mailOwner()
  const imapPort = await freePort()
  const lmtpPort = await freePort()
  const user = 'sign'
  const password = 'secret'
  const config = join(folder, 'dovecot.conf')
  const maildir = join(folder, 'mail', 'Maildir')

  for (const path of [
    'run',
    'state',
    'mail',
    'mail/Maildir',
    ...['cur', 'new', 'tmp'].map(part => `mail/Maildir/${part}`),
  ]) {
    await mkdir(join(folder, path))
    if (path.startsWith('mail')) await chown(join(folder, path), owner.uid, owner.gid)
  }
  await chmod(folder, 0o755)
  await writeFile(
    config,
    `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${owner.internalUser}
default_internal_group = ${owner.internalGroup}
default_login_user = ${owner.loginUser}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${maildir}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service lmtp {
  chroot =
  inet_listener lmtp {
    port = ${lmtpPort}
  }
}
protocol lmtp {
  postmaster_address = postmaster@localhost
  auth_username_format = sign
}
`,
  )

  let running: { pid: number; ended: Promise<void> } | undefined

  async function start(): Promise<void> {
    const child = spawn(binary, ['-F', '-c', config], { stdio: 'ignore' })
    if (child.pid === undefined) throw new Error('dovecot does not start')
    running = { pid: child.pid, ended: new Promise(resolve => child.once('exit', () => resolve())) }
    const log = () => readFile(join(folder, 'log'), 'utf8').catch(() => '')
    await until(async () => {
      if (hasEnded(child)) throw new Error(`dovecot has ended: ${await log()}`)
      return greets(imapPort)
    }, log)
  }

  async function stop(): Promise<void> {
    if (running === undefined) return
    const { pid, ended } = running
    running = undefined
    // Its sessions would outlive it by ten seconds (measured).
    const sessions = await childrenNamed(pid, 'imap')
    process.kill(pid, 'SIGTERM')
    for (const session of sessions) killIfAlive(session)
    await ended
  }

  function doveadm(...args: string[]): Promise<string> {
    return execute('doveadm', ['-c', config, ...args])
  }

  let delivered = 0
  const dovecot: Dovecot = {
    imapPort,
    lmtpPort,
    user,
    password,
    imapUrl: `imap://${user}:${password}@127.0.0.1:${imapPort}/INBOX?tls=no`,

    async deliver(raw, how = {}) {
      const name = `${Date.now()}.M${process.hrtime.bigint()}P${process.pid}Q${++delivered}.test`
      const temporary = join(maildir, 'tmp', name)
      await writeFile(temporary, raw)
      await chown(temporary, owner.uid, owner.gid)
      // Dovecot's INTERNALDATE of a maildir file is its mtime.
      if (how.receivedAt) await utimes(temporary, how.receivedAt, how.receivedAt)
      await rename(temporary, how.seen ? join(maildir, 'cur', `${name}:2,S`) : join(maildir, 'new', name))
    },

    async list(mailbox = 'INBOX') {
      const text = await doveadm('-f', 'tab', 'fetch', '-u', user, 'uid flags', 'mailbox', mailbox, 'all')
      return text
        .trim()
        .split('\n')
        .slice(1)
        .map(line => {
          const [uid = '', flags = ''] = line.split('\t')
          return {
            uid: Number(uid),
            flags: flags.split(' ').filter(flag => flag !== '' && flag !== '\\Recent'),
          }
        })
    },

    async killSessions() {
      if (running === undefined) return 0
      const pids = await childrenNamed(running.pid, 'imap')
      for (const pid of pids) killIfAlive(pid)
      return pids.length
    },

    async changeUidValidity() {
      await stop()
      const list = await readFile(join(maildir, 'dovecot-uidlist'), 'utf8')
      const before = Number(/^3 V(\d+)/.exec(list)?.[1] ?? 0)
      for (const name of await readdir(maildir)) {
        if (name.startsWith('dovecot.index') || name === 'dovecot-uidlist') await rm(join(maildir, name))
      }
      await start()
      await doveadm('mailbox', 'update', '-u', user, '--uid-validity', String(before + 1000), 'INBOX')
    },

    doveadm,
    start,
    stop,

    async destroy() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  try {
    await start()
  } catch (error) {
    await dovecot.destroy()
    throw error
  }
  return dovecot
}

interface MailOwner {
  uid: number
  gid: number
  internalUser: string
  internalGroup: string
  loginUser: string
}

async function mailOwner(): Promise<MailOwner> {
  const me = userInfo()
  if (me.uid !== 0) {
    const group = (await execute('id', ['-gn'])).trim()
    return {
      uid: me.uid,
      gid: me.gid,
      internalUser: me.username,
      internalGroup: group,
      loginUser: me.username,
    }
  }
  const uid = Number(await execute('id', ['-u', 'nobody']))
  const gid = Number(await execute('id', ['-g', 'nobody']))
  return { uid, gid, internalUser: 'dovecot', internalGroup: 'dovecot', loginUser: 'dovenull' }
}

/** Linux only: elsewhere nothing is found. */
async function childrenNamed(parent: number, name: string): Promise<number[]> {
  const found: number[] = []
  for (const entry of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(entry)) continue
    const status = await readFile(`/proc/${entry}/status`, 'utf8').catch(() => '')
    if (status.startsWith(`Name:\t${name}\n`) && status.includes(`\nPPid:\t${parent}\n`))
      found.push(Number(entry))
  }
  return found
}

function execute(command: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(' ')}: ${stderr}`))
      else resolve(stdout)
    })
  })
}

/** Whether a server says something at this port of the loopback. */
export async function greets(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.setTimeout(2_000, () => socket.destroy())
    socket.once('data', () => {
      resolve(true)
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}

/** A session may have ended by itself since it was looked for. */
function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
