/**
 * Measures a backlog: a mailbox of 10,000 unread emails, until all their answers have arrived at a sink. Beside it, in the same run and
 * on the same server: the same emails fetched in ranges and parsed by mailparser, and nothing else. `--json` prints one line, and
 * `--emails N` takes fewer.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ImapFlow } from 'imapflow'
import { simpleParser } from 'mailparser'
import { createPetition, openPetition } from '../src/core/petitions/organise-petition.ts'
import { openDatabase } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { startEmbeddedPostgres } from '../src/db/postgres/embedded-postgres.ts'
import { type Dovecot, startDovecot } from '../test/support/dovecot.ts'
import { plainMail, startService } from '../test/support/service.ts'
import { openSink } from './load/smtp-sink.ts'

const RANGE = 200
const MOST_MS = 20 * 60_000

const { values } = parseArgs({ options: { json: { type: 'boolean' }, emails: { type: 'string' } } })
const emails = Number(values.emails ?? 10_000)

/** 0, 1, 2 … as a, b, c …, because a name has no digits. */
function letters(n: number): string {
  const letter = String.fromCharCode(97 + (n % 26))
  return n < 26 ? letter : letters(Math.floor(n / 26) - 1) + letter
}

/** Emails a second. */
async function fetchAndParse(dovecot: Dovecot): Promise<number> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user: dovecot.user, pass: dovecot.password },
    logger: false,
  })
  await client.connect()
  await client.mailboxOpen('INBOX', { readOnly: true })
  const begun = performance.now()
  let parsed = 0
  for (let from = 1; from <= emails; from += RANGE)
    for await (const { source } of client.fetch(`${from}:${Math.min(from + RANGE - 1, emails)}`, {
      uid: true,
      source: true,
    })) {
      await simpleParser(source ?? '')
      parsed++
    }
  const seconds = (performance.now() - begun) / 1_000
  client.close()
  if (parsed !== emails) throw new Error(`${parsed} of ${emails} emails were fetched`)
  return parsed / seconds
}

/** Emails a second, from the service's start until the last answer. */
async function answerAll(dovecot: Dovecot, databaseUrl: string, folder: string): Promise<number> {
  const sink = await openSink()
  const begun = performance.now()
  const service = await startService({
    databaseUrl,
    dataDir: folder,
    env: {
      MAIL_ADDRESS: 'sign@bench.example',
      PUBLIC_URL: 'https://bench.example',
      SMTP_URL: sink.url,
      IMAP_URL: dovecot.imapUrl,
      LOG_LEVEL: 'warn',
      NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS,
    },
  })
  try {
    while (sink.emails() < emails) {
      if (performance.now() - begun > MOST_MS) throw new Error(`${sink.emails()} of ${emails} were answered`)
      await sleep(20)
    }
    const perSecond = emails / ((performance.now() - begun) / 1_000)
    await service.settle()
    const answered = new Set(sink.tokens).size
    if (answered !== emails || sink.emails() !== emails)
      throw new Error(`${emails} emails got ${sink.emails()} answers, ${answered} of them different`)
    return perSecond
  } finally {
    await service.stop()
    await sink.close()
  }
}

const folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
// As root, Postgres runs as another user, who must be able to enter the folder.
await chmod(folder, 0o711)
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data') })
const dovecot = await startDovecot()
try {
  if (dovecot === undefined) throw new Error('Dovecot is not here (Debian: dovecot-imapd, dovecot-lmtpd)')
  for (let n = 0; n < emails; n++) {
    const from = `signer-${n}@bench-${n % 500}.example`
    const text = `Please count me in.\n\nAda Love${letters(n)}, illustrator\n`
    await dovecot.deliver(
      plainMail({ from, to: 'sign+bench@bench.example', subject: 'I would like to sign', text }),
    )
  }
  const { db, close } = await openDatabase({ url: postgres.url }, { poolSize: 1 })
  await migrate(db)
  await createPetition(db, { slug: 'bench', title: 'Bench', text: 'A sentence.', organisedBy: 'The bench' })
  await openPetition(db, 'bench')
  await close()
  const reference = await fetchAndParse(dovecot)
  const ours = await answerAll(dovecot, postgres.url, join(folder, 'service'))
  if (values.json) console.log(JSON.stringify({ ours, reference }))
  else
    console.log(
      `${emails} emails: taken and answered ${ours.toFixed(0)} a second, fetched and parsed ${reference.toFixed(0)} a second, ratio ${(ours / reference).toFixed(3)}`,
    )
} finally {
  await dovecot?.destroy()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
