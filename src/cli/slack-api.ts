import type { Config } from '../config.ts'
import { patience } from './finding.ts'

type SlackConfig = NonNullable<Config['slack']>

export type SlackAnswer =
  | { kind: 'answered'; value: Record<string, unknown>; scopes: string[] }
  /** `code` as Slack names it, such as `invalid_auth`. */
  | { kind: 'refused'; code: string }
  | { kind: 'failed'; code: string }

/** One call with a token. https://docs.slack.dev/apis/web-api */
export async function askSlack(config: SlackConfig, method: string, token: string): Promise<SlackAnswer> {
  const base = (config.apiUrl ?? 'https://slack.com/api/').replace(/\/+$/, '')
  try {
    const response = await fetch(`${base}/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, connection: 'close' },
      signal: AbortSignal.timeout(patience),
    })
    if (!response.ok) return { kind: 'failed', code: `HTTP ${response.status}` }
    const value: unknown = await response.json()
    if (typeof value !== 'object' || value === null) return { kind: 'failed', code: 'no JSON object' }
    const body = Object.fromEntries(Object.entries(value))
    if (body.ok !== true) return { kind: 'refused', code: String(body.error ?? 'not ok') }
    const scopes = (response.headers.get('x-oauth-scopes') ?? '').split(',').map(scope => scope.trim())
    return { kind: 'answered', value: body, scopes: scopes.filter(scope => scope !== '') }
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer'
    return { kind: 'failed', code }
  }
}
