/**
 * A link that writes a mail (RFC 6068): to `address`, the command as its subject. What mail programs would end a
 * link at, brackets and marks, is percent-encoded too, so that the line of a plain text is linked whole.
 */
export function commandLink(command: string, address: string): string {
  const at = address.lastIndexOf('@')
  return `mailto:${encode(address.slice(0, at))}@${encode(address.slice(at + 1))}?subject=${encode(oneLine(command))}`
}

/** A subject is a header: what would end its line becomes a space. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*~]|\.$/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
