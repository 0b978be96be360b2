import { shortened, wrapped } from './drawable-text.ts'
import { metrics } from './fonts.ts'
import { box, type Column, colours, type Panel, styles, words } from './marks.ts'

export interface BarRow {
  label: string
  count: number
  note?: string
  /** Drawn in grey. */
  aside?: boolean
  /** The label only stands for one that cannot be drawn. */
  placeholder?: boolean
}

const LINE = 17
const PADDING = 6
const GAP = 2.5
/** A count above zero is always visible, however small its share. */
const LEAST = 3

/** Rows of a label and its number, each over its bar: a column of labels beside the bars would halve the room for both. */
export function barsPanel(
  rows: BarRow[],
  more: string | undefined,
  number: Intl.NumberFormat,
  { left, right }: Column,
  top: number,
): Panel {
  const most = Math.max(1, ...rows.map(row => row.count))
  const x = left + PADDING
  const room = right - PADDING - x
  const svg: string[] = []
  let y = top
  for (const row of rows) {
    const count = number.format(row.count)
    const beside = room - metrics.bold.width(count, styles.count.size) - 8
    const label = wrapped(row.label, styles.label, [beside, room])
    const note = row.note === undefined ? [] : wrapped(row.note, styles.note, [room, room])
    const height = (label.length + note.length) * LINE + 3.5
    const width = row.count > 0 ? Math.max((row.count / most) * (right - left), LEAST) : 0
    const base = (line: number): number => y + 15 + line * LINE
    const style = row.placeholder ? { ...styles.label, colour: colours.soft } : styles.label
    svg.push(
      box({ x: left, y, width, height }, row.aside ? colours.aside : colours.bar, 3),
      ...label.map((text, line) => words(x, base(line), text, style)),
      ...note.map((text, line) => words(x, base(label.length + line) - 1, text, styles.note)),
      words(right - PADDING, base(0), count, { ...styles.count, anchor: 'end' }),
    )
    y += height + GAP
  }
  if (more !== undefined) {
    svg.push(words(x, y + 13, shortened(more, room, styles.note), styles.note))
    y += 18
  }
  return { svg: svg.join(''), bottom: y }
}
