import { headerValue, headerValues, type MailHeaders } from '../headers/mail-headers.ts'
import { LIST_HEADERS } from './automatic-signs.ts'
import { isNobody, looseAddresses } from './loose-addresses.ts'

/** Headers that a group's own server writes into a person's email. */
const GROUP_HEADERS =
  /^(?:list-(?:id|post|help|unsubscribe|subscribe|owner|archive)|mailing-list|x-google-group-id|x-beenthere|x-mailman-version)$/
/** A list that people subscribe to. */
const SUBSCRIPTION_HEADERS = ['list-unsubscribe', 'list-unsubscribe-post', 'list-subscribe', 'list-archive']

/**
 * An organiser may publish the address of a group or list that passes email on to us, and From is still the person who wrote. In a thread,
 * people speak to each other and not to us. A Google Group says who wrote. Any other list must have been written to by name, and be none
 * that people subscribe to: we may be a subscriber of somebody else's.
 */
function isPassedOn(headers: MailHeaders): boolean {
  const has = (name: string) => headerValue(headers, name) !== undefined
  const [from, another] = addressesIn(headers, 'from')
  if (from === undefined || another !== undefined || isAnswer(headers)) return false
  if (LIST_HEADERS.some(name => has(name) && !GROUP_HEADERS.test(name))) return false
  const precedence = (headerValue(headers, 'precedence') ?? '').trim().toLowerCase()
  const isRewritten = rewrittenFrom(headers) !== undefined
  const writers = addressesIn(headers, 'x-original-sender', 'x-original-from')
  if (writers.length > 0)
    return (isRewritten || writers.every(writer => writer === from)) && !/^(?:bulk|junk)/.test(precedence)
  const lists = listAddresses(headers)
  return (
    (isRewritten || !lists.includes(from)) &&
    addressesIn(headers, 'to').some(address => lists.includes(address)) &&
    !SUBSCRIPTION_HEADERS.some(has) &&
    !precedence.startsWith('junk')
  )
}

/** Whether the email answers another one. */
export function isAnswer(headers: MailHeaders): boolean {
  return ['in-reply-to', 'references'].some(key => headerValue(headers, key) !== undefined)
}

function addressesIn(headers: MailHeaders, ...keys: string[]): string[] {
  return keys.flatMap(key => headerValues(headers, key).flatMap(looseAddresses))
}

/** The addresses of the list itself. A List-Id is one with a dot in place of the @ (RFC 2919). */
function listAddresses(headers: MailHeaders): string[] {
  const ids = headerValues(headers, 'list-id').flatMap(value => {
    const [, local, domain] = /<([^<>@\s.]{1,64})\.([^<>@\s]{1,255})>\s*$/.exec(value.toLowerCase()) ?? []
    return domain === undefined ? [] : [`${local}@${domain}`]
  })
  return [...ids, ...addressesIn(headers, 'mailing-list', 'list-post', 'x-beenthere')]
}

/**
 * "'Ana' via Campaign <campaign@groups.example>": a list may write its own address into From, if the writer's domain forbids passing email
 * on. Returns the header that names the writer, if From is the list and two signs agree on one writer. Nothing proves that writer.
 */
export function rewrittenFrom(headers: MailHeaders): string | undefined {
  const [from, another] = addressesIn(headers, 'from')
  if (from === undefined || another !== undefined || !listAddresses(headers).includes(from)) return undefined
  const named = ['x-original-from', 'x-mailman-original-from', 'reply-to', 'x-original-sender']
    .flatMap(key => headerValues(headers, key))
    .filter(value => looseAddresses(value).length > 0)
  const writers = named.flatMap(looseAddresses)
  const [writer] = writers
  const signs = writers.length + (/['"\s]via\s/i.test(headerValue(headers, 'from') ?? '') ? 1 : 0)
  const isAgreed = writers.every(other => other === writer) && writer !== from && signs > 1
  return writer !== undefined && isAgreed && !isNobody(writer) ? named[0] : undefined
}

export function isList(headers: MailHeaders): boolean {
  if (isPassedOn(headers)) return false
  const sender = looseAddresses(headerValue(headers, 'sender') ?? '')[0] ?? ''
  return (
    ['precedence', 'x-precedence'].some(key =>
      /^\s*(?:bulk|list|junk)/i.test(headerValue(headers, key) ?? ''),
    ) ||
    LIST_HEADERS.some(name => headerValue(headers, name) !== undefined) ||
    /^owner-|-(?:owner|bounces|request)@/.test(sender)
  )
}
