/** Lets many workspaces install the app: serves Slack's install pages, and manages their tokens, which core keeps sealed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { HTTPReceiver, type Installation, type InstallationQuery } from '@slack/bolt'
import type { Core, Json, Log } from '../../core/channel.ts'
import { at, listAt, numberAt, textAt } from '../chat/json.ts'
import { Remembered } from '../chat/remembered.ts'
import { clientOptions } from './api.ts'
import { codeOf, SlackFailure } from './failure.ts'
import { libraryLog } from './library-log.ts'
import { installPath, redirectPath } from './paths.ts'
import { botScopes } from './scopes.ts'
import type { Tokens } from './tokens.ts'

export interface OAuthConfig {
  apiUrl?: string | undefined
  signingSecret: string
  clientId: string
  clientSecret: string
  stateSecret: string
  publicUrl: string
}

/** The time after which the database is asked again for a token. */
const cachedMs = 60_000
/** The library renews a token two hours before its end (source, @slack/oauth 4.0.0). */
const renewalMs = 2 * 60 * 60_000

export class Installations implements Tokens {
  readonly refusalIsFinal = true
  /** Answers `/slack/install` and `/slack/oauth_redirect`, and nothing else. */
  readonly pages: HTTPReceiver
  readonly #log: Log
  readonly #cached = new Remembered<{ token: string; until: number }>(1_000)
  readonly #renewing = new Map<string, Promise<string | undefined>>()
  #core: Core | undefined

  constructor(config: OAuthConfig, log: Log) {
    this.#log = log
    const publicUrl = config.publicUrl.replace(/\/+$/, '')
    const client = clientOptions(config.apiUrl, log)
    this.pages = new HTTPReceiver({
      signingSecret: config.signingSecret,
      clientId: config.clientId,
      clientSecret: config.clientSecret,
      stateSecret: config.stateSecret,
      redirectUri: `${publicUrl}${redirectPath}`,
      scopes: botScopes,
      logger: libraryLog(log),
      installationStore: {
        storeInstallation: installation => this.#store(installation),
        fetchInstallation: query => this.#fetch(tenantOf(query)),
        deleteInstallation: query => this.#drop(tenantOf(query)),
      },
      installerOptions: {
        installPath,
        redirectUriPath: redirectPath,
        directInstall: true,
        clientOptions: client,
        ...(config.apiUrl === undefined
          ? {}
          : { authorizationUrl: new URL('/oauth/v2/authorize', config.apiUrl).href }),
      },
    })
  }

  start(core: Core): void {
    this.#core = core
  }

  async tokenOf(tenant: string): Promise<string | undefined> {
    const cached = this.#cached.get(tenant)
    if (cached !== undefined && cached.until > Date.now()) return cached.token
    const before = this.#renewing.get(tenant)
    if (before !== undefined) return before
    const reading = this.#read(tenant).finally(() => this.#renewing.delete(tenant))
    this.#renewing.set(tenant, reading)
    return reading
  }

  refused(tenant: string, token: string): void {
    if (this.#cached.get(tenant)?.token === token) this.#cached.delete(tenant)
  }

  /** Handles `app_uninstalled` and `tokens_revoked`. Throws if the database is away. */
  async takenOut(type: string, body: unknown): Promise<void> {
    if (type === 'tokens_revoked' && listAt(body, 'event', 'tokens', 'bot').length === 0) return
    const whole =
      at(body, 'is_enterprise_install') === true ||
      at(body, 'authorizations', 0, 'is_enterprise_install') === true
    const tenant = whole
      ? (textAt(body, 'enterprise_id') ?? textAt(body, 'team_id'))
      : textAt(body, 'team_id')
    if (tenant === undefined) return
    const kept = await this.#coreOrThrow().installation('slack', tenant)
    const seconds = numberAt(body, 'event_time') ?? 0
    // This event is late or repeated: the app was installed again since.
    if (kept === undefined || (numberAt(kept, 'installedAt') ?? 0) > (seconds + 1) * 1000) return
    await this.#drop(tenant)
    this.#log.info({ event: type }, 'a workspace removed the app')
  }

  async #read(tenant: string): Promise<string | undefined> {
    const installation = await this.#coreOrThrow().installation('slack', tenant)
    const token = textAt(installation, 'bot', 'token')
    if (installation === undefined || token === undefined) return undefined
    const expiresAt = expiryOf(installation)
    if (expiresAt === undefined || expiresAt - renewalMs > Date.now())
      return this.#keep(tenant, token, expiresAt)
    return this.#renew(tenant, installation)
  }

  async #renew(tenant: string, installation: Json): Promise<string | undefined> {
    const whole = at(installation, 'isEnterpriseInstall') === true
    const query: InstallationQuery<boolean> = whole
      ? { teamId: undefined, enterpriseId: tenant, isEnterpriseInstall: true }
      : { teamId: tenant, enterpriseId: undefined, isEnterpriseInstall: false }
    try {
      const { botToken, botTokenExpiresAt } = (await this.pages.installer?.authorize(query)) ?? {}
      if (botToken !== undefined) return this.#keep(tenant, botToken, (botTokenExpiresAt ?? 0) * 1000)
    } catch (error) {
      this.#log.warn({ code: codeOf(error) }, 'could not renew the token of a workspace')
    }
    // A refresh token works only once, and another replica may have used it.
    await sleep(300)
    const now = await this.#coreOrThrow().installation('slack', tenant)
    const token = textAt(now, 'bot', 'token')
    if (now === undefined || token === undefined) return undefined
    if ((expiryOf(now) ?? Number.POSITIVE_INFINITY) > Date.now()) return token
    throw new SlackFailure('slack-token_expired', { reason: 'token_expired' })
  }

  #keep(tenant: string, token: string, expiresAt: number | undefined): string {
    const until = Math.min(Date.now() + cachedMs, (expiresAt ?? Number.POSITIVE_INFINITY) - renewalMs)
    this.#cached.set(tenant, { token, until })
    return token
  }

  /** Leaves out the person who installed the app, and their own token. */
  async #store(installation: Installation): Promise<void> {
    const { team, enterprise, bot, isEnterpriseInstall } = installation
    const tenant = isEnterpriseInstall ? enterprise?.id : team?.id
    if (tenant === undefined || bot === undefined) throw new Error('an installation of no workspace')
    const core = this.#coreOrThrow()
    await core.keepInstallation('slack', tenant, {
      team: team === undefined ? null : { id: team.id },
      enterprise: enterprise === undefined ? null : { id: enterprise.id },
      bot: {
        token: bot.token,
        id: bot.id,
        userId: bot.userId,
        scopes: bot.scopes,
        ...(bot.refreshToken === undefined ? {} : { refreshToken: bot.refreshToken }),
        ...(bot.expiresAt === undefined ? {} : { expiresAt: bot.expiresAt }),
      },
      isEnterpriseInstall: isEnterpriseInstall === true,
      installedAt: Date.now(),
    })
    this.#cached.delete(tenant)
    const name = isEnterpriseInstall ? enterprise?.name : team?.name
    if (name !== undefined)
      await core
        .nameCommunity('slack', tenant, name)
        .catch(error => this.#log.warn({ code: codeOf(error) }, 'could not keep the name of a workspace'))
  }

  async #fetch(tenant: string): Promise<Installation<'v2', boolean>> {
    const kept = await this.#coreOrThrow().installation('slack', tenant)
    const [token, refreshToken] = [textAt(kept, 'bot', 'token'), textAt(kept, 'bot', 'refreshToken')]
    if (kept === undefined || token === undefined) throw new Error('not installed')
    const whole = at(kept, 'isEnterpriseInstall') === true
    const [teamId, enterpriseId] = [textAt(kept, 'team', 'id'), textAt(kept, 'enterprise', 'id')]
    const expiresAt = numberAt(kept, 'bot', 'expiresAt')
    return {
      team: whole || teamId === undefined ? undefined : { id: teamId },
      enterprise: enterpriseId === undefined ? undefined : { id: enterpriseId },
      user: { id: '', token: undefined, scopes: undefined },
      bot: {
        token,
        id: textAt(kept, 'bot', 'id') ?? '',
        userId: textAt(kept, 'bot', 'userId') ?? '',
        scopes: listAt(kept, 'bot', 'scopes').filter(scope => typeof scope === 'string'),
        ...(refreshToken === undefined ? {} : { refreshToken }),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      },
      isEnterpriseInstall: whole,
      authVersion: 'v2',
      tokenType: 'bot',
    }
  }

  async #drop(tenant: string): Promise<void> {
    await this.#coreOrThrow().dropInstallation('slack', tenant)
    this.#cached.delete(tenant)
  }

  #coreOrThrow(): Core {
    if (this.#core === undefined) throw new Error('not started')
    return this.#core
  }
}

function tenantOf(query: InstallationQuery<boolean>): string {
  const tenant = query.isEnterpriseInstall ? query.enterpriseId : query.teamId
  if (tenant === undefined) throw new Error('an installation of no workspace')
  return tenant
}

/** Milliseconds since 1970. */
function expiryOf(installation: Json): number | undefined {
  const seconds = numberAt(installation, 'bot', 'expiresAt')
  return seconds === undefined ? undefined : seconds * 1000
}
