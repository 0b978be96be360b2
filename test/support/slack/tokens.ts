/** Tokens and codes of the app: whose they are, what they may do, how long they hold. */
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
  /** The error of every call with it from now on: `invalid_auth`, `token_revoked`, `account_inactive`. */
  refusedWith: string | undefined
}

export interface Code {
  workspace: Workspace
  installer: User
  scopes: string[]
  redirectUri: string
}

export class Tokens {
  readonly all = new Map<string, Token>()
  readonly codes = new Map<string, Code & { used: boolean }>()
  /** A refresh token is good once: Slack gives a new one with each. */
  readonly refreshTokens = new Map<string, Token>()

  app(): Token {
    return this.#add(`xapp-1-${newSecret(40)}`, { kind: 'app', scopes: ['connections:write'] })
  }

  /** `livesMs`: with token rotation, which gives a refresh token too (Slack: 12 hours). */
  bot(workspace: Workspace, scopes: string[], livesMs?: number): Token {
    if (livesMs === undefined) return this.#add(`xoxb-${newSecret(40)}`, { kind: 'bot', workspace, scopes })
    const refreshToken = `xoxe-1-${newSecret(40)}`
    const rotating = {
      kind: 'bot',
      workspace,
      scopes,
      expiresAt: Date.now() + livesMs,
      refreshToken,
    } as const
    const token = this.#add(`xoxe.xoxb-1-${newSecret(40)}`, rotating)
    this.refreshTokens.set(refreshToken, token)
    return token
  }

  /** For `oauth.v2.access`, good once. */
  code(code: Code): string {
    const value = newSecret(40)
    this.codes.set(value, { ...code, used: false })
    return value
  }

  #add(value: string, given: Pick<Token, 'kind' | 'scopes'> & Partial<Token>): Token {
    const absent = {
      workspace: undefined,
      expiresAt: undefined,
      refreshToken: undefined,
      refusedWith: undefined,
    }
    const token = { ...absent, ...given, value }
    this.all.set(value, token)
    return token
  }
}
