/**
 * Measures how soon members see something after they have sent their form: a thousand at once, and a hundred a second, each with the
 * database there and with one that says nothing for the first 2.5 s. Prints figures, asserts none.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createPetition, openPetition } from '../src/core/petitions/organise-petition.ts'
import { openDatabase } from '../src/db/database.ts'
import { startEmbeddedPostgres } from '../src/db/postgres/embedded-postgres.ts'
import type { Seen } from '../test/support/discord/member.ts'
import { type Discord, startDiscord } from '../test/support/discord/stand-in.ts'
import { startService } from '../test/support/service.ts'
import { openDatabaseProxy, type TcpProxy } from '../test/support/tcp-proxy.ts'

const INTERACTIONS = 1_000
/** Before anything is measured, because code that runs for the first time is compiled. */
const WARM = 100
const HELD_MS = 2_500
/** For the answers that say what will be recorded. */
const DRAIN_MS = 60_000

interface Measured {
  what: string
  /** Milliseconds from the act to the first response that Discord took, sorted; members who got none are missing. */
  times: number[]
  told: number
  toldSeconds: number
}

/** `apartMs` 0: all in the same moment. */
async function measure(
  discord: Discord,
  proxy: TcpProxy,
  way: { what: string; count: number; apartMs: number; held: boolean },
): Promise<Measured> {
  const room = discord.guild().channel()
  const members = Array.from({ length: way.count }, () => discord.member(room))
  if (way.held) proxy.hang()
  const passing = sleep(HELD_MS).then(() => proxy.pass())
  const begun = performance.now()
  const acts: Promise<Seen>[] = []
  for (const [n, member] of members.entries()) {
    const early = begun + n * way.apartMs - performance.now()
    if (early > 0) await sleep(early)
    acts.push(member.submitForged('sign:bench', { name: 'Bench Signer', way: 'myself' }))
  }
  const seen = await Promise.all(acts)
  await passing
  const answered = seen.filter(({ kind }) => kind === 'message')
  const told = () => answered.filter(({ message }) => message.text.includes('Bench Signer')).length
  const until = performance.now() + DRAIN_MS
  while (told() < way.count && performance.now() < until) await sleep(50)
  return {
    what: way.what,
    times: answered.map(one => one.acknowledgedAfterMs).sort((a, b) => a - b),
    told: told(),
    toldSeconds: (performance.now() - begun) / 1000,
  }
}

function at(times: number[], share: number): string {
  return times[Math.max(Math.ceil(times.length * share) - 1, 0)]?.toFixed(0) ?? '-'
}

const folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
// As root Postgres runs as another user, who must be able to walk through.
await chmod(folder, 0o711)
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data') })
const proxy = await openDatabaseProxy(postgres.url)
const discord = await startDiscord()
try {
  const service = await startService({
    databaseUrl: proxy.url,
    dataDir: join(folder, 'service'),
    env: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      LOG_LEVEL: 'error',
      NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS,
    },
  })
  try {
    const { db, close } = await openDatabase({ url: postgres.url }, { poolSize: 1 })
    await createPetition(db, { slug: 'bench', title: 'Bench', text: 'A sentence.', organisedBy: 'The bench' })
    await openPetition(db, 'bench')
    await close()
    await discord.commandRegistered('sign')
    await measure(discord, proxy, { what: 'warm', count: WARM, apartMs: 5, held: false })

    console.log(
      `${availableParallelism()} cores shared by everything here, Node ${process.versions.node}, ${INTERACTIONS} forms each\n`,
    )
    const line = (what: string, ...cells: string[]) =>
      console.log(`${what.padEnd(40)}${cells.map(cell => cell.padStart(9)).join('')}`)
    line('milliseconds', 'in time', 'p50', 'p99', 'longest', 'told', 'in s')
    for (const [pace, apartMs] of [
      ['a hundred a second', 10],
      ['all at once', 0],
    ] as const)
      for (const held of [false, true]) {
        const what = `${pace}${held ? `, database held ${HELD_MS / 1000} s` : ''}`
        const { times, told, toldSeconds } = await measure(discord, proxy, {
          what,
          count: INTERACTIONS,
          apartMs,
          held,
        })
        line(
          what,
          String(times.length),
          at(times, 0.5),
          at(times, 0.99),
          at(times, 1),
          String(told),
          toldSeconds.toFixed(0),
        )
      }
    if (discord.violations.length > 0) console.log(`\n${discord.violations.length} bad requests`)
  } finally {
    await service.stop()
  }
} finally {
  await discord.close()
  await proxy.close()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
