import { ticks as roundNumbers } from 'd3-array'
import type { Picture } from '../core/picture.ts'
import { metrics } from './fonts.ts'
import { box, channelColours, colours, MARGIN, type Panel, styles, wholeWidth, words } from './marks.ts'
import { nameOfPlace, type Places, placesOf, type Tick, ticksOf } from './time-axis.ts'

const PLOT = 116
/** Above the highest bar, for its number. */
const HEADROOM = 24
const WIDEST_BAR = 48
/** Between two names on the axis of time. */
const GAP = 14
/** Pixels. A single signature on the day after a thousand can still be seen. */
const LEAST = 1.5
const { right } = wholeWidth

/** The rectangle in which the bars stand: a place of equal width for each hour, day, week or month. */
interface Plot {
  left: number
  floor: number
  placeWidth: number
  middle(index: number): number
  heightOf(count: number): number
}

/** Stacked bars, a colour for each channel. Something is counted, and labels are drawable already. */
export function timePanel({ unit, series }: Picture['overTime'], language: string, top: number): Panel {
  const format = new Intl.NumberFormat(language)
  const places = placesOf(
    unit,
    series.flatMap(({ points }) => points.map(({ at }) => new Date(at))),
  )
  const counts = series.map(({ points }) => countsIn(places, points))
  const totals = places.starts.map((_, index) => counts.reduce((sum, of) => sum + (of[index] ?? 0), 0))
  const most = Math.max(...totals)

  const key = legend(series, format, top)
  const rules = roundNumbers(0, most, 3).filter(Number.isInteger)
  const names = rules.map(numberNames(rules.at(-1) ?? 0, language))
  const left = MARGIN + Math.max(...names.map(name => metrics.regular.width(name, styles.axis.size))) + 8
  const placeWidth = (right - left) / totals.length
  const plot: Plot = {
    left,
    floor: key.bottom + HEADROOM + PLOT,
    placeWidth,
    middle: index => left + (index + 0.5) * placeWidth,
    heightOf: count => (count / most) * PLOT,
  }
  const nameAt = (index: number) => nameOfPlace(unit, language, places.starts[index] ?? new Date(0))
  return {
    svg: [
      key.svg,
      ...rules.flatMap((count, place) => rule(plot, count, names[place] ?? '')),
      ...totals.flatMap((_, index) =>
        stack(
          plot,
          index,
          counts.map(of => of[index] ?? 0),
        ),
      ),
      box({ x: left, y: plot.floor - 0.5, width: right - left, height: 1.5 }, colours.soft),
      ...numbersAbove(plot, totals, format, nameAt),
      ...timeAxis(plot, fits => ticksOf(unit, language, places, fits)),
    ].join(''),
    bottom: plot.floor + 24,
  }
}

function countsIn({ starts, indexOf }: Places, points: { at: string; count: number }[]): number[] {
  const counts = starts.map(() => 0)
  for (const { at, count } of points) {
    const index = indexOf(new Date(at))
    counts[index] = (counts[index] ?? 0) + count
  }
  return counts
}

/** The meaning of each colour and its sum, so that nobody has to add up bars. */
function legend(series: Picture['overTime']['series'], format: Intl.NumberFormat, top: number): Panel {
  const SQUARE = 12
  const svg: string[] = []
  let x = MARGIN
  let y = top + 14
  for (const [order, { label, points }] of series.entries()) {
    const sum = format.format(points.reduce((total, { count }) => total + count, 0))
    const labelWidth = metrics.regular.width(`${label} `, styles.label.size)
    const width = SQUARE + 7 + labelWidth + metrics.bold.width(sum, styles.count.size)
    if (x > MARGIN && x + width > right) {
      x = MARGIN
      y += 22
    }
    svg.push(box({ x, y: y - SQUARE + 1, width: SQUARE, height: SQUARE }, colourOf(order), 2))
    svg.push(words(x + SQUARE + 7, y, label, styles.label))
    svg.push(words(x + SQUARE + 7 + labelWidth, y, sum, styles.count))
    x += width + 22
  }
  return { svg: svg.join(''), bottom: y + 6 }
}

function rule({ left, floor, heightOf }: Plot, count: number, name: string): string[] {
  const y = floor - heightOf(count)
  return [
    box({ x: left, y: y - 0.5, width: right - left, height: 1 }, colours.line),
    words(left - 8, y + 4.5, name, { ...styles.axis, anchor: 'end' }),
  ]
}

/** One bar, in the order of the channels from the floor up. */
function stack({ floor, placeWidth, middle, heightOf }: Plot, index: number, counts: number[]): string[] {
  const width = Math.min(WIDEST_BAR, placeWidth * (placeWidth > 4 ? 0.8 : 1))
  const x = middle(index) - width / 2
  let y = floor
  return counts.flatMap((count, order) => {
    if (count <= 0) return []
    const height = Math.max(heightOf(count), LEAST)
    // A hair of paper tells the parts apart without colour. Thin parts have no room for it.
    const seam = y < floor && height > 4 && width > 6 ? 1 : 0
    y -= height
    return box({ x, y, width, height: height - seam }, colourOf(order))
  })
}

/** The number of each place if all have room, otherwise only the greatest, with its day. */
function numbersAbove(
  { left, floor, placeWidth, middle, heightOf }: Plot,
  totals: number[],
  format: Intl.NumberFormat,
  nameAt: (index: number) => string,
): string[] {
  const widthOf = (label: string) => metrics.bold.width(label, styles.above.size)
  const all = totals.map((count, index) => ({ index, count, label: format.format(count) }))
  const counted = all.filter(({ count }) => count > 0)
  const most = Math.max(...totals)
  const shown = counted.every(({ label }) => widthOf(label) + 6 < placeWidth)
    ? counted
    : counted
        .filter(({ count }) => count === most)
        .slice(0, 1)
        .map(peak => ({ ...peak, label: `${peak.label} · ${nameAt(peak.index)}` }))
  return shown.map(({ index, count, label }) =>
    words(inside(middle(index), widthOf(label), left), floor - heightOf(count) - 6, label, styles.above),
  )
}

function timeAxis({ floor, middle }: Plot, ticksThat: (fit: (ticks: Tick[]) => boolean) => Tick[]): string[] {
  const placed = ({ index, label }: Tick) => {
    const width = metrics.regular.width(label, styles.axis.size)
    const x = inside(middle(index), width, MARGIN)
    return { x, from: x - width / 2, to: x + width / 2 }
  }
  const areApart = (ticks: Tick[]): boolean => {
    const all = ticks.map(placed)
    return all.every(({ from }, place) => place === 0 || from - (all[place - 1]?.to ?? 0) >= GAP)
  }
  return ticksThat(areApart).flatMap(tick => [
    box({ x: middle(tick.index) - 0.5, y: floor + 1, width: 1, height: 5 }, colours.soft),
    words(placed(tick).x, floor + 19, tick.label, { ...styles.axis, anchor: 'middle' }),
  ])
}

function colourOf(order: number): string {
  return channelColours[order % channelColours.length] ?? colours.accent
}

/** The middle of a text of this width, moved so that all of it is within the picture. */
function inside(middle: number, width: number, left: number): number {
  return Math.max(left + width / 2, Math.min(right - width / 2, middle))
}

/** All of them short or none: not 50,000 below 100k. */
function numberNames(greatest: number, language: string): (count: number) => string {
  const format = new Intl.NumberFormat(language, greatest >= 100_000 ? { notation: 'compact' } : {})
  return count => format.format(count)
}
