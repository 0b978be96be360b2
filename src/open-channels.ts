/** Makes the adapters that the configuration asks for and that this process's roles speak. */
import { join } from 'node:path'
import { emailAdapter } from './adapters/email/adapter.ts'
import type { SlackAdapter, SlackConfig } from './adapters/slack/adapter.ts'
import type { TrialDesk } from './adapters/web/trial/trial-mail.ts'
import type { Config, SlackSection } from './config.ts'
import type { Adapter, Cards, Channel, Log } from './core/channel.ts'
import type { Service } from './core/work.ts'
import type { Roles } from './roles.ts'

export interface Channels {
  adapters: Map<Channel, Adapter>
  /** The chats, whose rooms can show a petition's card. */
  cards: Map<Channel, Cards>
  trial: TrialDesk | undefined
  mount: SlackAdapter['mount']
}

export async function openChannels(
  config: Config,
  roles: Roles,
  service: Service,
  log: Log,
): Promise<Channels> {
  const channels: Channels = { adapters: new Map(), cards: new Map(), trial: undefined, mount: undefined }
  const addChat = (chat: Adapter & Cards) => {
    channels.adapters.set(chat.channel, chat)
    channels.cards.set(chat.channel, chat)
  }
  if (config.mail !== undefined && (roles.has('mail') || roles.has('work'))) {
    const directory = join(config.dataDir, 'trial-mail')
    const { smtpUrl, listen } = config.mail
    const outgoing =
      smtpUrl === undefined ? { kind: 'trial' as const, directory } : { kind: 'smtp' as const, url: smtpUrl }
    channels.adapters.set('email', emailAdapter({ ...config.mail, outgoing }, log))
    if (config.trial && listen !== undefined) {
      const { openTrialDesk } = await import('./adapters/email/trial/trial-desk.ts')
      channels.trial = openTrialDesk({ directory, listener: { host: listen.host, port: listen.port } })
    }
  }
  // Loaded only if configured: each chat's library takes as long to load as all the rest.
  if (config.discord !== undefined && roles.has('chat')) {
    const { discordAdapter } = await import('./adapters/discord/adapter.ts')
    addChat(discordAdapter(config.discord, log))
  }
  if (config.slack !== undefined && roles.has('chat')) {
    const { slackAdapter } = await import('./adapters/slack/adapter.ts')
    const slack = slackAdapter(slackConfig(config.slack, config, service), log)
    channels.mount = slack.mount
    addChat(slack)
  }
  return channels
}

/** OAuth signs the state that an installation carries through the browser with a key of its own. */
function slackConfig(slack: SlackSection, { publicUrl }: Config, { keys }: Service): SlackConfig {
  if (slack.mode !== 'oauth') return slack
  const stateSecret = keys.hash('slack-install-state').toString('base64')
  return { ...slack, stateSecret, publicUrl }
}
