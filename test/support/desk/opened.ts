import { accountHash } from '../../../src/core/identity.ts'
import { loadKeys } from '../../../src/core/keys.ts'
import { addOrganiser } from '../../../src/db/organisers.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { type Discord, startDiscord } from '../discord/stand-in.ts'
import type { Channel as DiscordChannel } from '../discord/world.ts'
import { makePetition } from '../petition.ts'
import { type RunningService, startService, testSecret } from '../service.ts'
import { type Slack, startSlack } from '../slack/stand-in.ts'
import type { Channel as SlackChannel } from '../slack/world.ts'
import type { Desk } from './desk.ts'
import { DiscordDesk } from './discord-desk.ts'
import { MailDesk } from './mail-desk.ts'
import { SlackDesk } from './slack-desk.ts'

export type Locale = 'en' | 'fr'
export type DeskChannel = 'discord' | 'slack' | 'email'

/** The real service with all three channels, and rooms in both chats. */
export interface OpenedDesks {
  service: RunningService
  database: TestDatabase
  discord: Discord
  room: DiscordChannel
  slack: Slack
  slackRoom: SlackChannel
  /** Somebody who may start petitions there: they manage the server or workspace, or organise something already. */
  dana(channel: DeskChannel, locale?: Locale): Promise<Desk>
  /** Anybody else. */
  somebody(channel: DeskChannel, name: string, locale?: Locale): Desk
  close(): Promise<void>
}

export async function openDesks(): Promise<OpenedDesks> {
  const database = await testDatabase()
  const discord = await startDiscord()
  const room = discord.guild().channel()
  const slack = await startSlack()
  const [workspace] = slack.workspaces
  if (workspace === undefined) throw new Error('a Slack without a workspace')
  const slackRoom = workspace.channel({ name: 'announcements' })
  // Emails in trial mode count as proved; the organiser of a draft may start another petition.
  await makePetition(database.db, 'earlier', { draft: true })
  const service = await startService({
    databaseUrl: database.url,
    env: {
      LOG_LEVEL: 'debug',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SLACK_BOT_TOKEN: workspace.token.value,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    },
  })
  slack.http.baseUrl = service.url
  await discord.commandRegistered('petition')
  const keys = await loadKeys(database.db, testSecret)

  function sit(channel: DeskChannel, who: { name: string; locale: Locale; manages: boolean }): Desk {
    const { name, locale, manages } = who
    switch (channel) {
      case 'discord': {
        const options = { username: name, locale: locale === 'fr' ? 'fr' : 'en-GB', manages }
        return new DiscordDesk(service, discord.member(room, options))
      }
      case 'slack': {
        const options = { name, locale: locale === 'fr' ? 'fr-FR' : 'en-GB', isAdmin: manages, email: null }
        return new SlackDesk(service, slack.member(slackRoom, options))
      }
      case 'email':
        return new MailDesk({ service, database }, `${name}@example.org`, locale)
    }
  }

  return {
    service,
    database,
    discord,
    room,
    slack,
    slackRoom,
    async dana(channel, locale = 'en') {
      const name = `dana-${locale}`
      if (channel === 'email') {
        const { rows } = await database.pool.query("select id from petition where slug = 'earlier'")
        const account = accountHash(keys, 'email', `${name}@example.org`)
        await addOrganiser(database.db, rows[0].id, { account, channel: 'email' })
      }
      return sit(channel, { name, locale, manages: true })
    },
    somebody: (channel, name, locale = 'en') => sit(channel, { name, locale, manages: false }),
    async close() {
      await service.stop()
      await discord.close()
      await slack.close()
      await database.close()
    },
  }
}
