/** Tokens and codes of the app: whose they are, what they may, how long they hold. */
import { newSecret } from './ids.ts'
import type { User, Workspace } from './world.ts'

export interface Token {
  value: string
  kind: 'bot' | 'app'
  workspace: Workspace | undefined
  scopes: string[]
  /** Milliseconds since 1970; undefined: for ever. */
  expiresAt: number | undefined
  refreshToken: string | undefined
  /** What every call with it is refused with from now on: `invalid_auth`, `token_revoked`, `account_inactive`. */
  refusedWith: string | undefined
}

export interface Code {
  workspace: Workspace
  installer: User
  scopes: string[]
  redirectUri: string | undefined
  used: boolean
}

export class Tokens {
  readonly all = new Map<string, Token>()
  readonly codes = new Map<string, Code>()
  /** Used refresh tokens hold no longer: Slack gives a new one with each. */
  readonly refreshTokens = new Map<string, Token>()

  app(): Token {
    return this.#add({
      value: `xapp-1-${newSecret(40)}`,
      kind: 'app',
      workspace: undefined,
      scopes: ['connections:write'],
      expiresAt: undefined,
      refreshToken: undefined,
      refusedWith: undefined,
    })
  }

  /** `livesMs`: with token rotation, which gives a refresh token too (Slack: 12 hours). */
  bot(workspace: Workspace, scopes: string[], livesMs?: number): Token {
    const rotates = livesMs !== undefined
    const refreshToken = rotates ? `xoxe-1-${newSecret(40)}` : undefined
    const token = this.#add({
      value: `${rotates ? 'xoxe.xoxb-1' : 'xoxb'}-${newSecret(40)}`,
      kind: 'bot',
      workspace,
      scopes,
      expiresAt: rotates ? Date.now() + livesMs : undefined,
      refreshToken,
      refusedWith: undefined,
    })
    if (refreshToken !== undefined) this.refreshTokens.set(refreshToken, token)
    return token
  }

  #add(token: Token): Token {
    this.all.set(token.value, token)
    return token
  }
}
