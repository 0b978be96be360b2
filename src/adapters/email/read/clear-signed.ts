const BEGIN = /^-----BEGIN PGP SIGNED MESSAGE-----\s*$/
const SIGNATURE = /^-----BEGIN PGP SIGNATURE-----\s*$/
const END = /^-----END PGP SIGNATURE-----\s*$/
const ARMOR_HEADER = /^(?:Hash|Charset|Version|Comment|NotDashEscaped|MessageID):/i

/** The words of a clear-signed text (RFC 9580 7): without its frame, its headers, its dash escapes and the signature. */
export function withoutClearSigning(lines: readonly string[]): string[] {
  if (!lines.some(line => BEGIN.test(line))) return [...lines]
  const kept: string[] = []
  let where: 'outside' | 'headers' | 'text' | 'signature' = 'outside'
  for (const line of lines) {
    if (END.test(line)) where = 'outside'
    else if (where !== 'signature' && BEGIN.test(line)) where = 'headers'
    else if (where === 'headers' && (line.trim() === '' || ARMOR_HEADER.test(line))) {
      if (line.trim() === '') where = 'text'
    } else if ((where === 'text' || where === 'headers') && SIGNATURE.test(line)) where = 'signature'
    else if (where === 'signature') {
      // A line of words ends a signature that is never closed.
      if (!isArmor(line)) {
        where = 'outside'
        kept.push(line)
      }
    } else {
      if (where === 'headers') where = 'text'
      kept.push(where === 'text' ? line.replace(/^- /, '') : line)
    }
  }
  return kept
}

function isArmor(line: string): boolean {
  return line.trim() === '' || ARMOR_HEADER.test(line) || /^=?[A-Za-z0-9+/]{4,}={0,2}\s*$/.test(line)
}
