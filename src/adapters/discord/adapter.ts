/** Speaks Discord: interactions come over the gateway, answers go over REST. */
import {
  type APIApplicationCommandOptionChoice,
  type APIInteraction,
  InteractionResponseType,
  InteractionType,
} from 'discord.js'
import type {
  Act,
  Adapter,
  AtOnce,
  Cards,
  ChatWords,
  Core,
  Delivery,
  Log,
  PetitionName,
} from '../../core/channel.ts'
import { Communities } from '../chat/communities.ts'
import { cut } from '../chat/cut.ts'
import { handOver } from '../chat/hand-over.ts'
import { RefusedForms } from '../chat/refused-forms.ts'
import { codeOf, DiscordApi } from './api.ts'
import { editCard, postCard } from './card.ts'
import { registerCommands } from './commands.ts'
import { modalOf } from './form.ts'
import { keepGateway } from './gateway.ts'
import { IdentifyRation, type Ration, usualRation } from './identify-ration.ts'
import { askerOf, guildOf, localeOf, readInteraction, toIncoming } from './incoming.ts'
import { layOut } from './layout.ts'
import { Answers } from './outgoing.ts'
import { firstResponseMs } from './place.ts'

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
  const refused = new RefusedForms()
  const receiving = new Set<Promise<void>>()
  let holding: { stop(): Promise<void> } | undefined
  let stopping = false

  async function take(core: Core, interaction: APIInteraction): Promise<void> {
    const guild = guildOf(interaction)
    if (guild !== undefined) communities.seen(core, guild, () => api.guildName(guild))
    const words = core.chatWords(core.languageOf(localeOf(interaction)))
    const asker = askerOf(interaction, words.language)
    const open = core.openPetitions(asker)
    const asked = readInteraction(interaction, open)
    // Answers from memory must be the first response, and nothing is lost with them.
    const inTime = api.age(interaction.id) < firstResponseMs
    const say = async (sentence: string) => {
      if (inTime) await answers.say(interaction, sentence)
    }
    const atOnce = async (known: AtOnce, again = false) => {
      if (!inTime) return
      if (known.kind === 'say') return answers.atOnce(interaction, layOut(known.reply, 'answer'))
      const data = modalOf(refused.refill(asker.account, known.form, again ? words.notKept : undefined))
      await api.respond(interaction, { type: InteractionResponseType.Modal, data })
    }
    switch (asked.kind) {
      case 'complete': {
        const type = InteractionResponseType.ApplicationCommandAutocompleteResult
        const offered = asked.toSign ? open : core.namablePetitions(asker)
        if (inTime) await api.respond(interaction, { type, data: { choices: choices(offered, asked.typed) } })
        return
      }
      case 'cannot-post':
        return say(words.cannotPostHere)
      case 'unknown':
        return say(words.noSuchPetition)
      case 'form':
        return atOnce(core.form(asked.form, asker), asked.again)
      case 'filled': {
        const { form, values } = asked
        const problems = core.checkForm(form, values, asker)
        if (problems.length > 0) refused.keep(asker.account, form, values, problems)
        else refused.forget(asker.account, form)
        return receive(core, interaction, { kind: 'form', form, values }, words)
      }
      case 'command': {
        const { command } = asked
        const known = core.atOnce(command, asker)
        if (known !== undefined) return atOnce(known)
        return receive(core, interaction, { kind: 'command', command }, words)
      }
    }
  }

  async function receive(core: Core, interaction: APIInteraction, act: Act, words: ChatWords): Promise<void> {
    const parts = {
      core,
      log,
      codeOf,
      refused,
      leave: () => answers.owed.leave(interaction.id),
      notSaved: () => answers.notSaved(interaction, words.notSaved),
    }
    await handOver(parts, toIncoming(interaction, act), answers.owe(interaction, words.oneMoment))
  }

  function onInteraction(core: Core, interaction: APIInteraction): void {
    if (stopping || interaction.type === InteractionType.Ping) return
    const taking = take(core, interaction)
      .catch(error =>
        log.error({ interaction: interaction.id, code: codeOf(error) }, 'could not take an interaction'),
      )
      .finally(() => receiving.delete(taking))
    receiving.add(taking)
  }

  return {
    channel: 'discord',

    async start(core) {
      core.report('discord', 'standby')
      const ration = new IdentifyRation(core, log, identifies)
      const parts = { ...config, core, log, ration, retryMs, refusedRetryMs }
      holding = core.hold('discord-gateway', signal =>
        keepGateway(
          {
            ...parts,
            onInteraction: interaction => onInteraction(core, interaction),
            onReady: (applicationId, over) =>
              void registerCommands({ core, api, log, retryMs }, applicationId, over),
          },
          signal,
        ),
      )
    },

    send: (delivery: Delivery) => answers.send(delivery),

    postCard: (room, card, nonce) => postCard(api, room, card, nonce),
    editCard: (card, content) => editCard(api, card, content),

    async stop() {
      stopping = true
      await Promise.all([holding?.stop(), communities.stop(), ...receiving])
      await answers.owed.hurry()
      api.close()
    },
  }
}

const choiceLimit = { count: 25, characters: 100 }

function choices(offered: PetitionName[], typed: string): APIApplicationCommandOptionChoice<string>[] {
  const wanted = typed.trim().toLowerCase()
  return offered
    .filter(({ slug, title }) => slug.includes(wanted) || title.toLowerCase().includes(wanted))
    .slice(0, choiceLimit.count)
    .map(({ slug, title }) => ({ name: cut(title.trim(), choiceLimit.characters) || slug, value: slug }))
}
