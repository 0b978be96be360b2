/** The manifest from which Slack creates the app (docs, App manifest reference). */
import { type ChatWords, type CommandName, commandNames, commandRow, isAlone } from '../../core/channel.ts'
import { cut } from '../chat/cut.ts'
import { eventsPath, redirectPath } from './paths.ts'
import { botScopes } from './scopes.ts'

export interface ManifestOptions {
  mode: 'socket' | 'http' | 'oauth'
  /** The address at which Slack reaches the service; needed in all modes but Socket Mode. */
  publicUrl?: string | undefined
  /** In English: the names of commands and shortcuts exist in one language only. */
  words: Pick<ChatWords, 'commands'>
}

export const appName = 'Undersigned'

/** Everybody sees these words after `/petition`; members who may not use one are told so. */
const petitionHint = commandNames.filter(name => !isAlone(name)).join(' · ')

/** JSON, ready to be pasted. Throws if a mode lacks the address it needs. */
export function manifestOf({ mode, publicUrl, words }: ManifestOptions) {
  const origin = publicUrl?.replace(/\/+$/, '')
  if (mode !== 'socket' && origin === undefined) throw new Error('a public address is needed')
  const url = mode === 'socket' ? undefined : `${origin}${eventsPath}`
  const request = url === undefined ? {} : { request_url: url }
  const { commands } = words
  const slash = (name: CommandName | 'petition', hint: string) => ({
    command: `/${name}`,
    ...(url === undefined ? {} : { url }),
    description: cut(commands[name], 2000),
    ...(hint === '' ? {} : { usage_hint: hint }),
    // A mention then comes with the member's id.
    should_escape: true,
  })
  return {
    display_information: { name: appName, description: cut(commands.sign, 140), background_color: '#1d3557' },
    features: {
      app_home: {
        home_tab_enabled: true,
        // Our direct messages need this tab. Nobody can write there, because nobody would read it.
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: appName, always_online: true },
      shortcuts: [
        { name: 'Sign', type: 'global', callback_id: 'sign', description: cut(commands.sign, 150) },
      ],
      slash_commands: [
        ...commandNames.filter(isAlone).map(name =>
          slash(
            name,
            commandRow(name)
              .takes.map(argument => `[${argument.name}]`)
              .join(' '),
          ),
        ),
        slash('petition', petitionHint),
      ],
    },
    oauth_config: {
      ...(mode === 'oauth' ? { redirect_urls: [`${origin}${redirectPath}`] } : {}),
      scopes: { bot: botScopes },
    },
    settings: {
      event_subscriptions: {
        ...request,
        bot_events: ['app_home_opened', ...(mode === 'oauth' ? ['app_uninstalled', 'tokens_revoked'] : [])],
      },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: mode === 'oauth',
      socket_mode_enabled: mode === 'socket',
      token_rotation_enabled: mode === 'oauth',
    },
  }
}
