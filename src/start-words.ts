/** What a terminal says at the start, and when there is none. */
import { relative } from 'node:path'
import type { Config } from './config.ts'
import type { PetitionName } from './core/channel.ts'

export function welcome(config: Config, petitions: PetitionName[], embedded: boolean): string {
  const { mail } = config
  const line = (label: string, text: string) => `  ${label.padEnd(9)}${text}\n`
  const first = petitions[0]?.slug
  let text = `Undersigned is running${config.trial ? ', to try it out: no mail leaves this machine' : ''}.\n`
  text += line('web', `${config.publicUrl}/${first === undefined ? '' : `p/${first}`}`)
  if (config.trial)
    text += line('trial', `${config.publicUrl}/trial   write a mail as anybody, watch the answer arrive`)
  if (mail?.listen !== undefined)
    text += line(
      'mail in',
      `${mail.listen.protocol}://${mail.listen.host}:${mail.listen.port}   for ${tagged(mail.address, first)}`,
    )
  if (mail?.imapUrl !== undefined)
    text += line('mail in', `${withoutLogin(mail.imapUrl)}   for ${tagged(mail.address, first)}`)
  if (mail?.smtpUrl !== undefined) text += line('mail out', withoutLogin(mail.smtpUrl))
  if (config.discord !== undefined)
    text += line('discord', 'on; npx undersigned discord setup gives the link that adds the bot')
  if (config.slack !== undefined) text += line('slack', 'on; npx undersigned doctor tries it')
  if (mail === undefined) text += line('mail', 'off (set SMTP_URL to turn it on)')
  text += line(
    'data',
    embedded ? `${shortPath(config.dataDir)}   (a Postgres of its own)` : 'the Postgres of DATABASE_URL',
  )
  if (!config.publicUrlIsSet && mail?.smtpUrl !== undefined)
    text += `PUBLIC_URL is not set: links in mail point to ${config.publicUrl} and open on this machine only.\n`
  if (mail?.smtpUrl !== undefined && mail.address.endsWith('@localhost'))
    text +=
      'MAIL_ADDRESS is not set: answers come from sign@localhost, where no reply arrives from elsewhere.\n'
  return `${text}${config.trial ? 'Stop with Ctrl-C; everything is kept.\n' : ''}`
}

function tagged(address: string, slug: string | undefined): string {
  return slug === undefined ? address : address.replace('@', `+${slug}@`)
}

function withoutLogin(text: string): string {
  const url = new URL(text)
  return `${url.protocol}//${url.host}`
}

function shortPath(path: string): string {
  const short = relative('.', path)
  return short.startsWith('..') || short === '' ? path : `./${short}`
}

/** One sentence where an operator can do something about it; else what there is. */
export function describeStartError(error: unknown): string {
  if (!(error instanceof Error)) return `Undersigned cannot start: ${String(error)}`
  const { code, port, address, syscall, hostname } = error as NodeJS.ErrnoException & {
    port?: number
    address?: string
    hostname?: string
  }
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${address} is taken by another program: stop that one, or choose another one with PORT (web), MAIL_LISTEN (email) or METRICS_LISTEN (metrics).`
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be used by this user: choose one above 1023 with PORT (web), MAIL_LISTEN (email) or METRICS_LISTEN (metrics).`
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${address}: check HOST, MAIL_LISTEN and METRICS_LISTEN.`
  // The database's name is asked for by its driver, whose errors are words before they come here.
  if (syscall === 'getaddrinfo')
    return `The host name ${hostname ?? ''} is not known here (${code}): check HOST (web), MAIL_LISTEN (email) and METRICS_LISTEN (metrics).`
  return error.message
}
