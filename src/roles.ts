/** `start --only`: the part of the service that one process runs. All processes of one database read the same environment. */
import { parseArgs } from 'node:util'
import { type Config, ConfigError } from './config.ts'

/**
 * `web`: the pages. `mail`: takes email. `chat`: speaks Discord and Slack. `work`: sends email, tells milestones, keeps house. A channel
 * is answered by the role that speaks it, because what a member sees first is decided where their act was taken.
 */
export const roleNames = ['web', 'mail', 'chat', 'work'] as const

export type Role = (typeof roleNames)[number]
export type Roles = ReadonlySet<Role>

/** All roles without `--only`. @throws ConfigError */
export function readRoles(args: string[]): Roles {
  const usage = `start takes --only with one or more of ${roleNames.join(', ')}, such as --only mail,work.`
  let only: string[] | undefined
  try {
    only = parseArgs({ args, options: { only: { type: 'string', multiple: true } } }).values.only
  } catch {
    throw new ConfigError([usage])
  }
  if (only === undefined) return new Set(roleNames)
  const names = only.flatMap(names => names.split(','))
  const roles = roleNames.filter(role => names.includes(role))
  if (names.length === 0 || names.some(name => !roles.some(role => role === name)))
    throw new ConfigError([usage])
  return new Set(roles)
}

/** @throws ConfigError if a role lacks what it needs */
export function checkRoles(roles: Roles, config: Config): void {
  if (roles.size === roleNames.length) return
  const problems: string[] = []
  if (config.databaseUrl === undefined)
    problems.push('DATABASE_URL is missing: with --only, several processes share one database.')
  if (config.trial)
    problems.push(
      'SMTP_URL is missing: with --only, email is kept by no process, so it must be able to leave.',
    )
  if (roles.has('mail') && config.mail === undefined)
    problems.push('SMTP_URL is missing: --only mail takes email, and no answer can leave without it.')
  if (roles.has('chat') && config.discord === undefined && config.slack === undefined)
    problems.push('DISCORD_TOKEN or SLACK_BOT_TOKEN is missing: --only chat has nothing to speak.')
  if (problems.length > 0) throw new ConfigError(problems)
}

/** Slack's signed requests come to the port of the pages. */
export function listensForPages(roles: Roles, { slack }: Config): boolean {
  return roles.has('web') || (roles.has('chat') && slack !== undefined && slack.mode !== 'socket')
}
