import { clean } from '../chat/clean.ts'

/**
 * Opens or changes something anywhere in a text: emphasis, code, spoilers, masked links, mentions, timestamps, custom emoji.
 * Discord shows any escaped ASCII punctuation as itself. The library's own `escapeMarkdown` leaves mentions, addresses and
 * masked links as they are (14.28.1).
 */
const anywhere = /[\\*_~`|<>#@[\]]/g
const list = /^([^\S\n]*)([-+])/gm
const numberedList = /^([^\S\n]*\d+)\./gm
/** Otherwise Discord makes a link of any address that somebody typed. */
const address = /\b(https?|discord|steam):(?=\/\/)/gi

/** Text as it was written: nothing in it formats, links, pings or turns the line around. */
export function escapeMarkdown(text: string): string {
  return clean(text)
    .replace(anywhere, '\\$&')
    .replace(list, '$1\\$2')
    .replace(numberedList, '$1\\.')
    .replace(address, '$1\\:')
}
