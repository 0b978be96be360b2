// The subject of an email: its prefixes, its tags, and the words that are its writer's own.

import { linesOf } from './lines.ts'

const REPLY_PREFIX =
  /^\s*(?:\[[^\]]{0,80}\]\s*)?(?:re|fwd?|aw|antw|antwort|wg|tr|ref|réf|rép|rv|enc|rif|i|r|sv|vs|vl|vb|doorst|res|resp|odp|pd|ynt|ilt|atb|回复|回覆|答复|转发|轉寄|返信|転送|답장|전달|отв|ответ|на)\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s*[:：]/iu

/** The subject of a reply or a forward: its words are somebody else's. */
export function isReplySubject(subject: string): boolean {
  return REPLY_PREFIX.test(subject.slice(0, 200))
}

/** The subject without "Re:", "AW: Fwd:" … */
export function bareSubject(subject: string): string {
  let rest = subject.slice(0, 1_000)
  for (let turn = 0; turn < 10 && REPLY_PREFIX.test(rest); turn += 1) rest = rest.replace(REPLY_PREFIX, '')
  return rest.trim()
}

// Written by email programs if there is no subject.
const NO_SUBJECT =
  /^\W*(?:no subject|\(none\)|sans (?:objet|sujet)|aucun objet|kein betreff|ohne betreff|sin asunto|nessun oggetto|senza oggetto|sem assunto|geen onderwerp)\W*$/iu

// "[EXTERNAL]", "[list]"
const TAGS = /^(?:\[[^\]]{0,80}\]\s*)+/u

const CONTROL = /[\p{Cc}\u2028\u2029]/u

/** The writer's own words of a subject: none in a reply, and nothing of a broken header ("Ada\r\nBcc: …"), because they may be published. */
export function ownSubject(subject: string): string {
  if (isReplySubject(subject) || CONTROL.test(subject.trim())) return ''
  return (linesOf(subject.slice(0, 1_000))[0] ?? '').replace(TAGS, '').replace(NO_SUBJECT, '')
}

/** The words that may be a command. Those of a reply count too: an empty reply to "Re: stats demo" asks for the same again. */
export function commandSubject(subject: string): string {
  return CONTROL.test(subject.trim()) ? '' : bareSubject(subject).replace(TAGS, '')
}
