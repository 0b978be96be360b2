import { metrics } from './font-metrics.ts'
import { boxes, colours, fitted, type Layer, LEFT, type Panel, RIGHT, ROOM, styles, texts } from './marks.ts'

export interface BarRow {
  label: string
  /** as written */
  number: string
  count: number
  note?: string
  colour?: string
  /** the label only stands for one that cannot be drawn */
  placeholder?: boolean
}

const BAR = 9
const ROW = 42
const NOTE = 20
/** However small its share, a count above zero is seen. */
const LEAST = 2.5

/**
 * Rows of a label, its number, and a bar below both: on a phone this leaves a label nearly the whole width, where a column
 * of labels beside the bars would cut most organisations in half.
 */
export function barsPanel(rows: BarRow[], more: string | undefined, top: number): Panel {
  const most = Math.max(1, ...rows.map(row => row.count))
  const layers: Layer[] = []
  let y = top
  for (const row of rows) {
    const numberRoom = metrics.bold.width(row.number, styles.count.size)
    const base = y + 21
    const bar = base + 8
    const room = ROOM - numberRoom - 16
    const label = fitted(styles.label, room, row.label)
    const beside = metrics.regular.width(label, styles.label.size) + 10
    const noteFits =
      row.note !== undefined && beside + metrics.regular.width(row.note, styles.note.size) <= room
    const labelStyle = row.placeholder ? { ...styles.label, colour: colours.soft } : styles.label
    layers.push(
      ...texts(labelStyle, [{ x: LEFT, y: base, text: label }]),
      ...texts(styles.count, [{ x: RIGHT, y: base, text: row.number }]),
      ...boxes(colours.track, [{ x: LEFT, x2: RIGHT, y: bar, y2: bar + BAR }], 2),
    )
    if (row.count > 0) {
      layers.push({
        data: {
          values: [{ count: Math.max(row.count, (most * LEAST) / ROOM), zero: 0, y: bar, y2: bar + BAR }],
        },
        mark: { type: 'rect', color: row.colour ?? colours.bar, cornerRadius: 2 },
        encoding: {
          x: {
            field: 'count',
            type: 'quantitative',
            scale: { domain: [0, most], range: [LEFT, RIGHT], nice: false },
            axis: null,
          },
          x2: { field: 'zero' },
          y: { field: 'y', type: 'quantitative', scale: null, axis: null },
          y2: { field: 'y2' },
        },
      })
    }
    y += ROW
    if (row.note !== undefined && noteFits) {
      layers.push(...texts(styles.note, [{ x: LEFT + beside, y: base, text: row.note }]))
    } else if (row.note !== undefined) {
      layers.push(...texts(styles.note, [{ x: LEFT, y: y + 11, text: fitted(styles.note, ROOM, row.note) }]))
      y += NOTE
    }
  }
  if (more !== undefined) {
    layers.push(...texts(styles.note, [{ x: LEFT, y: y + 18, text: fitted(styles.note, ROOM, more) }]))
    y += 28
  }
  return { layers, bottom: y }
}
