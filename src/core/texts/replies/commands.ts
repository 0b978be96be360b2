/** Writes commands as replies offer them. They are the same in every language. */
import type { Block } from '../../channel.ts'
import { plainWords, slashed } from '../../commands.ts'
import { paragraph } from '../blocks.ts'
import type { DeskSentences } from '../en/desk.ts'

/** Discord takes 100 characters in a button's id, and the adapter puts a prefix before the command. */
export const longestButton = 90

export function command(label: string, words: string, danger = false): Block {
  return { kind: 'command-button', label, command: words, ...(danger ? { danger: true } : {}) }
}

/** `words`: the command without the number of its page. */
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

/** Numbers as they are typed, such as `8–10, 12`, and how many of `count` they leave out. */
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

/** The command as it is typed: with a slash in chats, without one in an email. */
export function typed(words: string, slash: boolean): string {
  return slash ? slashed(words) : words
}

/** The command with its petition, after the first word. */
export function withPetition(words: string, slug: string): string {
  const [first = '', ...rest] = plainWords(words)
  return [first, slug, ...rest].join(' ')
}

/** The title, with the slug if several petitions have the same title. */
export function toldApart(petitions: { title: string }[], title: string, slug: string): string {
  return petitions.filter(petition => petition.title === title).length > 1 ? `${title} (${slug})` : title
}

/** A command with its words, if they fit into a button. */
export function whole(name: string, rest: string): string {
  const words = rest === '' ? name : `${name} ${rest}`
  return words.length <= longestButton ? words : name
}

/** The most organisers that one message lists. */
export const mostOrganisers = 20
/** The most petitions that are named beside all commands. */
export const mostNamed = 5
