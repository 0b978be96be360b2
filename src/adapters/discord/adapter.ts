/** Speaks Discord: interactions come over the gateway, answers go over REST. */
import {
  type APIApplicationCommandOptionChoice,
  type APIInteraction,
  InteractionResponseType,
  InteractionType,
} from 'discord.js'
import type {
  Adapter,
  Cards,
  ChatWords,
  Core,
  Delivery,
  Form,
  Log,
  OpenPetition,
} from '../../core/channel.ts'
import { codeOf, DiscordApi } from './api.ts'
import { editCard, postCard } from './card.ts'
import { registerCommands } from './commands.ts'
import { modalOf } from './form.ts'
import { keepGateway } from './gateway.ts'
import { IdentifyRation, type Ration, usualRation } from './identify-ration.ts'
import { type Asked, displayName, readInteraction, toIncoming } from './incoming.ts'
import { ephemeral, layOut, type MessageBody, sentence } from './layout.ts'
import { Answers } from './outgoing.ts'
import { firstResponseMs } from './place.ts'

export interface DiscordConfig {
  token: string
  /** Another host of the same API; Discord's own when absent. */
  apiUrl?: string | undefined
}

/** In milliseconds. */
export interface DiscordTimes {
  /** Until the commit is waited for in silence. */
  oneMomentMs: number
  /** To the first new try of the gateway and of registering commands; doubled from there. */
  retryMs: number
  /** Where Discord refused the token or the intents, which only an operator can change. */
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
  const receiving = new Set<Promise<void>>()
  let holding: { stop(): Promise<void> } | undefined
  let stopping = false

  async function take(core: Core, interaction: APIInteraction): Promise<void> {
    const open = core.openPetitions()
    const asked = readInteraction(interaction, open)
    const words = core.chatWords(core.languageOf(localeOf(interaction)))
    if (asked.kind !== 'act') return answerAtOnce(core, interaction, asked, open, words)
    const owes = answers.owe(interaction, words.oneMoment)
    try {
      const { kind } = await core.receive(toIncoming(interaction, asked.act))
      if (kind === 'repeat' && owes) answers.leave(interaction.id)
      log.debug({ interaction: interaction.id, act: asked.act.kind, kind }, 'interaction taken')
    } catch (error) {
      log.warn({ interaction: interaction.id, code: codeOf(error) }, 'an interaction could not be saved')
      // Of a replay nobody knows what became of the first: it has its own answer.
      if (owes) await answers.notSaved(interaction, words.notSaved)
    }
  }

  /** From memory: these must be the first response, or are nothing that is kept. */
  async function answerAtOnce(
    core: Core,
    interaction: APIInteraction,
    asked: Exclude<Asked, { kind: 'act' }>,
    open: OpenPetition[],
    words: ChatWords,
  ): Promise<void> {
    if (api.age(interaction.id) >= firstResponseMs) return
    const say = (message: MessageBody) =>
      api.respond(interaction, {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: ephemeral(message),
      })
    const show = (form: Form) =>
      api.respond(interaction, { type: InteractionResponseType.Modal, data: modalOf(form) })
    switch (asked.kind) {
      case 'complete':
        await api.respond(interaction, {
          type: InteractionResponseType.ApplicationCommandAutocompleteResult,
          data: { choices: choices(open, asked.typed) },
        })
        return
      case 'help':
        await say(sentence(words.help))
        return
      case 'cannot-post':
        await say(sentence(words.cannotPostHere))
        return
      case 'create-form':
        await show(core.createForm(words.language))
        return
      case 'unknown':
        await say(sentence(words.noSuchPetition))
        return
      case 'sign-form': {
        const prefill = { language: words.language, name: displayName(interaction) }
        const form = core.signForm(asked.petition, prefill)
        if (form !== undefined) await show(form)
        else if (asked.petition !== undefined && open.length > 0) await say(sentence(words.noSuchPetition))
        else await say(open.length === 0 ? sentence(words.nothingOpen) : choosePetition(open, words))
      }
    }
  }

  function onInteraction(core: Core, interaction: APIInteraction): void {
    if (stopping || interaction.type === InteractionType.Ping) return
    const taking = take(core, interaction)
      .catch(error => log.error({ interaction: interaction.id, code: codeOf(error) }, 'an interaction broke'))
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
      await Promise.all([holding?.stop(), ...receiving])
      await answers.hurry()
      api.close()
    },
  }
}

function localeOf(interaction: APIInteraction): string | undefined {
  return 'locale' in interaction ? interaction.locale : undefined
}

const choiceLimit = { count: 25, characters: 100 }

function choices(open: OpenPetition[], typed: string): APIApplicationCommandOptionChoice<string>[] {
  const wanted = typed.trim().toLowerCase()
  return open
    .filter(({ slug, title }) => slug.includes(wanted) || title.toLowerCase().includes(wanted))
    .slice(0, choiceLimit.count)
    .map(({ slug, title }) => ({ name: shortTitle(title) || slug, value: slug }))
}

function shortTitle(title: string): string {
  return title.length <= choiceLimit.characters
    ? title.trim()
    : `${title.slice(0, choiceLimit.characters - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** Five rows of five buttons; who wants another names it. */
const buttonLimit = 25

function choosePetition(open: OpenPetition[], words: ChatWords): MessageBody {
  const buttons = open
    .slice(0, buttonLimit)
    .map(({ slug, title }) => ({ kind: 'sign-button' as const, label: title, slug }))
  const blocks = [{ kind: 'paragraph' as const, text: words.whichPetition }, ...buttons]
  return layOut({ language: words.language, subject: '', blocks }, 'answer')
}
