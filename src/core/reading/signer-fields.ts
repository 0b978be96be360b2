// The fields of one line: who, what, where. "Ada Lovelace (composer) | London Symphony".

import { asksCountOnly, isConsent } from './consent.ts'
import { fold, wordCount } from './fold-text.ts'
import { COMPANY_FORMS } from './lexicon-occupations.ts'
import { isNameSuffix, nameShape } from './name-shape.ts'
import {
  holdsOccupation,
  isOccupationOnly,
  looksLikeOccupation,
  looksLikeOrganisation,
} from './occupation-shape.ts'

/** What somebody explicitly wrote about themselves; nothing guessed from headers. */
export interface Written {
  kind?: 'person' | 'organisation'
  name?: string
  occupation?: string
  organisation?: string
  listed?: boolean
}

export const ARTICLE_BEFORE_OCCUPATION =
  /^(?:an?|the|its|their|une?|eine?n?|el|la|le|un[ao]?|uma?|een|der|die|de|o)\s+(?=\S)/iu
const ARTICLE_BEFORE_ORGANISATION =
  /^(?:[Tt]he|la|le|les|die|der|das|den|dem|des|el|los|las|il|lo|gli|i|o|a|os|as|de|het|du|vom|von der|von|del|della|do|da)\s+(?=\S)|^(?:[lLdD]|dell|all|nell)['’](?=\p{L})/u

export function withoutArticle(organisation: string): string {
  return organisation.replace(ARTICLE_BEFORE_ORGANISATION, '')
}

export function withoutEnd(raw: string): string {
  const cut = raw.replace(/[\s,;:!–—*_-]+$/u, '').replace(/^[\s,;:!–—*_•·-]+/u, '')
  if (!cut.endsWith('.')) return cut
  return /(?:\b\p{Lu}|\b(?:jr|sr|inc|ltd|co|corp|e\.v|esq|ph\.d|m\.d|b\.v|s\.a|st|etc))\.$/iu.test(cut)
    ? cut
    : cut.replace(/\.+$/u, '')
}

// A longer sentence is prose and holds no fields (UTF-16 units).
export const FIELDS_AT_MOST = 1_000

/** "Ada Lovelace (composer) | London Symphony" → its three fields. */
export function fieldsOf(raw: string): string[] {
  if (raw.length > FIELDS_AT_MOST) return [raw]
  let text = raw
  const bracket = /^([^()]{1,200}?)\s*\(([^()]{1,200})\)\s*([^()]*)$/u.exec(text)
  if (bracket !== null) {
    const after = bracket[3] ?? ''
    // "Mary (Molly) Byrne" keeps her name.
    const alias =
      nameShape(bracket[2] ?? '') === 'capitalised' &&
      wordCount(bracket[2] ?? '') > 1 &&
      !holdsOccupation(bracket[2] ?? '')
    if (!alias && (after === '' || /^[,;|.\-–—]/u.test(after))) text = `${bracket[1]}, ${bracket[2]} ${after}`
  }
  const colon = /^([^:,;|]{2,60}):\s+(.+)$/u.exec(text)
  if (colon?.[1] !== undefined && nameShape(colon[1]) === 'capitalised') text = `${colon[1]}, ${colon[2]}`
  const fields: string[] = []
  let start = 0
  for (const cut of fold(text).matchAll(/[,;|·•\t]|\s[-–—]{1,2}\s|—|\s\/\/?\s/gu)) {
    fields.push(text.slice(start, cut.index))
    start = cut.index + cut[0].length
  }
  fields.push(text.slice(start))
  const clean = fields.map(field => withoutEnd(field.trim())).filter(field => field !== '')
  const joined: string[] = []
  for (const field of clean) {
    const last = joined.at(-1)
    const bare = fold(field).replace(/[.\s]/g, '')
    const belongs = joined.length === 1 ? isNameSuffix(field) : false
    if (last !== undefined && (belongs || (COMPANY_FORMS.has(bare) && looksMoreThanAName(last)))) {
      // "King, Jr." as typed, its full stop too.
      const dotted = new RegExp(`${escapeForPattern(field)}\\.`, 'u').test(text)
        ? `${field}${field.endsWith('.') ? '' : '.'}`
        : field
      joined[joined.length - 1] = `${last}, ${dotted}`
    } else joined.push(field)
  }
  return joined
}

function looksMoreThanAName(field: string): boolean {
  return looksLikeOrganisation(field) || wordCount(field) > 0
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

const AT_ORGANISATION =
  /^(.{2,100}?)[\s,]+(?:at|with|for|from|@|à|chez|auprès de|bei|beim|bij|presso|for the|at the|with the)\s+((?:the |der |den |dem |de |het |la |le |il |l['’])?[\p{Lu}\p{Lo}\d].{1,150})$/u

export function occupationAndOrganisation(raw: string): Pick<Written, 'occupation' | 'organisation'> {
  const text = withoutEnd(raw.trim())
  const at = AT_ORGANISATION.exec(text)
  // "illustratrice à Lyon" works in a town, "compositrice à l'Opéra de Paris" for somebody.
  const inTown = /\sà\s+\p{Lu}/u.test(text) && !looksLikeOrganisation(text)
  if (at?.[1] !== undefined && at[2] !== undefined && looksLikeOccupation(at[1]) && !inTown)
    return { occupation: at[1].replace(ARTICLE_BEFORE_OCCUPATION, ''), organisation: withoutArticle(at[2]) }
  return { occupation: text.replace(ARTICLE_BEFORE_OCCUPATION, '') }
}

/** Fields after the name: occupations join, what looks like an affiliation goes last. */
export function afterName(fields: readonly string[]): Pick<Written, 'occupation' | 'organisation'> {
  const usable = fields.filter(field => looksLikeOccupation(field) || looksLikeOrganisation(field))
  const [first, ...others] = usable
  if (first === undefined) return {}
  const prefixed = /^(?:at|with|from|for|chez|bei|beim|bij|presso)\s+(.{2,})$/iu.exec(first)
  if (prefixed?.[1] !== undefined) return { organisation: withoutArticle(prefixed[1]) }
  if (others.length === 0) {
    if (looksLikeOrganisation(first) && !holdsOccupation(first))
      return { organisation: withoutArticle(first) }
    return occupationAndOrganisation(first)
  }
  const occupations = [first.replace(ARTICLE_BEFORE_OCCUPATION, '')]
  const rest = [...others]
  while (rest[0] !== undefined && isOccupationOnly(rest[0])) {
    occupations.push(rest[0].replace(ARTICLE_BEFORE_OCCUPATION, ''))
    rest.shift()
  }
  if (rest.length === 0) {
    const last = occupationAndOrganisation(occupations.at(-1) ?? '')
    if (last.organisation === undefined) return { occupation: occupations.join(', ') }
    return {
      occupation: [...occupations.slice(0, -1), last.occupation ?? ''].join(', '),
      organisation: last.organisation,
    }
  }
  return {
    occupation: occupations.join(', '),
    organisation: withoutArticle(rest.join(', ').replace(/^(?:at|with|from)\s+/u, '')),
  }
}

/** Name, occupation, organisation in that order; undefined where the first field is nobody's name. */
export function personFrom(fields: readonly string[], sure: boolean): Written | undefined {
  const [first, ...others] = fields.filter(field => !isConsent(fold(field)) && !asksCountOnly(fold(field)))
  if (first === undefined) return undefined
  const name = first
    .replace(/^(?:name|i|ich|je|yo|io|eu|ik)\s*[:,]\s*/iu, '')
    .replace(/\s+(?:here|hier|ici|aquí|qui|aqui)$/iu, '')
  const shape = nameShape(name)
  const rest = afterName(others)
  if (shape === 'capitalised') return { name, ...rest }
  if (
    shape !== 'no' &&
    ((sure && shape === 'plain') || (rest.occupation !== undefined && holdsOccupation(rest.occupation)))
  )
    return { name, ...rest }
  return undefined
}
