/** The Markdown of a statement as paper shows it: without marks of emphasis, and with the addresses of its links. */
import { markdownReader } from '../../markdown-reader.ts'

export interface Paragraph {
  /** With its own line breaks. */
  text: string
  /** For an item of a list: its number, or a bullet. */
  mark?: string
  /** How many lists it stands in. */
  depth: number
}

const reader = markdownReader()

type Token = ReturnType<typeof reader.parse>[number]

export function paragraphs(source: string): Paragraph[] {
  const found: Paragraph[] = []
  // For each list that is open, the number of its next item; undefined for bullets.
  const lists: (number | undefined)[] = []
  let mark: string | undefined
  for (const token of reader.parse(source, {})) {
    if (token.type === 'ordered_list_open') lists.push(Number(token.attrGet('start') ?? 1))
    else if (token.type === 'bullet_list_open') lists.push(undefined)
    else if (token.type.endsWith('_list_close')) lists.pop()
    else if (token.type === 'list_item_open') {
      const next = lists.at(-1)
      mark = next === undefined ? '•' : `${next}.`
      if (next !== undefined) lists[lists.length - 1] = next + 1
    } else if (token.type === 'inline') {
      const text = lineOf(token.children ?? [])
      found.push({ text, depth: lists.length, ...(mark !== undefined && { mark }) })
      mark = undefined
    }
  }
  return found
}

function lineOf(tokens: Token[]): string {
  let text = ''
  let link = { href: '', from: 0 }
  for (const token of tokens) {
    if (token.type === 'link_open') link = { href: String(token.attrGet('href') ?? ''), from: text.length }
    else if (token.type === 'link_close') {
      const said = text.slice(link.from)
      const address = link.href.replace(/^mailto:/i, '')
      if (said !== address) text += ` (${address})`
    } else text += token.type.endsWith('break') ? '\n' : token.content
  }
  return text
}
