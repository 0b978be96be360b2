import { htmlToText } from './html-text.ts'
import { isDeviceLine, isProgramLine, tidyLines } from './machine-lines.ts'
import { isFooterStart, withoutNotices } from './notices.ts'
import { attributionAt, headerBlockEnd, isDecoration, isQuoted, isSeparator } from './quoted-mail.ts'

/** Characters that are read. A person's own words come first and are short. */
const LONGEST_TEXT = 65_536
const MOST_LINES = 1000
/** The most lines of a signature block. */
const LONGEST_BLOCK = 12

/** The decoded text of an email and its HTML alternative. */
export interface Body {
  text?: string | undefined
  html?: string | undefined
}

export interface NewText {
  /** The text part as it is, or the HTML as text if that part is empty. */
  whole: string
  /** Only what the person typed for this email. */
  text: string
  /** The signature block below "-- " or a line of "_____", or ''. */
  block: string
}

/** Leaves out quotations, forwarded emails, the signature block, device lines and footers. Takes linear time. */
export function readNewText({ text: plain = '', html = '' }: Body): NewText {
  const whole = plain.trim() === '' ? '' : plain
  const fromPlain = newTextOf(whole)
  if (fromPlain.text !== '' || html === '') return { whole, text: fromPlain.text, block: fromPlain.block }
  const { text: lines } = htmlToText(html)
  const { text, block } = newTextOf(lines)
  if (whole === '') return { whole: lines, text, block }
  // A text part with nothing new is believed, unless it is a stub, such as a list's footer beside an HTML email.
  const stub = !fromPlain.quoted && whole.length * 4 < lines.length
  return stub ? { whole, text, block } : { whole, text: '', block: fromPlain.block }
}

function newTextOf(whole: string): { text: string; block: string; quoted: boolean } {
  const lines = withoutNotices(tidyLines(whole.slice(0, LONGEST_TEXT)).slice(0, MOST_LINES))
  const kept: string[] = []
  let block: string[] = []
  let quoted = false
  let at = 0
  while (at < lines.length) {
    const line = lines[at] ?? ''
    if (isSeparator(lines, at) || headerBlockEnd(lines, at) !== undefined) {
      quoted = true
      while (kept.length > 0 && isDecoration(kept.at(-1) ?? '')) kept.pop()
      break
    }
    if (isQuoted(line) || isWrappedQuote(lines, at)) {
      quoted = true
      at += 1
      continue
    }
    const attribution = attributionAt(lines, at)
    if (attribution) {
      quoted = true
      if (!attribution.marked) break
      at = attribution.next
      continue
    }
    if (isSignatureMark(lines, at) || isFooterStart(line)) {
      const end = nextEarlierMail(lines, at + 1)
      if (/^(?:--|—|_{5,})\s*$/.test(line) && block.length === 0)
        block = lines.slice(at + 1, Math.min(end, at + 1 + LONGEST_BLOCK))
      at = end
      continue
    }
    if (!isDeviceLine(lines, at) && !isProgramLine(line)) kept.push(line)
    at += 1
  }
  const footer = block.findIndex(line => isFooterStart(line))
  const own = footer === -1 ? block : block.slice(0, footer)
  return { text: joined(kept), block: joined(own.filter((_, row) => !isDeviceLine(own, row))), quoted }
}

function joined(kept: string[]): string {
  const paragraphs: string[][] = [[]]
  for (const line of kept) {
    if (line.trim() === '') paragraphs.push([])
    else paragraphs.at(-1)?.push(line.trimEnd())
  }
  const full = paragraphs.filter(paragraph => paragraph.length > 0)
  return full
    .map(paragraph => paragraph.join('\n'))
    .join('\n\n')
    .trim()
}

/** Whether a mail server broke a long quoted line in two, so that the rest lost its mark. */
function isWrappedQuote(lines: string[], at: number): boolean {
  const before = lines[at - 1] ?? ''
  return (
    before.length >= 65 &&
    isQuoted(before) &&
    isQuoted(lines[at + 1] ?? '') &&
    /^\p{Ll}/u.test(lines[at] ?? '')
  )
}

/** RFC 3676 4.3 says "-- ". Many programs lose the space, so a bare "--" counts before a short block. */
function isSignatureMark(lines: string[], at: number): boolean {
  const line = lines[at] ?? ''
  if (line === '-- ') return true
  const trimmed = line.trim()
  if (trimmed === '--' || trimmed === '— ' || trimmed === '--\u00a0') return shortBlock(lines, at + 1, 15)
  if (/^[_=-]{2,80}$/.test(trimmed)) {
    const block = lines
      .slice(at + 1, at + 7)
      .join('\n')
      .toLowerCase()
    if (/mailing list|mailman|listinfo|unsubscribe|@lists\.|list archive/.test(block)) return true
    return trimmed.startsWith('_____') && shortBlock(lines, at + 1, 6)
  }
  return false
}

function shortBlock(lines: string[], from: number, most: number): boolean {
  const end = nextEarlierMail(lines, from)
  let count = 0
  for (let at = from; at < end && count <= most; at += 1) if ((lines[at] ?? '').trim() !== '') count += 1
  return count > 0 ? count <= most : true
}

/** The line where the next quotation begins: a signature or footer ends there, and answers between quotations may follow. */
function nextEarlierMail(lines: string[], from: number): number {
  // We read no further than this below a signature mark.
  const limit = Math.min(lines.length, from + 60)
  for (let at = from; at < limit; at += 1) {
    if (
      isQuoted(lines[at] ?? '') ||
      isSeparator(lines, at) ||
      headerBlockEnd(lines, at) !== undefined ||
      attributionAt(lines, at)
    )
      return at
  }
  return lines.length
}
