import { ourDomain } from '../our-address.ts'

/** Whether the address is the postmaster's. Every server takes email for it, also without a domain (RFC 5321 4.5.1). */
export function isPostmaster(address: string, ours: string): boolean {
  const [local, domain, ...rest] = address.toLowerCase().split('@')
  return local === 'postmaster' && rest.length === 0 && (domain === undefined || domain === ourDomain(ours))
}
