import { readFile, writeFile } from 'node:fs/promises'
import type { Judged } from './judge.ts'

const heads = ['work', 'figure', 'against', 'its figure', 'ratio', 'floor', 'reach', 'holds'] as const

const cellsOf = (row: Judged) => [
  row.work,
  row.figure,
  row.against,
  row.beside,
  row.ratio,
  row.floor,
  row.reach,
  row.verdict,
]

export function markdownTable(rows: readonly Judged[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(row => line(cellsOf(row)))].join('\n')
}

/** For a terminal: columns as wide as their widest cell. */
export function plainTable(rows: readonly Judged[]): string {
  const cells = [[...heads], ...rows.map(cellsOf)]
  const widths = heads.map((_, at) => Math.max(...cells.map(row => [...(row[at] ?? '')].length)))
  return cells
    .map(row =>
      row
        .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - [...cell].length))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export const marks = { begin: '<!-- figures: written by `npm run bench` -->', end: '<!-- end of figures -->' }

/** Replaces what stands between the marks. @throws Error if they are not there, each once and in order */
export function between(text: string, figures: string): string {
  const [begin, end] = [text.indexOf(marks.begin), text.indexOf(marks.end)]
  const once = text.indexOf(marks.begin, begin + 1) === -1 && text.indexOf(marks.end, end + 1) === -1
  if (begin === -1 || end < begin || !once)
    throw new Error('the marks of the figures are not there once each, in order')
  return `${text.slice(0, begin + marks.begin.length)}\n\n${figures}\n\n${text.slice(end)}`
}

export async function writeFigures(file: string | URL, figures: string): Promise<void> {
  await writeFile(file, between(await readFile(file, 'utf8'), figures))
}
