import type { Config } from '../../config.ts'
import { slashCommands } from '../../core/commands.ts'
import { askDiscord } from './discord-api.ts'
import { type Finding, findings } from './finding.ts'
import { networkWords } from './network-words.ts'

const { ok, wrong } = findings('discord')

/** Whether the token is good, its commands are registered, and the bot is in a server. */
export async function checkDiscord(discord: NonNullable<Config['discord']>): Promise<Finding> {
  const application = await askDiscord<{ id: string; approximate_guild_count?: number }>(
    discord,
    '/applications/@me',
  )
  if (application.kind === 'failed')
    return wrong(
      `Discord cannot be reached (${networkWords(application.code) ?? application.code})`,
      'DISCORD_API_URL',
    )
  if (application.kind === 'refused')
    return application.status === 401
      ? wrong('Discord refuses the token: reset it on the page Bot of your application', 'DISCORD_TOKEN')
      : wrong(`Discord answers ${application.status}; try again later`)
  const commands = await askDiscord<{ name: string }[]>(
    discord,
    `/applications/${application.value.id}/commands`,
  )
  const missing =
    commands.kind === 'answered'
      ? slashCommands.filter(name => !commands.value.some(c => c.name === name))
      : []
  if (missing.length > 0)
    return wrong(
      `the token is good, but commands are missing (/${missing.join(', /')}): start the service once`,
    )
  const servers = application.value.approximate_guild_count
  if (servers === 0)
    return wrong(
      'the token is good, but the bot is not in any server: npx undersigned discord setup prints the link that adds it',
    )
  return ok(
    `the token is good, the commands are registered${servers === undefined ? '' : `; in ${servers} ${servers === 1 ? 'server' : 'servers'}`}`,
  )
}
