/** Debian's mlmmj: a subscription is asked for, and its confirmation is at the sink. */
import { spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSink } from '../load/smtp-sink.ts'
import { findProgram } from './installed.ts'
import { type ListServer, rateAtSink } from './list-server.ts'

const skeleton = '/usr/share/mlmmj/text.skel/en'
// biome-ignore format: one line each
const folders = ['incoming', 'queue', 'queue/discarded', 'archive', 'text', 'subconf', 'unsubconf', 'bounce', 'control', 'moderation',
  'subscribers.d', 'digesters.d', 'requeue', 'nomailsubs.d']

/** Undefined if it is not installed: `apt-get install mlmmj`. */
export async function openMlmmj(atOnce: number): Promise<ListServer | undefined> {
  const program = findProgram('mlmmj-receive')
  if (program === undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-mlmmj-'))
  const list = join(folder, 'bench')
  const sink = await openSink()
  await makeList(list, sink.port)
  let asked = 0
  return {
    async confirmationsPerSecond(ms) {
      const before = { emails: sink.emails(), asked }
      const begun = performance.now()
      const ask = async () => {
        while (performance.now() - begun < ms) {
          asked += 1
          await receive(program, list, `subscriber-${asked}@bench.example`, join(folder, `email-${asked}`))
        }
      }
      await Promise.all(Array.from({ length: atOnce }, ask))
      const rate = await rateAtSink(sink, before.emails, asked - before.asked, begun)
      // Each confirmation has a file of its own.
      const waiting = (await readdir(join(list, 'subconf'))).length
      if (waiting !== asked) throw new Error(`mlmmj keeps ${waiting} confirmations of ${asked}`)
      return rate
    },
    async close() {
      await sink.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** As Debian's mlmmj-make-ml makes it. */
async function makeList(list: string, smtpPort: number): Promise<void> {
  await mkdir(list)
  for (const folder of folders) await mkdir(join(list, folder))
  for (const name of await readdir(skeleton)) await copyFile(join(skeleton, name), join(list, 'text', name))
  const control = {
    listaddress: 'bench@bench.example',
    owner: 'owner@bench.example',
    relayhost: '127.0.0.1',
    smtpport: String(smtpPort),
  }
  for (const [name, value] of Object.entries(control))
    await writeFile(join(list, 'control', name), `${value}\n`)
  await writeFile(join(list, 'index'), '')
}

/** The mail server's pipe, in the foreground, so that its end is the answer's leaving. */
async function receive(program: string, list: string, from: string, path: string): Promise<void> {
  const file = await open(path, 'w+')
  try {
    await file.write(
      `Return-Path: <${from}>\nDelivered-To: bench+subscribe@bench.example\nFrom: ${from}\nTo: bench+subscribe@bench.example\n` +
        `Subject: subscribe\nDate: ${new Date().toUTCString()}\nMessage-ID: <${from}>\n\nsubscribe\n`,
    )
    const reading = await open(path, 'r')
    const child = spawn(program, ['-F', '-L', list], { stdio: [reading.fd, 'ignore', 'ignore'] })
    const code = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('exit', resolve),
    )
    await reading.close()
    if (code !== 0) throw new Error(`mlmmj-receive ended with ${code}`)
  } finally {
    await file.close()
    await rm(path, { force: true })
  }
}
