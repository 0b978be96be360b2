import type { Channel } from './channel.ts'
import type { Keys } from './keys.ts'

/**
 * The rules by which several spellings are one mailbox. They have a version, because a change of them changes who counts as the
 * same person: raise it, and write a migration of the identities, before you change a rule.
 */
export const mailboxRules = {
  version: 1,
  /** Providers with several domains for one mailbox. */
  aliases: new Map([
    ['googlemail.com', 'gmail.com'],
    ['ya.ru', 'yandex.ru'],
    ['yandex.com', 'yandex.ru'],
    ['protonmail.com', 'proton.me'],
    ['pm.me', 'proton.me'],
    ['me.com', 'icloud.com'],
    ['mac.com', 'icloud.com'],
  ]),
  /** Dots in the local part mean nothing there. */
  dotless: new Set(['gmail.com']),
  /** Dots, hyphens and underscores mean nothing there. */
  punctuationless: new Set(['proton.me']),
  /** A hyphen begins a tag there. */
  hyphenTags: new Set(['yahoo.com', 'ymail.com', 'rocketmail.com']),
} as const

/** One spelling for all spellings of one mailbox. Expects `local@domain`, already checked by the adapter. */
export function canonicalMailbox(mailbox: string): string {
  const at = mailbox.lastIndexOf('@')
  let local = mailbox.slice(0, at).normalize('NFKC').toLowerCase()
  const given = asciiDomain(mailbox.slice(at + 1))
  const domain = mailboxRules.aliases.get(given) ?? given
  // Nearly every provider ignores a tag after "+"; a mailbox that begins with "+" has no tag.
  const plus = local.indexOf('+')
  if (plus > 0) local = local.slice(0, plus)
  if (mailboxRules.hyphenTags.has(domain) && local.indexOf('-') > 0)
    local = local.slice(0, local.indexOf('-'))
  if (mailboxRules.dotless.has(domain)) local = local.replaceAll('.', '')
  if (mailboxRules.punctuationless.has(domain)) local = local.replace(/[._-]/g, '')
  return `${local}@${domain}`
}

/** IDN to punycode, lower case, no final dot. */
function asciiDomain(domain: string): string {
  const trimmed = domain.toLowerCase().replace(/\.$/, '')
  try {
    return new URL(`http://${trimmed}`).hostname || trimmed
  } catch {
    return trimmed
  }
}

/** Hash of the account that speaks, by the channel's own lasting id. */
export function accountHash(keys: Keys, channel: Channel, account: string): Buffer {
  return keys.hash('account', channel, channel === 'email' ? oneSpelling(account) : account)
}

/** Adapters give a domain in punycode; people type it as they read it. */
function oneSpelling(mailbox: string): string {
  const at = mailbox.lastIndexOf('@')
  if (at === -1) return mailbox.toLowerCase()
  return `${mailbox.slice(0, at).normalize('NFC').toLowerCase()}@${asciiDomain(mailbox.slice(at + 1))}`
}

export function mailboxHash(keys: Keys, mailbox: string): Buffer {
  return keys.hash('mailbox', String(mailboxRules.version), canonicalMailbox(mailbox))
}

export function domainOf(mailbox: string): string {
  return asciiDomain(mailbox.slice(mailbox.lastIndexOf('@') + 1)).slice(0, 253)
}
