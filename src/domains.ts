/** The lists' knowledge of a domain. A newer list comes with a newer version of its package. */
import { disposableEmailBlocklistSet } from 'disposable-email-domains-js'
import { getDomain } from 'tldts'
import type { AboutDomain } from './core/mail-domain.ts'

// The package reads its whole list at each call.
const disposable = disposableEmailBlocklistSet()

/** Uses the public suffix list with its private section, as DKIM does: two customers of one host are two domains. */
export const aboutDomain: AboutDomain = domain => {
  const registrable = getDomain(domain, { allowPrivateDomains: true }) ?? domain
  return { registrable, disposable: disposable.has(domain) || disposable.has(registrable) }
}
