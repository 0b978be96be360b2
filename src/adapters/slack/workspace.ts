/** Calls Slack with the workspace's token. */
import { PermanentFailure } from '../../core/channel.ts'
import type { JsonObject } from '../chat/json.ts'
import type { SlackApi } from './api.ts'
import { SlackFailure } from './failure.ts'
import type { Tokens } from './tokens.ts'

/** Slack's errors for the token of an app that was removed. */
const takenOut = ['account_inactive', 'token_revoked']
const renewed = [...takenOut, 'invalid_auth', 'token_expired']

export class Workspaces {
  readonly api: SlackApi
  readonly tokens: Tokens

  constructor(api: SlackApi, tokens: Tokens) {
    this.api = api
    this.tokens = tokens
  }

  /** Throws `SlackFailure`, or `PermanentFailure` if the app is no longer installed there. */
  async call(
    tenant: string,
    method: string,
    args: object = {},
    options: { quick?: boolean; again?: boolean } = {},
  ): Promise<JsonObject> {
    const { quick = false, again = true } = options
    const token = await this.tokens.tokenOf(tenant)
    if (token === undefined) throw new PermanentFailure('slack-not-installed', { placeIsDead: true })
    try {
      return await this.api.call(tenant, token, method, args, quick)
    } catch (error) {
      if (!(error instanceof SlackFailure) || !renewed.includes(error.reason)) throw error
      this.tokens.refused(tenant, token)
      // The app was installed again, or another replica has renewed the token.
      const fresh = again ? await this.tokens.tokenOf(tenant) : token
      if (fresh !== undefined && fresh !== token)
        return this.call(tenant, method, args, { quick, again: false })
      if (this.tokens.refusalIsFinal && takenOut.includes(error.reason))
        throw new PermanentFailure(error.code, { placeIsDead: true })
      throw error
    }
  }
}
