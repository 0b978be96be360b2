import { ourDomain } from '../our-address.ts'

/** Every server takes email for its postmaster (RFC 5321 4.5.1), also without a domain. */
export function isPostmaster(address: string, ours: string): boolean {
  const [local, domain, ...rest] = address.toLowerCase().split('@')
  return local === 'postmaster' && rest.length === 0 && (domain === undefined || domain === ourDomain(ours))
}
