/** Tables of what made emails led to, and each failure with its text. */
import type { Verdict } from './judge.ts'
import type { MadeIn } from './made.ts'

export interface Judged extends MadeIn {
  verdict: Verdict
  why: string
}

function tally(judged: Judged[], by: (one: Judged) => string): string {
  const rows = Map.groupBy(judged, by)
  const count = (list: Judged[], verdict: Verdict) => list.filter(one => one.verdict === verdict).length
  const line = (name: string, list: Judged[]) =>
    [
      name.padEnd(16),
      ...(['right', 'shown', 'harmful'] as const).map(v => String(count(list, v)).padStart(8)),
    ].join('')
  return [
    `${''.padEnd(16)}   right   shown harmful`,
    ...[...rows].map(([name, list]) => line(name, list)),
    line('all', judged),
  ].join('\n')
}

export function tables(judged: Judged[]): string[] {
  return [tally(judged, ({ made }) => made.kind), tally(judged, ({ language }) => language)]
}

/** Each failure with its text and what happened. */
export function failures(judged: Judged[]): string {
  const wrong = judged.filter(({ verdict }) => verdict !== 'right')
  const one = ({ made, verdict, why }: Judged) =>
    [
      `### ${made.id}: ${verdict}`,
      `${made.situation}, ${made.petition}, from “${made.from.name}”, subject “${made.subject}”`,
      '```',
      ...made.text,
      '```',
      `- happened: ${why}`,
      `- right: ${JSON.stringify(made.right)}${made.neverPublished ? `; never published: ${made.neverPublished.join(', ')}` : ''}`,
      '',
    ].join('\n')
  const kinds = Map.groupBy(wrong, ({ made }) => made.kind)
  return [...kinds].map(([kind, list]) => `## ${kind}\n\n${list.map(one).join('\n')}`).join('\n')
}
