import { isLoopback } from '../../../network.ts'

export interface ImapSettings {
  host: string
  port: number
  /** `starttls` is required: an attacker on the way could remove the offer and read the password. */
  tls: 'implicit' | 'starttls' | 'none'
  user: string
  password: string
  /** The folder that is read. */
  mailbox: string
  /** Folder for email that is done. Without it email stays and is flagged. */
  moveTo?: string
}

/**
 * Reads IMAP_URL: `imaps://user:password@host[:993][/INBOX][?move=Processed]` speaks TLS from the first octet,
 * `imap://…[:143]` requires STARTTLS, except on this machine or with `?tls=no`. `?mailbox=` names a folder whose
 * name does not fit a path. Throws an Error; its message says what is wrong and holds nothing of the URL.
 */
export function readImapUrl(text: string): ImapSettings {
  if (!URL.canParse(text)) throw new Error('IMAP_URL is not a URL')
  const url = new URL(text)
  if (url.protocol !== 'imap:' && url.protocol !== 'imaps:') {
    throw new Error('IMAP_URL must begin with imap:// or imaps://')
  }
  if (url.hostname === '') throw new Error('IMAP_URL names no host')
  if (url.username === '' || url.password === '') throw new Error('IMAP_URL needs a user and a password')
  for (const key of url.searchParams.keys()) {
    if (!['tls', 'mailbox', 'move'].includes(key))
      throw new Error('IMAP_URL knows only tls, mailbox and move')
  }
  const tls = url.searchParams.get('tls')
  if (tls !== null && tls !== 'no') throw new Error('IMAP_URL: tls can only be no')
  const secure = url.protocol === 'imaps:'
  if (secure && tls === 'no') throw new Error('IMAP_URL: imaps:// is TLS, tls=no belongs to imap://')
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const mailbox = url.searchParams.get('mailbox') ?? decode(url.pathname.slice(1))
  const moveTo = url.searchParams.get('move')
  return {
    host,
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    tls: secure ? 'implicit' : tls === 'no' || isLoopback(host) ? 'none' : 'starttls',
    user: decode(url.username),
    password: decode(url.password),
    mailbox: mailbox === '' ? 'INBOX' : mailbox,
    ...(moveTo === null || moveTo === '' ? {} : { moveTo }),
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Error('IMAP_URL has a % that is no escape (write %25)')
  }
}
