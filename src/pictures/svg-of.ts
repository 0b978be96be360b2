import type { Picture } from '../core/picture.ts'
import { type BarRow, barsPanel } from './bars-panel.ts'
import { drawable, shortened, wrapped } from './drawable-text.ts'
import { metrics } from './fonts.ts'
import {
  box,
  type Column,
  colours,
  document,
  MARGIN,
  type Panel,
  styles,
  type TextStyle,
  WIDTH,
  wholeWidth,
  words,
} from './marks.ts'
import { timePanel } from './time-panel.ts'

const GUTTER = 20
const ROOM = wholeWidth.right - wholeWidth.left
const left: Column = { left: MARGIN, right: (WIDTH - GUTTER) / 2 }
const right: Column = { left: (WIDTH + GUTTER) / 2, right: wholeWidth.right }

/** The picture as SVG, in a font that only `pngOf` has. */
export function svgOf(picture: Picture): string {
  const number = new Intl.NumberFormat(picture.language)
  const sayable = (text: string, style?: TextStyle): string =>
    drawable(text, picture.undrawable, style?.weight)
  const lines = (text: string, style: TextStyle, most: number, room = ROOM): string[] =>
    wrapped(sayable(text, style), style, Array(most).fill(room))
  const rowOf = (row: BarRow): BarRow => {
    const label = sayable(row.label)
    const note = row.note === undefined ? {} : { note: sayable(row.note) }
    return { ...row, label, ...note, placeholder: label === picture.undrawable }
  }

  const svg: string[] = []
  let y = MARGIN
  const add = (panel: Panel): void => {
    svg.push(panel.svg)
    y = Math.max(y, panel.bottom)
  }
  add(paragraph(lines(picture.title, styles.title, 3), styles.title, wholeWidth, y))
  add(paragraph(lines(picture.subtitle, styles.subtitle, 3), styles.subtitle, wholeWidth, y + 2))
  if (picture.goal !== undefined)
    add(
      goalPanel(
        { ...picture.goal, label: sayable(picture.goal.label) },
        picture.accent ?? colours.accent,
        y + 6,
      ),
    )

  const { overTime } = picture
  if (overTime.series.some(({ points }) => points.some(({ count }) => count > 0))) {
    add(heading(lines(overTime.title, styles.section, 2), wholeWidth, y))
    const series = overTime.series.map(one => ({ ...one, label: sayable(one.label) }))
    add(timePanel({ ...overTime, series }, picture.language, y))
  }

  const { funnel } = picture
  const lists = [{ title: funnel.title, rows: funnel.steps, more: undefined }, ...picture.bars].filter(
    ({ rows }) => rows.length > 0,
  )
  // Two panels stand side by side. A single one has the whole width.
  for (let place = 0; place < lists.length; place += 2) {
    const pair = lists.slice(place, place + 2)
    const columns = pair.length === 2 ? [left, right] : [wholeWidth]
    const top = y
    pair.forEach(({ title, rows, more }, order) => {
      const column = columns[order] ?? wholeWidth
      const head = heading(lines(title, styles.section, 2, column.right - column.left), column, top)
      const said = more === undefined ? undefined : sayable(more)
      const bars = barsPanel(rows.map(rowOf), said, number, column, head.bottom)
      add({ svg: head.svg + bars.svg, bottom: bars.bottom })
    })
  }
  return document(Math.ceil(y + MARGIN - 4), svg.join(''))
}

function paragraph(lines: string[], style: TextStyle, column: Column, top: number): Panel {
  const height = style.size * 1.25
  const svg = lines.map((text, line) =>
    words(column.left, top + line * height + style.size * 0.85, text, style),
  )
  return { svg: svg.join(''), bottom: top + lines.length * height }
}

function heading(lines: string[], column: Column, top: number): Panel {
  const { svg, bottom } = paragraph(lines, styles.section, column, top + 15)
  return { svg, bottom: bottom + 3 }
}

function goalPanel(
  { label, count, target }: NonNullable<Picture['goal']>,
  accent: string,
  top: number,
): Panel {
  const { left, right } = wholeWidth
  const text = shortened(label, ROOM * 0.6, styles.label)
  const width = ROOM - metrics.regular.width(text, styles.label.size) - 12
  const share = target > 0 ? Math.min(1, count / target) : 0
  const bar = { x: left, y: top + 4, height: 10 }
  const done = share > 0 ? box({ ...bar, width: Math.max(4, share * width) }, accent, 5) : ''
  const svg = `${box({ ...bar, width }, colours.line, 5)}${done}${words(right, top + 14, text, { ...styles.label, anchor: 'end' })}`
  return { svg, bottom: top + 20 }
}
