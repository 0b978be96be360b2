/** Failures of Slack as codes: the errors of its libraries quote addresses, texts and tokens. */

import { webApi } from '@slack/bolt'
import { errorCode } from '../../core/channel.ts'
import { ChatFailure } from '../chat/failure.ts'

/** Its reason is Slack's own word (docs, the page of each method). */
export class SlackFailure extends ChatFailure<string> {
  /** No answer came, so the request may have been carried out. */
  readonly unclear: boolean

  constructor(code: string, { reason = '', permanent = false, unclear = false } = {}) {
    super(code, reason, permanent)
    this.name = 'SlackFailure'
    this.unclear = unclear
  }
}

/** The token was refused: only an operator or a new installation changes that. */
export const refusedTokens = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'org_login_required',
  'missing_scope',
]

/** The room no longer exists, or we may not write there. */
export const goneRooms = [
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'message_not_found',
  'restricted_action',
  'restricted_action_read_only_channel',
]

/** Slack's words for a failure of its own, after which the request may have been carried out. */
const unclear = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']

/** Slack's words for failures that pass, or that somebody can mend, so that the same request succeeds later. */
const passing = [
  ...refusedTokens,
  ...unclear,
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'team_added_to_org',
  'ekm_access_denied',
]

export const rateLimited = 'slack-429'

export function failureOf(error: unknown): SlackFailure {
  return known(error) ?? new SlackFailure('slack-unreachable', { unclear: true })
}

/** A code for the log, for anything that was thrown. */
export function codeOf(error: unknown): string {
  return known(error)?.code ?? errorCode(error)
}

function known(error: unknown): SlackFailure | undefined {
  if (error instanceof SlackFailure) return error
  if (error instanceof webApi.WebAPIRateLimitedError) return new SlackFailure(rateLimited)
  if (error instanceof webApi.WebAPIHTTPError)
    return new SlackFailure(`slack-${error.statusCode}`, { unclear: error.statusCode >= 500 })
  if (!(error instanceof webApi.WebAPIPlatformError)) return undefined
  const reason = String(error.data.error)
  if (!/^[\w.-]{1,60}$/.test(reason)) return new SlackFailure('slack-unreadable', { unclear: true })
  return new SlackFailure(`slack-${reason}`, {
    reason,
    permanent: !passing.includes(reason),
    unclear: unclear.includes(reason),
  })
}
