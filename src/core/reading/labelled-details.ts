// "Occupation: composer", in any order, one or several a line, the value perhaps on the next line.

import { fold, wordSet } from './fold-text.ts'
import { LABELS, type Label } from './lexicon-requests.ts'

interface LabelledValue {
  label: Label
  value: string
}

const KINDS = Object.keys(LABELS) as Label[]

const ORDERED: readonly { label: Label; pattern: RegExp }[] = KINDS.map(label => ({
  label,
  pattern: new RegExp(
    `^(?:${[...new Set(LABELS[label].flatMap(source => [fold(source), fold(source.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue'))]))].join('|')})$`,
    'u',
  ),
}))

/** What a label says, longest reading wins nothing: a label is the whole text before its colon. */
export function labelOf(raw: string): Label | undefined {
  const folded = fold(raw)
    .replace(/^[^\p{L}]+/u, '')
    .replace(/\s*\((?:optional|required|facultatif|optionnel|opcional|opzionale|optioneel|s|e|in)\)\s*/u, '')
    .replace(/[\s*_"']+$/u, '')
  if (folded.length === 0 || folded.length > 60) return undefined
  return ORDERED.find(({ pattern }) => pattern.test(folded))?.label
}

const EMPTY_VALUES = wordSet(
  'none n/a na nil - – — no nope keine kein aucune aucun ninguna ninguno nessuna nessuno nenhuma nenhum geen ... … / x',
)

export function isEmptyValue(value: string): boolean {
  return value === '' || EMPTY_VALUES.has(fold(value)) || /^[\s._\-–—…[\]()/]*$/u.test(value)
}

/**
 * The labelled values of one line, or none. Colons and equals signs may come several times a line; a dash only
 * after a label at the line's start. A value runs to the next label.
 */
export function labelsInLine(line: string): LabelledValue[] {
  if (line.length > 2_000) return []
  const folded = fold(line)
  const found: { label: Label; start: number; valueAt: number }[] = []
  for (const colon of folded.matchAll(/[:=]/g)) {
    const from = found.at(-1)?.valueAt ?? 0
    const before = folded.slice(Math.max(from, colon.index - 70), colon.index)
    // Nearest break first: in "Name: Ada, job: composer" the second label begins after the comma.
    const breaks = [0]
    for (const cut of before.matchAll(/[,;|/.\t•·]\s*|\s{1,3}(?=\p{L})/gu))
      breaks.push(cut.index + cut[0].length)
    const candidates = found.length === 0 && before.length === colon.index ? breaks.slice(0, 1) : breaks
    for (const at of candidates) {
      const separated = at === 0 || /[,;|/.\t•·]\s*$/.test(before.slice(0, at)) || found.length > 0
      const text = before.slice(at)
      const label = separated ? labelOf(text) : undefined
      if (label === undefined) continue
      if (
        at > 0 &&
        !/[,;|/.\t•·]\s*$/.test(before.slice(0, at)) &&
        /^(?:to|from|data|land|ort|web|note|sent|state|age|date|type|kind|public|work|title|trade)$/.test(
          text.trim(),
        )
      )
        continue
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
    return [{ label, value: cutEdges(line.slice(dash[0].length)) }]
  }
  return found.map(({ label, valueAt }, index) => ({
    label,
    value: cutEdges(line.slice(valueAt, found[index + 1]?.start ?? line.length)),
  }))
}

function cutEdges(value: string): string {
  return value.replace(/^[\s*_]+/u, '').replace(/[\s,;|•·*_]+$/u, '')
}
