/**
 * The commands Discord offers: one list for all servers, direct messages and people who brought the app themselves. They keep their
 * names in every language, since pages, mails and other people's instructions call them `/sign`; what they do is said in the member's.
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
import type { ChatWords, Core, Log } from '../../core/channel.ts'
import { codeOf, type DiscordApi } from './api.ts'
import { alone, type CommandName, type CommandOption, commandOptions, isCommand } from './command-options.ts'

export function commandsOf(core: Pick<Core, 'chatWords'>): RESTPutAPIApplicationCommandsJSONBody {
  const [english, french] = [core.chatWords('en'), core.chatWords('fr')]
  const says = (of: (words: ChatWords) => string) => ({
    description: of(english),
    description_localizations: { [Locale.French]: of(french) },
  })
  const options = (name: CommandName) => commandOptions[name].map(option => optionOf(option, says))
  const command = (name: (typeof alone)[number] | 'petition') => ({
    name,
    ...says(words => words.commands[name]),
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    ],
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  })
  const others = Object.keys(commandOptions)
    .filter(isCommand)
    .filter(name => !alone.some(other => other === name))
  return [
    ...alone.map(name => ({ ...command(name), options: options(name) })),
    {
      ...command('petition'),
      options: others.map(name => ({
        type: ApplicationCommandOptionType.Subcommand as const,
        name,
        ...says(words => words.commands[name]),
        options: options(name),
      })),
    },
  ]
}

function optionOf(
  option: CommandOption,
  says: (of: (words: ChatWords) => string) => { description: string },
): APIApplicationCommandBasicOption {
  switch (option.kind) {
    case 'petition':
      return {
        type: ApplicationCommandOptionType.String,
        name: 'petition',
        ...says(words => words.options.petition),
        autocomplete: true,
        required: false,
      }
    case 'person':
      return {
        type: ApplicationCommandOptionType.User,
        name: option.name,
        ...says(words => words.options[option.described]),
        required: false,
      }
    case 'number':
      return {
        type: ApplicationCommandOptionType.Integer,
        name: option.name,
        ...says(words => words.options[option.described]),
        required: option.required ?? false,
        min_value: 1,
      }
    case 'text':
      return {
        type: ApplicationCommandOptionType.String,
        name: option.name,
        ...says(words => words.options[option.described]),
        required: option.required ?? false,
        max_length: option.maxLength,
      }
    case 'choice':
      return {
        type: ApplicationCommandOptionType.String,
        name: option.name,
        ...says(words => words.options[option.described]),
        required: option.required ?? false,
        choices: option.choices.map(value => ({ name: value, value })),
      }
  }
}

/**
 * Registers the commands if this application was last given others: one request, which replaces them all. Tries again until the
 * signal; Discord counts 200 changes a day (docs, Application Commands).
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
      log.info({ commands: commands.length }, 'commands registered with Discord')
      return
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'commands could not be registered with Discord')
    }
    await sleep(wait, undefined, { signal }).catch(() => {})
  }
}
