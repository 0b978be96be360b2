// Cuts a consent off the details that stand beside it: "I sign, Ada Lovelace, composer".

import { isConsent, mentionsJoining } from './consent.ts'
import { nameShape } from './details/name-shape.ts'
import { fieldsOf } from './details/signer-fields.ts'
import { anywhere, fold } from './fold-text.ts'
import { CONSENT_LEAD } from './lexicon/consents.ts'
import { ADDS } from './lexicon/requests.ts'

const ASKS_TO_ADD = anywhere(ADDS)

// "I, Ada Lovelace, …", "il sottoscritto Armando Costa": only the pronoun is cut.
const PRONOUN =
  /^i\. ?[av]\.\s+|^(?:i|we|ich|je|yo|io|eu|ik|me|moi),\s*|^(?:je soussignee?|(?:i )?the undersigned|el abajo firmante|il sottoscritto|la sottoscritta|der unterzeichnende|die unterzeichnende|ondergetekende),?\s+/u
const MARK = /^\s*[,:;.!–—-]/u

/** The fields after a consent: "I sign, Ada Lovelace, composer" leaves "Ada Lovelace, composer". */
export function stripLeads(raw: string): string {
  let rest = raw.trim()
  for (let turn = 0; turn < 4; turn += 1) {
    const folded = fold(rest)
    const pronoun = PRONOUN.exec(folded)
    const lead = CONSENT_LEAD.exec(folded)
    if (pronoun !== null) rest = rest.slice(pronoun[0].length)
    else if (opensList(rest) > 0) rest = rest.slice(opensList(rest)).trim()
    else if (lead !== null && isCutOff(lead[0], rest.slice(lead[0].length)))
      rest = rest.slice(lead[0].length).replace(/^[\s,:;.!–—-]+/u, '')
    else break
  }
  return rest
}

/** The place where the list of details begins: "Ajoutez-moi s'il vous plaît : Ada Lovelace", "Stick me down, Ada Lovelace". 0: nowhere. */
function opensList(text: string): number {
  const colon = text.indexOf(':')
  const end = colon > 0 ? colon : text.indexOf(',')
  const lead = fold(text.slice(0, Math.max(end, 0)))
  if (end > 80 || !(mentionsJoining(lead) || isConsent(lead) || ASKS_TO_ADD.test(lead))) return 0
  const [name = ''] = fieldsOf(text.slice(end + 1))
  const shape = nameShape(name)
  const isList =
    colon > 0
      ? shape !== 'no'
      : shape === 'capitalised' && name.includes(' ') && !/\s\p{Lu}/u.test(text.slice(0, end))
  return isList ? end + 1 : 0
}

/** Without punctuation, only a capital letter shows that something new begins: "Sign Jan Novak". */
function isCutOff(lead: string, after: string): boolean {
  return (
    MARK.test(after) ||
    /^\s+["“]?[\p{Lu}\p{Lo}]/u.test(after) ||
    (/^\s+\S/u.test(after) && / (?:as|als|como|come|en tant que)$/u.test(lead))
  )
}

export const TRAILS =
  /(?<![\s,])[\s,]+(?:to|on|auf|à|a|in|aan|op)\s+(?:the|this|your|die|la|cette|esta|questa|deze|de)\s+(?:[\p{L}'’-]{1,20}\s){0,3}(?:list|petition|letter|statement|signatories|signatures|liste|lista|petición|petizione|lijst|petitie)$|(?<![\s,])[\s,]+(?:here|please|bitte|svp|signing|hier|ici|thanks|thank ?you|cheers|bisous|bises|bjs|abs|lg|vg|mvg|grtz|groetjes|saludos|merci|danke|gracias|grazie|obrigad[oa]|bedankt)$/iu
