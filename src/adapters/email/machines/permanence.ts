import { HARD_PHRASES, SOFT_PHRASES } from './bounce-phrases.ts'

/** `hard`: nobody is there, write no more. `soft`: full, refused, expired. `none`: a delay warning or a success. */
export type Permanence = 'hard' | 'soft' | 'none'

/**
 * Reads a refusal: first its words, because servers send "550 5.1.1 … spam" and "554 5.0.0 user unknown", then its number (RFC 3463).
 * A refusal of our sender, or one that comes after the text, is about the mail and not the mailbox: soft.
 */
export function permanenceOf(context: string, status: string | undefined): Permanence {
  const words = plain(context)
  // X.2.x: the mailbox exists but is disabled or full, whatever the words say.
  if (status?.startsWith('5.2.')) return 'soft'
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
  for (const phrase of HARD_PHRASES) {
    if (!rest.includes(phrase)) continue
    hard = true
    rest = rest.replaceAll(phrase, ' … ')
  }
  const soft = SOFT_PHRASES.some(phrase => rest.includes(phrase))
  if (hard && !soft) return status?.startsWith('4.') ? 'soft' : 'hard'
  if (soft && !hard) return 'soft'
  if (status === undefined) return 'soft'
  if (status.startsWith('2.')) return 'none'
  return /^5\.(?:1\.(?:1|2|3|6|10)|4\.4)$/.test(status) ? 'hard' : 'soft'
}

function plain(text: string): string {
  return text.slice(0, 8192).toLowerCase().replace(/\s+/g, ' ')
}
