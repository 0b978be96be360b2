// Somebody signs and says that one of their details must not be published: "privately, not for the school", "leave the station
// out of it". Which one, only a reader of the whole letter knows, so nothing but the name is taken from such a letter.
// An organisation may want nobody named.

import { isNegated } from '../consent.ts'
import { anywhere, fold } from '../fold-text.ts'
import { NAMES_NOBODY, PERSONALLY, PUBLISHES, WITHHOLDS, WITHOUT_TITLES } from '../lexicon/privacy.ts'
import { sentencesIn } from '../lines.ts'
import { CLAUSES } from '../whole-text.ts'
import { standsBehindLabels } from './labels.ts'
import { looksLikeOrganisation } from './occupation-shape.ts'
import { mentionsIn } from './organisation-name.ts'
import { nameFromHeader, withoutTitles } from './person-name.ts'
import type { Written } from './signer-fields.ts'

const WITHHOLDING = anywhere(WITHHOLDS)

const PUBLISHING = anywhere(PUBLISHES)

const AS_A_PERSON = anywhere(PERSONALLY)
const NAMING_NOBODY = anywhere(NAMES_NOBODY)
const NO_TITLES = anywhere(WITHOUT_TITLES)

/** Finds out how much the text asks to leave unpublished. */
function withheldIn(text: string): 'details' | 'organisation' | undefined {
  const clauses = sentencesIn(text).flatMap(sentence => fold(sentence).split(CLAUSES))
  const isWithheld = (clause: string) =>
    WITHHOLDING.test(clause) || (isNegated(clause) && PUBLISHING.test(clause))
  if (clauses.some(isWithheld)) return 'details'
  return clauses.some(clause => AS_A_PERSON.test(clause)) ? 'organisation' : undefined
}

/** The first organisation that the text names. */
function organisationIn(text: string): string | undefined {
  return sentencesIn(text)
    .flatMap(sentence => mentionsIn(sentence))
    .map(({ name }) => name)
    .find(looksLikeOrganisation)
}

interface Sources {
  text: string
  fromName?: string | undefined
}

/** Leaves out of what was told all that must not be published. */
export function withoutWithheld(told: Written, { text, fromName = '' }: Sources): Written {
  const isNobodys = NAMING_NOBODY.test(fold(text))
  const organisation = isNobodys ? (told.organisation ?? organisationIn(text)) : undefined
  // "The shop shall sign, Saltmarsh Books. Please don't put either of our names up"
  if (isNobodys && told.kind === 'organisation')
    return { ...told, ...(organisation && { organisation }), listed: false }
  if (organisation !== undefined) return { kind: 'organisation', organisation, listed: false }
  const bare = NO_TITLES.test(fold(text)) ? withoutTitles(told.name ?? nameFromHeader(fromName)) : undefined
  const written = bare === undefined ? told : { ...told, name: bare }
  const withheld = standsBehindLabels(text, written) ? undefined : withheldIn(text)
  if (withheld === undefined || written.listed === false) return written
  if (written.kind === 'organisation') return withheld === 'details' ? { ...written, listed: false } : written
  const { occupation = '', organisation: _, ...rest } = written
  // "data librarian", but not "data librarian at the Marine Station"
  const isPlain = withheld === 'organisation' && !/.\s\p{Lu}/u.test(occupation)
  return isPlain && occupation !== '' ? { ...rest, occupation } : rest
}
