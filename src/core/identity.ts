import type { Channel } from './channel.ts'
import type { Keys } from './keys.ts'
import { canonical, formerRules, type MailboxRules, mailboxRules } from './mailbox-rules.ts'

/** One spelling for all spellings of one mailbox. Expects `local@domain`, already checked by the adapter. */
export function canonicalMailbox(mailbox: string, rules: MailboxRules = mailboxRules): string {
  const at = mailbox.lastIndexOf('@')
  return canonical(rules, mailbox.slice(0, at), asciiDomain(mailbox.slice(at + 1)))
}

/** IDN to punycode, lower case, no final dot. */
export function asciiDomain(domain: string): string {
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

/** The same for every version of the rules by which the mailbox is spelled the same. */
export function mailboxHash(keys: Keys, mailbox: string, rules: MailboxRules = mailboxRules): Buffer {
  return keys.hash('mailbox', '1', canonicalMailbox(mailbox, rules))
}

/** Hashes under which former rules may have stored the mailbox. Nearly every mailbox has none. */
export function formerHashes(keys: Keys, mailbox: string): Buffer[] {
  const current = canonicalMailbox(mailbox)
  return formerRules
    .filter(rules => canonicalMailbox(mailbox, rules) !== current)
    .map(rules => mailboxHash(keys, mailbox, rules))
}

export function domainOf(mailbox: string): string {
  return asciiDomain(mailbox.slice(mailbox.lastIndexOf('@') + 1)).slice(0, 253)
}
