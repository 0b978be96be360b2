/**
 * Measures the whole service, from wire to wire: mail in until its answers have left, and clicks until the signatures are recorded.
 * Compares with plain transactions of the same server in the same run. Prints figures and asserts none.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createPetition, openPetition } from '../src/core/petitions/organise-petition.ts'
import { openDatabase } from '../src/db/database.ts'
import { startEmbeddedPostgres } from '../src/db/postgres/embedded-postgres.ts'
import { databaseUrl, onServer } from '../test/support/server.ts'
import { plainMail, type RunningService, startService } from '../test/support/service.ts'
import { CLIENTS, measureServer } from './pgbench.ts'
import { sendMails } from './smtp-load.ts'
import { openSink, type Sink } from './smtp-sink.ts'

const CONNECTIONS = 20
/** Warms up first, because code that runs for the first time is compiled. */
const WARM_MS = 3_000
/** Sends mail for so long, then waits for the answers. */
const SEND_MS = 10_000
const CLICK_MS = 10_000
const DRAIN_MS = 15_000

interface Measured {
  what: string
  count: number
  seconds: number
}

let written = 0

async function measureMails(service: RunningService, sink: Sink, sendMs: number): Promise<Measured[]> {
  const before = sink.tokens.length
  const begun = performance.now()
  const next = () => {
    if (performance.now() - begun > sendMs) return undefined
    written += 1
    const from = `signer-${written}@bench.example`
    const to = 'sign+bench@bench.example'
    const text = `Please count me in.\n\nAda Love${letters(written)}, illustrator\n`
    return { from, to, raw: plainMail({ from, to, subject: 'I would like to sign', text }).trimEnd() }
  }
  const taken = (
    await Promise.all(Array.from({ length: CONNECTIONS }, () => sendMails(service.mailPort, next)))
  ).reduce((sum, n) => sum + n, 0)
  const accepted = performance.now()
  const answered = await untilSteady(() => sink.tokens.length - before, taken)
  return [
    { what: 'mails taken (250 after commit)', count: taken, seconds: (accepted - begun) / 1000 },
    {
      what: 'mails answered (answer at the sink)',
      count: answered.count,
      seconds: (answered.at - begun) / 1000,
    },
  ]
}

async function measureClicks(service: RunningService, sink: Sink): Promise<Measured[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const before = sink.mails()
  const begun = performance.now()
  let pressed = 0
  const press = async () => {
    while (performance.now() - begun < CLICK_MS) {
      const token = sink.tokens[pressed]
      if (token === undefined) return
      pressed += 1
      await post(`${service.url}/c/${token}`, agent)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, press))
  const seconds = (performance.now() - begun) / 1000
  agent.destroy()
  // The public count, not the words of the pages.
  const count = await service.count('bench')
  const receipts = await untilSteady(() => sink.mails() - before, count)
  return [
    { what: 'clicks to recorded signatures', count, seconds },
    { what: 'receipts (at the sink)', count: receipts.count, seconds: (receipts.at - begun) / 1000 },
  ]
}

/** The count and the time when it reached `goal`, or when we stopped waiting. */
async function untilSteady(read: () => number, goal: number): Promise<{ count: number; at: number }> {
  const until = performance.now() + DRAIN_MS
  while (read() < goal && performance.now() < until) await sleep(5)
  return { count: read(), at: performance.now() }
}

function post(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent }, response => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`a click was answered with ${response.statusCode}`))
      })
    })
    asked.once('error', reject).end()
  })
}

/** 0, 1, 2 … as a, b, c …, because a name has no digits. */
function letters(n: number): string {
  const letter = String.fromCharCode(97 + (n % 26))
  return n < 26 ? letter : letters(Math.floor(n / 26) - 1) + letter
}

async function serverVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('show server_version')
  await client.end()
  return String(rows[0]?.server_version)
}

const folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
// As root, Postgres runs as another user, who must be able to enter the folder.
await chmod(folder, 0o711)
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data') })
const sink = await openSink()
try {
  const version = await serverVersion(postgres.url)
  const yardstickUrl = databaseUrl(postgres.url, 'yardstick')
  await onServer(postgres.url, 'create database yardstick')
  const yardstick = await measureServer(yardstickUrl)
  await onServer(postgres.url, 'drop database yardstick')

  const service = await startService({
    databaseUrl: postgres.url,
    dataDir: join(folder, 'service'),
    env: {
      MAIL_ADDRESS: 'sign@bench.example',
      SMTP_URL: sink.url,
      // Asks no DNS, because that would measure the network.
      MAIL_TRUST: 'listener',
      LOG_LEVEL: 'warn',
      NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS,
    },
  })
  try {
    const { db, close } = await openDatabase({ url: postgres.url }, { poolSize: 1 })
    await createPetition(db, { slug: 'bench', title: 'Bench', text: 'A sentence.', organisedBy: 'The bench' })
    await openPetition(db, 'bench')
    await close()
    await measureMails(service, sink, WARM_MS)
    const rows = [...(await measureMails(service, sink, SEND_MS)), ...(await measureClicks(service, sink))]

    console.log(
      `${availableParallelism()} cores shared by everything here, Node ${process.versions.node}, Postgres ${version}, ${CONNECTIONS} connections\n`,
    )
    const line = (what: string, count: string, perSecond: string, ratio: string) =>
      console.log(`${what.padEnd(38)}${count.padStart(8)}${perSecond.padStart(10)}${ratio.padStart(10)}`)
    line('', 'count', 'a second', 'ratio')
    line(`${yardstick.how} -c ${CLIENTS}`, '', yardstick.perSecond.toFixed(0), '1')
    for (const { what, count, seconds } of rows)
      line(
        what,
        String(count),
        (count / seconds).toFixed(0),
        (count / seconds / yardstick.perSecond).toFixed(3),
      )
  } finally {
    await service.stop()
  }
} finally {
  await sink.close()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
