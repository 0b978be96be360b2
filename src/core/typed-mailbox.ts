/** Reads the mailbox that somebody typed or pasted in a form. All forms read it here, and organisers' commands too. */
import { cleanField } from './details.ts'
import { asciiDomain } from './identity.ts'

/** A mailbox has at most 254 characters; a name and marks may stand beside it (UTF-16 units). */
const LONGEST_TYPED = 1_000

/** Begins at a mark, so that no run of characters costs more than once. Takes all of a local part, because the end of one that is too long is the mailbox of somebody else. */
const ADDRESS =
  /(?<![^\s@<>()[\]\\|,;:?"“”„«»\p{C}])[^\s@<>()[\]\\|,;:?"“”„«»\p{C}]{1,254}@[\p{L}\p{M}\p{Nd}.-]{1,253}/gu

/**
 * Returns `mira@example.org` for `Mira Okafor <mira@example.org>`, `<mailto:mira@example.org|mira@example.org>`, `mira@example.org…` and the
 * like. Undefined unless there is exactly one mailbox, and one that email can reach.
 */
export function readTypedMailbox(text: string): string | undefined {
  if (text.length > LONGEST_TYPED) return undefined
  const typed = cleanField(text)
    .replace(/\p{Cf}/gu, '')
    // A Japanese keyboard writes ASCII twice as wide.
    .replace(/[\uff01-\uff5e]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('。', '.')
    .replace(/\s{0,9}@\s{0,9}/g, '@')
  const pasted = [...typed.matchAll(ADDRESS)].map(([found]) =>
    found.replace(/^['‘’*`]{1,9}/, '').replace(/[.-]{1,9}$/, ''),
  )
  const [only, another] = new Set(pasted)
  return only !== undefined && another === undefined && isMailbox(only) ? only : undefined
}

const LOCAL_PART = /^[\p{L}\p{M}\p{Nd}#$&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{Nd}#$&'*+/=?^_`{|}~-]+)*$/u
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/

/** No laxer than the email adapter, which would not write to other mailboxes. A test compares them. */
function isMailbox(text: string): boolean {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at).normalize('NFC')
  const written = text.slice(at + 1).toLowerCase()
  const domain = asciiDomain(written)
  return (
    Buffer.byteLength(local) <= 64 &&
    Buffer.byteLength(`${local}@${domain}`) <= 254 &&
    LOCAL_PART.test(local) &&
    DOMAIN.test(domain) &&
    written.normalize('NFKC') === written.normalize('NFC')
  )
}
