/** What goes wrong with Slack, as codes: the errors of its libraries quote addresses, texts and tokens. */

import { webApi } from '@slack/bolt'
import { errorCode } from '../../core/channel.ts'

/** Slack said no, or nothing. `code` is fit for a log, such as `slack-channel_not_found`. */
export class SlackFailure extends Error {
  readonly code: string
  /** Slack's own word (docs, the page of each method); empty where it gave none. */
  readonly reason: string
  /** Whether the same request would be refused again. */
  readonly permanent: boolean
  /** Whether it may have been done all the same: no answer that says. */
  readonly unclear: boolean
  constructor(reason: string, kind: { permanent: boolean; unclear: boolean; code?: string }) {
    const code = kind.code ?? `slack-${reason}`
    super(code)
    this.name = 'SlackFailure'
    this.code = code
    this.reason = kind.code === undefined ? reason : ''
    this.permanent = kind.permanent
    this.unclear = kind.unclear
  }
}

/** The token: only an operator or a new installation changes that. */
export const refusedTokens = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'org_login_required',
  'missing_scope',
]

/** It passes, or somebody mends it, and the same request is taken. */
const passing = [
  ...refusedTokens,
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'ekm_access_denied',
]

/** Said after something went wrong inside: it may have been done. */
const unclear = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']

export const rateLimited = 'slack-429'

export function failureOf(error: unknown): SlackFailure {
  if (error instanceof SlackFailure) return error
  if (error instanceof webApi.WebAPIPlatformError) {
    const reason = String(error.data.error)
    if (!/^[\w.-]{1,60}$/.test(reason))
      return new SlackFailure('', { code: 'slack-unreadable', permanent: false, unclear: true })
    return new SlackFailure(reason, {
      permanent: !passing.includes(reason),
      unclear: unclear.includes(reason),
    })
  }
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new SlackFailure('', { code: rateLimited, permanent: false, unclear: false })
  if (error instanceof webApi.WebAPIHTTPError)
    return new SlackFailure('', {
      code: `slack-${error.statusCode}`,
      permanent: false,
      unclear: error.statusCode >= 500,
    })
  return new SlackFailure('', { code: 'slack-unreachable', permanent: false, unclear: true })
}

/** What a log may say of anything thrown. */
export function codeOf(error: unknown): string {
  if (error instanceof SlackFailure) return error.code
  if (
    error instanceof webApi.WebAPIPlatformError ||
    error instanceof webApi.WebAPIHTTPError ||
    error instanceof webApi.WebAPIRateLimitedError
  )
    return failureOf(error).code
  return errorCode(error)
}
