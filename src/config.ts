/** Reads the environment. A section is absent, complete, or an error that names the variable and says what to do. */
import { readFileSync } from 'node:fs'
import { isLoopback } from './network.ts'
import {
  howToMakeAKey,
  listenAddress,
  mailProtocols,
  type Variables,
  variableNames,
  variables,
} from './variables.ts'

export interface Config {
  databaseUrl: string | undefined
  /** A streaming standby of that database, for reading data that may be some seconds old. */
  databaseReadUrl: string | undefined
  dataDir: string
  /** The file that a restore needs beside the backup. Undefined: `ledger` in the data folder. */
  ledgerFile: string | undefined
  backupPassphrase: string | undefined
  /** Without a slash at the end. */
  publicUrl: string
  /** False: it is made from HOST and PORT, and works on this machine only. */
  publicUrlIsSet: boolean
  host: string
  port: number
  /** Undefined: off. `isSet` is false for the default, which gives way where its port is in use. */
  metrics: { host: string; port: number; isSet: boolean } | undefined
  /** Undefined: the service makes one and keeps it in the data folder. */
  secretKey: string | undefined
  secretKeyPrevious: string | undefined
  /** Undefined: email is off. */
  mail: MailConfig | undefined
  /** No email leaves this machine: it is kept and shown instead. */
  trial: boolean
  /** `anyone` who manages a server can create petitions from a chat; `listed`: only organisers of other petitions. */
  create: 'anyone' | 'listed'
  /** The operator that every page names. */
  site: SiteConfig
  /** Links to join each chat. */
  invitations: { discord: string | undefined; slack: string | undefined }
  discord: { token: string; apiUrl: string | undefined } | undefined
  slack: SlackSection | undefined
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** `socket` to try it out; `http` for one workspace; `oauth` for many, each of which installs the app. */
export type SlackSection = { apiUrl: string | undefined } & (
  | { mode: 'socket'; botToken: string; appToken: string }
  | { mode: 'http'; botToken: string; signingSecret: string }
  | { mode: 'oauth'; signingSecret: string; clientId: string; clientSecret: string }
)

export interface SiteConfig {
  name: string
  operator: string | undefined
  /** A mailbox or a URL. */
  contact: string | undefined
  imprintUrl: string | undefined
  privacyUrl: string | undefined
}

export interface MailConfig {
  address: string
  listen: { protocol: 'smtp' | 'lmtp'; host: string; port: number } | undefined
  imapUrl: string | undefined
  /** Days until an email that we have taken is deleted from the mailbox; 0: at once. */
  imapKeepDays: number
  /** Absent in trial mode only. */
  smtpUrl: string | undefined
  authservId: string | undefined
  trust: 'none' | 'listener'
  dkim: { domain: string; selector: string; privateKey: string } | undefined
}

/** The system's code, such as ENOENT. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

/** Each problem is one sentence that begins with the variable's name. */
export class ConfigError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** @throws ConfigError with every problem. `isRoot` decides where the data lives if DATA_DIR is not set. */
export function readConfig(environment: NodeJS.ProcessEnv, isRoot: boolean): Config {
  const set = readVariables(environment)
  const parsed = variables.safeParse(set)
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}.`))
  const env = parsed.data
  const problems: string[] = []
  const loopback = isLoopback(env.HOST)
  const trial = env.SMTP_URL === undefined && env.PUBLIC_URL === undefined && loopback

  if (env.DATABASE_URL !== undefined && env.SECRET_KEY === undefined)
    problems.push(`SECRET_KEY is missing: with DATABASE_URL you keep it yourself; ${howToMakeAKey}`)
  if (env.DATABASE_READ_URL !== undefined && env.DATABASE_URL === undefined)
    problems.push('DATABASE_URL is missing: DATABASE_READ_URL is a standby of it.')
  if (env.DATABASE_PASSWORD !== undefined && env.DATABASE_URL === undefined)
    problems.push('DATABASE_URL is missing: DATABASE_PASSWORD is the password for it.')
  if (env.PUBLIC_URL === undefined && !loopback)
    problems.push(
      `PUBLIC_URL is missing: people reach HOST ${env.HOST} from outside, so links need the public address.`,
    )
  if (env.DISCORD_API_URL !== undefined && env.DISCORD_TOKEN === undefined)
    problems.push('DISCORD_TOKEN is missing: DISCORD_API_URL is set, but there is no bot without the token.')
  const metrics = readMetrics(env, problems)
  const slack = readSlack(env, problems)
  const mail = readMail(env, trial, problems)
  if (problems.length > 0) throw new ConfigError(problems)

  return {
    databaseUrl: withPassword(env.DATABASE_URL, env.DATABASE_PASSWORD),
    databaseReadUrl: withPassword(env.DATABASE_READ_URL, env.DATABASE_PASSWORD),
    dataDir: env.DATA_DIR ?? (isRoot ? '/var/lib/undersigned' : './data'),
    ledgerFile: env.LEDGER_FILE,
    backupPassphrase: env.BACKUP_PASSPHRASE,
    publicUrl: (env.PUBLIC_URL ?? `http://${hostInUrl(env.HOST)}:${env.PORT}`).replace(/\/+$/, ''),
    publicUrlIsSet: env.PUBLIC_URL !== undefined,
    host: env.HOST,
    port: env.PORT,
    metrics,
    secretKey: env.SECRET_KEY,
    secretKeyPrevious: env.SECRET_KEY_PREVIOUS,
    mail,
    trial,
    create: env.CREATE ?? 'anyone',
    site: {
      name: env.SITE_NAME ?? 'Undersigned',
      operator: env.OPERATOR,
      contact: env.CONTACT,
      imprintUrl: env.IMPRINT_URL,
      privacyUrl: env.PRIVACY_URL,
    },
    invitations: { discord: env.DISCORD_INVITE, slack: env.SLACK_INVITE },
    discord:
      env.DISCORD_TOKEN === undefined ? undefined : { token: env.DISCORD_TOKEN, apiUrl: env.DISCORD_API_URL },
    slack,
    // A newcomer's terminal says what runs where, and after that only what goes wrong.
    logLevel: env.LOG_LEVEL ?? (trial ? 'warn' : 'info'),
  }
}

/** Any variable can be read from a file, like the secrets of Docker and systemd: SECRET_KEY_FILE names the file with SECRET_KEY. */
function readVariables(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const problems: string[] = []
  // An empty variable counts as unset: compose files and unit files write them like that.
  const given = (name: string) => environment[name]?.trim() || undefined
  const read = (name: string): string | undefined => {
    const file = given(`${name}_FILE`)
    if (file === undefined) return given(name)
    if (given(name) !== undefined)
      problems.push(`${name} is set, and so is ${name}_FILE: choose one of them.`)
    try {
      return readFileSync(file, 'utf8').trim() || undefined
    } catch (error) {
      problems.push(`${name}_FILE names a file that cannot be read: ${file} (${codeOf(error)}).`)
      return undefined
    }
  }
  const set = Object.fromEntries(variableNames.map(name => [name, read(name)] as const))
  if (problems.length > 0) throw new ConfigError(problems)
  return set
}

/** A password in the URL takes precedence. */
function withPassword(text: string | undefined, password: string | undefined): string | undefined {
  if (text === undefined || password === undefined) return text
  const url = new URL(text)
  if (url.password === '') url.password = encodeURIComponent(password)
  return url.href
}

function readMetrics(env: Variables, problems: string[]): Config['metrics'] {
  const { METRICS_LISTEN: where = 'http://127.0.0.1:9464', HOST, PORT } = env
  const address = where === 'off' ? undefined : listenAddress(where, ['http'])
  if (address === undefined) return undefined
  const isSet = env.METRICS_LISTEN !== undefined
  if (isSet && address.port === PORT && PORT !== 0)
    problems.push(
      `METRICS_LISTEN must not have the port of the public pages (HOST ${HOST}, PORT ${PORT}): choose another one.`,
    )
  return { host: address.host, port: address.port, isSet }
}

function readMail(env: Variables, trial: boolean, problems: string[]): MailConfig | undefined {
  const half = (
    ['IMAP_URL', 'IMAP_KEEP', 'MAIL_ADDRESS', 'MAIL_LISTEN', 'MAIL_AUTHSERV_ID', 'DKIM_DOMAIN'] as const
  ).filter(name => env[name] !== undefined && env[name] !== 'off')
  const dkim = readDkim(env, problems)
  if (env.SMTP_URL === undefined && !trial) {
    // Email needs a server for sending; configuring only half of it is a mistake.
    if (half.length > 0)
      problems.push(
        `SMTP_URL is missing: ${half.join(', ')} is set, but no answer can leave without SMTP_URL.`,
      )
    return undefined
  }
  if (trial && env.IMAP_URL !== undefined)
    problems.push('SMTP_URL is missing: IMAP_URL is set, but no answer can leave without SMTP_URL.')
  const where = env.MAIL_LISTEN ?? 'smtp://127.0.0.1:2525'
  if (where === 'off' && env.IMAP_URL === undefined)
    problems.push('MAIL_LISTEN is off and IMAP_URL is not set: no email can come in. Set one of them.')
  const listen = where === 'off' ? undefined : listenAddress(where, mailProtocols)
  return {
    address: (env.MAIL_ADDRESS ?? 'sign@localhost').toLowerCase(),
    listen: listen && { ...listen, protocol: listen.protocol === 'lmtp' ? 'lmtp' : 'smtp' },
    imapUrl: env.IMAP_URL,
    imapKeepDays: env.IMAP_KEEP ?? 30,
    smtpUrl: env.SMTP_URL,
    authservId: env.MAIL_AUTHSERV_ID,
    trust: env.MAIL_TRUST ?? (trial ? 'listener' : 'none'),
    dkim,
  }
}

/** With a signing secret, requests come by HTTP, otherwise by Socket Mode. With client id and secret, many workspaces can install the app. */
function readSlack(env: Variables, problems: string[]): SlackSection | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_API_URL: apiUrl } = env
  const missing = (name: string, why: string) => {
    problems.push(`${name} is missing: ${why}`)
    return undefined
  }
  const oauth = clientId !== undefined || clientSecret !== undefined
  if (!oauth && botToken === undefined) {
    const set = (['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL'] as const).filter(
      name => env[name] !== undefined,
    )
    return set.length === 0
      ? undefined
      : missing(
          'SLACK_BOT_TOKEN',
          `${set.join(' and ')} is set, but the service cannot say anything without the bot token.`,
        )
  }
  if (oauth) {
    if (clientId === undefined)
      return missing('SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET is set, and installing the app takes both.')
    if (clientSecret === undefined)
      return missing('SLACK_CLIENT_SECRET', 'SLACK_CLIENT_ID is set, and installing the app takes both.')
    if (signingSecret === undefined)
      return missing(
        'SLACK_SIGNING_SECRET',
        'requests of workspaces that install the app come by signed HTTP.',
      )
    if (botToken !== undefined) {
      problems.push(
        'SLACK_BOT_TOKEN must not be set beside SLACK_CLIENT_ID: each workspace that installs the app brings its own.',
      )
      return undefined
    }
    return { mode: 'oauth', signingSecret, clientId, clientSecret, apiUrl }
  }
  if (botToken === undefined) return undefined
  if (signingSecret !== undefined) return { mode: 'http', botToken, signingSecret, apiUrl }
  if (appToken !== undefined) return { mode: 'socket', botToken, appToken, apiUrl }
  return missing(
    'SLACK_APP_TOKEN',
    'SLACK_BOT_TOKEN is set. Set an app-level token for Socket Mode, to try it out, or SLACK_SIGNING_SECRET for HTTP.',
  )
}

function readDkim(env: Variables, problems: string[]): MailConfig['dkim'] {
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_PRIVATE_KEY: privateKey } = env
  if (domain !== undefined && selector !== undefined && privateKey !== undefined)
    return { domain, selector, privateKey }
  const names = ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_PRIVATE_KEY'] as const
  const missing = names.filter(name => env[name] === undefined)
  if (missing.length < names.length)
    problems.push(`${missing.join(' and ')} is missing: DKIM needs ${names.join(', ')}, or none of them.`)
  return undefined
}

function hostInUrl(host: string): string {
  if (isLoopback(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
