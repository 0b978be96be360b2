import { logger, Error as onlyErrors, parse, View } from 'vega'
import { compile } from 'vega-lite'
import { type BarRow, barsPanel } from './bars-panel.ts'
import { drawable, wrapped } from './drawable-text.ts'
import type { FontWeight } from './font-metrics.ts'
import {
  boxes,
  colours,
  heading,
  type Layer,
  MARGIN,
  type Panel,
  RIGHT,
  ROOM,
  styles,
  type TextStyle,
  texts,
  WIDTH,
} from './marks.ts'
import type { StatsPicture } from './stats-picture.ts'
import { timePanel } from './time-panel.ts'

/** The picture as SVG whose fonts nobody but `pngOf` has. Runs for some hundred milliseconds: in the worker, not beside it. */
export async function svgOf(picture: StatsPicture): Promise<string> {
  const { layers, bottom } = layout(picture)
  const height = Math.ceil(bottom + MARGIN)
  const { spec } = compile(
    {
      width: WIDTH,
      height,
      padding: 0,
      autosize: { type: 'none' },
      background: colours.border,
      layer: [...boxes(colours.page, [{ x: 1, x2: WIDTH - 1, y: 1, y2: height - 1 }]), ...layers],
      resolve: { scale: { x: 'independent', y: 'independent', color: 'independent' } },
      config: { view: { stroke: null } },
    },
    { logger: logger(onlyErrors) },
  )
  const view = new View(parse(spec), { renderer: 'none', logLevel: onlyErrors })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

function layout(picture: StatsPicture): Panel {
  const number = new Intl.NumberFormat(picture.language)
  const sayable = (text: string, weight?: FontWeight): string => drawable(text, picture.undrawable, weight)
  const lines = (style: TextStyle, text: string, most: number): string[] =>
    wrapped(sayable(text, style.weight), ROOM, style.size, most, style.weight)
  const row = (from: { label: string; count: number; note?: string; aside?: boolean }): BarRow => ({
    label: sayable(from.label),
    number: number.format(from.count),
    count: from.count,
    ...(from.note === undefined ? {} : { note: sayable(from.note) }),
    ...(from.aside ? { colour: colours.aside } : {}),
    placeholder: sayable(from.label) === picture.undrawable,
  })

  const layers: Layer[] = []
  let y = MARGIN
  const add = (panel: Panel): void => {
    layers.push(...panel.layers)
    y = panel.bottom
  }
  const head = (title: string): void => add(heading(lines(styles.section, title, 2), y))

  add(textPanel(styles.title, lines(styles.title, picture.title, 3), y, 34))
  add(textPanel(styles.subtitle, lines(styles.subtitle, picture.subtitle, 3), y + 4, 24))
  if (picture.goal !== undefined)
    add(goalPanel({ ...picture.goal, label: sayable(picture.goal.label) }, y + 4))

  const { overTime, funnel } = picture
  if (overTime.series.some(series => series.points.some(point => point.count > 0))) {
    head(overTime.title)
    const series = overTime.series.map(one => ({ ...one, label: sayable(one.label) }))
    add(timePanel({ ...overTime, series }, picture.language, y))
  }
  if (funnel.steps.length > 0) {
    head(funnel.title)
    add(barsPanel(funnel.steps.map(row), undefined, y))
  }
  for (const section of picture.bars) {
    if (section.rows.length === 0) continue
    head(section.title)
    add(barsPanel(section.rows.map(row), section.more === undefined ? undefined : sayable(section.more), y))
  }
  return { layers, bottom: y }
}

function textPanel(style: TextStyle, lines: string[], top: number, lineHeight: number): Panel {
  const placed = lines.map((text, line) => ({
    x: MARGIN,
    y: top + line * lineHeight + style.size * 0.85,
    text,
  }))
  return { layers: texts(style, placed), bottom: top + lines.length * lineHeight }
}

function goalPanel(goal: { label: string; count: number; target: number }, top: number): Panel {
  const share = goal.target > 0 ? Math.min(1, goal.count / goal.target) : 0
  const bar = { y: top + 8, y2: top + 22 }
  const done = share > 0 ? [{ x: MARGIN, x2: MARGIN + Math.max(4, share * ROOM), ...bar }] : []
  return {
    layers: [
      ...boxes(colours.track, [{ x: MARGIN, x2: RIGHT, ...bar }], 3),
      ...boxes(colours.goal, done, 3),
      ...texts(styles.label, [{ x: MARGIN, y: top + 44, text: goal.label }]),
    ],
    bottom: top + 50,
  }
}
