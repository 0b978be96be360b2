import type { Config } from '../../config.ts'
import { ask, objectIn } from './ask.ts'

type SlackConfig = NonNullable<Config['slack']>

/** A bot or app-level token, or the client id and secret of the app. */
export type SlackCredential = { token: string } | { clientId: string; clientSecret: string }

export type SlackAnswer =
  | { kind: 'answered'; value: Record<string, unknown>; scopes: string[] }
  /** `code` is Slack's, such as `invalid_auth`. */
  | { kind: 'refused'; code: string }
  /** Slack has trouble of its own, or was asked too often. */
  | { kind: 'busy'; code: string }
  /** Something other than Slack's Web API answers. */
  | { kind: 'not-slack'; code: string }
  /** Nothing answers; `code` is the network error's. */
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
  const answer = await ask(`${base}/${method}`, {
    method: 'POST',
    redirect: 'follow',
    headers: { authorization: authorizationOf(credential) },
    body: new URLSearchParams(values),
  })
  if (answer.kind === 'failed') return answer
  const status = `HTTP ${answer.status}`
  if (answer.status === 429 || answer.status >= 500) return { kind: 'busy', code: status }
  const body = objectIn(answer.body)
  if (answer.status >= 300 || body === undefined) return { kind: 'not-slack', code: status }
  if (body.ok !== true) {
    const code = typeof body.error === 'string' && /^[\w.-]{1,60}$/.test(body.error) ? body.error : 'no code'
    return { kind: busy.includes(code) ? 'busy' : 'refused', code }
  }
  const scopes = (answer.headers.get('x-oauth-scopes') ?? '').split(',').map(scope => scope.trim())
  return { kind: 'answered', value: body, scopes: scopes.filter(scope => scope !== '') }
}

function authorizationOf(credential: SlackCredential): string {
  if ('token' in credential) return `Bearer ${credential.token}`
  const { clientId, clientSecret } = credential
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
}
