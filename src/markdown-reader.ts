/** Reads the small Markdown of statements: paragraphs, lists, emphasis, links. Anything else is text. */
import MarkdownIt from 'markdown-it'

/** A new one for each use, whose rules of drawing its user may change. */
export function markdownReader() {
  // `zero` knows paragraphs only, and HTML is text.
  const reader = new MarkdownIt('zero', { html: false, maxNesting: 20 }).enable([
    'list',
    'emphasis',
    'link',
    'autolink',
    'escape',
    'entity',
    'balance_pairs',
    'fragments_join',
  ])
  reader.validateLink = url => /^(https?:\/\/|mailto:)/i.test(url.trim())
  return reader
}
