// Details in labelled lines, in any order: "Occupation: composer". A line may hold several labels. A value may stand on
// the next line.

import { asksCountOnly } from './consent.ts'
import { TRAILS } from './consent-lead.ts'
import { fold, whole, wordCount, wordSet } from './fold-text.ts'
import { LABELS, type Label } from './lexicon-requests.ts'
import { isOccupationOnly, looksLikeOrganisation } from './occupation-shape.ts'
import { onBehalf, representativeFrom } from './organisation-speaks.ts'
import { nameFromHeader } from './person-name.ts'
import { INDEFINITE } from './self-introduction.ts'
import { afterName, fieldsOf, personFrom, type Written, withoutEnd } from './signer-fields.ts'

interface LabelledValue {
  label: Label
  value: string
  /** where the label begins */
  start: number
}

const KINDS = Object.keys(LABELS) as Label[]

const ORDERED = KINDS.map(label => ({ label, pattern: whole(LABELS[label]) }))

/** The label that the whole text before a colon is, if it is one. */
export function labelOf(raw: string): Label | undefined {
  const folded = fold(raw)
    .replace(/^[^\p{L}]+/u, '')
    .replace(/\s*\([^()]{0,40}\)\s*/u, '')
    .replace(/(?<![\s*_"'])[\s*_"']+$/u, '')
  if (folded.length === 0 || folded.length > 60) return undefined
  return ORDERED.find(({ pattern }) => pattern.test(folded))?.label
}

const EMPTY_VALUES = wordSet(
  'none n/a na nil - – — no nope keine kein aucune aucun ninguna ninguno nessuna nessuno nenhuma nenhum geen ... … / x',
)

export function isEmptyValue(value: string): boolean {
  // The last alternative is a placeholder left in a form: "[Your name]".
  return value === '' || EMPTY_VALUES.has(fold(value)) || /^[\s._\-–—…[\]()/]*$|^\[[^\]]*\]$/u.test(value)
}

/**
 * The labelled values of one line, or none. A line may have several labels with a colon or an equals sign, but only one
 * with a dash, at its start. A value ends where the next label begins.
 */
export function labelsInLine(line: string): LabelledValue[] {
  if (line.length > 2_000) return []
  const folded = fold(line)
  const found: { label: Label; start: number; valueAt: number }[] = []
  for (const colon of folded.matchAll(/[:=]/g)) {
    const from = found.at(-1)?.valueAt ?? 0
    const before = folded.slice(Math.max(from, colon.index - 70), colon.index)
    // In "Name: Ada, job: composer" the second label begins after the comma.
    const breaks = [0]
    for (const cut of before.matchAll(/[,;|/.\t•·]\s*|\s{1,3}(?=\p{L})/gu))
      breaks.push(cut.index + cut[0].length)
    // The first label opens the line or, as in "We sign. Contact: Eve Moss", a sentence.
    const candidates =
      found.length === 0 && before.length === colon.index
        ? breaks.filter(at => at === 0 || /[.!?]\s+$/.test(before.slice(0, at)))
        : breaks
    for (const at of candidates) {
      const separated = at === 0 || /[,;|/.\t•·]\s*$/.test(before.slice(0, at)) || found.length > 0
      const text = before.slice(at)
      const label = separated ? labelOf(text) : undefined
      if (label === undefined) continue
      const start = colon.index - text.length
      found.push({ label, start, valueAt: colon.index + 1 })
      break
    }
  }
  if (found.length === 0) {
    const dash =
      /^([^-–—:=|]{2,40}?)\s+(?:[-–—]+|\|)\s+/u.exec(line) ?? /^([\p{L} ]{2,40}?)[-–—]+\s+/u.exec(line)
    const label = dash?.[1] === undefined ? undefined : labelOf(dash[1])
    if (dash === null || label === undefined || label === 'other' || label === 'details') return []
    return [{ label, value: cutEdges(line.slice(dash[0].length)), start: 0 }]
  }
  return found.map(({ label, start, valueAt }, index) => ({
    label,
    start,
    value: cutEdges(line.slice(valueAt, found[index + 1]?.start ?? line.length)),
  }))
}

function cutEdges(value: string): string {
  return value.replace(/^[\s*_]+/u, '').replace(/(?<![\s,;|•·*_])[\s,;|•·*_]+$/u, '')
}

const YES_VALUES = wordSet('yes y true ja oui sí si sim 1 да')

const NO_VALUES = wordSet('no n false nein non não nao nee 0 нет')

const KIND_ORGANISATION =
  /organi[sz]|organisation|association|company|verein|entreprise|azienda|empresa|entidad|ente|bedrijf|vereniging/u

const KIND_PERSON = /individual|person|myself|privat|particulier|moi|yo|self|artist|citizen/u

const HONORIFIC = /^(?:m[rsx]s?|miss|mme|mlle|m|herr|frau|sra?|srta|sig(?:ra)?|dhr|mevr)\.?$/iu

/** `rest`: the lines without what was read as a label and its value. */
export function fromLabels(lines: readonly string[]): { written: Written; rest: string[] } {
  const written: Written = {}
  const rest = [...lines]
  let first: string | undefined
  let last: string | undefined
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const values = labelsInLine(line)
    if (values.length === 0) continue
    rest[at] = line.slice(0, values[0]?.start)
    for (const { label, value: typed, start } of values) {
      let value = typed
      if (value === '' && label !== 'details') {
        const next = lines.slice(at + 1, at + 3).findIndex(candidate => candidate !== '')
        const candidate = next === -1 ? '' : (lines[at + 1 + next] ?? '')
        if (candidate !== '' && labelsInLine(candidate).length === 0 && wordCount(candidate) <= 12) {
          value = candidate
          rest[at + 1 + next] = ''
        }
      }
      if (isEmptyValue(value) && label !== 'listed' && label !== 'anonymous') {
        if (label === 'details') rest[at] = line
        continue
      }
      switch (label) {
        case 'name': {
          // "Name, Vorname: Krüger, Bärbel"
          if (/^(?:name|nom|nome|naam|last|sur|family)[^:]{0,20},[^:]{2,20}:/iu.test(line.slice(start)))
            value = nameFromHeader(value) ?? value
          const fields = fieldsOf(value)
          const after =
            fields.length > 2 || (fields[1] !== undefined && isOccupationOnly(fields[1]))
              ? afterName(fields.slice(1))
              : {}
          const [name] = fields
          if (asksCountOnly(fold(value))) written.listed = false
          else if (after.occupation !== undefined && name !== undefined)
            Object.assign(written, { name, ...after, ...written })
          else written.name ??= withoutEnd(value)
          break
        }
        case 'details': {
          if (KIND_ORGANISATION.test(fold(value)) && wordCount(value) <= 2 && !/^\p{Lu}.* /u.test(value))
            written.kind = 'organisation'
          else if (asksCountOnly(fold(value))) written.listed = false
          else {
            const behalf = onBehalf(value)
            const intro =
              behalf ??
              (INDEFINITE.test(value) ? afterName(fieldsOf(value.replace(INDEFINITE, ''))) : undefined)
            const person = intro ?? personFrom(fieldsOf(value.replace(TRAILS, '')), true)
            if (person !== undefined) Object.assign(written, { ...person, ...written })
            else if (/^(?:i )?sign(?:ing)? as/u.test(fold(line)) && !KIND_PERSON.test(fold(value)))
              written.name ??= value
          }
          break
        }
        case 'first-name':
          first = value
          break
        case 'last-name':
          last = value
          break
        case 'occupation':
          // "Title: Ms" beside "Job title: …"
          if (!HONORIFIC.test(value)) written.occupation ??= withoutEnd(value)
          break
        case 'organisation':
          written.organisation ??= withoutEnd(value)
          break
        case 'represents':
          Object.assign(written, onBehalf(`on behalf of ${value}`) ?? {})
          break
        case 'representative': {
          written.kind = 'organisation'
          Object.assign(written, { ...representativeFrom(fieldsOf(value)), ...written })
          break
        }
        case 'listed':
          if (NO_VALUES.has(fold(value))) written.listed = false
          else if (YES_VALUES.has(fold(value))) written.listed = true
          break
        case 'anonymous':
          if (YES_VALUES.has(fold(value))) written.listed = false
          else if (NO_VALUES.has(fold(value))) written.listed = true
          break
        case 'kind':
          if (KIND_ORGANISATION.test(fold(value))) written.kind = 'organisation'
          else if (KIND_PERSON.test(fold(value))) written.kind = 'person'
          break
      }
    }
  }
  // "Cognome: Bianchi" beside "Nome: Osvaldo".
  if (
    written.name !== undefined &&
    last !== undefined &&
    first === undefined &&
    wordCount(written.name) === 1 &&
    fold(written.name) !== fold(last)
  )
    written.name = `${written.name} ${last}`
  // French "Nom" alone is the whole name; beside "Prénom" it is the family name.
  const whole = [first, last].filter(part => part !== undefined)
  if (written.name === undefined && whole.length > 0) written.name = whole.join(' ')
  else if (
    written.name !== undefined &&
    first !== undefined &&
    last === undefined &&
    wordCount(written.name) === 1 &&
    fold(written.name) !== fold(first)
  )
    written.name = `${first} ${written.name}`
  if (
    written.kind === 'organisation' &&
    written.organisation === undefined &&
    written.name !== undefined &&
    looksLikeOrganisation(written.name)
  ) {
    written.organisation = written.name
    delete written.name
  }
  return { written, rest }
}
