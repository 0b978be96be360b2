/** U+2060 has no width and allows no line break. */
const WORD_JOINER = '\u2060'

/**
 * Keeps email programs from turning a signer's words into links.
 *
 * Anybody can make us write to anybody's mailbox, and a "name" such as `evil.example` must not arrive there as a link from us. Email
 * programs link schemes, `www.`, domains and addresses, in plain text and in HTML; escaping does not stop them. So a word joiner goes
 * on both sides of the sign that makes it look like a link. People read the same words; what we record and publish has no joiners.
 * Names such as `J.R.R. Tolkien` and numbers stay as they are.
 *
 * One joiner is not enough: `evil` + joiner + `.com` is still linked, and the link works, because IDNA drops the joiner.
 *
 * Addresses under `ownDomain` are ours and stay as they are.
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
