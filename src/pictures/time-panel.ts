import { metrics } from './font-metrics.ts'
import {
  boxes,
  channelColours,
  colours,
  type Layer,
  MARGIN,
  type Panel,
  type PlacedText,
  RIGHT,
  ROOM,
  styles,
  texts,
} from './marks.ts'
import type { TimePoint, TimeSection } from './stats-picture.ts'
import { type Calendar, calendarOf, earliest } from './time-buckets.ts'
import { bucketName, type TimeTick, timeTicks } from './time-ticks.ts'

const PLOT = 180
/** Above the highest bar, for its number. */
const HEADROOM = 24
const WIDEST_BAR = 56
const GAP = 14
/** Pixels: a single signature on the day after a thousand is still seen. */
const LEAST = 1.5

/** Labels are drawable already. Empty where nothing is counted. */
export function timePanel(section: TimeSection, language: string, top: number): Panel {
  const points = section.series.flatMap(series => series.points)
  const first = earliest(points)
  if (first === undefined) return { layers: [], bottom: top }

  const number = new Intl.NumberFormat(language)
  const calendar = calendarOf(section.unit, section.timeZone, first)
  const counts = section.series.map(series => countsOf(series.points, calendar))
  const totals = new Map<number, number>()
  for (const perBucket of counts) {
    for (const [index, count] of perBucket) totals.set(index, (totals.get(index) ?? 0) + count)
  }
  const range = { first: Math.min(...totals.keys()), last: Math.max(...totals.keys()) }
  const buckets = range.last - range.first + 1
  const most = Math.max(...totals.values())
  if (most === 0) return { layers: [], bottom: top }

  const key = legend(section, number, top)
  const roof = key.bottom + 10
  const floor = roof + HEADROOM + PLOT
  const steps = countSteps(most)
  const names = stepNames(steps, language)
  const left = MARGIN + Math.max(...names.map(name => metrics.regular.width(name, styles.axis.size))) + 10
  const heightOf = (count: number): number => floor - (count / most) * PLOT

  const slot = (RIGHT - left) / buckets
  const bar = Math.min(WIDEST_BAR, slot * (slot > 4 ? 0.8 : 1))
  const middle = (index: number): number => left + (index - range.first + 0.5) * slot

  const layers: Layer[] = [
    ...key.layers,
    ...boxes(
      colours.rule,
      steps.map(step => ({ x: left, x2: RIGHT, y: heightOf(step) - 0.5, y2: heightOf(step) + 0.5 })),
    ),
    ...texts(
      { ...styles.axis, align: 'right' },
      steps.map((step, place) => ({ x: left - 8, y: heightOf(step) + 5, text: names[place] ?? '' })),
    ),
  ]
  const parts = stacked(counts, (most * LEAST) / PLOT)
  layers.push({
    data: {
      values: parts.map(part => ({
        ...part,
        x: middle(part.index) - bar / 2,
        x2: middle(part.index) + bar / 2,
      })),
    },
    mark: { type: 'rect' },
    encoding: {
      x: { field: 'x', type: 'quantitative', scale: null, axis: null },
      x2: { field: 'x2' },
      y: {
        field: 'to',
        type: 'quantitative',
        scale: { domain: [0, most], range: [floor, floor - PLOT], nice: false },
        axis: null,
      },
      y2: { field: 'from' },
      color: {
        field: 'series',
        type: 'nominal',
        scale: { domain: counts.map((_, order) => order), range: counts.map((_, order) => colourOf(order)) },
        legend: null,
      },
    },
  })
  // A hair of white between the parts of a stack tells them apart without colour; thin ones have no room for it.
  const seams = parts.filter(part => part.from > 0 && part.to - part.from > (most * 4) / PLOT && bar > 6)
  layers.push(
    ...boxes(
      colours.page,
      seams.map(({ index, from }) => ({
        x: middle(index) - bar / 2,
        x2: middle(index) + bar / 2,
        y: heightOf(from) - 1,
        y2: heightOf(from),
      })),
    ),
  )
  layers.push(...boxes(colours.soft, [{ x: left, x2: RIGHT, y: floor - 0.5, y2: floor + 1 }]))

  const numbers = [...totals].map(([index, count]) => ({ index, count, text: number.format(count) }))
  const everyNumber = numbers.every(({ text }) => metrics.bold.width(text, 14) + 6 < slot)
  const peak = numbers.reduce((a, b) => (b.count > a.count ? b : a))
  const above: TimeTick[] = everyNumber
    ? numbers.map(({ index, text }) => ({ index, label: text }))
    : [
        {
          index: peak.index,
          label: `${peak.text} · ${bucketName(section.unit, language, calendar, peak.index)}`,
        },
      ]
  layers.push(
    ...texts(
      { size: 14, weight: 'bold', align: 'center' },
      above.map(({ index, label }) => ({
        x: inside(middle(index), metrics.bold.width(label, 14), { left, right: RIGHT }),
        y: heightOf(totals.get(index) ?? 0) - 7,
        text: label,
      })),
    ),
  )

  const placed = (tick: TimeTick): PlacedText & { from: number; to: number } => {
    const width = metrics.regular.width(tick.label, styles.axis.size)
    const x = inside(middle(tick.index), width, { left: MARGIN, right: RIGHT })
    return { x, y: floor + 24, text: tick.label, from: x - width / 2, to: x + width / 2 }
  }
  const apart = (ticks: TimeTick[]): boolean => {
    const places = ticks.map(placed)
    return places.every(({ from }, place) => place === 0 || from - (places[place - 1]?.to ?? 0) >= GAP)
  }
  const ticks = timeTicks(section.unit, language, calendar, range, apart)
  layers.push(
    ...boxes(
      colours.soft,
      ticks.map(({ index }) => ({
        x: middle(index) - 0.5,
        x2: middle(index) + 0.5,
        y: floor + 1,
        y2: floor + 7,
      })),
    ),
    ...texts({ ...styles.axis, align: 'center' }, ticks.map(placed)),
  )
  return { layers, bottom: floor + 34 }
}

function countsOf(points: TimePoint[], calendar: Calendar): Map<number, number> {
  const counts = new Map<number, number>()
  for (const point of points) {
    const index = calendar.index(point.at)
    counts.set(index, (counts.get(index) ?? 0) + point.count)
  }
  return counts
}

interface Part {
  series: number
  index: number
  from: number
  to: number
}

/** On top of each other in the order of the series; whatever is above zero is at least `least` high. */
function stacked(counts: Map<number, number>[], least: number): Part[] {
  const heights = new Map<number, number>()
  return counts.flatMap((perBucket, series) =>
    [...perBucket].flatMap(([index, count]) => {
      if (count <= 0) return []
      const from = heights.get(index) ?? 0
      const to = from + Math.max(count, least)
      heights.set(index, to)
      return [{ series, index, from, to }]
    }),
  )
}

/** What each colour means and its sum, so that nobody adds up bars. */
function legend(section: TimeSection, number: Intl.NumberFormat, top: number): Panel {
  const layers: Layer[] = []
  const SQUARE = 13
  let x = MARGIN
  let y = top + 18
  section.series.forEach((series, order) => {
    const sum = number.format(series.points.reduce((total, point) => total + point.count, 0))
    const room = metrics.regular.width(`${series.label} `, styles.label.size)
    const width = SQUARE + 8 + room + metrics.bold.width(sum, styles.label.size)
    if (x > MARGIN && x + width > MARGIN + ROOM) {
      x = MARGIN
      y += 26
    }
    layers.push(
      ...boxes(colourOf(order), [{ x, x2: x + SQUARE, y: y - SQUARE + 1, y2: y + 1 }], 2),
      ...texts(styles.label, [{ x: x + SQUARE + 8, y, text: series.label }]),
      ...texts({ size: styles.label.size, weight: 'bold' }, [{ x: x + SQUARE + 8 + room, y, text: sum }]),
    )
    x += width + 24
  })
  return { layers, bottom: y + 6 }
}

function colourOf(order: number): string {
  return channelColours[order % channelColours.length] ?? colours.bar
}

/** The middle of a text of this width, moved so that the whole of it stays between the ends. */
function inside(middle: number, width: number, ends: { left: number; right: number }): number {
  return Math.max(ends.left + width / 2, Math.min(ends.right - width / 2, middle))
}

/** Round counts from 0 up to at most `most`, five at the utmost; whole ones, for people are counted. */
function countSteps(most: number): number[] {
  const rough = most / 4
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(
    1,
    ...[1, 2, 5, 10]
      .map(times => times * magnitude)
      .filter(size => size >= rough)
      .slice(0, 1),
  )
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, times) => times * step)
}

/** All short or none: not 50,000 below 100k. */
function stepNames(steps: number[], language: string): string[] {
  const short = (steps.at(-1) ?? 0) >= 100_000
  const format = new Intl.NumberFormat(language, short ? { notation: 'compact' } : {})
  return steps.map(step => format.format(step))
}
