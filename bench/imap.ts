/**
 * Measures a backlog: a mailbox of 10,000 unread emails, until all their answers have arrived at a sink. Beside it, in the same run and
 * on the same server: the same emails fetched in ranges and parsed by mailparser, and nothing else, once before and twice after; the
 * median of the three is the reference. `--json` prints one line, and `--emails N` takes fewer.
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
import { type Dovecot, startDovecot } from '../test/support/dovecot.ts'
import { plainMail, startService } from '../test/support/service.ts'
import { type BenchPostgres, startBenchPostgres } from './bench-postgres.ts'
import { openSink } from './load/smtp-sink.ts'
import { memoryMb, processorMs } from './processor-time.ts'
import { median } from './report/statistics.ts'

const RANGE = 200
const DATABASE = 'backlog'
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

interface Answered {
  /** Emails a second, from the service's start until the last answer. */
  perSecond: number
  /** The cost of an email, and the most memory that the service held. */
  note: string
}

async function answerAll(dovecot: Dovecot, postgres: BenchPostgres, folder: string): Promise<Answered> {
  const sink = await openSink()
  const databaseUrl = await postgres.database(DATABASE)
  const spent = async () => ({
    postgres: processorMs(postgres.pid, await postgres.processesOfOthers(DATABASE)) ?? Number.NaN,
    statements: (await postgres.statements(DATABASE)) ?? Number.NaN,
  })
  const before = await spent()
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
    const after = await spent()
    const each = (sum: number) => (sum / emails).toFixed(2)
    return {
      perSecond,
      note:
        `an email took ${each(processorMs(service.pid) ?? Number.NaN)} ms of the service's processor time with its start, ` +
        `${each(after.postgres - before.postgres)} ms of Postgres's, ${each(after.statements - before.statements)} statements; ` +
        `the service held ${memoryMb(service.pid, 'VmHWM').toFixed(0)} MB at most`,
    }
  } finally {
    await service.stop()
    await sink.close()
  }
}

const folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
// As root, Postgres runs as another user, who must be able to enter the folder.
await chmod(folder, 0o711)
const postgres = await startBenchPostgres(folder)
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
  const { db, close } = await openDatabase({ url: await postgres.database(DATABASE) }, { poolSize: 1 })
  await migrate(db)
  await createPetition(db, { slug: 'bench', title: 'Bench', text: 'A sentence.', organisedBy: 'The bench' })
  await openPetition(db, 'bench')
  await close()
  const references = [await fetchAndParse(dovecot)]
  const { perSecond: ours, note } = await answerAll(dovecot, postgres, join(folder, 'service'))
  for (let time = 0; time < 2; time++) references.push(await fetchAndParse(dovecot))
  const reference = median(references)
  if (values.json) console.log(JSON.stringify({ ours, reference, note }))
  else
    console.log(
      `${emails} emails: taken and answered ${ours.toFixed(0)} a second; fetched and parsed ${references.map(n => n.toFixed(0)).join(', ')} a second; ratio ${(ours / reference).toFixed(3)}\n${note}`,
    )
} finally {
  await dovecot?.destroy()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
