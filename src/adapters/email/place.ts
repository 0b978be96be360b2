/** The place an answer goes to. Core keeps it sealed; only this folder reads it. */
import type { Json } from '../../core/channel.ts'
import { readMailbox } from './headers/mail-address.ts'

/** A type and no interface, because only a type is assignable to `Json`. */
export type MailPlace = {
  /** From, never Reply-To: the question must reach the mailbox that it is about. */
  to: { name?: string; address: string }
  /** The Message-ID of the email that is answered, with its angle brackets. */
  inReplyTo?: string
  /** RFC 5322 3.6.4, oldest first, `inReplyTo` last. At most 20, each with its angle brackets. */
  references: string[]
  /** The subject of the email that is answered, decoded, without line breaks. */
  subject: string
}

export function toPlace(place: MailPlace): Json {
  return place
}

/** `undefined` for anything that `toPlace` did not make. */
export function readPlace(value: Json): MailPlace | undefined {
  const place = asRecord(value)
  const { name, address } = asRecord(place?.to) ?? {}
  const { inReplyTo, subject, references } = place ?? {}
  if (typeof address !== 'string' || typeof subject !== 'string' || !Array.isArray(references))
    return undefined
  return {
    to: { ...(typeof name === 'string' ? { name } : {}), address },
    ...(typeof inReplyTo === 'string' ? { inReplyTo } : {}),
    references: references.filter(reference => typeof reference === 'string'),
    subject,
  }
}

/** The place of a mailbox that was typed in a form; `undefined` if we cannot write to it. */
export function placeOfMailbox(mailbox: string): Json | undefined {
  const read = readMailbox(mailbox, { allowLocalhost: true })
  return read && toPlace({ to: { address: read.address }, references: [], subject: '' })
}

function asRecord(value: Json | undefined): { [key: string]: Json } | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}
