/** The domain of a signer's mailbox, as it is kept with the signature: to group by, and sealed (docs/decisions/0060). */
import type { MailDomainColumns } from '../db/signatures.ts'
import { type Keys, openIfOurs } from './keys.ts'
import { mailHostContext } from './seal-contexts.ts'

/** Facts about a domain from public lists: its registrable part, and whether it gives disposable mailboxes. */
export type AboutDomain = (domain: string) => { registrable: string; disposable: boolean }

/** Among 100,000 domains, the chance that any two share their 16 bytes is below 10⁻²⁸. */
const bytes = 16

export function domainHash(keys: Keys, domain: string): Buffer {
  return keys.hash('mail-domain', domain).subarray(0, bytes)
}

export function keptDomain(
  { keys, aboutDomain }: { keys: Keys; aboutDomain: AboutDomain },
  signatureId: string,
  domain: string,
): MailDomainColumns {
  const { registrable, disposable } = aboutDomain(domain)
  return {
    mail_domain: domainHash(keys, registrable),
    mail_host: domain === registrable ? null : domainHash(keys, domain),
    sealed_mail_host: keys.sealForGood(domain, mailHostContext(signatureId)),
    disposable,
  }
}

/** Undefined if nothing is kept any more. */
export function openDomain(
  keys: Keys,
  { id, sealed_mail_host }: { id: string; sealed_mail_host: Buffer | null },
): string | undefined {
  const domain = openIfOurs(keys, sealed_mail_host, mailHostContext(id))
  return typeof domain === 'string' ? domain : undefined
}
