import type { Measured } from '../run-rounds.ts'
import type { Line, Subject } from '../subject.ts'
import { median } from './statistics.ts'

/** A line of the table, as text. */
export interface Judged {
  work: string
  against: string
  figure: string
  beside: string
  ratio: string
  floor: string
  reach: string
  /** Empty where there is no floor, or no figure. */
  verdict: '' | 'reach' | 'floor' | 'missed'
}

/** Compares the rounds in pairs: both sides of a pair had the same machine. */
export function judge(
  line: Line,
  measured: ReadonlyMap<string, Measured>,
  subjects: readonly Subject[],
): Judged {
  const unitOf = (key: string) => subjects.find(subject => subject.key === key)?.unit ?? ''
  const { work, against, subject, reference, floor, reach } = line
  const ours = measured.get(subject)
  const theirs = reference === undefined ? undefined : measured.get(reference)
  const ratios =
    reference === undefined
      ? []
      : (ours?.figures ?? []).flatMap((figure, at) => {
          const other = theirs?.figures[at]
          return other === undefined ? [] : [figure / other]
        })
  const values = reference === undefined ? (ours?.figures ?? []) : ratios
  const unit = reference === undefined ? unitOf(subject) : ''
  return {
    work,
    against,
    figure: ours?.missing ?? spread(ours?.figures ?? [], unitOf(subject)),
    beside:
      reference === undefined ? '' : (theirs?.missing ?? spread(theirs?.figures ?? [], unitOf(reference))),
    ratio: reference === undefined ? '' : spread(ratios, ''),
    floor: bound(floor, line.better, unit),
    reach: bound(reach, line.better, unit),
    verdict: verdict(line, values),
  }
}

function verdict({ better, floor, reach }: Line, values: number[]): Judged['verdict'] {
  if (floor === undefined || values.length === 0) return ''
  const value = median(values)
  const holds = (limit: number) => (better === 'more' ? value >= limit : value <= limit)
  if (reach !== undefined && holds(reach)) return 'reach'
  return holds(floor) ? 'floor' : 'missed'
}

function bound(limit: number | undefined, better: Line['better'], unit: string): string {
  return limit === undefined ? '' : `${better === 'more' ? '≥' : '≤'} ${limit}${unit}`
}

/** The median, and the least and the most in brackets. */
function spread(values: number[], unit: string): string {
  if (values.length === 0) return ''
  const middle = `${digits(median(values))}${unit}`
  return values.length === 1
    ? middle
    : `${middle} (${digits(Math.min(...values))}–${digits(Math.max(...values))})`
}

/** Three digits that count. */
function digits(n: number): string {
  if (n === Number.POSITIVE_INFINITY) return '∞'
  if (n >= 100) return n.toFixed(0)
  return String(Number(n.toPrecision(3)))
}
