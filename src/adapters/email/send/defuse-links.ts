/** U+2060: as wide as nothing, and no line breaks at it. */
const WORD_JOINER = '\u2060'

/**
 * Somebody's words as they will read, but without what mail programs turn into links by themselves.
 *
 * Anybody may ask us to write to anybody's mailbox; a "name" such as `evil.example` must not reach it as a link of
 * ours. Mail programs link what looks like a scheme, `www.`, a domain or an address, in plain text and in HTML
 * alike, and HTML escaping does not stop them. So a word joiner goes to both sides of the sign that makes it look
 * so. What is read stays the same, what is recorded and published never had it; only who copies a link out of a
 * quote copies the joiners too. Names such as `J.R.R. Tolkien` and numbers are left alone.
 *
 * (A joiner on one side is not enough: before the dot, `evil` + joiner + `.com` is still linked, and IDNA drops the
 * joiner again: the link works.)
 *
 * `ownDomain`: an address under it is ours, and stays as it is.
 */
export function defuseLinks(text: string, ownDomain: string): string {
  return text
    .split(/(\s+)/u)
    .map(word => (isOurs(word, ownDomain) ? word : defuseWord(word)))
    .join('')
}

function isOurs(word: string, ownDomain: string): boolean {
  return (
    /^[a-z0-9+._-]+@[a-z0-9.-]+$/i.test(word) && word.toLowerCase().endsWith(`@${ownDomain.toLowerCase()}`)
  )
}

const linking = /[:/](?=\/)|\\(?=\\)|(?<=.)@(?=.)|(?<=\bwww)\.|(?<=[\p{L}\p{N}-])\.(?=\p{L}[\p{L}\p{N}-])/giu

function defuseWord(word: string): string {
  return word.replace(linking, `${WORD_JOINER}$&${WORD_JOINER}`)
}
