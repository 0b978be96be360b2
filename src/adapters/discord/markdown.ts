/**
 * What opens or changes something wherever it stands: emphasis, code, spoilers, masked links, mentions, timestamps, custom emoji.
 * Discord shows any escaped ASCII punctuation as itself.
 */
const anywhere = /[\\*_~`|<>#@[\]]/g
const list = /^([^\S\n]*)([-+])/gm
const numberedList = /^([^\S\n]*\d+)\./gm
/** Without it Discord makes a link of any address somebody typed. */
const address = /\b(https?|discord|steam):(?=\/\/)/gi
/** Explicit directions reach beyond the words they stand in; the letters of Arabic and Hebrew carry their own. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g
const controls = /[^\P{Cc}\n\t]/gu

/** Text as it was written: nothing in it formats, links, pings or turns the line around. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(controls, '')
    .replace(directions, '')
    .replace(anywhere, '\\$&')
    .replace(list, '$1\\$2')
    .replace(numberedList, '$1\\.')
    .replace(address, '$1\\:')
}
