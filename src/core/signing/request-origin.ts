/**
 * Where a request came from: the place to answer and, if its link went to a mailbox typed in a chat, that mailbox. Sealed in the request's
 * row.
 */
import type { Json } from '../channel.ts'
import { type Keys, openIfOurs } from '../keys.ts'
import { requestContext } from '../seal-contexts.ts'

export interface RequestOrigin {
  place: Json
  mail?: { place: Json /** As `Addressee.address`. */; address: Buffer } | undefined
  /** The name of the account in a chat, as the email to the mailbox shows it. */
  name?: string | undefined
}

export function sealOrigin(keys: Keys, requestId: string, { place, mail, name }: RequestOrigin): Buffer {
  const to = mail && { place: mail.place, address: mail.address.toString('hex') }
  const asked = { asked: place, mail: to, ...(name === undefined ? {} : { name }) }
  return keys.seal(mail === undefined ? place : asked, requestContext(requestId))
}

/** Returns undefined if nothing is kept, or if SECRET_KEY was replaced since. */
export function openOrigin(keys: Keys, requestId: string, sealed: Buffer | null): RequestOrigin | undefined {
  const opened = openIfOurs(keys, sealed, requestContext(requestId))
  // We sealed it, in one of the two shapes above.
  return opened === undefined ? undefined : originOf(opened as Json)
}

function originOf(value: Json): RequestOrigin {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return { place: value }
  const { asked, mail, name } = value
  if (asked === undefined || mail === null || typeof mail !== 'object' || Array.isArray(mail))
    return { place: value }
  const { place, address } = mail
  return place === undefined || typeof address !== 'string'
    ? { place: value }
    : {
        place: asked,
        mail: { place, address: Buffer.from(address, 'hex') },
        name: typeof name === 'string' ? name : undefined,
      }
}
