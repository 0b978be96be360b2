// Cuts a consent off the details that stand beside it: "I sign, Ada Lovelace, composer".

import { isConsent, mentionsSigning } from './consent.ts'
import { anywhere, atStart, fold } from './fold-text.ts'
import { ADDS_ME } from './lexicon-requests.ts'
import { nameShape } from './name-shape.ts'
import { fieldsOf } from './signer-fields.ts'

const ASKS_TO_ADD = anywhere(ADDS_ME)

export const CONSENT_LEAD = atStart([
  '(?:please )?(?:add|include|list|put|sign|register|enter)(?: me| us)?(?: up| down| on| in)?(?: to the list| to this| too)?(?: as| under| with| under the name(?: of)?)?(?: my)?(?: name| signature| full name)?(?: as| is)?',
  '(?:please )?count me in(?: too| please)?(?: as)?',
  '(?:yes|yep|yeah|ok|okay|sure|hereby|gladly|here is|here.s)',
  '(?:i|we)(?: hereby| gladly| happily| also| would like to| want to| wish to| would love to| am happy to| am proud to){0,3} (?:sign|support|endorse|agree|confirm)(?: this| it| the (?:petition|statement|letter|appeal)| your (?:petition|statement)| up)?(?: too| gladly)?(?: as| under the name(?: of)?)?',
  'signed(?: by)?',
  'signing(?: as)?',
  '(?:\\+1|count me)',
  '(?:oui|merci d.ajouter|ajoutez|veuillez ajouter)(?: mon nom| ma signature)?',
  'je (?:soussignée?|signe|soutiens)(?: cette pétition| ce texte| la pétition| cet appel| la tribune)?(?: aussi)?(?: en tant que| sous le nom(?: de)?)?',
  'ajoutez[- ]moi',
  '(?:ja|hiermit)',
  '(?:hiermit )?(?:ich|wir) (?:unterschreiben?|unterzeichnen?|zeichnen?|unterstützen?)(?: hiermit| diese petition| die petition| den aufruf| das| dies| gerne| gern| mit){0,3}(?: als)?',
  'hiermit unterschreibe ich|hiermit unterzeichne ich',
  '(?:sí|si|yo)',
  '(?:yo )?firm[oa](?: la petición| esta petición| el manifiesto| la carta)?(?: como)?',
  '(?:añadan|añadid|agreguen|incluyan|pongan)(?: mi nombre| mi firma)?',
  '(?:io )?(?:firmo|sottoscrivo|aderisco)(?: la petizione| questa petizione| l.appello)?(?: come)?',
  '(?:aggiungete|aggiungi|inserite)(?: il mio nome| la mia firma)?',
  '(?:eu )?(?:assino|subscrevo)(?: a petição| esta petição| o manifesto)?(?: como)?',
  '(?:adicionem|acrescentem|incluam)(?: o meu nome| meu nome| a minha assinatura)?',
  '(?:ik )?(?:teken|onderteken)(?: de petitie| deze petitie| hierbij| graag| mee){0,2}(?: als)?',
  'hierbij teken ik',
  '(?:zet mijn naam|voeg mij toe|voeg mijn naam toe)',
])

function asksBeforeColon(lead: string): boolean {
  return mentionsSigning(lead) || isConsent(lead) || ASKS_TO_ADD.test(lead)
}

/** The fields after a consent: "I sign, Ada Lovelace, composer" leaves "Ada Lovelace, composer". */
export function stripLeads(raw: string): string {
  let rest = raw.trim()
  for (let turn = 0; turn < 4; turn += 1) {
    const folded = fold(rest)
    const pronoun =
      /^(?:i|we|ich|je|yo|io|eu|ik|me|moi),\s*/u.exec(folded) ??
      /^(?:je soussignee?|(?:i )?the undersigned|el abajo firmante|il sottoscritto|la sottoscritta|der unterzeichnende|die unterzeichnende|ondergetekende),?\s+/u.exec(
        folded,
      )
    if (pronoun !== null) {
      rest = rest.slice(pronoun[0].length)
      continue
    }
    // "Ajoutez-moi s'il vous plaît : Ada Lovelace"
    const colon = folded.indexOf(':')
    if (
      colon > 0 &&
      colon <= 80 &&
      asksBeforeColon(folded.slice(0, colon)) &&
      nameShape(fieldsOf(rest.slice(colon + 1))[0] ?? '') !== 'no'
    ) {
      rest = rest.slice(colon + 1).trim()
      continue
    }
    const lead = CONSENT_LEAD.exec(folded)
    if (lead === null || lead[0] === '') break
    const after = rest.slice(lead[0].length)
    // Without punctuation, only a capital letter shows that something new begins: "Sign Jan Novak".
    if (!/^\s*[,:;.!–—-]/u.test(after) && !/^\s+(?:an?\s+|une?\s+|eine?\s+)?\S/u.test(after)) break
    if (
      !/^\s*[,:;.!–—-]/u.test(after) &&
      !/^\s+["“]?[\p{Lu}\p{Lo}]/u.test(after) &&
      !/ (?:as|als|como|come|en tant que)$/u.test(lead[0])
    )
      break
    rest = after.replace(/^[\s,:;.!–—-]+/u, '')
  }
  return rest
}

export const TRAILS =
  /(?<![\s,])[\s,]+(?:to|on|auf|à|a|in|aan|op)\s+(?:the|this|your|die|la|cette|esta|questa|deze|de)\s+(?:list|petition|letter|statement|signatories|signatures|liste|lista|petición|petizione|lijst|petitie)$|(?<![\s,])[\s,]+(?:here|please|bitte|svp|signing|hier|ici)$/iu
