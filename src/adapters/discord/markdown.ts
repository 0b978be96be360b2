import { isOwnWords, type Run, wordsOf } from '../../core/channel.ts'
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

/** A statement with its emphasis and links. */
export function formatted(runs: readonly Run[]): string {
  let text = ''
  for (const run of runs) {
    const next = emphasised(run)
    // A zero-width space parts marks that would be read as one.
    text += text.endsWith('*') && next.startsWith('*') ? `\u200b${next}` : next
  }
  return text
}

/** Marks count only if they touch a word of the same line. */
function emphasised(run: Run): string {
  const marks = `${run.strong ? '**' : ''}${run.emphasis ? '*' : ''}`
  return run.text.replace(/[^\s](?:[^\n]*[^\s])?/g, words => `${marks}${linked(words, run.href)}${marks}`)
}

/** Discord links words to web addresses only, and shows no preview of an address in angle brackets. */
function linked(words: string, href: string | undefined): string {
  if (href === undefined || !/^https?:/i.test(href))
    return escapeMarkdown(wordsOf({ runs: [{ text: words, ...(href && { href }) }] }))
  return isOwnWords(words, href) ? `<${href}>` : `[${escapeMarkdown(words)}](<${href}>)`
}
