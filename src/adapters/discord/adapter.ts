/** Speaks Discord: interactions come over the gateway, answers go over REST. */
import type { APIInteraction } from 'discord.js'
import type { Adapter, Cards, Log } from '../../core/channel.ts'
import { Communities } from '../chat/communities.ts'
import { codeOf, DiscordApi } from './api.ts'
import { editCard, postCard } from './card.ts'
import { registerCommands } from './commands.ts'
import { keepGateway } from './gateway.ts'
import { IdentifyRation, type Ration, usualRation } from './identify-ration.ts'
import { Interactions } from './interactions.ts'
import { Answers } from './outgoing.ts'

export interface DiscordConfig {
  token: string
  /** Another host of the same API; Discord's own by default. */
  apiUrl?: string | undefined
}

/** In milliseconds. */
export interface DiscordTimes {
  /** The silence before a member is told that the commit takes a moment. */
  oneMomentMs: number
  /** The wait before the gateway, or the registration of commands, is tried again; doubled from there. */
  retryMs: number
  /** The same after Discord refused the token or the intents, which only an operator can change. */
  refusedRetryMs: number
  identifies: Ration
}

const usualTimes: DiscordTimes = {
  oneMomentMs: 800,
  retryMs: 1_000,
  refusedRetryMs: 300_000,
  identifies: usualRation,
}

export function discordAdapter(
  config: DiscordConfig,
  log: Log,
  times: Partial<DiscordTimes> = {},
): Adapter & Cards {
  const { oneMomentMs, retryMs, refusedRetryMs, identifies } = { ...usualTimes, ...times }
  const api = new DiscordApi(config)
  const answers = new Answers(api, oneMomentMs)
  const communities = new Communities('discord', log, codeOf)
  let interactions: Interactions | undefined
  let holding: { stop(): Promise<void> } | undefined

  return {
    channel: 'discord',

    async start(core) {
      core.report('discord', 'standby')
      const taker = new Interactions({ core, log, api, answers, communities })
      interactions = taker
      const parts = {
        ...config,
        core,
        log,
        ration: new IdentifyRation(core, log, identifies),
        retryMs,
        refusedRetryMs,
        onInteraction: (interaction: APIInteraction) => taker.take(interaction),
        onReady: (applicationId: string, over: AbortSignal) =>
          void registerCommands({ core, api, log, retryMs }, applicationId, over),
      }
      holding = core.hold('discord-gateway', signal => keepGateway(parts, signal))
    },

    send: delivery => answers.send(delivery),

    postCard: (room, card, nonce) => postCard(api, room, card, nonce),
    editCard: (card, content) => editCard(api, card, content),

    async stop() {
      await Promise.all([holding?.stop(), communities.stop(), interactions?.stop()])
      await answers.owed.hurry()
      api.close()
    },
  }
}
