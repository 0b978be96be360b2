import type { Config } from '../config.ts'
import { patience } from './finding.ts'
import { networkCode } from './network-words.ts'

type SlackConfig = NonNullable<Config['slack']>

/** A bot or app-level token, or the client id and secret of the app. */
export type SlackCredential = { token: string } | { clientId: string; clientSecret: string }

export type SlackAnswer =
  | { kind: 'answered'; value: Record<string, unknown>; scopes: string[] }
  /** `code` is Slack's, such as `invalid_auth`. */
  | { kind: 'refused'; code: string }
  /** Slack has trouble of its own, or was asked too often. */
  | { kind: 'busy'; code: string }
  /** Something else than Slack's Web API answers. */
  | { kind: 'not-slack'; code: string }
  /** Nothing answers; `code` is of the network. */
  | { kind: 'failed'; code: string }

/** Every method can answer these (docs, errors), whatever it was asked. */
const busy = ['ratelimited', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']

/** One call. https://docs.slack.dev/apis/web-api */
export async function askSlack(
  config: SlackConfig,
  method: string,
  credential: SlackCredential,
  values: Record<string, string> = {},
): Promise<SlackAnswer> {
  const base = (config.apiUrl ?? 'https://slack.com/api/').replace(/\/+$/, '')
  try {
    const response = await fetch(`${base}/${method}`, {
      method: 'POST',
      headers: { authorization: authorizationOf(credential), connection: 'close' },
      body: new URLSearchParams(values),
      signal: AbortSignal.timeout(patience),
    })
    const status = `HTTP ${response.status}`
    if (response.status === 429 || response.status >= 500) return { kind: 'busy', code: status }
    const body = objectIn(await response.text())
    if (!response.ok || body === undefined) return { kind: 'not-slack', code: status }
    if (body.ok !== true) {
      const code =
        typeof body.error === 'string' && /^[\w.-]{1,60}$/.test(body.error) ? body.error : 'no code'
      return { kind: busy.includes(code) ? 'busy' : 'refused', code }
    }
    const scopes = (response.headers.get('x-oauth-scopes') ?? '').split(',').map(scope => scope.trim())
    return { kind: 'answered', value: body, scopes: scopes.filter(scope => scope !== '') }
  } catch (error) {
    return { kind: 'failed', code: networkCode(error) }
  }
}

function authorizationOf(credential: SlackCredential): string {
  if ('token' in credential) return `Bearer ${credential.token}`
  const { clientId, clientSecret } = credential
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : undefined
  } catch {
    return undefined
  }
}
