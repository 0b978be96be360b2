/**
 * The commands Discord offers: one list for all servers, direct messages and people who brought the app themselves. They come from
 * core's table. Their names are the same in every language; their descriptions follow the member's language.
 */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js'
import {
  type Argument,
  type ChatWords,
  type CommandName,
  type Core,
  commandNames,
  commandRow,
  isAlone,
  type Language,
  type Log,
  languages,
} from '../../core/channel.ts'
import { codeOf, type DiscordApi } from './api.ts'

/** Discord's names for our languages. Anyone else reads English. */
const locales: Record<Language, Locale[]> = { en: [], fr: [Locale.French] }

export function commandsOf(core: Pick<Core, 'chatWords'>): RESTPutAPIApplicationCommandsJSONBody {
  const says = (of: (words: ChatWords) => string) => ({
    description: of(core.chatWords('en')),
    description_localizations: Object.fromEntries(
      languages.flatMap(language => locales[language].map(locale => [locale, of(core.chatWords(language))])),
    ),
  })
  const described = (name: CommandName | 'petition') => ({ name, ...says(words => words.commands[name]) })
  const options = (name: CommandName) => commandRow(name).takes.map(argument => optionOf(argument, says))
  const where = {
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    ],
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  }
  return [
    ...commandNames.filter(isAlone).map(name => ({ ...described(name), ...where, options: options(name) })),
    {
      ...described('petition'),
      ...where,
      options: commandNames
        .filter(name => !isAlone(name))
        .map(name => ({
          type: ApplicationCommandOptionType.Subcommand as const,
          ...described(name),
          options: options(name),
        })),
    },
  ]
}

function optionOf(
  { name, kind, required, choices = [], maxLength = 0 }: Argument,
  says: (of: (words: ChatWords) => string) => { description: string },
): APIApplicationCommandBasicOption {
  const option = { name, ...says(words => words.options[name]), required: required === true }
  switch (kind) {
    case 'petition':
      return { ...option, type: ApplicationCommandOptionType.String, autocomplete: true }
    case 'person':
      return { ...option, type: ApplicationCommandOptionType.User }
    case 'number':
      return { ...option, type: ApplicationCommandOptionType.Integer, min_value: 1 }
    case 'text':
      return { ...option, type: ApplicationCommandOptionType.String, max_length: maxLength }
    case 'choice':
      return {
        ...option,
        type: ApplicationCommandOptionType.String,
        choices: choices.map(value => ({ name: value, value })),
      }
  }
}

/**
 * Registers the commands if they changed: one request replaces them all. Tries again until the signal aborts. Discord allows 200
 * changes a day (docs, Application Commands).
 */
export async function registerCommands(
  parts: { core: Core; api: DiscordApi; log: Log; retryMs: number },
  applicationId: string,
  signal: AbortSignal,
): Promise<void> {
  const { core, api, log } = parts
  const commands = commandsOf(core)
  const hash = createHash('sha256')
    .update(JSON.stringify([applicationId, commands]))
    .digest('base64url')
  for (let wait = parts.retryMs; !signal.aborted; wait = Math.min(wait * 2, 600_000)) {
    try {
      if ((await core.readNote('discord', 'commands')) === hash) return
      await api.putCommands(applicationId, commands)
      await core.writeNote('discord', 'commands', hash)
      log.info({ commands: commands.length }, 'registered the commands with Discord')
      return
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'could not register the commands with Discord; trying again later')
    }
    await sleep(wait, undefined, { signal }).catch(() => {})
  }
}
