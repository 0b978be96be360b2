/**
 * A link that writes an email to `address` with the command as its subject (RFC 6068). Brackets and marks are percent-encoded too,
 * because email programs end a link of plain text at them.
 */
export function commandLink(command: string, address: string): string {
  const at = address.lastIndexOf('@')
  return `mailto:${encode(address.slice(0, at))}@${encode(address.slice(at + 1))}?subject=${encode(oneLine(command))}`
}

/** A subject is a header, so line ends and other controls become spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*~]|\.$/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
