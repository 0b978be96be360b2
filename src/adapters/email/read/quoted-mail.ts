import { EARLIER_MESSAGE, HEADER_LABELS, WROTE } from './quote-headers.ts'

// Each function here looks at a few lines of at most LONGEST_LINE characters, so the time for an email is linear in its length. Every
// reply-parsing library that we measured can be blocked for 10 s by one email.
const LONGEST_LINE = 500

const SEPARATORS = new Set(EARLIER_MESSAGE)

type Label = keyof typeof HEADER_LABELS

const LABELS = new Map<string, Label>()
for (const [kind, words] of Object.entries(HEADER_LABELS)) {
  for (const word of words) if (isLabel(kind) && !LABELS.has(word)) LABELS.set(word, kind)
}

function isLabel(kind: string): kind is Label {
  return kind in HEADER_LABELS
}

/** `> text`. Some programs write initials before it: `AL> text`. */
export function isQuoted(line: string): boolean {
  return /^ {0,3}(?:[A-Za-z]{1,12})?>/.test(line)
}

/** A line of nothing but rules and spaces. */
export function isDecoration(line: string): boolean {
  return /^[\s_=*~#-]*$/.test(line.slice(0, 200))
}

/** "-----Original Message-----" and the like. A phrase without rules or a colon counts only above the headers of an email. */
export function isSeparator(lines: string[], at: number): boolean {
  const line = (lines[at] ?? '').trim()
  if (line.length < 6 || line.length > 200) return false
  const core = trimEnds(line, ' \t-_=*~#>:：.<|').toLowerCase()
  if (SEPARATORS.has(core))
    return /^[-_=*~#]{2}/.test(line) || line.endsWith(':') || line.endsWith('：') || nextIsLabel(lines, at)
  // "----- Forwarded by Ada Lovelace on 3 March -----", "===== Original message from Ada ====="
  if (!/^[-_=*~#]{3}/.test(line)) return false
  return EARLIER_MESSAGE.some(words => words.length > 10 && core.startsWith(`${words} `))
}

function nextIsLabel(lines: string[], at: number): boolean {
  const next = lines.slice(at + 1, at + 3).find(line => line.trim() !== '')
  return next !== undefined && labelOf(next) !== undefined
}

function trimEnds(text: string, chars: string): string {
  let start = 0
  let end = text.length
  while (start < end && chars.includes(text[start] ?? '')) start += 1
  while (end > start && chars.includes(text[end - 1] ?? '')) end -= 1
  return text.slice(start, end)
}

function labelOf(line: string): Label | undefined {
  const colon = line.slice(0, 60).search(/[:：]/)
  if (colon < 1) return undefined
  return LABELS.get(trimEnds(line.slice(0, colon), ' \t*_|\u200e\u200f').toLowerCase())
}

/**
 * The end of the header lines of an earlier email that begin here ("From: / Sent: / To: / Subject:", in any order and language), or
 * undefined. Long recipient lists may wrap. There must be a sender, two more kinds, and a date or an address, because a form that a person
 * fills in ("From: Bristol / To: the petitioners") is their own text.
 */
export function headerBlockEnd(lines: string[], at: number): number | undefined {
  const first = labelOf(lines[at] ?? '')
  if (!first || first === 'other') return undefined
  const kinds = new Set<Label>()
  let others = 0
  let blanks = 0
  let proof = false
  let end = at
  for (let index = at; index < Math.min(lines.length, at + 16); index += 1) {
    const line = (lines[index] ?? '').slice(0, LONGEST_LINE)
    if (line.trim() === '') {
      blanks += 1
      if (blanks > 1) break
      continue
    }
    const label = labelOf(line)
    // An earlier email has each label once.
    if (label && label !== 'other' && kinds.has(label)) break
    if (label) {
      kinds.add(label)
      others = 0
      blanks = 0
      end = index + 1
      if (label === 'from' && line.includes('@')) proof = true
      if (label === 'date') proof = true
    } else if (blanks === 0 && others < 3 && isWrappedHeader(lines[index - 1] ?? '', line)) {
      others += 1
      end = index + 1
    } else break
  }
  kinds.delete('other')
  if (!kinds.has('from') || !proof) return undefined
  return kinds.size >= 3 || (kinds.size === 2 && kinds.has('date') && first === 'from') ? end : undefined
}

/** Whether the line continues a long list of recipients, or a long subject. */
function isWrappedHeader(before: string, line: string): boolean {
  return line.includes('@') || /^\s/.test(line) || /[;,]\s*$/.test(before) || before.length >= 60
}

export interface Attribution {
  /** Index of the line after it. */
  end: number
  /** Index of the line after it and after the bars that mark a quotation in some programs. */
  next: number
  /** Whether the earlier email is marked with `>`. Otherwise everything below is the earlier email. */
  marked: boolean
}

const VERB = new RegExp(WROTE.map(word => word.replace(/[()/.]/g, '\\$&')).join('|'), 'iu')
const MAIL = /[^\s<>@]{1,64}@[^\s<>@]{1,255}/
const BRACKETED_MAIL = /^\p{Lu}[^:@<>()]{0,60}[<(][^\s<>@]{1,64}@[^\s<>@()]{1,255}[>)]\s?:$/u
const TIME = /\d{1,2}\s?[:.h時点시]\s?\d{2}/
const DATE = /\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}|\d{1,2}\.? \p{L}{3}/u
// First words of an attribution. An attribution may also begin with a digit, a name with an address, or a weekday before a date.
const ON =
  /^(?:(?:on|at|am|le|el|il|op|em|den|dne|dňa|dnia|w dniu|la|på|a|ha|în data|pe|στις|в|у|tarihinde|tanggal|pada|vào|ngày|ở|kl|ti|ma|ke|to|su|di|ons|tors|fre|lør|søn|man|tir|za|zo|wo|do|vr)[\s,.:]|[בف]|في)/iu

/**
 * Reads "On 3 March 2026 Ada wrote:" over up to seven lines, in the languages of `quote-headers.ts`, and the forms without a verb
 * (`2026-03-03 9:00 GMT+01:00 Ada <ada@…>:`). `undefined` if the line at `at` does not begin one.
 */
export function attributionAt(lines: string[], at: number): Attribution | undefined {
  const first = bare(lines[at] ?? '')
  if (first === '' || first.length > LONGEST_LINE) return undefined
  if (!ON.test(first) && !/[\d@<"]/.test(first) && !VERB.test(first)) return undefined
  let joined = ''
  let blanks = 0
  for (let end = at; end < Math.min(lines.length, at + 7); end += 1) {
    const line = bare(lines[end] ?? '')
    if (line === '') {
      blanks += 1
      // One blank line may come inside, before a link that was turned into text.
      if (blanks > 1 || !/^\s*</.test(lines[end + 1] ?? '')) break
      continue
    }
    // A wrapped address may begin a line with its closing bracket: `> wrote:`.
    const open = joined.lastIndexOf('<') > joined.lastIndexOf('>')
    if (end > at && !open && (isQuoted(lines[end] ?? '') || labelOf(lines[end] ?? '') === 'from')) break
    joined = joined === '' ? line : `${joined} ${line}`
    if (joined.length > LONGEST_LINE) return undefined
    const next = nextText(lines, end + 1)
    const marked = next !== undefined && isMarked(lines[next] ?? '')
    if (!isAttribution(joined, marked)) {
      // A colon ends an attribution.
      if (/[:：]$/.test(line)) break
      continue
    }
    // "No, for the 3rd time" directly above an attribution is the person's own line.
    for (let upTo = at + 1; upTo <= end; upTo += 1) if (beginsBelow(lines, at, upTo)) return undefined
    return { end: end + 1, next: marked ? skipBars(lines, next) : end + 1, marked }
  }
  return undefined
}

/** Whether an attribution with its own date begins in a later line than `at`. */
function beginsBelow(lines: string[], at: number, end: number): boolean {
  for (let start = at + 1; start <= end; start += 1) {
    const first = bare(lines[start] ?? '')
    const joined = lines
      .slice(start, end + 1)
      .map(line => bare(line))
      .join(' ')
    if (!DATE.test(joined) || !isAttribution(joined, true)) continue
    if (ON.test(first) || /^(?:\d{4}-|\d{1,2}[./])/.test(first)) return true
    // It is complete without the lines before it, and those are more than the "On Tue," of a wrapped one.
    const before = lines.slice(at, start).map(bare).join(' ')
    const open = before.lastIndexOf('<') > before.lastIndexOf('>')
    if (
      MAIL.test(joined) &&
      !open &&
      !MAIL.test(before) &&
      !beginsDated(before) &&
      before.split(' ').length >= 3
    )
      return true
  }
  return false
}

/** "On Mon, 16 Nov 2026" begins an attribution. "Nie, to już 2 mail" is a person's line. */
function beginsDated(text: string): boolean {
  return text.split(' ').length <= 8 && ON.test(text) && DATE.test(text)
}

// Gmail until 2016 and Gmail in Asia write no verb.
const OF_GMAIL = /^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} GMT[+-]/

function isAttribution(text: string, marked: boolean): boolean {
  const colon = text.endsWith(':') || text.endsWith('：')
  const time = TIME.test(text)
  const dated = time || DATE.test(text)
  // Every form below has at least this. The searches for an address and a verb come later because they are slow.
  if (!dated && !colon && !marked) return false
  const mail = text.includes('@') && MAIL.test(text)
  if (!(dated || (mail && colon) || (marked && (mail || colon)))) return false
  if (!colon && !mail && !marked) return OF_GMAIL.test(text) && !VERB.test(text)
  const verb = VERB.exec(text)
  if (verb) {
    const atEnd = verb.index + verb[0].length > text.length - 12
    if (!colon && !atEnd) return false
    if (marked) return mail || dated || colon
    return (
      (mail && (dated || colon)) ||
      (dated && ON.test(text) && (colon || mail)) ||
      (dated && time && colon) ||
      (dated && colon && atEnd)
    )
  }
  if (OF_GMAIL.test(text)) return true
  if (colon && mail && time) return true
  // "Ada Lovelace <ada@…>:", right above the quotation.
  if (marked && BRACKETED_MAIL.test(text) && text.length < 120) return true
  return marked && mail && dated && text.length < 250 && (colon || text.endsWith('>') || text.endsWith(')'))
}

/** The line without the rules and invisible direction marks that mail programs put around it. */
function bare(line: string): string {
  if (line.length > LONGEST_LINE * 2) return line.slice(0, LONGEST_LINE + 1)
  return trimEnds(line.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ''), ' \t-_*|')
}

function nextText(lines: string[], from: number): number | undefined {
  for (let at = from; at < Math.min(lines.length, from + 4); at += 1)
    if ((lines[at] ?? '').trim() !== '') return at
  return undefined
}

// A bar marks a quotation below an attribution. Elsewhere it marks a table.
function isMarked(line: string): boolean {
  return isQuoted(line) || line.startsWith('|')
}

function skipBars(lines: string[], from: number): number {
  let at = from
  while ((lines[at] ?? '').startsWith('|')) at += 1
  return at
}
