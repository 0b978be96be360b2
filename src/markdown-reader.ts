/** Reads the small Markdown of statements: paragraphs, headings, lists, quotations, emphasis, links. Anything else is text. */
import MarkdownIt from 'markdown-it'

/** A new one for each use, whose rules of drawing its user may change. */
export function markdownReader() {
  // `zero` knows paragraphs only, and HTML is text.
  const reader = new MarkdownIt('zero', { html: false, linkify: true, maxNesting: 20 }).enable([
    'heading',
    'blockquote',
    'list',
    'linkify',
    'emphasis',
    'link',
    'autolink',
    'escape',
    'entity',
    'balance_pairs',
    'fragments_join',
  ])
  // Only whole addresses: `and.so` is no link.
  reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  reader.validateLink = url => /^(https?:\/\/|mailto:)/i.test(url.trim())
  // A page has its own outline: a heading of the statement is a strong paragraph.
  reader.core.ruler.push('strong_headings', ({ tokens, Token }) => {
    for (const [at, token] of tokens.entries()) {
      if (!token.type.startsWith('heading_')) continue
      token.type = token.type.replace('heading', 'paragraph')
      token.tag = 'p'
      const words = tokens[at + 1]
      if (token.nesting === 1 && words?.children != null && words.content !== '')
        words.children = [
          new Token('strong_open', 'strong', 1),
          ...words.children,
          new Token('strong_close', 'strong', -1),
        ]
    }
  })
  return reader
}

/** A paragraph, or the first one of an item of a list. */
export interface Paragraph {
  runs: Run[]
  /** The number of an item, or a bullet. */
  mark?: string
  /** How many lists and quotations it stands in. */
  depth: number
  quoted?: true
}

/** Words that look the same. A line break is `\n`. */
export interface Run {
  text: string
  strong?: true
  emphasis?: true
  href?: string
}

const reader = markdownReader()

/** The statement for places that take no HTML of a page: email, chats, paper. */
export function paragraphs(source: string): Paragraph[] {
  const found: Paragraph[] = []
  // For each list that is open, the number of its next item; undefined for bullets.
  const lists: (number | undefined)[] = []
  let mark: string | undefined
  let quotations = 0
  for (const token of reader.parse(source, {})) {
    if (token.type === 'ordered_list_open') lists.push(Number(token.attrGet('start') ?? 1))
    else if (token.type === 'bullet_list_open') lists.push(undefined)
    else if (token.type.endsWith('_list_close')) lists.pop()
    else if (token.type.startsWith('blockquote_')) quotations += token.nesting
    else if (token.type === 'list_item_open') {
      const next = lists.at(-1)
      mark = next === undefined ? '•' : `${next}.`
      if (next !== undefined) lists[lists.length - 1] = next + 1
    } else if (token.type === 'inline') {
      found.push({
        runs: runsOf(token.children ?? []),
        depth: lists.length + quotations,
        ...(mark !== undefined && { mark }),
        ...(quotations > 0 && { quoted: true }),
      })
      mark = undefined
    }
  }
  return found
}

type Token = ReturnType<typeof reader.parse>[number]

function runsOf(tokens: readonly Token[]): Run[] {
  const runs: Run[] = []
  let strong = 0
  let emphasis = 0
  let href: string | undefined
  for (const token of tokens) {
    if (token.tag === 'strong') strong += token.nesting
    else if (token.tag === 'em') emphasis += token.nesting
    else if (token.tag === 'a') href = token.nesting === 1 ? String(token.attrGet('href')) : undefined
    else {
      const text = token.type.endsWith('break') ? '\n' : token.content
      const run: Run = {
        text,
        ...(strong > 0 && { strong: true }),
        ...(emphasis > 0 && { emphasis: true }),
        ...(href !== undefined && { href }),
      }
      const last = runs.at(-1)
      if (last !== undefined && isAlike(last, run)) last.text += text
      else if (text !== '') runs.push(run)
    }
  }
  return runs
}

function isAlike(one: Run, other: Run): boolean {
  return one.strong === other.strong && one.emphasis === other.emphasis && one.href === other.href
}

/** A paragraph without marks of emphasis, and with the addresses of its links. */
export function wordsOf({ runs }: Pick<Paragraph, 'runs'>): string {
  return runs
    .map(({ text, href }, at) => {
      const isWhole = href === undefined || runs[at + 1]?.href === href || isOwnWords(text, href)
      return isWhole ? text : `${text} (${addressOf(href)})`
    })
    .join('')
}

/** Whether the words of a link are its address. */
export function isOwnWords(text: string, href: string): boolean {
  return text === href || text === addressOf(href)
}

/** As people read it. */
function addressOf(href: string): string {
  return href.replace(/^mailto:/i, '')
}

/** Whether both stand in a list: no blank line comes between them. */
export function isList(one: Paragraph, next: Paragraph | undefined): boolean {
  return [one, next].every(paragraph => paragraph !== undefined && paragraph.depth > 0 && !paragraph.quoted)
}

/** The whole statement with marks and line breaks: a blank line between paragraphs, none between the items of a list. */
export function asRuns(all: readonly Paragraph[]): Run[] {
  return all.flatMap((paragraph, at) => {
    const { runs, mark, depth } = paragraph
    const indent = '  '.repeat(Math.max(0, depth - 1))
    const before = mark === undefined ? (depth > 0 ? `${indent}  ` : '') : `${indent}${mark} `
    const next = all[at + 1]
    const after = next === undefined ? '' : isList(paragraph, next) ? '\n' : '\n\n'
    return [{ text: before }, ...runs, { text: after }].filter(({ text }) => text !== '')
  })
}

/** The same in plain words. */
export function plainWords(all: readonly Paragraph[]): string {
  return wordsOf({ runs: asRuns(all) })
}
