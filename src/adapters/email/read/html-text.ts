import { decodeEntities } from './html-entities.ts'
import { TextLines } from './text-lines.ts'

/** Longest HTML read, in characters: what a person typed stands in front, what follows is quoted mail. */
const LONGEST_HTML = 400_000
/** Deepest nesting followed; browsers flatten beyond 512. Keeps the search for an end tag's start bounded. */
const DEEPEST = 128

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
const IGNORED = new Set(
  'script style head title template noscript object svg math select textarea'.split(' '),
)
const BLOCK = new Set(
  'p div table tr ul ol li dl dt dd h1 h2 h3 h4 h5 h6 pre center section article header footer main form fieldset address figure blockquote hr body html tbody thead tfoot'.split(
    ' ',
  ),
)
const SPACED = new Set('p ul ol dl h1 h2 h3 h4 h5 h6 pre blockquote table'.split(' '))
/** Elements that a later sibling closes (`<p>a<p>b`), so that sloppy mail does not count as deep. */
const CLOSED_BY_SIBLING: Record<string, string[]> = {
  p: ['p'],
  li: ['li'],
  tr: ['td', 'th', 'tr'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  option: ['option'],
}

/** Characters looked at in vain for the end of a tag; after that `<` is text, or `<a <a <a` would be quadratic. */
const MOST_WASTED = 500_000

interface Open {
  name: string
  role: 'plain' | 'ignored' | 'quote'
}

/**
 * HTML as text in one linear pass: blocks and `<br>` become lines, hidden elements (preheaders), styles, scripts and
 * signature containers are dropped, quotations come out as `> ` lines. Reading stops where a client marks that
 * all the rest is the earlier mail (Outlook's divRplyFwdMsg and appendonsend, Hotmail's stopSpelling).
 */
export function htmlToLines(input: string): string {
  const html = input.length > LONGEST_HTML ? input.slice(0, LONGEST_HTML) : input
  const out = new TextLines()
  const stack: Open[] = []
  let ignored = 0
  let pre = 0
  let at = 0
  const pop = () => {
    const open = stack.pop()
    if (!open) return
    if (open.role === 'ignored') ignored -= 1
    if (open.role === 'quote') out.quote(-1)
    if (open.name === 'pre') pre -= 1
    if (ignored === 0 && BLOCK.has(open.name)) out.endBlock(SPACED.has(open.name))
  }
  // The search for these is done once: an unclosed comment must not make every later one scan to the end.
  const budget = { wasted: 0 }
  const noMore = new Set<string>()
  const find = (what: string, from: number): number => {
    if (noMore.has(what)) return -1
    const found = html.indexOf(what, from)
    if (found < 0) noMore.add(what)
    return found
  }
  while (at < html.length) {
    const open = html.indexOf('<', at)
    const textEnd = open < 0 ? html.length : open
    if (textEnd > at && ignored === 0) out.text(decodeEntities(html.slice(at, textEnd)), pre > 0)
    if (open < 0) break
    if (html.startsWith('<!--', open)) {
      const end = find('-->', open + 4)
      at = end < 0 ? html.length : end + 3
      continue
    }
    const tag = budget.wasted > MOST_WASTED ? undefined : readTag(html, open, budget)
    if (!tag) {
      if (ignored === 0) out.text('<', pre > 0)
      at = open + 1
      continue
    }
    at = tag.end
    if (tag.closing) {
      const index = stack.findLastIndex(item => item.name === tag.name)
      if (index >= 0) while (stack.length > index) pop()
      continue
    }
    if (tag.name === 'br' && ignored === 0) out.newLine()
    const role = roleOf(tag.name, tag.attributes)
    if (role === 'rest') break
    if (tag.name === 'hr' && ignored === 0) out.rule()
    if (VOID.has(tag.name) || tag.selfClosing) continue
    if (tag.name === 'script' || tag.name === 'style' || tag.name === 'title' || tag.name === 'textarea') {
      const end = find(`</${tag.name}`, at)
      at = end < 0 ? html.length : end
      const after = html.indexOf('>', at)
      at = after < 0 ? html.length : after + 1
      continue
    }
    const siblings = CLOSED_BY_SIBLING[tag.name]
    while (siblings?.includes(stack.at(-1)?.name ?? '')) pop()
    if (stack.length >= DEEPEST) continue
    if (ignored === 0) {
      if (BLOCK.has(tag.name)) out.endBlock(SPACED.has(tag.name))
      if (tag.name === 'td' || tag.name === 'th') out.text(' ', false)
      if (tag.name === 'li') out.text('- ', false)
    }
    if (role === 'ignored') ignored += 1
    if (role === 'quote') out.quote(1)
    if (tag.name === 'pre') pre += 1
    stack.push({ name: tag.name, role })
  }
  return out.finish()
}

interface Tag {
  name: string
  closing: boolean
  selfClosing: boolean
  attributes: string
  end: number
}

function readTag(html: string, start: number, budget: { wasted: number }): Tag | undefined {
  const closing = html[start + 1] === '/'
  // A tag longer than this is text with a lone `<`.
  const limit = Math.min(html.length, start + 8192)
  const fail = (at: number): undefined => {
    budget.wasted += at - start
  }
  let at = start + (closing ? 2 : 1)
  if (html[at] === '!' || html[at] === '?') {
    while (at < limit && html[at] !== '>') at += 1
    return at < limit
      ? { name: '!', closing: false, selfClosing: true, attributes: '', end: at + 1 }
      : fail(at)
  }
  const nameStart = at
  while (at < limit && isNameChar(html.charCodeAt(at))) at += 1
  if (at === nameStart || at - nameStart > 40 || !/[a-zA-Z]/.test(html[nameStart] ?? '')) return fail(at)
  const name = html.slice(nameStart, at).toLowerCase()
  const attributesStart = at
  let quote = ''
  let firstEnd = -1
  for (; at < limit; at += 1) {
    const char = html[at] ?? ''
    if (char === '>' && firstEnd < 0) firstEnd = at
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'") {
      // only an attribute's value opens a quotation: `<a title=it's>` exists in real mail
      const before = html[at - 1] ?? ''
      if (before === '=' || before === ' ' || before === '\n' || before === '\t') quote = char
    } else if (char === '>') {
      const attributes = html.slice(attributesStart, at)
      return {
        name,
        closing,
        selfClosing: attributes.endsWith('/'),
        attributes: attributes.toLowerCase(),
        end: at + 1,
      }
    }
  }
  // a quotation mark that is never closed: the tag ends at its first `>`
  budget.wasted += at - start
  if (firstEnd < 0) return undefined
  return {
    name,
    closing,
    selfClosing: false,
    attributes: html.slice(attributesStart, firstEnd).toLowerCase(),
    end: firstEnd + 1,
  }
}

function isNameChar(code: number): boolean {
  const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
  return letter || (code >= 0x30 && code <= 0x3a) || code === 0x2d || code === 0x5f
}

const SIGNATURE_MARKS = [
  'gmail_signature',
  'moz-signature',
  'id="signature"',
  "id='signature'",
  'id=signature',
  'ms-outlook-mobile-signature',
  'data-signatureblock',
  'protonmail_signature_block',
  'applemailsignature',
  'tutanota_signature',
]
const QUOTE_MARKS = [
  'yahoo_quoted',
  'moz-cite-prefix',
  'moz-forward-container',
  'protonmail_quote',
  'tutanota_quote',
  'zmail_extra',
  'hmquote',
  'olk_src_body_section',
  'mailcontainer_quote',
  'wmquote',
]
/** From here on everything is the earlier mail, although the markup does not enclose it. */
const REST_MARKS = [
  'divrplyfwdmsg',
  'appendonsend',
  'stopspelling',
  'x_divrplyfwdmsg',
  'mail-editor-reference-message-container',
]

function roleOf(name: string, attributes: string): Open['role'] | 'rest' {
  if (IGNORED.has(name)) return 'ignored'
  if (attributes === '') return name === 'blockquote' ? 'quote' : 'plain'
  if (REST_MARKS.some(mark => attributes.includes(mark))) return 'rest'
  if (isHidden(attributes)) return 'ignored'
  if (SIGNATURE_MARKS.some(mark => attributes.includes(mark))) return 'ignored'
  if (QUOTE_MARKS.some(mark => attributes.includes(mark))) return 'quote'
  // Gmail and Apple write an indented paragraph as a blockquote without border; that is the person's own text.
  if (name === 'blockquote') return isIndentation(attributes) ? 'plain' : 'quote'
  return 'plain'
}

function isIndentation(attributes: string): boolean {
  if (attributes.includes('cite') || attributes.includes('quote')) return false
  return /border(?:-left)?\s{0,3}:\s{0,3}(?:none|0)/.test(attributes)
}

function isHidden(attributes: string): boolean {
  const style = attributes.replace(/\s/g, '')
  if (
    /display:none|visibility:hidden|mso-hide:all|max-height:0(?:px|;|"|'|$)|font-size:0(?:px|;|"|'|$)/.test(
      style,
    )
  )
    return true
  return /(?:^|\s)hidden(?:\s|=|$)/.test(attributes)
}
