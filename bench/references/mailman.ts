/** GNU Mailman 3 of Debian's mailman3, with SQLite as it comes: `join` in by LMTP, its confirmation out to the sink. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../../test/support/free-port.ts'
import { hasEnded } from '../../test/support/has-ended.ts'
import { sendEmails } from '../load/smtp-load.ts'
import { openSink } from '../load/smtp-sink.ts'
import { findProgram } from './installed.ts'
import { type ListServer, rateAtSink } from './list-server.ts'

const run = promisify(execFile)

/** Not needed for joining: the fewer processes run beside it, the better for Mailman. */
const idle = ['archive', 'bounces', 'digest', 'nntp', 'pipeline', 'rest', 'retry', 'shunt', 'task']

/** A round's joins: about four seconds of its work on two quiet cores. */
const MOST = 40

/** Undefined if it is not installed: `apt-get install mailman3`. */
export async function openMailman(atOnce: number): Promise<ListServer | undefined> {
  const [master, command] = [findProgram('master'), findProgram('mailman')]
  if (master === undefined || command === undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-mailman-'))
  const [sink, lmtpPort] = [await openSink(), await freePort()]
  const settings = join(folder, 'mailman.cfg')
  await writeFile(settings, settingsIn(folder, lmtpPort, sink.port))
  const asRoot = process.getuid?.() === 0 ? ['--run-as-root'] : []
  await run(command, [...asRoot, '-C', settings, 'create', 'bench@bench.example'])
  const child = spawn(master, ['-C', settings], { stdio: 'ignore' })
  await untilListening(child, lmtpPort)
  let asked = 0
  return {
    async confirmationsPerSecond(ms) {
      const [before, askedBefore, begun] = [sink.emails(), asked, performance.now()]
      const next = () => {
        // It takes emails far faster than it answers them, and all that it has taken must be answered in this round.
        if (performance.now() - begun > ms || asked - askedBefore >= MOST) return undefined
        asked += 1
        const from = `subscriber-${asked}@bench.example`
        const headers = `From: ${from}\r\nTo: bench-join@bench.example\r\nSubject: join\r\nDate: ${new Date().toUTCString()}\r\nMessage-ID: <${from}>`
        return { from, to: 'bench-join@bench.example', raw: `${headers}\r\n\r\njoin` }
      }
      await Promise.all(Array.from({ length: atOnce }, () => sendEmails(lmtpPort, 'LHLO', next)))
      return rateAtSink(sink, before, asked - askedBefore, begun)
    },
    async close() {
      child.kill('SIGTERM')
      if (!hasEnded(child)) await once(child, 'exit')
      await sink.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function settingsIn(folder: string, lmtpPort: number, smtpPort: number): string {
  const sections: Record<string, Record<string, string>> = {
    mailman: { layout: 'bench', site_owner: 'owner@bench.example' },
    'paths.bench': {
      var_dir: join(folder, 'var'),
      queue_dir: '$var_dir/queue',
      bin_dir: '/usr/lib/mailman3/bin',
      list_data_dir: '$var_dir/lists',
      log_dir: '$var_dir/log',
      lock_dir: '$var_dir/locks',
      data_dir: '$var_dir/data',
      cache_dir: '$var_dir/cache',
      etc_dir: '$var_dir/etc',
      ext_dir: '$var_dir/ext',
      messages_dir: '$var_dir/messages',
      archive_dir: '$var_dir/archives',
      template_dir: '$var_dir/templates',
      pid_file: '$var_dir/master.pid',
      lock_file: '$lock_dir/master.lck',
    },
    mta: {
      incoming: 'mailman.mta.null.NullMTA',
      outgoing: 'mailman.mta.deliver.deliver',
      smtp_host: '127.0.0.1',
      smtp_port: String(smtpPort),
      lmtp_host: '127.0.0.1',
      lmtp_port: String(lmtpPort),
      configuration: 'python:mailman.config.postfix',
    },
    ...Object.fromEntries(idle.map(name => [`runner.${name}`, { start: 'no' }])),
  }
  return Object.entries(sections)
    .map(([name, values]) => {
      const lines = Object.entries(values).map(([key, value]) => `${key}: ${value}`)
      return `[${name}]\n${lines.join('\n')}\n`
    })
    .join('\n')
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  const until = performance.now() + 60_000
  for (;;) {
    if (hasEnded(child)) throw new Error(`mailman's master ended with ${child.exitCode ?? child.signalCode}`)
    const listens = await sendEmails(port, 'LHLO', () => undefined).then(
      () => true,
      () => false,
    )
    if (listens) return
    if (performance.now() > until) throw new Error('mailman does not listen')
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
