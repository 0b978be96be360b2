import type { Line } from './world.ts'

const heads = [
  'what',
  'runs',
  'lost',
  'doubled',
  'extra copies',
  'a newcomer is answered',
  'nobody is owed anything',
]

const cellsOf = (line: Line): string[] =>
  line.absent === undefined
    ? [
        line.what,
        ...[line.runs, line.lost.length, line.doubled.length, line.extra].map(String),
        `${line.newcomer.toFixed(1)} s`,
        `${line.all.toFixed(1)} s`,
      ]
    : [line.what, `not run: ${line.absent}`, '', '', '', '', '']

export function totalOf(lines: readonly Line[]): Line {
  const runs = lines.reduce((sum, line) => sum + line.runs, 0)
  const extra = lines.reduce((sum, line) => sum + line.extra, 0)
  const longest = (read: (line: Line) => number) => Math.max(0, ...lines.map(read))
  return {
    what: 'all',
    runs,
    lost: lines.flatMap(line => line.lost),
    doubled: lines.flatMap(line => line.doubled),
    extra,
    newcomer: longest(line => line.newcomer),
    all: longest(line => line.all),
  }
}

export function markdownOf(lines: readonly Line[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const all = [...lines, totalOf(lines)]
  return [row(heads), row(heads.map(() => '---')), ...all.map(line => row(cellsOf(line)))].join('\n')
}

/** For somebody who waits: each as soon as it is there. */
export function rowsOf(lines: readonly Line[]): string {
  return lines.map(line => `  ${cellsOf(line).join(', ')}`).join('\n')
}

/** For a terminal. */
export function plainOf(lines: readonly Line[]): string {
  const rows = [heads, ...[...lines, totalOf(lines)].map(cellsOf)]
  const widths = heads.map((_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0)))
  return rows
    .map(row =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
