/**
 * The addresses of the service: `sign@` for the service, `sign+<slug>@` for a petition, `sign+confirm-<token>@` and `sign+manage-<token>@`
 * for replies, `sign+bounce-<delivery>@` as envelope sender, `sign+doctor-<token>@` for an email of doctor's. Upper and lower case are the
 * same, because some servers change the case of a local part; so tokens are base32 and slugs lower case.
 */
import { asciiDomain } from './headers/ascii-domain.ts'

export type OurAddress =
  | { kind: 'sign' }
  | { kind: 'petition'; slug: string }
  | { kind: 'confirm'; token: string }
  | { kind: 'manage'; token: string }
  | { kind: 'bounce'; deliveryId: string }
  | { kind: 'doctor'; token: string }

const TOKEN = /^[a-z2-7]{32}$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/

/**
 * Reads `address`, a bare `local@domain`; `undefined` if it is not ours. `ours` is MAIL_ADDRESS. A tag that is no valid token
 * but could be a slug is read as a slug: core knows which slugs exist.
 */
export function readOurAddress(address: string, ours: string): OurAddress | undefined {
  // RFC 5321 4.5.3.1: at most 64 octets before the @ and 255 after it.
  if (address.length > 320) return undefined
  const given = split(address)
  const own = split(ours)
  if (given === undefined || own === undefined || given.domain !== own.domain) return undefined
  if (given.local === own.local) return { kind: 'sign' }
  if (!given.local.startsWith(`${own.local}+`)) return undefined
  return readTag(given.local.slice(own.local.length + 1))
}

function readTag(tag: string): OurAddress | undefined {
  const dash = tag.indexOf('-')
  const word = dash < 0 ? '' : tag.slice(0, dash)
  const rest = tag.slice(dash + 1)
  if (word === 'confirm' && TOKEN.test(rest)) return { kind: 'confirm', token: rest }
  if (word === 'manage' && TOKEN.test(rest)) return { kind: 'manage', token: rest }
  if (word === 'bounce' && UUID.test(rest)) return { kind: 'bounce', deliveryId: rest }
  if (word === 'doctor' && TOKEN.test(rest)) return { kind: 'doctor', token: rest }
  return SLUG.test(tag) ? { kind: 'petition', slug: tag } : undefined
}

/** Writes the address for `what` in lower case, with its domain in ASCII. Inbox keys are made from this spelling. */
export function writeOurAddress(what: OurAddress, ours: string): string {
  const own = split(ours)
  if (own === undefined) throw new Error('MAIL_ADDRESS is not an address')
  const tag = writeTag(what)
  return `${own.local}${tag === '' ? '' : `+${tag}`}@${own.domain}`
}

function writeTag(what: OurAddress): string {
  switch (what.kind) {
    case 'sign':
      return ''
    case 'petition':
      return what.slug
    case 'confirm':
      return `confirm-${what.token}`
    case 'manage':
      return `manage-${what.token}`
    case 'bounce':
      return `bounce-${what.deliveryId}`
    case 'doctor':
      return `doctor-${what.token}`
  }
}

/** The domain of MAIL_ADDRESS in lower-case ASCII, as our Message-IDs have it. */
export function ourDomain(ours: string): string {
  const own = split(ours)
  if (own === undefined) throw new Error('MAIL_ADDRESS is not an address')
  return own.domain
}

function split(address: string): { local: string; domain: string } | undefined {
  const at = address.lastIndexOf('@')
  if (at < 1) return undefined
  const domain = asciiDomain(address.slice(at + 1).replace(/\.$/, ''))
  return domain === '' ? undefined : { local: address.slice(0, at).toLowerCase(), domain }
}
