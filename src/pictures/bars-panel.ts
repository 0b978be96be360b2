import { metrics } from './font-metrics.ts'
import {
  type Box,
  boxes,
  colours,
  fitted,
  type Layer,
  MARGIN,
  type Panel,
  type PlacedText,
  RIGHT,
  ROOM,
  styles,
  texts,
} from './marks.ts'

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
  const labels: PlacedText[] = []
  const placeholders: PlacedText[] = []
  const numbers: PlacedText[] = []
  const notes: PlacedText[] = []
  const tracks: Box[] = []
  const bars: Bar[] = []
  let y = top
  for (const row of rows) {
    const base = y + 21
    const bar = { y: base + 8, y2: base + 8 + BAR }
    const room = ROOM - metrics.bold.width(row.number, styles.count.size) - 16
    const label = fitted(styles.label, room, row.label)
    const list = row.placeholder ? placeholders : labels
    list.push({ x: MARGIN, y: base, text: label })
    numbers.push({ x: RIGHT, y: base, text: row.number })
    tracks.push({ x: MARGIN, x2: RIGHT, ...bar })
    const count = Math.max(row.count, (most * LEAST) / ROOM)
    if (row.count > 0) bars.push({ count, zero: 0, ...bar, colour: row.colour ?? colours.bar })
    y += ROW
    if (row.note === undefined) continue
    const beside = metrics.regular.width(label, styles.label.size) + 10
    if (beside + metrics.regular.width(row.note, styles.note.size) <= room) {
      notes.push({ x: MARGIN + beside, y: base, text: row.note })
    } else {
      notes.push({ x: MARGIN, y: y + 11, text: fitted(styles.note, ROOM, row.note) })
      y += NOTE
    }
  }
  if (more !== undefined) {
    notes.push({ x: MARGIN, y: y + 18, text: fitted(styles.note, ROOM, more) })
    y += 28
  }
  // A layer a kind, not a row: Vega-Lite's time goes by layers.
  return {
    layers: [
      ...boxes(colours.track, tracks, 2),
      ...barLayer(bars, most),
      ...texts(styles.label, labels),
      ...texts({ ...styles.label, colour: colours.soft }, placeholders),
      ...texts(styles.count, numbers),
      ...texts(styles.note, notes),
    ],
    bottom: y,
  }
}

interface Bar {
  count: number
  zero: 0
  y: number
  y2: number
  colour: string
}

function barLayer(bars: Bar[], most: number): Layer[] {
  if (bars.length === 0) return []
  return [
    {
      data: { values: bars },
      mark: { type: 'rect', cornerRadius: 2 },
      encoding: {
        x: {
          field: 'count',
          type: 'quantitative',
          scale: { domain: [0, most], range: [MARGIN, RIGHT], nice: false },
          axis: null,
        },
        x2: { field: 'zero' },
        y: { field: 'y', type: 'quantitative', scale: null, axis: null },
        y2: { field: 'y2' },
        color: { field: 'colour', type: 'nominal', scale: null },
      },
    },
  ]
}
