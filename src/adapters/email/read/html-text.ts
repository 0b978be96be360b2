import { Tokenizer } from 'htmlparser2'
import {
  ATTRIBUTES_OF_PICTURES,
  ATTRIBUTES_WITH_WORDS,
  isPictureOfAnything,
  wordsShownBy,
} from './shown-words.ts'
import { TextLines } from './text-lines.ts'

/** Characters of HTML that we read. The person's own words come first; an earlier email follows. */
const LONGEST_HTML = 400_000
/** Levels that we follow, so that the search for the element that a tag closes stays short, and time linear. */
const DEEPEST = 128

// biome-ignore format: a table
const VOID = new Set([
  'area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr',
])
const IGNORED = new Set(['script', 'style', 'head', 'title', 'template'])
const STRUCK = new Set(['s', 'strike', 'del'])
/** Elements that begin and end a line. */
// biome-ignore format: a table
const BLOCK = new Set([
  'p', 'div', 'table', 'tr', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre',
  'center', 'section', 'article', 'header', 'footer', 'main', 'form', 'fieldset', 'address', 'figure',
  'blockquote', 'hr', 'body', 'html', 'tbody', 'thead', 'tfoot', 'option', 'textarea',
])
/** Blocks with an empty line around them. */
// biome-ignore format: a table
const SPACED = new Set([
  'p', 'ul', 'ol', 'dl', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'blockquote', 'table',
])
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

type Role = 'plain' | 'ignored' | 'quote' | 'signature' | 'struck'

export interface HtmlTextOptions {
  /**
   * Keep signatures, after a line "-- ", read on where the earlier email begins, and read the words of pictures and fields. Only hidden
   * elements and struck words are left out.
   */
  everything?: boolean
}

export interface HtmlText {
  text: string
  /** Words were struck out. They are not in the text. */
  struck: boolean
  /** There is a picture that may show words. */
  pictured: boolean
}

/**
 * HTML as text: blocks and `<br>` become lines; styles, scripts, signature containers and hidden elements (preheaders) are left
 * out; quotations become `> ` lines. Reading stops where an email program marks the rest as the earlier email (Outlook's divRplyFwdMsg
 * and appendonsend, Hotmail's stopSpelling). Only the tokenizer of htmlparser2 is linear in any input (decision 0035).
 */
export function htmlToText(input: string, { everything = false }: HtmlTextOptions = {}): HtmlText {
  const html = input.slice(0, LONGEST_HTML)
  const elements = new OpenElements()
  let tag = { name: '', start: 0, nameEnd: 0, words: new Map<string, string>() }
  let attribute = ''
  let isInTag = false

  /** Returns whether what follows is still read. */
  function open(end: number, isSelfClosing: boolean): boolean {
    isInTag = false
    const { name } = tag
    const found = roleOf(name, html.slice(tag.nameEnd, end).toLowerCase())
    if (found === 'rest' && !everything) return false
    elements.open(name, everything ? roleInEverything(name, found) : roleInReply(found), isSelfClosing)
    if (everything && found !== 'ignored') elements.shows(wordsShownBy(name, tag.words))
    if (isPictureOfAnything(name, tag.words)) elements.showsPicture()
    return true
  }

  function addWords(words: string): void {
    if (ATTRIBUTES_WITH_WORDS.has(attribute) || ATTRIBUTES_OF_PICTURES.has(attribute))
      tag.words.set(attribute, (tag.words.get(attribute) ?? '') + words)
  }

  const nothing = () => {}
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => elements.text(html.slice(start, end)),
      ontextentity: code => elements.text(textOfEntity(code)),
      onopentagname(start, end) {
        isInTag = true
        tag = { name: html.slice(start, end).toLowerCase(), start: start - 1, nameEnd: end, words: new Map() }
      },
      onopentagend: end => {
        if (!open(end, false)) tokenizer.pause()
      },
      onselfclosingtag: end => {
        if (!open(end, true)) tokenizer.pause()
      },
      onclosetag: (start, end) => elements.close(html.slice(start, end).toLowerCase()),
      onattribname(start, end) {
        attribute = html.slice(start, end).toLowerCase()
      },
      onattribdata: (start, end) => addWords(html.slice(start, end)),
      onattribentity: code => addWords(textOfEntity(code)),
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
  if (isInTag) elements.text(html.slice(tag.start))
  return elements.finish()
}

/** The elements that are open, and the text that they make. */
class OpenElements {
  readonly #out = new TextLines()
  readonly #stack: { name: string; role: Role }[] = []
  /** How many of the open elements are ignored or struck out; text in any of them is left out. */
  #ignored = 0
  #strikes = 0
  #struck = false
  #pictured = false
  /** Some text stands above. */
  #begun = false
  /** How many of them are `<pre>`. */
  #preformatted = 0

  text(text: string): void {
    const isBlank = text.trim() === ''
    if (this.#strikes > 0 && this.#strikes === this.#ignored && !isBlank) this.#struck = true
    if (this.#ignored > 0) return
    if (!isBlank) this.#begun = true
    this.#out.text(text, this.#preformatted > 0)
  }

  /**
   * Words that the element just opened shows, although they are no text. In a signature block, or linked and below somebody's words, they
   * name a company or its pages.
   */
  shows(words: string): void {
    if (words !== '' && !this.#isInLogo()) this.text(` ${words} `)
  }

  showsPicture(): void {
    const isQuoted = this.#stack.some(({ role }) => role === 'quote')
    if (this.#ignored === 0 && !isQuoted && !this.#isInLogo()) this.#pictured = true
  }

  open(name: string, role: Role, isSelfClosing: boolean): void {
    if (name === 'br' && this.#ignored === 0) this.#out.newLine()
    if (name === 'hr' && this.#ignored === 0) this.#out.rule()
    if (VOID.has(name) || isSelfClosing) return
    while (CLOSED_BY_SIBLING[name]?.includes(this.#stack.at(-1)?.name ?? '')) this.#closeLast()
    // Beyond the depth that we follow, only what has to be ignored still counts.
    const leavesOut = role === 'ignored' || role === 'struck'
    if (this.#stack.length >= DEEPEST && (!leavesOut || this.#ignored > 0)) return
    if (this.#ignored === 0) this.#startText(name)
    if (leavesOut) this.#ignored += 1
    if (role === 'struck') this.#strikes += 1
    if (role === 'quote') this.#out.quote(1)
    if (role === 'signature' && this.#ignored === 0) this.#out.signature()
    if (name === 'pre') this.#preformatted += 1
    this.#stack.push({ name, role })
  }

  /** Closes the innermost element of this name, and all within it. */
  close(name: string): void {
    const index = this.#stack.findLastIndex(element => element.name === name)
    if (index >= 0) while (this.#stack.length > index) this.#closeLast()
  }

  finish(): HtmlText {
    return { text: this.#out.finish(), struck: this.#struck, pictured: this.#pictured }
  }

  #isInLogo(): boolean {
    return this.#stack.some(({ name, role }) => role === 'signature' || (name === 'a' && this.#begun))
  }

  #startText(name: string): void {
    if (BLOCK.has(name)) this.#out.endBlock(SPACED.has(name))
    if (name === 'td' || name === 'th') this.#out.cell()
    if (name === 'li') this.#out.text('- ', false)
  }

  #closeLast(): void {
    const last = this.#stack.pop()
    if (last === undefined) return
    if (last.role === 'ignored' || last.role === 'struck') this.#ignored -= 1
    if (last.role === 'struck') this.#strikes -= 1
    if (last.role === 'quote') this.#out.quote(-1)
    if (last.name === 'pre') this.#preformatted -= 1
    if (this.#ignored === 0 && BLOCK.has(last.name)) this.#out.endBlock(SPACED.has(last.name))
  }
}

/** As entities, soft hyphen and non-joiner are marks for the layout. */
const INVISIBLE = new Set([0xad, 0x200c])
const NO_BREAK = 0xa0

function textOfEntity(code: number): string {
  if (INVISIBLE.has(code)) return ''
  return code === NO_BREAK ? ' ' : String.fromCodePoint(code)
}

/** Only the person's own words are read in a reply, without their signature. */
function roleInReply(role: Role | 'rest'): Role {
  return role === 'signature' || role === 'rest' ? 'ignored' : role
}

/** Containers of a quotation hold the program's attribution too: only a blockquote marks the lines in it. */
function roleInEverything(name: string, role: Role | 'rest'): Role {
  if (role === 'rest') return 'plain'
  return role === 'quote' && name !== 'blockquote' ? 'plain' : role
}

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
  if (STRUCK.has(name)) return 'struck'
  if (attributes === '') return name === 'blockquote' ? 'quote' : 'plain'
  if (REST_MARKS.some(mark => attributes.includes(mark))) return 'rest'
  if (isHidden(attributes)) return 'ignored'
  if (isStruck(attributes)) return 'struck'
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

function isStruck(attributes: string): boolean {
  return /text-decoration(?:-line)?\s{0,3}:[^;"']{0,60}line-through/.test(attributes)
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
