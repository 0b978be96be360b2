import { domainToASCII } from 'node:url'

/** In these IDNA changes nothing. A last label that begins with a digit could be a number, and `xn--` has to be checked. */
const PLAIN = /^(?:(?!xn--)[a-z0-9-]+\.)*(?!xn--)[a-z][a-z0-9-]*$/

/** A domain in lower-case ASCII (RFC 5891); empty if it cannot be one. Nearly all are plain, and each email asks a dozen times. */
export function asciiDomain(domain: string): string {
  const lower = domain.toLowerCase()
  return PLAIN.test(lower) ? lower : domainToASCII(domain).toLowerCase()
}
