/** Commands as replies of the desk offer them; the same in every language. */
import type { Block } from '../../channel.ts'
import { plainWords, slashed } from '../../commands.ts'
import { paragraph } from '../blocks.ts'
import type { DeskSentences } from '../en/desk.ts'

/** Discord takes 100 characters in a button's id, and the adapter puts a prefix before the command. */
export const longestButton = 90

export function command(label: string, words: string, danger = false): Block {
  return { kind: 'command-button', label, command: words, ...(danger ? { danger: true } : {}) }
}

/** `words` is the command up to the number of its page. */
export function pageButtons(
  words: string,
  page: number,
  more: boolean,
  say: DeskSentences['pages'],
): Block[] {
  const wanted = [
    ...(page > 1 ? [{ label: say.back, page: page - 1 }] : []),
    ...(more ? [{ label: say.next, page: page + 1 }] : []),
  ]
  return wanted.map(({ label, page }) => {
    const whole = `${words} ${page}`
    return whole.length <= longestButton ? command(label, whole) : paragraph(say.typed(label, page))
  })
}

/** `8–10, 12`, as one types them, and how many of `count` that leaves out. */
export function namedRanges(
  ranges: { from: number; to: number }[],
  count: number,
): { named: string; more: number } {
  const named = ranges.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`))
  return {
    named: named.join(', '),
    more: count - ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0),
  }
}

/** The command as one types it there: in chats after a slash, in an email without. */
export function typed(words: string, slash: boolean): string {
  return slash ? slashed(words) : words
}

/** The command with the petition it is meant for, after its first word. */
export function withPetition(words: string, slug: string): string {
  const [first = '', ...rest] = plainWords(words)
  return [first, slug, ...rest].join(' ')
}

/** The title; if several petitions share it, with the name used in commands. */
export function toldApart(petitions: { title: string }[], title: string, slug: string): string {
  return petitions.filter(petition => petition.title === title).length > 1 ? `${title} (${slug})` : title
}

/** A command with what was said with it, while that fits into a button. */
export function whole(name: string, rest: string): string {
  const words = rest === '' ? name : `${name} ${rest}`
  return words.length <= longestButton ? words : name
}

/** As many organisers as one message lists. */
export const mostOrganisers = 20
/** As many petitions as are named beside all commands. */
export const mostNamed = 5
