import { ticks as roundNumbers } from 'd3-array'
import type { Picture } from '../core/picture.ts'
import { metrics } from './font-metrics.ts'
import { box, channelColours, colours, MARGIN, type Panel, styles, wholeWidth, words } from './marks.ts'
import { nameOfPlace, type Places, placesOf, type Tick, ticksOf } from './time-axis.ts'

const PLOT = 116
/** Above the highest bar, for its number. */
const HEADROOM = 24
const WIDEST_BAR = 48
const GAP = 14
/** Pixels: a single signature on the day after a thousand is still seen. */
const LEAST = 1.5
const number13 = { size: 13, weight: 'bold', anchor: 'middle' } as const

/** Stacked bars, a colour for each channel. Labels are drawable already. */
export function timePanel(section: Picture['overTime'], language: string, top: number): Panel {
  const { right } = wholeWidth
  const format = new Intl.NumberFormat(language)
  const places = placesOf(
    section.unit,
    section.series.flatMap(({ points }) => points.map(({ at }) => new Date(at))),
  )
  const counts = section.series.map(({ points }) => countsIn(places, points))
  const totals = places.starts.map((_, index) => counts.reduce((sum, of) => sum + (of[index] ?? 0), 0))
  const most = Math.max(...totals)

  const key = legend(section, format, top)
  const floor = key.bottom + HEADROOM + PLOT
  const heightOf = (count: number): number => (count / most) * PLOT
  const svg = [key.svg]

  const rules = roundNumbers(0, most, 3).filter(Number.isInteger)
  const names = rules.map(numberNames(rules.at(-1) ?? 0, language))
  const left = MARGIN + Math.max(...names.map(name => metrics.regular.width(name, styles.axis.size))) + 8
  rules.forEach((count, place) => {
    const y = floor - heightOf(count)
    svg.push(box({ x: left, y: y - 0.5, width: right - left, height: 1 }, colours.line))
    svg.push(words(left - 8, y + 4.5, names[place] ?? '', { ...styles.axis, anchor: 'end' }))
  })

  const slot = (right - left) / totals.length
  const width = Math.min(WIDEST_BAR, slot * (slot > 4 ? 0.8 : 1))
  const middle = (index: number): number => left + (index + 0.5) * slot
  totals.forEach((_, index) => {
    let y = floor
    for (const [order, of] of counts.entries()) {
      const count = of[index] ?? 0
      if (count <= 0) continue
      const height = Math.max(heightOf(count), LEAST)
      y -= height
      // A hair of paper tells the parts of a stack apart without colour; thin ones have no room for it.
      const seam = y + height < floor && height > 4 && width > 6 ? 1 : 0
      svg.push(box({ x: middle(index) - width / 2, y, width, height: height - seam }, colourOf(order)))
    }
  })
  svg.push(box({ x: left, y: floor - 0.5, width: right - left, height: 1.5 }, colours.soft))

  const above = numbersAbove(totals, slot, format, peak =>
    nameOfPlace(section.unit, language, places.starts[peak] ?? new Date(0)),
  )
  for (const { index, label } of above) {
    const x = inside(middle(index), metrics.bold.width(label, number13.size), left, right)
    svg.push(words(x, floor - heightOf(totals[index] ?? 0) - 6, label, number13))
  }

  const placed = ({ index, label }: Tick) => {
    const width = metrics.regular.width(label, styles.axis.size)
    const x = inside(middle(index), width, MARGIN, right)
    return { x, from: x - width / 2, to: x + width / 2 }
  }
  const areApart = (ticks: Tick[]): boolean => {
    const all = ticks.map(placed)
    return all.every(({ from }, place) => place === 0 || from - (all[place - 1]?.to ?? 0) >= GAP)
  }
  for (const tick of ticksOf(section.unit, language, places, areApart)) {
    svg.push(box({ x: middle(tick.index) - 0.5, y: floor + 1, width: 1, height: 5 }, colours.soft))
    svg.push(words(placed(tick).x, floor + 19, tick.label, { ...styles.axis, anchor: 'middle' }))
  }
  return { svg: svg.join(''), bottom: floor + 24 }
}

function countsIn({ starts, indexOf }: Places, points: { at: string; count: number }[]): number[] {
  const counts = starts.map(() => 0)
  for (const { at, count } of points) {
    const index = indexOf(new Date(at))
    counts[index] = (counts[index] ?? 0) + count
  }
  return counts
}

/** Each place's number if all have room, otherwise only the greatest, with its day. */
function numbersAbove(
  totals: number[],
  slot: number,
  format: Intl.NumberFormat,
  nameAt: (index: number) => string,
): Tick[] {
  const all = totals.map((count, index) => ({ index, label: format.format(count) }))
  const shown = all.filter(({ index }) => totals[index] !== 0)
  if (shown.every(({ label }) => metrics.bold.width(label, number13.size) + 6 < slot)) return shown
  const peak = totals.indexOf(Math.max(...totals))
  return all
    .slice(peak, peak + 1)
    .map(({ index, label }) => ({ index, label: `${label} · ${nameAt(index)}` }))
}

/** What each colour means and its sum, so that nobody has to add up bars. */
function legend({ series }: Picture['overTime'], format: Intl.NumberFormat, top: number): Panel {
  const SQUARE = 12
  const svg: string[] = []
  let x = MARGIN
  let y = top + 14
  for (const [order, { label, points }] of series.entries()) {
    const sum = format.format(points.reduce((total, { count }) => total + count, 0))
    const labelWidth = metrics.regular.width(`${label} `, styles.label.size)
    const width = SQUARE + 7 + labelWidth + metrics.bold.width(sum, styles.count.size)
    if (x > MARGIN && x + width > wholeWidth.right) {
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

function colourOf(order: number): string {
  return channelColours[order % channelColours.length] ?? colours.accent
}

/** The middle of a text of this width, moved so that all of it stays between the ends. */
function inside(middle: number, width: number, left: number, right: number): number {
  return Math.max(left + width / 2, Math.min(right - width / 2, middle))
}

/** All of them short or none: not 50,000 below 100k. */
function numberNames(greatest: number, language: string): (count: number) => string {
  const format = new Intl.NumberFormat(language, greatest >= 100_000 ? { notation: 'compact' } : {})
  return count => format.format(count)
}
