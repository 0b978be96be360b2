import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startService } from '../../test/support/service.ts'
import type { Ground } from '../ground.ts'
import { openPetitionOn } from '../ground.ts'
import { processorMs } from '../processor-time.ts'
import { percentile } from '../report/statistics.ts'
import type { Subject } from '../subject.ts'

const A_SECOND = 200
const ALONE = 100
/** Both take nothing after that: the member reads that the app did not respond. */
const PATIENCE_MS = 3_000

/** One press: the milliseconds to its acknowledgement. */
type Press = () => Promise<number>

interface Chats {
  /** The service's process id. */
  pid: number
  discord: Press
  slack: Press
}

/** The stand-ins, and their judges of every request, share the cores with the service. */
const chatsOf = (ground: Ground) =>
  ground.once('chats', async (): Promise<Chats> => {
    // Loaded here: their specifications take seconds, and other subjects need neither.
    const { startDiscord } = await import('../../test/support/discord/stand-in.ts')
    const { startSlack } = await import('../../test/support/slack/stand-in.ts')
    const [discord, slack] = [await startDiscord(), await startSlack()]
    const [workspace] = slack.workspaces
    if (workspace === undefined) throw new Error('the stand-in of Slack has no workspace')
    const url = await ground.postgres.database('chats')
    await openPetitionOn(url)
    const service = await startService({
      databaseUrl: url,
      dataDir: join(ground.folder, 'chats'),
      env: {
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        SLACK_BOT_TOKEN: workspace.token.value,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_API_URL: slack.apiUrl,
        LOG_LEVEL: 'error',
        NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS,
      },
    })
    ground.onClose(async () => {
      await service.stop()
      await discord.close()
      await slack.close()
    })
    slack.http.baseUrl = service.url
    await discord.commandRegistered('sign')
    const room = discord.guild().channel()
    const channel = workspace.channel()
    return {
      pid: service.pid,
      async discord() {
        const seen = await discord.member(room).command('sign', { petition: 'bench' })
        if (seen.kind === 'unanswered') return PATIENCE_MS
        if (seen.kind !== 'modal')
          throw new Error(`a member of Discord sees ${seen.kind} instead of the form`)
        return seen.acknowledgedAfterMs
      },
      async slack() {
        const seen = await slack.member(channel).slash('/sign', 'bench')
        return seen.kind === 'unanswered' ? PATIENCE_MS : seen.acknowledgedAfterMs
      },
    }
  })

async function many(press: Press, ms: number): Promise<number[]> {
  const begun = performance.now()
  const acts: Promise<number>[] = []
  const n = Math.ceil((A_SECOND * ms) / 1000)
  for (let at = 0; at < n; at++) {
    const early = begun + (at * 1000) / A_SECOND - performance.now()
    if (early > 0) await sleep(early)
    acts.push(press())
  }
  return Promise.all(acts)
}

async function oneByOne(press: Press): Promise<number[]> {
  const took: number[] = []
  for (let at = 0; at < ALONE; at++) took.push(await press())
  return took
}

function chat(
  name: 'discord' | 'slack',
  key: string,
  measure: (press: Press, ms: number) => Promise<number[]>,
): Subject {
  return {
    key,
    unit: ' ms',
    async open(ground) {
      const { pid, [name]: press } = await chatsOf(ground)
      const medians: number[] = []
      const spent = { presses: 0, service: 0, standIn: 0, unanswered: 0 }
      const each = (ms: number) => (ms / spent.presses).toFixed(1)
      await measure(press, 500)
      return {
        async round() {
          const before = { service: processorMs(pid) ?? Number.NaN, standIn: process.cpuUsage() }
          const took = await measure(press, ground.roundMs)
          const { user, system } = process.cpuUsage(before.standIn)
          spent.presses += took.length
          spent.unanswered += took.filter(ms => ms >= PATIENCE_MS).length
          spent.service += (processorMs(pid) ?? Number.NaN) - before.service
          spent.standIn += (user + system) / 1000
          medians.push(percentile(took, 0.5))
          const unanswered = took.filter(ms => ms >= PATIENCE_MS).length
          if (unanswered > 0 && measure === oneByOne)
            throw new Error('a press alone was not answered within 3 s')
          // No ratio makes that good.
          return unanswered > 0 ? Number.POSITIVE_INFINITY : percentile(took, 0.99)
        },
        notes: () => [
          `medians of the rounds: ${medians.map(ms => ms.toFixed(1)).join(', ')} ms`,
          `${spent.unanswered} of ${spent.presses} were not answered within ${PATIENCE_MS / 1000} s`,
          `${each(spent.service)} ms of the service's processor time a press, ${each(spent.standIn)} ms of the stand-in's`,
        ],
      }
    },
  }
}

export const chats: Subject[] = [
  chat('discord', 'discord', many),
  chat('discord', 'discord-alone', oneByOne),
  chat('slack', 'slack', many),
  chat('slack', 'slack-alone', oneByOne),
]
