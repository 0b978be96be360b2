import { ABOUT_US, HARD_PHRASES, NOT_THERE, RECIPIENT_NOUNS, SOFT_PHRASES } from './bounce-phrases.ts'

/** `hard`: nobody is there, write no more. `soft`: full, refused, expired. `none`: a delay warning or a success. */
export type Permanence = 'hard' | 'soft' | 'none'

const NOUN = `(?<!\\p{L})(?:${RECIPIENT_NOUNS.join('|')})`
const GONE = `(?:${NOT_THERE.join('|')})`
/**
 * "User not known", "unbekannter Empfänger", "no mailbox … available", "doesn't have a … account": a noun and what is said of it, in either
 * order.
 */
const NOBODY_THERE = new RegExp(
  `${NOUN}[^.;:!]{0,25}?${GONE}|${GONE}[^.;:!]{0,15}?${NOUN}|(?<!\\p{L})no mail ?box [^.;:!]{0,40}available|does(?:n't| not) have an? \\S{1,60} account`,
  'gu',
)
const US = new RegExp(ABOUT_US.join('|'), 'u')
/** Characters around a hard phrase. A word about us within them, in the same sentence, cancels the phrase. */
const NEAR = 60

/** The server took the recipient and refused the email: after the text, or because of our sender. */
const NOT_THE_RECIPIENT =
  /after mail from|reply to mail from|>>> mail from|after end of data|reply to end of data|smtp command -{0,10} ?data|>>> data <<< 5\d\d(?! .{0,80}suspend)|smtp transmission failure has occurred/
/** "550 5.7.1 … does not have authentication information": our server, our text, our rights. 5.1.7 and 5.1.8 are about our address. */
const OUR_FAULT = /^\d\.(?:[367]\.\d+|1\.[78])$/
/** Words that clearly say that nobody has this mailbox. Beside a number about us, vaguer words are about us too. */
const RECIPIENT_UNKNOWN =
  /(?<!\p{L})(?:user|recipient|mailbox|account|address|addressee)(?: (?:is|was|name|address))? (?:unknown|not known|not found|does not exist|doesn't exist)|(?:unknown|no such|invalid) (?:user|recipient|mailbox|local part)(?!\p{L})/u

/**
 * Reads a refusal: first its words, because servers send "550 5.1.1 … spam" and "554 5.0.0 user unknown", then its number (RFC 3463).
 * A refusal of our sender, or one that comes after the text, is about the email and not the mailbox: soft.
 */
export function permanenceOf(context: string, status: string | undefined): Permanence {
  // sendmail's words for any reply it got, and the subject of Netscape's reports.
  const words = plain(context).replace(/\.\.\. service unavailable|mail system error/g, ' ')
  // X.2.2: the mailbox is full.
  if (status !== undefined && /^\d\.2\.2$/.test(status)) return 'soft'
  if (status !== undefined && OUR_FAULT.test(status) && (US.test(words) || !RECIPIENT_UNKNOWN.test(words)))
    return 'soft'
  if (/^(?:smtp; ?)?4\d\d[ -]/.test(words)) return 'soft'
  if (NOT_THE_RECIPIENT.test(words) || words.includes("procmail: couldn't create")) return 'soft'
  // A hard phrase may contain a soft one ("disabled or discontinued"), so hard phrases are taken out before soft ones are looked for.
  let rest = words.replace(/(?:may|might) not exist|可能不存在|n'existe pas ou/g, ' ')
  let hard = false
  let aboutUs = false
  const takeOut = (found: string, at: number, whole: string): string => {
    // A word in another sentence is about something else.
    const before = whole.slice(Math.max(0, at - NEAR), at).replace(/^.*[.;\]] /u, '')
    const after = whole.slice(at + found.length, at + found.length + NEAR).replace(/[.;\]] .*$/u, '')
    if (US.test(before + found + after)) aboutUs = true
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

/** Whether a refusal speaks of our server, our domain or our text. */
export function speaksOfUs(context: string): boolean {
  return US.test(plain(context))
}

function plain(text: string): string {
  return text.slice(0, 8192).toLowerCase().replace(/\s+/g, ' ')
}
