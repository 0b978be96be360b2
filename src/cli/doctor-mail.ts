/** Mail out, mail in, and our own port; each server is asked what the service will ask of it. */
import { ImapFlow } from 'imapflow'
import { type ImapSettings, imapLogin, readImapUrl } from '../adapters/email/receive/imap-url.ts'
import { type Outgoing, openOutgoing } from '../adapters/email/send/outgoing.ts'
import { listTrialMails } from '../adapters/email/trial/trial-directory.ts'
import type { MailConfig } from '../config.ts'
import { type Log, PermanentFailure } from '../core/channel.ts'
import { type Finding, ok, patience, skipped, wrong } from './finding.ts'
import { networkCode, networkWords, withoutLogin } from './network-words.ts'
import { countOf } from './output.ts'

/** Opens SMTP_URL as the service does, with less patience. */
export function openDoctorsOutgoing(mail: MailConfig, smtpUrl: string, log: Log): Outgoing {
  const url = new URL(smtpUrl)
  const limits = {
    connectionTimeout: patience,
    greetingTimeout: patience,
    dnsTimeout: patience,
    socketTimeout: 20_000,
  }
  for (const [name, ms] of Object.entries(limits))
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(ms))
  const { dkim } = mail
  return openOutgoing({
    address: mail.address,
    outgoing: { kind: 'smtp', url: url.href },
    ...(dkim === undefined
      ? {}
      : { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } }),
    log,
  })
}

export async function checkTrialMail(directory: string): Promise<Finding> {
  const kept = (await listTrialMails(directory)).length
  return ok(
    'mail out',
    `trial mode: no mail leaves this machine, ${countOf(kept, 'mail')} kept in ${directory}; SMTP_URL and PUBLIC_URL end it`,
  )
}

export async function checkSmtp(mail: MailConfig, smtpUrl: string, log: Log): Promise<Finding> {
  const check = 'mail out'
  const at = withoutLogin(smtpUrl)
  const outgoing = openDoctorsOutgoing(mail, smtpUrl, log)
  try {
    await outgoing.verify()
    const login = new URL(smtpUrl).username === '' ? 'no login is configured' : 'the login is accepted'
    return ok(check, `${at} answers, ${login}`)
  } catch (error) {
    return wrong(check, `${at}: ${smtpWords(networkCode(error))}`, 'SMTP_URL')
  } finally {
    await outgoing.stop()
  }
}

/** `code` as `readSmtpFailure` makes it, such as `smtp-535-5.7.8`. */
function smtpWords(code: string): string {
  const [, reply = '', rest] = /^smtp-(\d{3})?(.*)$/.exec(code) ?? []
  const answered = `${reply}${rest ?? ''}`
  if (/^(?:53[0458]|454)$/.test(reply))
    return `the login is refused (${answered}): check user and password in SMTP_URL, special characters as %40 and the like`
  if (reply.startsWith('4'))
    return `the server says "not now" (${answered}); should it stay so, ask its operator`
  if (reply !== '') return `the server refuses (${answered})`
  const name = code.replace(/^smtp-/, '')
  if (name === 'eauth')
    return 'it offers no login on this port, yet SMTP_URL has one: is the port right (587 or 465)?'
  if (name === 'etls')
    return 'TLS cannot be begun: its certificate is not trusted, or it offers no STARTTLS and the password would travel in clear; try smtps:// and port 465'
  return networkWords(name) ?? `it fails (${name})`
}

export async function checkImap(imapUrl: string): Promise<Finding> {
  const check = 'mail in'
  let settings: ImapSettings
  try {
    settings = readImapUrl(imapUrl)
  } catch (error) {
    return wrong(check, error instanceof Error ? error.message : 'IMAP_URL is wrong', 'IMAP_URL')
  }
  const at = withoutLogin(imapUrl)
  const client = doctorsImap(settings)
  try {
    await client.connect()
    const opened = await client.mailboxOpen(settings.mailbox, { readOnly: true })
    return ok(check, `${at}: ${settings.mailbox} opens, ${countOf(opened.exists, 'mail')} in it`)
  } catch (error) {
    return wrong(check, `${at}: ${imapWords(error, settings)}`, 'IMAP_URL')
  } finally {
    client.close()
  }
}

/** Without a listener for errors a lost connection would end the process. */
export function doctorsImap(settings: ImapSettings): ImapFlow {
  const client = new ImapFlow({
    ...imapLogin(settings),
    disableAutoIdle: true,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: 60_000,
  })
  client.on('error', () => {})
  return client
}

export function imapWords(error: unknown, { mailbox }: ImapSettings): string {
  const flag = (name: string) => error instanceof Error && Reflect.get(error, name) === true
  if (flag('authenticationFailed'))
    return 'the login is refused: check user and password in IMAP_URL, special characters as %40 and the like; some providers want an app password'
  if (flag('mailboxMissing'))
    return `there is no folder ${mailbox}: name an existing one at the end of IMAP_URL`
  const code = networkCode(error)
  const words = networkWords(code)
  if (words !== undefined) return words
  if (flag('tlsFailed')) return 'TLS (STARTTLS) cannot be begun there; try imaps:// and port 993'
  return `it fails (${code})`
}

export function checkMailAddress(mail: MailConfig): Finding {
  const check = 'mail address'
  if (mail.smtpUrl === undefined) return ok(check, `${mail.address}, good on this machine`)
  const domain = mail.address.slice(mail.address.indexOf('@') + 1)
  if (domain === 'localhost' || !domain.includes('.'))
    return wrong(
      check,
      `answers come from ${mail.address}, where no reply arrives from elsewhere: set MAIL_ADDRESS to an address people can write to`,
      'MAIL_ADDRESS',
    )
  return ok(check, mail.address)
}

/** What refused a mail on its way out, for the circle. */
export function sendWords(error: unknown): string {
  if (error instanceof PermanentFailure && error.code === 'bad-mailbox')
    return 'MAIL_ADDRESS is no public mailbox'
  return smtpWords(networkCode(error))
}

export function mailIsOff(): Finding {
  return skipped('mail', 'off; set SMTP_URL to turn it on')
}
