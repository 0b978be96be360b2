import { AUTO_REPLY_SUBJECTS, WEAK_SUBJECTS } from './automatic-signs.ts'

/** Removes accents, width and case, because some senders lose accents and some write decomposed letters. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

export function foldedSubject(subject: string): string {
  // Servers on the way put "[EXTERNAL] " or "*** SPAM *** " before a subject.
  return folded(subject.slice(0, 300)).replace(
    /^(?:\[[^\]]{0,30}\]\s?|\*{1,5}[^*]{0,20}\*{1,5}\s?|<[^>]{0,20}>\s?){1,3}/,
    '',
  )
}

const WEAK = new Set([...WEAK_SUBJECTS].map(folded))
const AUTO_SUBJECTS = new Set(AUTO_REPLY_SUBJECTS.map(folded))
const LONGEST_AUTO_SUBJECT = Math.max(...[...AUTO_SUBJECTS].map(words => words.length))

/**
 * Whether a subject begins with the words of an automatic answer and a delimiter, or has them in brackets.
 * @param answer the email answers another: then a bare "Abwesend" counts too
 */
export function isAutoReplySubject(subject: string, answer: boolean): boolean {
  const whole = folded(subject.slice(0, 300))
  const bracketed = /^[[(<*]{1,3}\s?([^\])>*]{2,50})\s?[\])>*]{1,3}/.exec(whole)?.[1]?.trim()
  if (bracketed !== undefined && AUTO_SUBJECTS.has(bracketed) && !WEAK.has(bracketed)) return true
  const trailing = /[[(]\s?([^[\]()]{2,50})\s?[\])]$/.exec(whole.slice(-60))?.[1]?.trim()
  if (trailing !== undefined && AUTO_SUBJECTS.has(trailing) && !WEAK.has(trailing)) return true
  const start = foldedSubject(subject)
  for (let end = 2; end <= Math.min(start.length, LONGEST_AUTO_SUBJECT); end += 1) {
    const words = start.slice(0, end)
    if (!AUTO_SUBJECTS.has(words)) continue
    const rest = start.slice(end)
    const colon = /^\s?[:：]/.test(rest)
    const delimited =
      colon ||
      /^[.!]?$/.test(rest) ||
      /^ ?[-–—|(["'«“„/*~]/.test(rest) ||
      /^ (?:re|aw|sv|vs|tr|fw|fwd|antw|odp|ynt|回复|答复)\s?[:：]/.test(rest)
    if (delimited && (colon || answer || !WEAK.has(words))) return true
  }
  return false
}
