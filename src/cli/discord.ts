import type { Command } from 'commander'
import { OperatorError } from '../service.ts'
import { applicationOf, askDiscord, inviteLink, permissions, personalLink } from './doctor/discord-api.ts'
import { commandConfig } from './open.ts'
import { print, printJson } from './output.ts'

export function addDiscordCommands(program: Command): void {
  program
    .command('discord')
    .description('set up the Discord bot')
    .command('setup')
    .description('print the link that adds the bot to a server, with exactly the permissions it needs')
    .option('--json', 'print the links as JSON')
    .action(async (options: { json?: true }) => {
      const { discord } = commandConfig()
      if (discord === undefined)
        throw new OperatorError(
          'DISCORD_TOKEN is not set. Make an application at https://discord.com/developers/applications, open its page Bot, press Reset Token, and set DISCORD_TOKEN to the token it shows.',
        )
      const answer = await askDiscord<{ id: string }>(discord, '/applications/@me')
      if (answer.kind === 'refused' && answer.status === 401)
        throw new OperatorError(
          'Discord refuses DISCORD_TOKEN: reset it on the page Bot of your application.',
        )
      const application = answer.kind === 'answered' ? answer.value.id : applicationOf(discord.token)
      if (application === undefined)
        throw new OperatorError(
          'Discord does not answer, and DISCORD_TOKEN does not say which application it belongs to.',
        )
      const links = {
        invite: inviteLink(application),
        personal: personalLink(application),
        permissions: String(permissions),
      }
      if (options.json) printJson(links)
      else
        print(
          'Add the bot to a server that you manage:',
          `  ${links.invite}`,
          'Or install its commands for yourself, to use them where the bot is not:',
          `  ${links.personal}`,
          '',
          'Permissions: view channels, send messages, send messages in threads, attach files. It needs no intents.',
          'Then write /petition announce in a channel to post the card of a petition.',
        )
    })
}
