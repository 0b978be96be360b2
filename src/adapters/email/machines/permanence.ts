import { ABOUT_US, HARD_PHRASES, NOT_THERE, RECIPIENT_NOUNS, SOFT_PHRASES } from './bounce-phrases.ts'

/** `hard`: nobody is there, write no more. `soft`: full, refused, expired. `none`: a delay warning or a success. */
export type Permanence = 'hard' | 'soft' | 'none'

const NOUN = `(?<!\\p{L})(?:${RECIPIENT_NOUNS.join('|')})`
const GONE = `(?:${NOT_THERE.join('|')})`
/** "User not known", "unbekannter Empfänger", "no mailbox … available": a noun and what is said of it, in either order. */
const NOBODY_THERE = new RegExp(
  `${NOUN}[^.;:!]{0,25}?${GONE}|${GONE}[^.;:!]{0,15}?${NOUN}|(?<!\\p{L})no mail ?box [^.;:!]{0,40}available`,
  'gu',
)
const US = new RegExp(ABOUT_US.join('|'), 'u')
/** Characters around a hard phrase, in which a word about us takes its force away. */
const NEAR = 60

/**
 * Reads a refusal: first its words, because servers send "550 5.1.1 … spam" and "554 5.0.0 user unknown", then its number (RFC 3463).
 * A refusal of our sender, or one that comes after the text, is about the email and not the mailbox: soft.
 */
export function permanenceOf(context: string, status: string | undefined): Permanence {
  const words = plain(context)
  // X.2.2: the mailbox is full. X.1.7 and X.1.8: our own address.
  if (status !== undefined && /^\d\.(?:2\.2|1\.[78])$/.test(status)) return 'soft'
  if (/^(?:smtp; ?)?4\d\d[ -]/.test(words)) return 'soft'
  if (/after mail from|reply to mail from|>>> mail from/.test(words)) return 'soft'
  if (
    /after end of data|reply to end of data|smtp command -{0,10} ?data|>>> data <<< 5\d\d(?! .{0,80}suspend)/.test(
      words,
    )
  )
    return 'soft'
  // A hard phrase may contain a soft one ("disabled or discontinued"), so hard phrases are taken out before soft ones are looked for.
  let rest = words.replace(/(?:may|might) not exist|可能不存在|n'existe pas ou/g, ' ')
  let hard = false
  let aboutUs = false
  const takeOut = (found: string, at: number, whole: string): string => {
    if (US.test(whole.slice(Math.max(0, at - NEAR), at + found.length + NEAR))) aboutUs = true
    else hard = true
    return ' … '
  }
  for (const phrase of HARD_PHRASES) if (rest.includes(phrase)) rest = rest.replaceAll(phrase, takeOut)
  rest = rest.replace(NOBODY_THERE, takeOut)
  const soft = SOFT_PHRASES.some(phrase => rest.includes(phrase))
  if (hard && !soft) return status?.startsWith('4.') ? 'soft' : 'hard'
  if (aboutUs || (soft && !hard)) return 'soft'
  if (status === undefined) return 'soft'
  if (status.startsWith('2.')) return 'none'
  return /^5\.(?:1\.(?:1|2|3|6|10)|4\.4)$/.test(status) ? 'hard' : 'soft'
}

function plain(text: string): string {
  return text.slice(0, 8192).toLowerCase().replace(/\s+/g, ' ')
}
