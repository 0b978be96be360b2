// Some words act at once: "no", "withdraw". They do so only if the whole text says them. A sentence that merely mentions
// them ("Please delete my middle name") holds other words too, and is left to an answer that asks.

import { isNegativeWord, isOfManners } from './consent.ts'
import { isTelling, nameShape } from './details/name-shape.ts'
import { isOccupationOnly } from './details/occupation-shape.ts'
import { atStart, fold, whole, wordsOf } from './fold-text.ts'
import { GOOD_WISHES, PLEASE } from './lexicon/consents.ts'
import { LEADING, POLITE_REQUESTS } from './lexicon/words.ts'
import { closingLength, cutGreeting, sentencesIn, startsAsking } from './lines.ts'
import { remembered } from './remembered.ts'

// Excuses, good wishes, and questions about us.
const ASIDE = whole([
  ...GOOD_WISHES,
  '(?:sorry )?i(?:.ve| have)? changed my mind(?: i.m afraid| sorry)?|(?:so |very )?sorry (?:for|about) (?:the|any) (?:bother|trouble|inconvenience)|(?:i am|i.m) (?:so |very )?sorry|(?:this|on) (?:time|reflection)|on second thoughts|(?:(?:it|that) was |i made )?(?:a|my) mistake|who are you|who is this|what is this|(?:this|my) (?:e-?mail )?address included|(?:please )?confirm (?:to me )?(?:in writing|once|when|the deletion)(?: (?:that|this|it|you|have|has|is|been|done|so|once|when|complete|completed|deleted|removed|erased)){0,8}',
  "pardon|j'ai changé d'avis|réflexion faite|après réflexion|merci de (?:me )?confirmer (?:la suppression|par écrit)|c'est une erreur|qui êtes[- ]vous",
  'leider|nichts für ungut|viel (?:erfolg|glück) trotzdem|tut mir leid|(?:bitte )?bestätigen sie (?:mir )?(?:die löschung|(?:das |dies )?schriftlich)|ich habe (?:es mir anders überlegt|meine meinung geändert)|wer (?:sind sie|seid ihr)|was ist das',
  '(?:lo siento|lo lamento)(?: mucho)?|(?:gracias )?de todos modos|perdon(?:en|ad) (?:las molestias|la molestia)|he cambiado de (?:opinión|idea)|(?:me )?lo he pensado mejor|confirm(?:en|ad)(?:me|lo)? (?:la eliminación|por escrito)|quiénes son|quién es|(?:mi )?(?:dis|s)piace|scusa(?: eh)?|scusate eh|scusi(?: eh)?|scusate il disturbo|ho cambiato idea|ci ho ripensato|confermate(?:mi|lo)? (?:la cancellazione|per iscritto)|chi siete',
  '(?:lamento|desculpem?)(?: o incómodo)?|mudei de ideia|pensei melhor|confirmem (?:a eliminação|por escrito)|bevestig (?:de verwijdering|dit schriftelijk)|quem são vocês|helaas|(?:het )?spijt me|ik ben van gedachten veranderd|ik heb (?:me|mij) bedacht|wie zijn jullie',
])
const POLITE = atStart(POLITE_REQUESTS)
// "Can I withdraw?" is a question, "Can you remove me?" a request.
export const OF_ONESELF =
  /^(?:(?:please )?(?:can|may|could) (?:i|my name|my signature)|puis-je|kann ich|konnte ich|puedo|posso|mag ik|is it possible)\b/u

/** Without the punctuation around it. Linear: a run of dashes costs no more than its length. */
export const bareText = remembered(folded => {
  const start = folded.search(/[\p{L}\p{N}]/u)
  if (start === -1) return ''
  let end = folded.length
  while (end > start && !/[\p{L}\p{M}\p{N}]/u.test(folded.charAt(end - 1))) end -= 1
  return folded.slice(start, end)
})

/** The words left once the phrases are taken out; undefined if none of them is there. */
export function wordsBeside(folded: string, phrases: RegExp): readonly string[] | undefined {
  const rest = folded.replace(phrases, ' ')
  return rest === folded ? undefined : wordsOf(rest)
}

/** Does the text say this and nothing else? Greeting, thanks, excuses, questions about us and a signature do not count. */
export function saysOnly(text: string, says: (clause: string) => boolean): boolean {
  let said = false
  let closed = false
  const opens = (folded: string) => says(folded) || startsAsking(folded) || POLITE.test(folded)
  for (const sentence of sentencesIn(text)) {
    const asks = sentence.includes('?') || startsAsking(fold(sentence))
    const saysSo = !asks && says(bareClause(sentence))
    said ||= saysSo
    if (saysSo || isSignature(sentence)) continue
    const cut = cutGreeting(sentence, opens)
    const closing = closingLength(fold(cut))
    const after = wordsOf(fold(cut).slice(closing))
    if (closing > 0 && after.length <= 4 && isPlain(after)) {
      closed = true
      continue
    }
    for (const clause of cut.split(CLAUSES)) {
      const folded = bareClause(clause)
      const wish = withoutPoliteness(folded, asks)
      if (folded !== '' && wish !== undefined && says(wish)) said = true
      else if (!isAside(folded, closed)) return false
    }
  }
  return said
}

/** Folded, without what changes nothing at its start. */
const bareClause = remembered(clause => bareText(bareText(fold(clause)).replace(LEADING, '')))

/** Cuts a sentence into its clauses. */
export const CLAUSES = /[,;:()"“”„«»…]|\s[-–—]+\s/u

export function withoutPoliteness(folded: string, asks: boolean): string | undefined {
  if (!asks) return folded
  const polite = OF_ONESELF.test(folded) ? null : POLITE.exec(folded)
  return polite === null ? undefined : folded.slice(polite[0].length).trim()
}

function isAside(folded: string, closed: boolean): boolean {
  const words = wordsOf(folded)
  return (
    ASIDE.test(folded) ||
    words.every(word => isOfManners(word) || PLEASE.has(word)) ||
    (closed && words.length <= 10 && isPlain(words))
  )
}

/** Holds no word that only sentences have. */
function isPlain(words: readonly string[]): boolean {
  return !words.some(word => isTelling(word) || isNegativeWord(word))
}

/** "Ada Lovelace, composer" */
function isSignature(sentence: string): boolean {
  return (
    sentence.length <= 200 &&
    sentence.split(CLAUSES).every(part => {
      const plain = part.trim()
      return nameShape(plain) === 'capitalised' || (isOccupationOnly(plain) && isPlain(wordsOf(fold(plain))))
    })
  )
}
