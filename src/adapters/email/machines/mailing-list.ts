import { headerValue, headerValues, type MailHeaders } from '../headers/mail-headers.ts'
import { LIST_HEADERS } from './automatic-signs.ts'
import { isNobody, looseAddresses } from './loose-addresses.ts'

/** Headers that a group's own server writes into a person's email. */
const GROUP_HEADERS =
  /^(?:list-(?:id|post|help|unsubscribe|subscribe|owner|archive)|mailing-list|x-google-group-id|x-beenthere)$/

/**
 * An organiser may publish the address of a Google Group that passes email on to us. The group says who wrote, and From is still that
 * person. In a thread of the group, people speak to each other and not to us.
 */
function isPassedOn(headers: MailHeaders): boolean {
  const [from, another] = headerValues(headers, 'from').flatMap(looseAddresses)
  const writers = ['x-original-sender', 'x-original-from'].flatMap(key =>
    headerValues(headers, key).flatMap(looseAddresses),
  )
  return (
    from !== undefined &&
    another === undefined &&
    writers.length > 0 &&
    (writers.every(writer => writer === from) || rewrittenFrom(headers) !== undefined) &&
    !['in-reply-to', 'references'].some(key => headerValue(headers, key) !== undefined) &&
    !LIST_HEADERS.some(name => headerValue(headers, name) !== undefined && !GROUP_HEADERS.test(name)) &&
    !/^\s*(?:bulk|junk)/i.test(headerValue(headers, 'precedence') ?? '')
  )
}

/**
 * "'Ana' via Campaign <campaign@groups.example>": a group may write its own address into From, if the writer's domain forbids passing email
 * on. The value of X-Original-From, if the headers agree on one writer and From is the group. Nothing proves that writer.
 */
export function rewrittenFrom(headers: MailHeaders): string | undefined {
  const [from, another] = headerValues(headers, 'from').flatMap(looseAddresses)
  const [original, second] = headerValues(headers, 'x-original-from')
  const [writer, ...others] = [original ?? '', ...headerValues(headers, 'x-original-sender')].flatMap(
    looseAddresses,
  )
  const groups = ['mailing-list', 'list-post'].flatMap(key =>
    headerValues(headers, key).flatMap(looseAddresses),
  )
  if (from === undefined || another !== undefined || second !== undefined || writer === undefined)
    return undefined
  const isAgreed = others.length > 0 && others.every(other => other === writer) && writer !== from
  const isSomebody = !isNobody(writer)
  return isAgreed && isSomebody && groups.includes(from) ? original : undefined
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
