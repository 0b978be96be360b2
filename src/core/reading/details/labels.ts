// Details in labelled lines, in any order: "Occupation: composer". A line may hold several labels. A value may stand on
// the next line.

import { cleanField } from '../../details.ts'
import { fold, whole, wordCount, wordSet } from '../fold-text.ts'
import { LABELS, type Label } from '../lexicon/labels.ts'
import { contentOf, sentencesOf } from '../lines.ts'
import { remembered } from '../remembered.ts'
import { HONORIFIC, isAffiliation, isOccupationOnly } from './occupation-shape.ts'
import { onBehalf, representativeFrom } from './organisation-speaks.ts'
import { nameFromHeader } from './person-name.ts'
import { afterName, fieldsOf, personFrom, type Written, withoutEnd } from './signer-fields.ts'

interface LabelledValue {
  label: Label
  value: string
  /** where the label begins */
  start: number
}

const PATTERNS = (Object.keys(LABELS) as Label[]).map(label => ({ label, pattern: whole(LABELS[label]) }))

/** Returns the label if the whole text before a colon is one. */
const labelOf = remembered((raw): Label | undefined => {
  const folded = fold(raw)
    .replace(/^[^\p{L}]+/u, '')
    .replace(/\s*\([^()]{0,40}\)\s*/u, '')
    .replace(/(?<![\s.*_"'])[\s.*_"']+$/u, '')
  return PATTERNS.find(({ pattern }) => pattern.test(folded))?.label
})

const EMPTY_VALUES = wordSet(
  'none n/a n.a n.a. n.v.t n.v.t. nvt na nil - – — no nope keine kein aucune aucun ninguna ninguno nessuna nessuno nenhuma nenhum geen ... … / x',
)
// "Employer: rather not"
const RATHER_NOT =
  /^(?:(?:i.d )?rather not(?: say)?|prefer not(?: to say)?|not saying|private|privat|keine angabe|k\. ?a\.?|lieber nicht|plut[oô]t pas|confidentiel|prefiero no(?: decirlo)?|preferi(?:sco|rei) di no|prefiro n[aã]o(?: dizer)?|liever niet|geen van alle)\.?$/u
// "Name: see below"
const ELSEWHERE =
  /^(?:see|as|siehe|voir|ver|vedi|zie) (?:below|above|signature|unten|oben|ci-(?:dessous|apres)|abajo|abaixo|sotto|(?:hier)?onder|beneden)/u
// 'translator (not "interpreter" please)'
const NOT_THIS = /\s*\((?:not|nicht|pas|no|non|n[ãa]o|niet) [^()]{1,60}\)/iu

export function isEmptyValue(value: string): boolean {
  // The last alternatives are the placeholders of a form: "[Your name]", "YOUR NAME HERE".
  const [, own] = /^((?:your|votre|ihre?|tu|su|uw) .+?)(?: here| ici| hier| aqui)?$/u.exec(fold(value)) ?? []
  if (own !== undefined && labelOf(own) !== undefined) return true
  // "none, thank heaven"
  const [first = '', more] = fold(value).split(',')
  return (
    (EMPTY_VALUES.has(first) && (more === undefined || first.length > 3)) ||
    RATHER_NOT.test(fold(value)) ||
    ELSEWHERE.test(first) ||
    /^[\s._\-–—…[\]()/]*$|^[[<({%]{1,9}[^\]<>(){}%]{0,200}[\]>)}%]{1,9}$|^(?:x{3,}|y{3,}|first last|(?:first )?name (?:last ?name|surname)|votre nom)$/iu.test(
      value,
    )
  )
}

/**
 * The labelled values of one line, or none. A line may have several labels with a colon or an equals sign, but only one
 * with a dash, at its start. A value ends where the next label begins.
 */
export const labelsInLine = remembered((line): readonly LabelledValue[] => {
  if (line.length > 2_000) return []
  const folded = fold(line)
  const found: { label: Label; start: number; valueAt: number }[] = []
  for (const colon of folded.matchAll(/[:=]/g)) {
    const from = found.at(-1)?.valueAt ?? 0
    const before = folded.slice(Math.max(from, colon.index - 70), colon.index)
    const breaks = [0, ...[...before.matchAll(BREAKS)].map(cut => cut.index + cut[0].length)]
    for (const at of breaks) {
      // The first label opens the line or, as in "We sign. Contact: Eve Moss", a sentence.
      const opens = at === 0 || found.length > 0 || /[.!?]\s+$/.test(before.slice(0, at))
      const label = opens ? labelOf(before.slice(at)) : undefined
      if (label === undefined) continue
      found.push({ label, start: colon.index - before.length + at, valueAt: colon.index + 1 })
      break
    }
  }
  if (found.length === 0) {
    // "Occupation", and below it "composer"
    const alone = labelOf(line)
    if (alone === 'name' || alone === 'occupation' || alone === 'organisation')
      return [{ label: alone, value: '', start: 0 }]
    const [lead = '', before = ''] = /^([^-–—:=|]{2,40}?)\s*(?:[-–—]+|\|)\s+/u.exec(line) ?? []
    const label = labelOf(before)
    if (label !== undefined) found.push({ label, start: 0, valueAt: lead.length })
  }
  return found.map(({ label, start, valueAt }, index) => ({
    label,
    start,
    value: valueTyped(line.slice(valueAt, found[index + 1]?.start)),
  }))
})

/** "-" says that there is none; nothing, that it stands in the next line. */
function valueTyped(raw: string): string {
  return withoutEnd(raw.replace(BREAK_AT_END, '')) || raw.trim()
}

// In "Name: Ada, job: composer" the second label begins after the comma.
const BREAKS = /[,;|/.\t•·]\s*|\s{1,3}(?=\p{L})/gu

const BREAK_AT_END = /(?<![\s|•·/])[\s|•·/]+$/u

const YES_VALUES = wordSet('yes y true ja oui sí si sim 1 да')
const NO_VALUES = wordSet('no n false nein non não nao nee 0 нет')
const ORGANISATION =
  /organi[sz]|organisation|association|company|verein|entreprise|azienda|empresa|entidad|ente|bedrijf|vereniging/u

/** Reads one label. The caller puts "Prénom" and "Nom" together. */
function said(label: Label, value: string): Written {
  const folded = fold(value)
  const yes = YES_VALUES.has(folded) ? true : NO_VALUES.has(folded) ? false : undefined
  switch (label) {
    case 'name': {
      const [first = value] = sentencesOf(value)
      const [name = value, ...others] = sentencesOf(value).flatMap(fieldsOf)
      return isOccupationOnly(others[0] ?? '') ? { name, ...afterName(others) } : { name: withoutEnd(first) }
    }
    case 'details': {
      if (ORGANISATION.test(folded) && wordCount(value) <= 2) return { kind: 'organisation' }
      const fields = fieldsOf(sentencesOf(value)[0] ?? value)
      const [first = ''] = fields
      const itself: Written = isAffiliation(first) ? { kind: 'organisation', organisation: first } : {}
      return onBehalf(value) ?? personFrom(fields, true) ?? itself
    }
    case 'occupation':
      // "Title: Ms" beside "Job title: …"
      return HONORIFIC.test(value) ? {} : { occupation: value.replace(NOT_THIS, '') }
    case 'organisation':
      return { organisation: value }
    case 'represents':
      return onBehalf(`on behalf of ${value}`) ?? {}
    case 'representative':
      return { kind: 'organisation', ...representativeFrom(fieldsOf(value)) }
    case 'listed':
    case 'anonymous':
      return yes === undefined ? {} : { listed: yes === (label === 'listed') }
    case 'kind':
      return ORGANISATION.test(folded) ? { kind: 'organisation' } : {}
    case 'first-name':
    case 'last-name':
    case 'other':
      return {}
  }
}

/** "Name, Vorname: Krüger, Bärbel" */
function turned(value: string, line: string): string {
  const isLastFirst = /^(?:name|nom|nome|naam|last|sur|family)[^:]{0,20},[^:]{2,20}:/iu.test(line)
  return (isLastFirst && nameFromHeader(value)) || value
}

/** Does a label give each of these details ("Occupation: painter")? */
export function standsBehindLabels(text: string, written: Written): boolean {
  const { written: labelled } = fromLabels(contentOf(text))
  const fields = ['kind', 'name', 'occupation', 'organisation'] as const
  const isLabelled = fields.every(
    field => written[field] === undefined || cleanField(labelled[field] ?? '') === written[field],
  )
  return isLabelled && (written.listed === undefined || labelled.listed === written.listed)
}

// A website's form, sent on as an email: "From: Ada Lovelace <ada@…>", and further down "Message: …"
const FORM_FROM = /^from: +([^<>]{2,60}?)(?: <[^<>]*>)?$/iu
const FORM_MESSAGE = /^message(?: body)?:\s*/iu

/** Each line with labels of its own, where a table's first line has them, or the From of a form. */
function labelled(lines: readonly string[]): string[] {
  const isForm = [FORM_FROM, FORM_MESSAGE].every(label => lines.some(line => label.test(line)))
  return lines.map((line, at) => {
    const [heads, cells] = [cellsOf(lines[at - 1] ?? ''), cellsOf(line)]
    if (isTableHead(cells)) return ''
    if (isTableHead(heads) && heads.length === cells.length)
      return cells.map((cell, column) => `${heads[column]}: ${cell}`).join(' | ')
    return isForm ? line.replace(FORM_FROM, 'Name: $1').replace(FORM_MESSAGE, '') : line
  })
}

const cellsOf = (line: string): string[] => line.split('|').map(cell => cell.trim())

/** "Name | Occupation" */
function isTableHead(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every(cell => labelOf(cell) !== undefined)
}

// "Contact (not for publication): Marek Dunstan"
const NOT_TO_PUBLISH =
  /^[^:()]{2,40}\((?:not|nicht|ne pas|no|non|nao|niet|private|privat|privé|confidential|intern|only|nur)\b[^()]{0,40}\)\s*:/u

/** `rest`: the lines without the labels and their values. */
export function fromLabels(typed: readonly string[]): { written: Written; rest: string[] } {
  let written: Written = {}
  const lines = labelled(typed)
  const rest = [...lines]
  const parts: { [label in Label]?: string } = {}
  for (const [at, line] of lines.entries()) {
    if (NOT_TO_PUBLISH.test(fold(line))) {
      rest[at] = ''
      continue
    }
    const values = labelsInLine(line)
    if (values.length > 0) rest[at] = line.slice(0, values[0]?.start)
    // A value may stand below its label.
    const free = values.some(({ value }) => value === '') ? valueBelow(lines, at) : undefined
    for (const { label, value: typed, start } of values) {
      const below = typed === '' && label !== 'details' ? free : undefined
      const value = below === undefined ? typed : withoutEnd(lines[below] ?? '')
      if (below !== undefined) rest[below] = ''
      if (isEmptyValue(value) && label !== 'listed') continue
      parts[label] ??= value
      written = { ...said(label, turned(value, line.slice(start))), ...written }
    }
  }
  // French "Nom" alone is the whole name. Beside "Prénom" it is the family name, and Italian "Nome" beside "Cognome" is the forename.
  const { name } = written
  const { 'first-name': first = name, 'last-name': last = name } = parts
  const whole = [...new Set([first, last])].filter(part => part !== undefined).join(' ')
  if (whole !== '' && (name === undefined || wordCount(name) === 1)) written.name = whole
  return { written, rest }
}

function valueBelow(lines: readonly string[], at: number): number | undefined {
  const below = [at + 1, at + 2].find(next => (lines[next] ?? '') !== '')
  const line = lines[below ?? -1] ?? ''
  return labelsInLine(line).length === 0 && wordCount(line) <= 12 ? below : undefined
}
