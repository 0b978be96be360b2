import type { DetailColumns, SignatureRow } from '../../db/signatures.ts'
import type { Details } from '../details.ts'
import { withoutUndefined } from '../without-undefined.ts'

export function detailsOf({ kind, name, occupation, organisation, listed }: DetailColumns): Details {
  return withoutUndefined({
    kind,
    name,
    listed,
    occupation: occupation ?? undefined,
    organisation: organisation ?? undefined,
  })
}

export function columnsOf({ kind, name, occupation, organisation, listed }: Details): DetailColumns {
  return { kind, name, occupation: occupation ?? null, organisation: organisation ?? null, listed }
}

export function sameDetails(a: Details, b: Details): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.occupation === b.occupation &&
    a.organisation === b.organisation &&
    a.listed === b.listed
  )
}

/** Returns the whole name of the From header if only a part of it was written: "Thanks, Ada" from Ada Lovelace. */
export function fullerName(written: string | undefined, fromHeader: string | undefined): string | undefined {
  if (written === undefined || fromHeader === undefined || written.includes(' ')) return written
  const words = fromHeader.split(' ')
  return words.length > 1 && words.some(word => sameWord(word, written)) ? fromHeader : written
}

function sameWord(a: string, b: string): boolean {
  return a.localeCompare(b, 'und', { sensitivity: 'base', ignorePunctuation: true }) === 0
}

/** Whether the signature is older than what was asked, so that a yes only changes it. */
export function stoodBefore(asked: { created_at: Date }, signature: SignatureRow): boolean {
  return signature.confirmed_at < asked.created_at
}

/** Whether an organiser removed it. Its signer cannot sign again. */
export function isRemoved(signature: SignatureRow): boolean {
  return signature.state === 'removed'
}
