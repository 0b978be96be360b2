/**
 * Where an answer to a mail goes. Core keeps it sealed and hands it back unread; only this folder looks inside.
 */
import type { Json } from '../../core/channel.ts'
import { readMailbox } from './headers/mail-address.ts'

export interface MailPlace {
  /** The mailbox of From, never of Reply-To: an answer must reach the mailbox that is asked. */
  to: { name?: string; address: string }
  /** The Message-ID of the mail that is answered, with its angle brackets. */
  inReplyTo?: string
  /** RFC 5322 §3.6.4, oldest first, `inReplyTo` last. At most 20, each with its angle brackets. */
  references: string[]
  /** The subject of the mail that is answered, decoded, without line breaks. */
  subject: string
}

export function toPlace(place: MailPlace): Json {
  return {
    to: { ...(place.to.name === undefined ? {} : { name: place.to.name }), address: place.to.address },
    ...(place.inReplyTo === undefined ? {} : { inReplyTo: place.inReplyTo }),
    references: [...place.references],
    subject: place.subject,
  }
}

/** `undefined` for anything `toPlace` did not make. */
export function readPlace(value: Json): MailPlace | undefined {
  const place = asRecord(value)
  const to = asRecord(place?.to)
  if (place === undefined || to === undefined || typeof to.address !== 'string') return undefined
  if (to.name !== undefined && typeof to.name !== 'string') return undefined
  if (place.inReplyTo !== undefined && typeof place.inReplyTo !== 'string') return undefined
  if (typeof place.subject !== 'string' || !Array.isArray(place.references)) return undefined
  const references = place.references.filter(reference => typeof reference === 'string')
  if (references.length !== place.references.length) return undefined
  return {
    to: { ...(to.name === undefined ? {} : { name: to.name }), address: to.address },
    ...(place.inReplyTo === undefined ? {} : { inReplyTo: place.inReplyTo }),
    references,
    subject: place.subject,
  }
}

/** The place of a mailbox that somebody typed elsewhere; undefined where it is none we could write to. */
export function placeOfMailbox(mailbox: string): Json | undefined {
  const read = readMailbox(mailbox, { allowLocalhost: true })
  return read && toPlace({ to: { address: read.address }, references: [], subject: '' })
}

function asRecord(value: Json | undefined): { [key: string]: Json } | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}
