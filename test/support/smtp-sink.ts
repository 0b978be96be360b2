/** Postfix's own test server, `smtp-sink` (Debian package postfix): a real SMTP server that refuses only what it is told to. */

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { hasEnded } from './has-ended.ts'
import { until } from './patience.ts'

const program = '/usr/sbin/smtp-sink'

export const hasSmtpSink = existsSync(program)

interface SunkMail {
  /** The arguments of MAIL FROM and of each RCPT TO, as they came. */
  mailFrom: string
  recipients: string[]
  /** The message as it was sent, with LF. */
  message: string
}

export interface SmtpSink {
  port: number
  url: string
  /** In the order they came. */
  mails(): Promise<SunkMail[]>
  stop(): Promise<void>
}

/** `options` as in smtp-sink(1), for instance `['-f', 'RCPT', '-B', '550 5.1.1 no']`. */
export async function startSmtpSink(options: string[] = []): Promise<SmtpSink> {
  const directory = await mkdtemp(join(tmpdir(), 'smtp-sink-'))
  // If root starts it, it insists on another user, who must be able to write here.
  await chmod(directory, 0o777)
  const port = await freePort()
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const process_ = spawn(
    program,
    [...user, ...options, '-d', `${directory}/%Y%m%d%H%M%S.`, `127.0.0.1:${port}`, '100'],
    {
      stdio: 'ignore',
    },
  )
  await untilOpen(port, process_)
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    async mails() {
      const names = (await readdir(directory)).sort()
      return Promise.all(names.map(async name => readDump(await readFile(join(directory, name), 'utf8'))))
    },
    async stop() {
      process_.kill()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** `X-…-Args:` lines and its own Received come first, then the message, then one empty line more. */
function readDump(dump: string): SunkMail {
  const received = dump.indexOf('\nReceived: ')
  const head = dump.slice(0, received)
  const rest = dump.slice(received + 1)
  const end = /\n(?![\t ])/.exec(rest)?.index ?? 0
  return {
    mailFrom: /^X-Mail-Args: (.*)$/m.exec(head)?.[1] ?? '',
    recipients: [...head.matchAll(/^X-Rcpt-Args: (.*)$/gm)].map(match => match[1] ?? ''),
    message: rest.slice(end + 1).replace(/\n$/, ''),
  }
}

async function untilOpen(port: number, server: ChildProcess): Promise<void> {
  await until(() => {
    if (hasEnded(server)) throw new Error(`smtp-sink ended with ${server.exitCode ?? server.signalCode}`)
    return new Promise<boolean>(resolve => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => resolve(false))
    })
  })
}
