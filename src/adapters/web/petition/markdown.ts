/** Draws the Markdown of statements as HTML, and as plain words. */
import { html, raw } from 'hono/html'
import { markdownReader, paragraphs } from '../../../markdown-reader.ts'

type Markup = ReturnType<typeof html>

const reader = markdownReader()
reader.renderer.rules.link_open = (tokens, at, options, _env, renderer) => {
  tokens[at]?.attrSet('rel', 'nofollow noopener noreferrer')
  return renderer.renderToken(tokens, at, options)
}

const allowed =
  /^<(?:\/?(?:p|ul|ol|li|blockquote|em|strong)|\/a|ol start="\d{1,9}"|a href="[^"<>]*"(?: title="[^"<>]*")? rel="[a-z ]+")>$/

/** Keeps the line breaks in a paragraph; the style shows them. */
export function markdown(source: string): Markup {
  const made = reader.render(source)
  // A second check, independent of the library that made it.
  const isSafe = (made.match(/<[^>]*>?/g) ?? []).every(tag => allowed.test(tag))
  return isSafe ? raw(made) : html`${source.split(/\n\s*\n/).map(paragraph => html`<p>${paragraph}</p>`)}`
}

/** The same in plain words, on one line, without the addresses of links. */
export function plainText(source: string): string {
  return paragraphs(source)
    .map(({ runs }) => runs.map(({ text }) => text).join(''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}
