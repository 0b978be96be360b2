// Cuts one line into name, occupation and organisation: "Ada Lovelace (composer) | London Symphony". A field holds the
// words as the signer wrote them. No word moves, and none is left out except what must not be published (an address).

import { isConsent, mentionsJoining } from '../consent.ts'
import { fold, wordCount } from '../fold-text.ts'
import { COMPANY_FORMS } from '../lexicon/occupations.ts'
import { isAbbreviation, isTitle, maskEnclosed } from '../lines.ts'
import { remembered } from '../remembered.ts'
import { isNameSuffix, nameShape } from './name-shape.ts'
import {
  HONORIFIC,
  holdsOccupation,
  isAffiliation,
  isOccupationOnly,
  looksLikeOccupation,
  looksLikeOrganisation,
  saysMore,
  withoutAside,
  withoutClause,
  withoutPlace,
  withoutStreet,
} from './occupation-shape.ts'

/** Details that somebody wrote about themselves. Nothing in it is guessed from headers. */
export interface Written {
  kind?: 'person' | 'organisation'
  name?: string
  occupation?: string
  organisation?: string
  listed?: boolean
}

// Lower case only: in "The Guardian", "L'Oréal" and "Die Zeit" the article is part of the name.
const ARTICLE =
  /^(?:the|la|le|les|die|der|das|den|dem|des|el|los|las|il|lo|gli|i|o|a|os|as|de|het|du|vom|von der|von|del|della|do|da)\s+(?=\S)|^(?:[ld]|dell|all|nell)['’](?=\p{L})/u

/** Cuts the article after "on behalf of" or "at": "the Society of Tiny Publishers". */
export function withoutArticle(organisation: string): string {
  return organisation.replace(ARTICLE, '')
}

/** Without the punctuation around it. The full stop of an abbreviation stays: "Acme Inc.", "M.Sc.". */
export const withoutEnd = remembered((raw): string => {
  const cut = raw.replace(/(?<![\s,;:!–—*_-])[\s,;:!–—*_-]+$/u, '').replace(/^[\s,;:!–—*_•·|-]+/u, '')
  const last = cut.slice(cut.lastIndexOf(' ') + 1, -1)
  return last.includes('.') || isAbbreviation(last) ? cut : cut.replace(/(?<![.。．｡])[.。．｡]+$/u, '')
})

// A longer sentence is prose and holds no fields (UTF-16 units).
export const FIELDS_AT_MOST = 1_000

const CUTS = /[,;|\t]|\s[-–—]{1,2}\s|—|\s\/\/?\s|[·•]/gu

/** "Ada Lovelace (composer) | London Symphony": its three fields. Commas in a title or in brackets cut nothing. */
export const fieldsOf = remembered((raw): readonly string[] => {
  if (raw.length > FIELDS_AT_MOST) return [raw]
  const text = openedAfterName(raw.replace(/^\(([^()]*)\)$/u, '$1'))
  const masked = fold(maskEnclosed(text))
  const cuts = [...masked.matchAll(CUTS)].map(({ index, 0: mark }) => ({
    start: index,
    end: index + mark.length,
    mark: mark.trim().charAt(0),
  }))
  const after = (at: number) => text.slice(cuts[at]?.end, cuts[at + 1]?.start).trim()
  // "Ada Lovelace, singer - songwriter" has two fields, "Ada Lovelace - singer - Band" three.
  const opening = cuts.find((_, at) => !isNameSuffix(after(at)))?.mark
  const used = cuts.filter(
    ({ mark }, at) =>
      /^[,;|]?$/.test(mark) || mark === opening || isAffiliation(after(at)) || isConsent(fold(after(at))),
  )
  const fields = [...used, undefined].map((cut, at) => {
    const field = text.slice(used[at - 1]?.end, cut?.start).trim()
    // Only at the line's end a full stop may be the sentence's.
    return cut !== undefined && field.endsWith('.') ? `${withoutEnd(field.slice(0, -1))}.` : withoutEnd(field)
  })
  const joined: string[] = []
  for (const field of fields.filter(field => field !== '')) {
    joined.push(belongsToLast(joined, field) ? `${joined.pop()}, ${field}` : field)
  }
  return withoutStreet(joined)
})

/** "Ada Lovelace (composer)" and "Ada Lovelace: composer" with a comma; "Mary (Molly) Byrne" as she is. */
function openedAfterName(text: string): string {
  const [, before = '', inside = '', after = ''] =
    /^([^()]{1,200}?)\s*\(([^()]{1,200})\)\s*([^()]*)$/u.exec(text) ?? []
  const isName = nameShape(before) === 'capitalised'
  if (isName && (HONORIFIC.test(inside) || PRONOUN.test(inside)))
    return `${before} ${after}`.trim().replace(' ,', ',')
  // "Georg Niedermeyr (bandmaster, for my sins)", but "brewer (we take the water from the hill, thank God)"
  const isKnown = isName && holdsOccupation(inside.split(/[,;]/u)[0] ?? '')
  if (before !== '' && saysMore(inside) && !isKnown) return withoutAside(text)
  const isNames = nameShape(inside) === 'capitalised' && wordCount(inside) > 1
  const isAlias = (isNames && !holdsOccupation(inside)) || isNameSuffix(inside) || isTitle(fold(inside))
  if (before !== '' && !isAlias && before.search(CUTS) === -1 && (after === '' || /^[,;|.\-–—]/u.test(after)))
    return `${before}, ${inside}, ${after}`
  const [, who = '', what = ''] = /^([^:,;|]{2,60}):\s+(.+)$/u.exec(text) ?? []
  // Not "Really: in 1988 …"
  return who.includes(' ') && nameShape(who) === 'capitalised' ? `${who}, ${what}` : text
}

/** "Jane Roe, PhD" and "Acme, Inc." are one field; "Anna Berg, AG" and "Anna Berg, director, AG" are not. */
function belongsToLast(fields: readonly string[], field: string): boolean {
  const form = fold(field).replace(/[.\s]/g, '')
  return (
    (fields.length === 1 && isNameSuffix(field)) ||
    (fields.length > 0 && form.length > 2 && COMPANY_FORMS.has(form))
  )
}

const AT_ORGANISATION =
  /^(.{2,100}?)[\s,]+(@|at|with|à|chez|auprès de|bei|beim|bij|presso)\s+((?:(?:the|der|den|dem|de|het|la|le|il) |l['’])?[\p{Lu}\p{Lo}\d].{1,150})$/u

/** "professor of music at the University of Oxford" is two fields; "translator from the French" is one. */
export function occupationAndOrganisation(raw: string): Pick<Written, 'occupation' | 'organisation'> {
  const occupation = withoutEnd(raw.trim())
  const [, role, word, place] = AT_ORGANISATION.exec(occupation) ?? []
  if (role === undefined || place === undefined) return { occupation }
  const organisation = withoutArticle(place)
  return word === '@' || isAffiliation(organisation) ? { occupation: role, organisation } : { occupation }
}

export const BY_TRADE =
  /\s(?:van beroep|von beruf|de (?:m[ée]tier|profession|profesi[óo]n|oficio|profiss[ãa]o)|di (?:professione|mestiere)|by (?:trade|profession)|z zawodu|there|dort|daar|allí)$/iu

const AGE = /^(?:(?:aged?|de) )?\d{1,3}(?: \p{L}+){0,3}$/iu

export const isAge = (field: string) => AGE.test(field)

const PRONOUN = /^(?:she|he|they|elle|il|iel|sie|er|ella|él|lei|lui|ela|ele|zij|hij)$/iu

const OPENS_WITH_PLACE = /^(?:dans|in|im|en|nel|nella|na|no|since|seit|depuis|desde|dal|sinds)\s/u

const COUNTS =
  /^(?:two|three|four|five|six|seven|eight|nine|ten|twelve|deux|trois|quatre|zwei|drei|vier|fünf|dos|tres|cuatro|due|tre|quattro|dois|duas|três|twee|drie|vier|still|now|immer noch|toujours|todavía|ancora|ainda|nog steeds)\s/iu

/** "roteirista, moro em Lisboa faz cinco anos": three words or more in small letters go on telling, unless they say what somebody does. */
function isFurtherDetail(field: string): boolean {
  // "dans l'équipe du professeur Vaugrenard"
  if (OPENS_WITH_PLACE.test(field)) return looksLikeOrganisation(field)
  // "nine series, two mortgages"
  const isShort = !/^\p{Ll}+(?![\p{L}.])/u.test(field) || (wordCount(field) < 3 && !COUNTS.test(field))
  return isShort || holdsOccupation(field) || looksLikeOrganisation(field)
}

/** An age, "vorremmo firmare", "Secretaría: Begoña Ruiz" */
function isOther(field: string): boolean {
  const isWish = /^\p{Ll}/u.test(field) && mentionsJoining(fold(field)) && !holdsOccupation(field)
  const goesOn = /^(?:and|et|und|y|e|en)\s/u.test(field) && !holdsOccupation(field)
  return isAge(field) || isWish || goesOn || /^\p{L}+\.?:\s/u.test(field)
}

// "trabajo de cocinero", "faccio l'apicoltore"
const BEFORE_OCCUPATION =
  /^(?:(?:I )?work as (?:an? )?|trabajo (?:de|como) |lavoro come |faccio (?:il |la |lo |l['’])|trabalho como |arbeite als |werk als |travaille comme )/iu
const SMALL_ARTICLE = /^(?:l['’]|il |lo )(?=\p{Ll})/u

/** The fields after the name, in their order: first what somebody does, then where. */
export function afterName(fields: readonly string[]): Pick<Written, 'occupation' | 'organisation'> {
  const usable = withoutPlace(fields)
    .map(field =>
      withoutClause(field).replace(BY_TRADE, '').replace(BEFORE_OCCUPATION, '').replace(SMALL_ARTICLE, ''),
    )
    .filter(field => looksLikeOccupation(field) && !isOther(field))
    .filter((field, at) => at === 0 || isFurtherDetail(field))
  const place = usable.findIndex(
    (field, index) =>
      isAffiliation(field) ||
      (index > 0 &&
        (!isOccupationOnly(field) || /^The \p{Lu}/u.test(field)) &&
        /^["“„«‘'(]?[^\p{Ll}]/u.test(field)),
  )
  const occupation = usable.slice(0, place === -1 ? undefined : place).join(', ')
  if (place === -1) return occupation === '' ? {} : occupationAndOrganisation(occupation)
  const organisation = usable.slice(place).join(', ')
  return occupation === '' ? { organisation } : { occupation, organisation }
}

/** Name, occupation and organisation, in that order. Undefined if the first field is nobody's name. */
export function personFrom(fields: readonly string[], sure: boolean): Written | undefined {
  const [name, ...others] = fields
  if (name === undefined) return undefined
  const shape = nameShape(name)
  const rest = afterName(others)
  if (shape === 'capitalised') return { name, ...rest }
  // Not "film student here, we use the archive".
  const named = sure && shape === 'plain' && !isOccupationOnly(name)
  return shape !== 'no' && (named || holdsOccupation(rest.occupation ?? '')) ? { name, ...rest } : undefined
}
