import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach } from 'vitest'
import { type EmailAdapter, type EmailConfig, emailAdapter } from '../../../src/adapters/email/adapter.ts'
import { type Dovecot, startDovecot } from '../../support/dovecot.ts'
import { RecordingCore } from './recording-core.ts'

export const MAIL = [
  'From: Ada <ada@example.org>',
  'To: sign+demo@undersigned.example',
  'Subject: count me in',
  'Date: Mon, 23 Nov 2026 10:00:00 +0000',
  'Message-ID: <1@example.org>',
  '',
  'Ada Lovelace, composer',
  '',
].join('\r\n')

export const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** An email adapter a test, with a listener and an empty folder for what it sends; `start` it, `send` to it. */
export function runningAdapter() {
  let core: RecordingCore
  let folder: string
  let adapter: EmailAdapter | undefined
  let dovecot: Dovecot | undefined

  beforeEach(async () => {
    core = new RecordingCore()
    folder = await mkdtemp(join(tmpdir(), 'undersigned-email-'))
  })
  afterEach(async () => {
    await stop()
    await dovecot?.destroy()
    dovecot = undefined
    await rm(folder, { recursive: true, force: true })
  })

  async function stop() {
    await adapter?.stop()
    adapter = undefined
  }

  async function mailServer(): Promise<Dovecot> {
    dovecot = await startDovecot()
    if (dovecot === undefined) throw new Error('dovecot is not here')
    return dovecot
  }

  async function start(config: Partial<EmailConfig> = {}) {
    adapter = emailAdapter(
      {
        address: 'sign@undersigned.example',
        listen: { protocol: 'smtp', host: '127.0.0.1', port: 0 },
        outgoing: { kind: 'trial', directory: folder },
        trust: 'listener',
        ...config,
      },
      silent,
      { poll: 200 },
    )
    await adapter.start(core)
  }

  async function send(raw: string, to: string[], from = 'ada@example.org'): Promise<number> {
    const transport = createTransport({ host: '127.0.0.1', port: adapter?.port() ?? 0, ignoreTLS: true })
    try {
      await transport.sendMail({ raw, envelope: { from, to } })
      return 250
    } catch (error) {
      return error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
    } finally {
      transport.close()
    }
  }

  return {
    get core() {
      return core
    },
    get folder() {
      return folder
    },
    get adapter() {
      return adapter
    },
    start,
    send,
    stop,
    mailServer,
  }
}
