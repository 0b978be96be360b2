// Cuts a consent off the details that stand beside it: "I sign, Ada Lovelace, composer".

import { isConsent, mentionsJoining } from './consent.ts'
import { nameShape } from './details/name-shape.ts'
import { fieldsOf } from './details/signer-fields.ts'
import { anywhere, atStart, fold } from './fold-text.ts'
import { ADDS } from './lexicon/requests.ts'

const ASKS_TO_ADD = anywhere(ADDS)

export const CONSENT_LEAD = atStart([
  '(?:please )?(?:add|include|list|put|sign|register|enter)(?: me| us)?(?: up| down| on| in)?(?: to the list| to this| too)?(?: as| under| with| under the name(?: of)?)?(?: my)?(?: name| signature| full name)?(?: as| is)?|(?:please )?count me in(?: too| please)?(?: as)?|yes|yep|yeah|ok|okay|sure|hereby|gladly|here is|here.s|signed(?: by)?|(?:i.?m |i am )?signing(?: as)?|\\+1|count me',
  '(?:i|we)(?: hereby| gladly| happily| also| would like to| want to| wish to| would love to| am happy to| am proud to){0,3} (?:sign|support|endorse|agree|confirm)(?: this| it| the (?:petition|statement|letter|appeal)| your (?:petition|statement)| up)?(?: too| gladly)?(?: as| under the name(?: of)?)?',
  'ajoutez[- ]moi|(?:oui|merci d.ajouter|ajoutez|veuillez ajouter)(?: mon nom| ma signature)?|je (?:soussignée?|signe|soutiens)(?: cette pétition| ce texte| la pétition| cet appel| la tribune)?(?: aussi)?(?: en tant que| sous le nom(?: de)?)?',
  'hiermit unter(?:schreibe|zeichne) ich|(?:hiermit )?(?:ich|wir) (?:unterschreiben?|unterzeichnen?|zeichnen?|unterstützen?)(?: hiermit| diese petition| die petition| den aufruf| das| dies| gerne| gern| mit){0,3}(?: als)?|ja|hiermit',
  '(?:apunt|anot|sum)(?:en|ad)(?: también)? a|(?:yo )?firm[oa](?: la petición| esta petición| el manifiesto| la carta)?(?: como)?|(?:añadan|añadid|agreguen|incluyan|pongan)(?: mi nombre| mi firma)?|sí|si|yo',
  '(?:io )?(?:firmo|sottoscrivo|aderisco)(?: la petizione| questa petizione| l.appello)?(?: come)?|(?:aggiungete|aggiungi|inserite)(?: il mio nome| la mia firma)?',
  '(?:ponham|botem|coloquem)(?: aí)?(?: (?:a|o))?|(?:eu )?(?:assino|subscrevo)(?: a petição| esta petição| o manifesto)?(?: como)?|(?:adicionem|acrescentem|incluam)(?: o meu nome| meu nome| a minha assinatura)?',
  '(?:ik )?(?:teken|onderteken)(?: de petitie| deze petitie| hierbij| graag| mee){0,2}(?: als)?|hierbij teken ik|zet mijn naam|voeg (?:mij|mijn naam) toe',
])

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
  /(?<![\s,])[\s,]+(?:to|on|auf|à|a|in|aan|op)\s+(?:the|this|your|die|la|cette|esta|questa|deze|de)\s+(?:[\p{L}'’-]{1,20}\s){0,3}(?:list|petition|letter|statement|signatories|signatures|liste|lista|petición|petizione|lijst|petitie)$|(?<![\s,])[\s,]+(?:here|please|bitte|svp|signing|hier|ici|thanks|thank ?you|merci|danke|gracias|grazie|obrigad[oa]|bedankt)$/iu
