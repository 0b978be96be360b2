/**
 * The commands Discord offers: one list for all servers, direct messages and people who brought the app themselves. They keep their
 * names in every language, since pages, mails and other people's instructions call them `/sign`; what they do is said in the member's.
 */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js'
import type { ChatWords, Core, Log } from '../../core/channel.ts'
import { codeOf, type DiscordApi } from './api.ts'

type Described = Exclude<keyof ChatWords['commands'], 'whichOption'>

export function commandsOf(core: Pick<Core, 'chatWords'>): RESTPutAPIApplicationCommandsJSONBody {
  const english = core.chatWords('en').commands
  const french = core.chatWords('fr').commands
  const says = (of: keyof ChatWords['commands']) => ({
    description: english[of],
    description_localizations: { [Locale.French]: french[of] },
  })
  const which = {
    type: ApplicationCommandOptionType.String,
    name: 'petition',
    ...says('whichOption'),
    autocomplete: true,
    required: false,
  } as const
  const command = (name: Described) => ({
    name,
    ...says(name),
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    ],
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  })
  const sub = (name: Described, options: (typeof which)[]) => ({
    type: ApplicationCommandOptionType.Subcommand as const,
    name,
    ...says(name),
    options,
  })
  return [
    { ...command('sign'), options: [which] },
    { ...command('unsign'), options: [which] },
    command('mysignatures'),
    {
      ...command('petition'),
      options: [sub('count', [which]), sub('announce', [which]), sub('create', []), sub('help', [])],
    },
  ]
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
