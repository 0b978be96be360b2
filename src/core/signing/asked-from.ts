/** What a request's sealed place holds: where it was asked from and, from a chat, the mailbox that its link went to. */
import type { Json } from '../channel.ts'

export interface AskedFrom {
  place: Json
  mail: { place: Json /** As `Addressee.address`. */; address: Buffer } | undefined
}

export function askedFromToJson({ place, mail }: AskedFrom): Json {
  return mail === undefined
    ? place
    : { asked: place, mail: { place: mail.place, address: mail.address.toString('hex') } }
}

export function askedFromOfJson(value: Json): AskedFrom {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    const { asked, mail } = value
    if (asked !== undefined && mail !== null && typeof mail === 'object' && !Array.isArray(mail)) {
      const { place, address } = mail
      if (place !== undefined && typeof address === 'string')
        return { place: asked, mail: { place, address: Buffer.from(address, 'hex') } }
    }
  }
  return { place: value, mail: undefined }
}
