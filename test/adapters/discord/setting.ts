/** A stand-in, an adapter that talks to it and a recording core; ended, and judged, after each test. */
import { afterEach, beforeAll, expect } from 'vitest'
import { type DiscordTimes, discordAdapter } from '../../../src/adapters/discord/adapter.ts'
import type { Adapter, Cards, Incoming, Reply } from '../../../src/core/channel.ts'
import { loadSpecification } from '../../support/discord/specification.ts'
import { type Discord, type DiscordOptions, startDiscord } from '../../support/discord/stand-in.ts'
import type { Channel } from '../../support/discord/world.ts'
import { RecordingLog, reply, sendWithRetries } from '../chat-core.ts'
import { delivery, RecordingCore } from './recording-core.ts'

export interface Setting {
  discord: Discord
  adapter: Adapter & Cards
  core: RecordingCore
  log: RecordingLog
  room: Channel
  /** From now on core answers everything with this, at once or after that. */
  answering(content?: Reply, after?: () => Promise<unknown>): void
  /** Errors of the answers that were given up. */
  failures: unknown[]
}

const ends: (() => Promise<void>)[] = []
const judged: Discord[] = []

// Takes longer than a test may on a busy machine.
beforeAll(() => loadSpecification().then(() => {}))

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  expect(judged.splice(0).flatMap(discord => discord.violations)).toEqual([])
})

/** Members are told soon that it takes a moment. */
export const aMoment = { times: { oneMomentMs: 50 } }

export const quickly: Partial<DiscordTimes> = {
  // Core answers in time, unless a test says that it does not.
  oneMomentMs: 10_000,
  retryMs: 100,
  refusedRetryMs: 500,
  identifies: { most: 100, everyMs: 180_000, apartMs: 0 },
}

export const recorded = reply('Your signature is number 1', [{ kind: 'paragraph', text: 'Recorded.' }])

export async function setting(
  options: DiscordOptions & {
    times?: Partial<DiscordTimes>
    token?: string
    started?: boolean
    core?: RecordingCore
  } = {},
): Promise<Setting> {
  const discord = await startDiscord(options)
  judged.push(discord)
  ends.push(() => discord.close())
  const made = replica(discord, options)
  await made.adapter.start(made.core)
  if (options.started !== false && options.down !== true) {
    await discord.gateway.connected()
    await discord.commandRegistered('petition')
  }
  return { ...made, discord, room: discord.guild().channel() }
}

/** One more process with the same token, not started. */
export function replica(
  discord: Discord,
  options: { times?: Partial<DiscordTimes>; token?: string; core?: RecordingCore } = {},
) {
  const log = new RecordingLog()
  const core = options.core ?? new RecordingCore()
  const config = { token: options.token ?? discord.token, apiUrl: discord.apiUrl }
  const adapter = discordAdapter(config, log, { ...quickly, ...options.times })
  ends.push(() => adapter.stop())
  const failures: unknown[] = []
  const answering = (content = recorded, after?: () => Promise<unknown>) => {
    core.onReceive = async (incoming: Incoming) => {
      await after?.()
      void sendWithRetries(adapter, delivery(incoming, content)).then(error => {
        if (error !== undefined) failures.push(error)
      })
      return { kind: 'taken' }
    }
  }
  return { log, core, adapter, answering, failures }
}
