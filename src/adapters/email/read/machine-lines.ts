/** The lines that programs add to a person's email: attributions, separators, header blocks, devices, banners and footers. */
import { withoutClearSigning } from './clear-signed.ts'
import { saysDevice } from './device-line.ts'
import { withoutNotices } from './notices.ts'
import { PROGRAM_LINES } from './quote-headers.ts'
import { attributionAt, headerBlockEnd, isDecoration, isQuoted, isSeparator } from './quoted-mail.ts'

/** Makes line ends and spaces alike and removes invisible marks and the frame of PGP; keeps the trailing space of "-- ". */
export function tidyLines(text: string): string[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/[\ufeff\ufffc]/g, '')
    .replaceAll('\0', '')
    .split('\n')
  return withoutClearSigning(lines)
}

/**
 * Empties the lines of programs. Quotations stay, because the person may have written anywhere. A signature mark stays, as "-- ".
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

/** Finds the end of a program's lines that begin at `at`; returns `at` itself if a person may have written this line. */
function programLinesEnd(lines: string[], at: number): number {
  const header = headerBlockEnd(lines, at)
  if (header !== undefined) return header
  if (isSeparator(lines, at)) return bareHeaderEnd(lines, at + 1)
  // Only the lines of the attribution itself. The lines below it are looked at.
  const attribution = attributionAt(lines, at)
  if (attribution) {
    const words = lines
      .slice(at, attribution.end)
      .join(' ')
      .replace(/(?<!\S)\S*@\S*/g, ' ')
    if (!SAYS_I_OR_NO.test(words)) return attribution.end
  }
  return isDeviceLine(lines, at) || isProgramLine(lines[at] ?? '') ? at + 1 : at
}

const BARE_HEADER = /^(?:from|to|cc|date|sent|subject|von|an|datum|betreff|de|à|objet)\s\S/iu

/** eM Client writes the header below its separator without colons; first the sender, with an address. */
function bareHeaderEnd(lines: string[], from: number): number {
  if (!/^(?:from|von|de)\s[^@]{1,80}@\S{1,80}$/iu.test((lines[from] ?? '').trim())) return from
  let end = from
  while (end < from + 5 && BARE_HEADER.test((lines[end] ?? '').trim())) end += 1
  return end
}

export function isProgramLine(line: string): boolean {
  const trimmed = line.trim()
  // Gmail's mark where an email was cut; it is a letter, of another script.
  if (trimmed === 'ᐧ') return true
  return trimmed.length < 100 && PROGRAM_LINES.some(pattern => pattern.test(trimmed))
}

/** A device line is alone. Inside a paragraph it may be a person's sentence. */
export function isDeviceLine(lines: string[], at: number): boolean {
  if (!saysDevice(lines[at] ?? '')) return false
  const before = (lines[at - 1] ?? '').trim()
  const after = lines[at + 1] ?? ''
  // Below a name, or a short last sentence.
  const isBelowName = /^\p{Lu}/u.test((lines[at] ?? '').trim()) && before.split(/\s+/).length <= 8
  const alone = before === '' || isDecoration(before) || before === '--' || saysDevice(before) || isBelowName
  const ends = after.trim() === '' || isQuoted(after) || isDecoration(after) || saysDevice(after)
  return (
    alone &&
    (ends ||
      isSeparator(lines, at + 1) ||
      attributionAt(lines, at + 1) !== undefined ||
      headerBlockEnd(lines, at + 1) !== undefined)
  )
}
