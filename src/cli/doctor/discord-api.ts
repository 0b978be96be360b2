import type { Config } from '../../config.ts'
import { ask } from './ask.ts'
import { networkCode } from './network-words.ts'

type DiscordConfig = NonNullable<Config['discord']>

export type DiscordAnswer<T> =
  | { kind: 'answered'; value: T }
  /** 401: the token was reset, or never existed. */
  | { kind: 'refused'; status: number }
  | { kind: 'failed'; code: string }

/** One GET as the bot. https://discord.com/developers/docs/reference */
export async function askDiscord<T>(config: DiscordConfig, path: string): Promise<DiscordAnswer<T>> {
  const base = (config.apiUrl ?? 'https://discord.com/api').replace(/\/+$/, '')
  const answer = await ask(`${base}/v10${path}`, {
    redirect: 'follow',
    headers: {
      authorization: `Bot ${config.token}`,
      // Discord may block clients without it (docs, Reference, User Agent).
      'user-agent': 'DiscordBot (undersigned, 0.1.0)',
    },
  })
  if (answer.kind === 'failed') return answer
  if (answer.status >= 300) return { kind: 'refused', status: answer.status }
  try {
    return { kind: 'answered', value: JSON.parse(answer.body) as T }
  } catch (error) {
    return { kind: 'failed', code: networkCode(error) }
  }
}

/** The application a token belongs to: its first part is the id, in base64. */
export function applicationOf(token: string): string | undefined {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString()
  return /^\d{15,21}$/.test(id) ? id : undefined
}

/** A card and its pictures need these and nothing more: see the channel, write there and in its threads, attach files. */
export const permissions = 1024n | 2048n | 274877906944n | 32768n

/** https://discord.com/developers/docs/topics/oauth2#bot-authorization-flow */
export function inviteLink(application: string): string {
  const query = new URLSearchParams({
    client_id: application,
    scope: 'bot applications.commands',
    permissions: String(permissions),
    integration_type: '0',
  })
  return `https://discord.com/oauth2/authorize?${query}`
}

/** Installs the commands for one person, in all their servers and direct messages. */
export function personalLink(application: string): string {
  const query = new URLSearchParams({
    client_id: application,
    scope: 'applications.commands',
    integration_type: '1',
  })
  return `https://discord.com/oauth2/authorize?${query}`
}
