/** Outgoing and incoming email: asks each server what the service will ask of it. */
import type { ImapFlow } from 'imapflow'
import { imapClient } from '../../adapters/email/receive/imap-client.ts'
import { type ImapSettings, readImapUrl } from '../../adapters/email/receive/imap-url.ts'
import { MailboxListing } from '../../adapters/email/receive/mailbox-listing.ts'
import type { Mark } from '../../adapters/email/receive/mailbox-mark.ts'
import { type Outgoing, openOutgoing } from '../../adapters/email/send/outgoing.ts'
import { listTrialMails } from '../../adapters/email/trial/trial-directory.ts'
import { listsNote, readUnanswered } from '../../adapters/email/unanswered-lists.ts'
import type { MailConfig } from '../../config.ts'
import { type Json, type Log, PermanentFailure } from '../../core/channel.ts'
import type { Db } from '../../db/database.ts'
import { readNote } from '../../db/notes.ts'
import { withoutLogin } from '../../start-words.ts'
import { countOf } from '../output.ts'
import { type Finding, findings, patience } from './finding.ts'
import { networkCode, networkWords } from './network-words.ts'

/** SMTP_URL with less patience than the service has. */
export function doctorsSmtpUrl(smtpUrl: string): string {
  const url = new URL(smtpUrl)
  const limits = {
    connectionTimeout: patience,
    greetingTimeout: patience,
    dnsTimeout: patience,
    socketTimeout: 20_000,
  }
  for (const [name, ms] of Object.entries(limits))
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(ms))
  return url.href
}

/** Opens SMTP_URL as the service does. */
export function openDoctorsOutgoing(mail: MailConfig, smtpUrl: string, log: Log): Outgoing {
  const { address, dkim } = mail
  return openOutgoing({ address, outgoing: { kind: 'smtp', url: doctorsSmtpUrl(smtpUrl) }, dkim, log })
}

/** Email of the operator's own list must reach the service as a person's. Undefined if none went unanswered. */
export async function checkLists(db: Db): Promise<Finding | undefined> {
  const found = readUnanswered((await readNote(db, 'email', listsNote)) as Json | undefined)
  if (found === undefined) return undefined
  return findings('mailing lists').ok(
    `${countOf(found.count, 'email')} by mailing lists not answered, the last one on ${found.at.slice(0, 10)}. If your published address is a list, make it an alias or a redirect, or remove List-Unsubscribe, List-Subscribe and List-Archive from what it passes on`,
  )
}

export async function checkTrialMail(directory: string): Promise<Finding> {
  const { ok } = findings('email out')
  const kept = (await listTrialMails(directory)).length
  return ok(
    `trial mode: no email leaves this machine, ${countOf(kept, 'email')} kept in ${directory}; SMTP_URL and PUBLIC_URL end it`,
  )
}

export async function checkSmtp(mail: MailConfig, smtpUrl: string, log: Log): Promise<Finding> {
  const { ok, wrong } = findings('email out')
  const at = withoutLogin(smtpUrl)
  const outgoing = openDoctorsOutgoing(mail, smtpUrl, log)
  try {
    await outgoing.verify()
    const login = new URL(smtpUrl).username === '' ? 'without a login' : 'it accepts the login'
    return ok(`${at} answers, ${login}`)
  } catch (error) {
    return wrong(`${at}: ${smtpWords(networkCode(error))}`, 'SMTP_URL')
  } finally {
    await outgoing.stop()
  }
}

/** `code` as `readSmtpFailure` makes it, such as `smtp-535-5.7.8`. */
function smtpWords(code: string): string {
  const [, reply = '', rest] = /^smtp-(\d{3})?(.*)$/.exec(code) ?? []
  const answered = `${reply}${rest ?? ''}`
  if (/^(?:53[0458]|454)$/.test(reply))
    return `it refuses the login (${answered}): check user and password in SMTP_URL, with special characters written as %40 and so on`
  if (reply.startsWith('4'))
    return `it says "not now" (${answered}); if that does not change, ask its operator`
  if (reply !== '') return `it refuses (${answered})`
  const name = code.replace(/^smtp-/, '')
  if (name === 'eauth')
    return 'it offers no login on this port, but SMTP_URL has one: is the port right (587 or 465)?'
  if (name === 'etls')
    return 'TLS does not start: this machine does not trust its certificate, or it offers no STARTTLS and the password would travel in clear; try smtps:// and port 465'
  return networkWords(name) ?? `it fails (${name})`
}

/** `mark`: how far the service has read it. */
export async function checkImap(imapUrl: string, mark?: Mark): Promise<Finding> {
  const { ok, wrong } = findings('email in')
  let settings: ImapSettings
  try {
    settings = readImapUrl(imapUrl)
  } catch (error) {
    return wrong(error instanceof Error ? error.message : 'IMAP_URL is wrong', 'IMAP_URL')
  }
  const at = withoutLogin(imapUrl)
  const client = doctorsImap(settings)
  try {
    await client.connect()
    const opened = await client.mailboxOpen(settings.mailbox, { readOnly: true })
    const listing = new MailboxListing(client)
    await listing.next(await listing.highest())
    await listing.next(0)
    if (listing.contradicts || (mark !== undefined && mark.gaps.length > 0))
      return wrong(
        `${at}: ${settings.mailbox} contradicts itself: the server counts emails that it does not show. The service goes on asking for them (undersigned mailbox); ask the server’s operator to rebuild the index of this folder`,
        'IMAP_URL',
      )
    const left = mark?.left ?? 0
    const older = `; ${countOf(left, 'older unread email was', 'older unread emails were')} left (undersigned mailbox)`
    return ok(
      `${at}: ${settings.mailbox} opens, ${countOf(opened.exists, 'email')} in it${left > 0 ? older : ''}`,
    )
  } catch (error) {
    return wrong(`${at}: ${imapWords(error, settings)}`, 'IMAP_URL')
  } finally {
    client.close()
  }
}

export function doctorsImap(settings: ImapSettings): ImapFlow {
  return imapClient(settings, {
    disableAutoIdle: true,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: 60_000,
  })
}

export function imapWords(error: unknown, { mailbox }: ImapSettings): string {
  const flag = (name: string) => error instanceof Error && Reflect.get(error, name) === true
  if (flag('authenticationFailed'))
    return 'it refuses the login: check user and password in IMAP_URL, with special characters written as %40 and so on; some providers want an app password'
  if (flag('mailboxMissing'))
    return `it has no folder ${mailbox}: name an existing one at the end of IMAP_URL`
  const code = networkCode(error)
  const words = networkWords(code)
  if (words !== undefined) return words
  if (flag('tlsFailed')) return 'TLS (STARTTLS) does not start there; try imaps:// and port 993'
  return `it fails (${code})`
}

export function checkMailAddress(mail: MailConfig): Finding {
  const { ok, wrong } = findings('email address')
  if (mail.smtpUrl === undefined) return ok(`${mail.address}, which works on this machine only`)
  const domain = mail.address.slice(mail.address.indexOf('@') + 1)
  if (domain === 'localhost' || !domain.includes('.'))
    return wrong(
      `answers come from ${mail.address}, which no reply from another machine can reach: set MAIL_ADDRESS to an address people can write to`,
      'MAIL_ADDRESS',
    )
  return ok(mail.address)
}

/** Organisers whose email proves nothing have to confirm each command. `asked`: how often that happened in the last 30 days. */
export function checkProof({ authservId, trust }: MailConfig, asked: number): Finding {
  const { ok, wrong } = findings('email proof')
  const times = countOf(asked, 'command of an organiser', 'commands of organisers')
  if (asked > 0 && trust === 'none' && authservId === undefined)
    return wrong(
      `${times} in the last 30 days came by email without proof of its sender, and had to be confirmed: set MAIL_AUTHSERV_ID to the name that your mail server writes first in its Authentication-Results headers`,
      'MAIL_AUTHSERV_ID',
    )
  if (trust === 'listener') return ok('the server in front of the email port vouches for every email')
  const by = authservId === undefined ? 'DKIM alone' : `DKIM, or the word of ${authservId}`
  return ok(`${by} proves who wrote${asked > 0 ? `; ${times} in the last 30 days had neither` : ''}`)
}

export function sendWords(error: unknown): string {
  if (error instanceof PermanentFailure && error.code === 'bad-mailbox')
    return 'MAIL_ADDRESS is not a public mailbox'
  return smtpWords(networkCode(error))
}
