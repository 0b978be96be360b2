/** The lines that programs add to a person's email: attributions, separators, header blocks, devices, banners and footers. */
import {
  BANNERS,
  CONFIDENTIAL,
  DEVICE_LINES,
  FOOTER_STARTS,
  LEGAL_SIGNS,
  PROGRAM_LINES,
  RECIPIENT,
} from './quote-headers.ts'
import { attributionAt, headerBlockEnd, isDecoration, isQuoted, isSeparator } from './quoted-mail.ts'

/** Makes line ends and spaces alike and removes invisible marks; keeps the trailing space of "-- ". */
export function tidyLines(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replaceAll('\ufeff', '')
    .replaceAll('\0', '')
    .split('\n')
}

/**
 * Everything but the lines of programs, quotations included: the person may have written anywhere. A line of a program becomes an
 * empty one. A signature mark stays, as "-- ".
 */
export function withoutProgramLines(lines: readonly string[]): string[] {
  const kept = withoutNotices([...lines])
  // Apple Mail and others write their attribution inside the quotation.
  const unmarked = kept.map(line => line.replace(MARKS, ''))
  let at = 0
  while (at < kept.length) {
    const end = programLinesEnd(MARKS.test(kept[at] ?? '') ? unmarked : kept, at)
    kept.fill('', at, end)
    at = Math.max(end, at + 1)
  }
  return kept
}

const MARKS = /^(?: {0,3}[>|])+ ?/

/** "As I wrote on 3 March: no" is not an attribution. Portuguese ones may begin with "No dia". */
const SAYS_I_OR_NO =
  /(?<![\p{L}'’])(?:i|i['’](?:m|ve|d)|me|my|we|our|ich|mir|mein|wir|nicht|kein|yo|nosotros|io|eu|ik|mijn|j['’]ai|not|never|no(?! dia)|nein|nee|non|pas|jamais|nunca|não|niet)(?![\p{L}])|n['’]t(?!\p{L})/iu

/** The end of the program's lines that begin here; `at` itself if a person may have written this line. */
function programLinesEnd(lines: string[], at: number): number {
  const header = headerBlockEnd(lines, at)
  if (header !== undefined) return header
  if (isSeparator(lines, at)) return at + 1
  // Only the lines of the attribution itself: what stands beneath it is looked at.
  const attribution = attributionAt(lines, at)
  if (attribution) {
    const words = lines
      .slice(at, attribution.end)
      .join(' ')
      .replace(/\S*@\S*/g, ' ')
    if (!SAYS_I_OR_NO.test(words)) return attribution.end
  }
  return isDeviceLine(lines, at) || isProgramLine(lines[at] ?? '') ? at + 1 : at
}

/** Empties the paragraphs that gateways, scanners and legal departments put into everybody's email. */
export function withoutNotices(lines: string[]): string[] {
  let start = 0
  while (start < lines.length) {
    if (isBlank(lines[start] ?? '')) {
      start += 1
      continue
    }
    let end = start
    while (end < lines.length && !isBlank(lines[end] ?? '')) end += 1
    if (isNotice(lines.slice(start, end).join(' '))) lines.fill('', start, end)
    else for (let at = start; at < end; at += 1) if (isNotice(lines[at] ?? '')) lines[at] = ''
    start = end
  }
  return lines
}

function isBlank(line: string): boolean {
  return line.trim() === ''
}

const LONGEST_NOTICE = 4000
/** A notice speaks for nobody in particular: a paragraph with one of these words is a person's. */
const FIRST_PERSON =
  /(?<![\p{L}'’])(?:i|i['’](?:m|ve|ll|d)|me|my|mine|ich|mich|mir|mein(?:e[nmrs]?)?|je|j['’]|moi|mon|yo|mi|io|mio|eu|meu|minha|ik|mij|mijn|jag|jeg|ja|yes|oui|sí|sì|sim)(?![\p{L}])/iu

function isNotice(paragraph: string): boolean {
  if (paragraph.length > LONGEST_NOTICE || paragraph.length < 10) return false
  const start = plainStart(paragraph)
  if (start === '' || FIRST_PERSON.test(paragraph)) return false
  if (FOOTER_STARTS.some(footer => start.startsWith(footer))) return true
  const words = paragraph.toLowerCase()
  if (BANNERS.some(signs => signs.every(sign => sign.some(word => words.includes(word))))) return true
  return isLegal(words)
}

/** A paragraph that speaks of confidence and of the recipient, and says what such footers go on to say. */
function isLegal(words: string): boolean {
  if (words.length < 120) return false
  const says = (list: readonly string[]) => list.some(word => words.includes(word))
  return says(CONFIDENTIAL) && says(RECIPIENT) && says(LEGAL_SIGNS)
}

export function plainStart(line: string): string {
  return line
    .slice(0, 160)
    .replace(/^[\s*_[("“<–—-]+/, '')
    .toLowerCase()
}

export function isFooterStart(line: string): boolean {
  const start = plainStart(line)
  return start !== '' && FOOTER_STARTS.some(footer => start.startsWith(footer))
}

export function isProgramLine(line: string): boolean {
  const trimmed = line.trim()
  // Gmail's mark where an email was cut; it is a letter, of another script.
  if (trimmed === 'ᐧ') return true
  return trimmed.length < 100 && PROGRAM_LINES.some(pattern => pattern.test(trimmed))
}

/** A device line stands alone. Inside a paragraph "Sent from the heart, I agree" is a person's sentence. */
export function isDeviceLine(lines: string[], at: number): boolean {
  const line = (lines[at] ?? '').trim()
  if (line === '' || line.length > 300) return false
  const written = line.replace(/^<+|(?<!<[^<>]{0,250})>+$/g, '')
  const shown = plainStart(written.replace(/<[^<>]{0,250}>|\([^()]{0,250}\)/g, ''))
  if (shown.length > 100 || !DEVICE_LINES.some(start => shown.startsWith(start))) return false
  const before = (lines[at - 1] ?? '').trim()
  const after = lines[at + 1] ?? ''
  const alone = before === '' || isDecoration(before) || before === '--' || isDeviceLike(before)
  const ends = after.trim() === '' || isQuoted(after) || isDecoration(after) || isDeviceLike(after)
  return (
    alone &&
    (ends || attributionAt(lines, at + 1) !== undefined || headerBlockEnd(lines, at + 1) !== undefined)
  )
}

function isDeviceLike(line: string): boolean {
  const start = plainStart(line)
  return DEVICE_LINES.some(device => start.startsWith(device))
}
