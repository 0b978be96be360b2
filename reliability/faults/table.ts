/** The table in docs/reliability.md. Each part of it keeps its rows until it is run again. */
import type { Line } from './world.ts'

const heads = [
  'part',
  'what',
  'runs',
  'lost',
  'doubled',
  'extra copies',
  'a newcomer is answered',
  'nobody is owed anything',
  'run',
]

/** A row's cells, the part first. */
export type Row = readonly string[]

/** `run`: when and how the part was run. */
export function rowOf(part: string, line: Line, run: string): Row {
  const { what, absent, runs, lost, doubled, extra, newcomer, all } = line
  if (absent !== undefined) return [part, what, `not run: ${absent}`, '', '', '', '', '', run]
  const counts = [runs, lost.length, doubled.length, extra].map(String)
  return [part, what, ...counts, `${newcomer.toFixed(1)} s`, `${all.toFixed(1)} s`, run]
}

/** One row of several worlds. */
export function merged(what: string, lines: readonly Line[]): Line {
  const sum = (read: (line: Line) => number) => lines.reduce((all, line) => all + read(line), 0)
  const longest = (read: (line: Line) => number) => Math.max(0, ...lines.map(read))
  return {
    what,
    runs: sum(line => line.runs),
    lost: lines.flatMap(line => line.lost),
    doubled: lines.flatMap(line => line.doubled),
    extra: sum(line => line.extra),
    newcomer: longest(line => line.newcomer),
    all: longest(line => line.all),
  }
}

function totalOf(rows: readonly Row[]): Row {
  const numbers = (at: number) => rows.map(row => Number.parseFloat(row[at] ?? '') || 0)
  const sums = [2, 3, 4, 5].map(at => String(numbers(at).reduce((sum, n) => sum + n, 0)))
  const longest = [6, 7].map(at => `${Math.max(0, ...numbers(at)).toFixed(1)} s`)
  return ['all', '', ...sums, ...longest, '']
}

export function markdownOf(rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [heads, heads.map(() => '---'), ...rows, totalOf(rows)].map(line).join('\n')
}

/** The rows of such a table, without its sums. */
export function rowsIn(markdown: string): Row[] {
  const lines = markdown.split('\n').filter(line => line.startsWith('| '))
  const rows = lines.map(line => line.slice(2, -2).split(' | '))
  return rows.slice(2).filter(row => row.length === heads.length && row[0] !== 'all')
}

/** The rows of before, with those of the parts that were run again replaced; in the order of the parts. */
export function replaced(before: readonly Row[], now: readonly Row[], parts: readonly string[]): Row[] {
  const again = new Set(now.map(([part]) => part))
  const kept = before.filter(([part]) => !again.has(part))
  return parts.flatMap(part => [...kept, ...now].filter(row => row[0] === part))
}

/** For a terminal. */
export function plainOf(rows: readonly Row[]): string {
  const all = [heads, ...rows, totalOf(rows)]
  const widths = heads.map((_, at) => Math.max(...all.map(row => row[at]?.length ?? 0)))
  return all
    .map(row =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
