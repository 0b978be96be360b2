import { Tokenizer } from 'htmlparser2'
import { TextLines } from './text-lines.ts'

/** Characters of HTML that we read. The person's own words come first; an earlier email follows. */
const LONGEST_HTML = 400_000
/** Levels that we follow, so that the search for the element that a tag closes stays short, and time linear. */
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
/** Elements that a later sibling closes (`<p>a<p>b`), so that sloppy HTML does not count as deep. */
const CLOSED_BY_SIBLING: Record<string, string[]> = {
  p: ['p'],
  li: ['li'],
  tr: ['td', 'th', 'tr'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
}

type Role = 'plain' | 'ignored' | 'quote' | 'signature'

export interface HtmlTextOptions {
  /** Keep signatures, after a line "-- ", and read on where the earlier email begins. Only hidden elements are left out. */
  everything?: boolean
}

/**
 * HTML as text: blocks and `<br>` become lines; styles, scripts, signature containers and hidden elements (preheaders) are left
 * out; quotations become `> ` lines. Reading stops where an email program marks the rest as the earlier email (Outlook's divRplyFwdMsg
 * and appendonsend, Hotmail's stopSpelling). Only the tokenizer of htmlparser2 is linear in any input (decision 0035).
 */
export function htmlToText(input: string, { everything = false }: HtmlTextOptions = {}): string {
  const html = input.slice(0, LONGEST_HTML)
  const out = new TextLines()
  const stack: { name: string; role: Role }[] = []
  let ignored = 0
  let pre = 0
  let tag = { name: '', start: 0, nameEnd: 0 }
  let inTag = false

  const text = (what: string) => {
    if (ignored === 0) out.text(what, pre > 0)
  }
  const pop = () => {
    const open = stack.pop()
    if (!open) return
    if (open.role === 'ignored') ignored -= 1
    if (open.role === 'quote') out.quote(-1)
    if (open.name === 'pre') pre -= 1
    if (ignored === 0 && BLOCK.has(open.name)) out.endBlock(SPACED.has(open.name))
  }
  const open = (end: number, selfClosing: boolean) => {
    inTag = false
    const { name } = tag
    const found = roleOf(name, html.slice(tag.nameEnd, end).toLowerCase())
    if (found === 'rest' && !everything) return tokenizer.pause()
    const role = everything
      ? roleInEverything(name, found)
      : found === 'signature' || found === 'rest'
        ? 'ignored'
        : found
    if (name === 'br' && ignored === 0) out.newLine()
    if (name === 'hr' && ignored === 0) out.rule()
    if (VOID.has(name) || selfClosing) return
    while (CLOSED_BY_SIBLING[name]?.includes(stack.at(-1)?.name ?? '')) pop()
    if (stack.length >= DEEPEST && (role !== 'ignored' || ignored > 0)) return
    if (ignored === 0) {
      if (BLOCK.has(name)) out.endBlock(SPACED.has(name))
      if (name === 'td' || name === 'th') out.text(' ', false)
      if (name === 'li') out.text('- ', false)
    }
    if (role === 'ignored') ignored += 1
    if (role === 'quote') out.quote(1)
    if (role === 'signature' && ignored === 0) out.signature()
    if (name === 'pre') pre += 1
    stack.push({ name, role })
  }
  const close = (name: string) => {
    const index = stack.findLastIndex(item => item.name === name)
    if (index >= 0) while (stack.length > index) pop()
  }

  const nothing = () => {}
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => text(html.slice(start, end)),
      ontextentity: code =>
        text(INVISIBLE.has(code) ? '' : code === NO_BREAK ? ' ' : String.fromCodePoint(code)),
      onopentagname(start, end) {
        inTag = true
        tag = { name: html.slice(start, end).toLowerCase(), start: start - 1, nameEnd: end }
      },
      onopentagend: end => open(end, false),
      onselfclosingtag: end => open(end, true),
      onclosetag: (start, end) => close(html.slice(start, end).toLowerCase()),
      onattribname: nothing,
      onattribdata: nothing,
      onattribentity: nothing,
      onattribend: nothing,
      oncomment: nothing,
      oncdata: nothing,
      ondeclaration: nothing,
      onprocessinginstruction: nothing,
      onend: nothing,
    },
  )
  tokenizer.write(html)
  if (tokenizer.running) tokenizer.end()
  // A quotation mark that is never closed has swallowed the rest, which is kept as it stands: an empty reply would count as consent.
  if (inTag) text(html.slice(tag.start))
  return out.finish()
}

/** Containers of a quotation hold the program's attribution too: only a blockquote marks the lines in it. */
function roleInEverything(name: string, role: Role | 'rest'): Role {
  if (role === 'rest') return 'plain'
  return role === 'quote' && name !== 'blockquote' ? 'plain' : role
}

/** As entities, soft hyphen and non-joiner are marks for the layout. */
const INVISIBLE = new Set([0xad, 0x200c])
const NO_BREAK = 0xa0

// biome-ignore format: a table
const SIGNATURE_MARKS = [
  'gmail_signature', 'moz-signature', 'id="signature"', "id='signature'", 'id=signature',
  'ms-outlook-mobile-signature', 'data-signatureblock', 'protonmail_signature_block', 'applemailsignature',
  'tutanota_signature',
]
// biome-ignore format: a table
const QUOTE_MARKS = [
  'yahoo_quoted', 'moz-cite-prefix', 'moz-forward-container', 'protonmail_quote', 'tutanota_quote', 'zmail_extra',
  'hmquote', 'olk_src_body_section', 'mailcontainer_quote', 'wmquote',
]
/** The earlier email begins here, although no element encloses it. */
// biome-ignore format: a table
const REST_MARKS = [
  'divrplyfwdmsg', 'appendonsend', 'stopspelling', 'x_divrplyfwdmsg', 'mail-editor-reference-message-container',
]

function roleOf(name: string, attributes: string): Role | 'rest' {
  if (IGNORED.has(name)) return 'ignored'
  if (attributes === '') return name === 'blockquote' ? 'quote' : 'plain'
  if (REST_MARKS.some(mark => attributes.includes(mark))) return 'rest'
  if (isHidden(attributes)) return 'ignored'
  if (SIGNATURE_MARKS.some(mark => attributes.includes(mark))) return 'signature'
  if (QUOTE_MARKS.some(mark => attributes.includes(mark))) return 'quote'
  // Gmail and Apple write an indented paragraph as a blockquote without border: it is the person's own text.
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
