// Somebody signs and says that one of their details must not be published: "privately, not for the school", "leave the station
// out of it". Which one, only a reader of the whole letter knows, so nothing but the name is taken from such a letter.
// An organisation may want nobody named.

import { isNegated } from '../consent.ts'
import { anywhere, fold } from '../fold-text.ts'
import { NAMES_NOBODY, PERSONALLY, WITHHOLDS } from '../lexicon/privacy.ts'
import { linesOf, sentencesOf } from '../lines.ts'
import { CLAUSES } from '../whole-text.ts'
import { looksLikeOrganisation } from './occupation-shape.ts'
import { mentionsIn } from './organisation-name.ts'
import type { Written } from './signer-fields.ts'

const WITHHOLDING = anywhere(WITHHOLDS)

const PUBLISHING = anywhere([
  'mention(?:ed)?|named|print(?:ed)?|listed|publish(?:ed)?|include[d]?|show(?:n)?|state[d]?|appear|next to|beside|credit(?:ed)?',
  'mentionn[a-zé]{1,3}|cit(?:er|ez|é|ée)|nommer|publi(?:er|ez|é|ée)|indiqu[a-zé]{1,3}|figur(?:er|e)|appara(?:isse|ître)|à côté',
  'erwähn[a-z]{1,3}|nenn(?:en|t)|genannt|veröffentlich[a-z]{1,3}|auftauch[a-z]{1,2}|ersch(?:eint|einen)|dabei ?steh[a-z]{1,2}|dazu ?schreib[a-z]{1,2}',
  'mencion[a-z]{1,4}|nombr(?:ar|en|ad)|public[a-z]{1,4}|publi(?:quen|quéis)|apare(?:zca|cer)|pon(?:gan|gáis|er)',
  'menzion[a-z]{1,4}|nomin(?:are|ate)|pubblic[a-z]{1,5}|compa(?:ia|rire|risca)|indic(?:are|ate|ato)',
  'mencion[a-z]{1,4}|nome(?:ar|iem)|publi(?:car|quem|cado)|apare(?:ça|cer)|indi(?:car|quem)',
  'noem(?:en|t)?|genoemd|vermeld(?:en)?|publicer[a-z]{1,3}|erbij (?:zetten|staan)',
])

const AS_A_PERSON = anywhere(PERSONALLY)

/** What the text asks to leave unpublished. */
export function withheldIn(text: string): 'details' | 'organisation' | undefined {
  const clauses = linesOf(text)
    .flatMap(sentencesOf)
    .flatMap(sentence => fold(sentence).split(CLAUSES))
  const isWithheld = (clause: string) =>
    WITHHOLDING.test(clause) || (isNegated(clause) && PUBLISHING.test(clause))
  if (clauses.some(isWithheld)) return 'details'
  return clauses.some(clause => AS_A_PERSON.test(clause)) ? 'organisation' : undefined
}

const NAMING_NOBODY = anywhere(NAMES_NOBODY)

export function withholdsPeople(text: string): boolean {
  return NAMING_NOBODY.test(fold(text))
}

/** "The shop shall sign, Saltmarsh Books. Please don't put either of our names up": the organisation, without a representative. */
export function organisationAlone(text: string): Written | undefined {
  const names = linesOf(text)
    .flatMap(sentencesOf)
    .flatMap(sentence => mentionsIn(sentence))
    .map(({ name }) => name)
  const organisation = names.find(looksLikeOrganisation)
  return organisation === undefined ? undefined : { kind: 'organisation', organisation, listed: false }
}

const TITLES = anywhere([
  '(?:no|without|drop) (?:the |my |any )?(?:titles?|letters)|(?:pas de|sans) titres?|ohne (?:den |die |meinen? )?titel|sin títulos?|(?:senza|niente) titoli?|(?:zonder|geen) titels?|(?:sem|dispenso os) títulos?',
])

/** "No titles, please" */
export function withholdsTitles(text: string): boolean {
  return TITLES.test(fold(text))
}
