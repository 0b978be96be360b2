/** The words of a start, and of a start that failed. */
import { relative } from 'node:path'
import { type Config, ConfigError } from './config.ts'
import type { PetitionName } from './core/channel.ts'
import { type Roles, roleNames } from './roles.ts'

interface Started {
  roles: Roles
  petitions: PetitionName[]
  /** The slugs of trial mode's samples, which the public does not see. */
  hidden: string[]
  /** It runs on a Postgres of its own. */
  embedded: boolean
}

export function welcome(config: Config, { roles, petitions, hidden, embedded }: Started): string {
  const { mail } = config
  const line = (label: string, text: string) => `  ${label.padEnd(10)}${text}\n`
  const first = petitions[0]?.slug
  let text = `Undersigned is running${config.trial ? ', to try it out: no email leaves this machine' : ''}.\n`
  if (roles.size < roleNames.length) return `${text}${line('only', [...roles].join(', '))}`
  text += line('web', `${config.publicUrl}/${first === undefined ? '' : `p/${first}`}`)
  if (config.trial)
    text += line(
      'trial',
      `${config.publicUrl}/trial   write an email as anyone you like, and watch the answer arrive`,
    )
  if (mail?.listen !== undefined)
    text += line(
      'email in',
      `${mail.listen.protocol}://${mail.listen.host}:${mail.listen.port}   for ${tagged(mail.address, first)}`,
    )
  if (mail?.imapUrl !== undefined)
    text += line('email in', `${withoutLogin(mail.imapUrl)}   for ${tagged(mail.address, first)}`)
  if (mail?.smtpUrl !== undefined) text += line('email out', withoutLogin(mail.smtpUrl))
  if (config.discord !== undefined)
    text += line('discord', 'on; npx undersigned discord setup prints the link that adds the bot')
  if (config.slack !== undefined) text += line('slack', 'on; npx undersigned doctor checks it')
  if (mail === undefined) text += line('email', 'off (set SMTP_URL to turn it on)')
  text += line(
    'data',
    embedded ? `${shortPath(config.dataDir)}   (a Postgres of its own)` : 'the Postgres of DATABASE_URL',
  )
  for (const slug of hidden)
    text += `The petition “${slug}” was made in trial mode, with invented signatures, and is hidden now. To delete it: npx undersigned petition delete ${slug}\n`
  if (!config.publicUrlIsSet && mail?.smtpUrl !== undefined)
    text += `PUBLIC_URL is not set: links in email point to ${config.publicUrl} and only open on this machine.\n`
  if (mail?.smtpUrl !== undefined && mail.address.endsWith('@localhost'))
    text +=
      'MAIL_ADDRESS is not set: answers come from sign@localhost, which no reply from another machine can reach.\n'
  return `${text}${config.trial ? 'Stop with Ctrl-C; everything is kept.\n' : ''}`
}

/** The names only, never the values. */
export function settingsFrom({ file, names }: { file: string; names: string[] }): string {
  return `Settings from ${shortPath(file)}: ${names.length === 0 ? 'none' : names.join(', ')}.\n`
}

function tagged(address: string, slug: string | undefined): string {
  return slug === undefined ? address : address.replace('@', `+${slug}@`)
}

/** A URL of a server, without user and password. */
export function withoutLogin(text: string): string {
  const url = new URL(text)
  return `${url.protocol}//${url.host}`
}

function shortPath(path: string): string {
  const short = relative('.', path)
  return short.startsWith('..') || short === '' ? path : `./${short}`
}

/** One sentence that says what to do, if the operator can do something about it; otherwise the error's own message. */
export function describeStartError(error: unknown): string {
  if (error instanceof ConfigError) return error.problems.join('\n')
  if (!(error instanceof Error)) return `Undersigned cannot start: ${String(error)}`
  const { code, port, address, syscall, hostname } = error as NodeJS.ErrnoException & {
    port?: number
    address?: string
    hostname?: string
  }
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${address} is in use by another program: stop that program, or choose another one with PORT (web), MAIL_LISTEN (email) or METRICS_LISTEN (metrics).`
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} is closed to this user: choose one above 1023 with PORT (web), MAIL_LISTEN (email) or METRICS_LISTEN (metrics).`
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${address}: check HOST, MAIL_LISTEN and METRICS_LISTEN.`
  // The database's driver looks up its own name, and its errors are sentences before they come here.
  if (syscall === 'getaddrinfo')
    return `The host name ${hostname ?? ''} cannot be resolved (${code}): check HOST (web), MAIL_LISTEN (email) and METRICS_LISTEN (metrics).`
  return error.message
}
