import {
  type CountableTimeInterval,
  type TimeInterval,
  unixDay,
  utcDay,
  utcHour,
  utcMonday,
  utcMonth,
  utcYear,
} from 'd3-time'
import type { Picture } from '../core/picture.ts'

export type TimeUnit = Picture['overTime']['unit']

/** Places of equal width, one for each hour, day, week or month: one without signatures is an empty place. */
export interface Places {
  /** The beginning of each place. */
  starts: Date[]
  /** The place that holds a moment. */
  indexOf(at: Date): number
}

const intervals: Record<TimeUnit, CountableTimeInterval> = {
  hour: utcHour,
  day: utcDay,
  week: utcMonday,
  month: utcMonth,
}

/** Reaches from the first of these moments to the last. Hours, days, weeks (from Monday) and months are in UTC, as they were counted. */
export function placesOf(unit: TimeUnit, moments: Date[]): Places {
  const interval = intervals[unit]
  const times = moments.map(Number)
  const first = interval.floor(new Date(Math.min(...times)))
  const last = interval.floor(new Date(Math.max(...times)))
  return {
    starts: interval.range(first, interval.offset(last, 1)),
    indexOf: at => interval.count(first, at),
  }
}

export interface Tick {
  index: number
  label: string
}

interface Step {
  interval: TimeInterval
  named: 'hour' | 'day' | 'month' | 'year'
}

const every = (interval: CountableTimeInterval, named: Step['named'], ...steps: number[]): Step[] =>
  steps.flatMap(step => interval.every(step) ?? []).map(interval => ({ interval, named }))

const months = [...every(utcMonth, 'month', 1, 3, 6), ...every(utcYear, 'year', 1, 2, 5, 10, 20)]
const weeks = [...every(utcMonday, 'day', 1, 2), ...months]
// Not utcDay: every second one of a month would put the 31st beside the 1st.
const days = [...every(unixDay, 'day', 1, 2), ...weeks]
const steps: Record<TimeUnit, Step[]> = {
  hour: [...every(utcHour, 'hour', 1, 3, 6, 12), ...days],
  day: days,
  week: weeks,
  month: months,
}

/**
 * Names of hours, days, months or years in the reader's language: the finest of these for which there is room, otherwise only
 * the first and the last.
 * @param fits whether a row of labels stays apart
 */
export function ticksOf(
  unit: TimeUnit,
  language: string,
  { starts, indexOf }: Places,
  fits: (ticks: Tick[]) => boolean,
): Tick[] {
  const [first = new Date(0)] = starts
  const last = starts.at(-1) ?? first
  for (const { interval, named } of steps[unit]) {
    const moments = interval.range(first, new Date(last.getTime() + 1))
    if (moments.length < Math.min(2, starts.length)) break
    const ticks = moments.map((at, place) => ({
      index: indexOf(at),
      label: labelOf(at, named, place === 0, language),
    }))
    if (fits(ticks)) return ticks
  }
  const ends = [first, last].map(at => ({ index: indexOf(at), label: nameOfPlace(unit, language, at) }))
  return fits(ends) ? ends : ends.slice(0, 1)
}

/** Midnight is shown as its day, January and the first month with their year. */
function labelOf(at: Date, named: Step['named'], isFirst: boolean, language: string): string {
  if (named === 'hour' && at.getUTCHours() === 0) return nameOf('day', language, at)
  if (named === 'month' && (isFirst || at.getUTCMonth() === 0)) return nameOf('monthAndYear', language, at)
  return nameOf(named, language, at)
}

/** The whole name of an hour, day, week or month, by its beginning. */
export function nameOfPlace(unit: TimeUnit, language: string, start: Date): string {
  const shape = { hour: 'dayAndHour', day: 'day', week: 'day', month: 'monthAndYear' } as const
  return nameOf(shape[unit], language, start)
}

const day = { day: 'numeric', month: 'short' } as const
const hour = { hour: 'numeric', minute: '2-digit' } as const
const shapes = {
  hour,
  day,
  dayAndHour: { ...day, ...hour },
  month: { month: 'short' },
  monthAndYear: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** Kept, because making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>()

function nameOf(shape: keyof typeof shapes, language: string, at: Date): string {
  const key = `${language} ${shape}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...shapes[shape] })
  formats.set(key, format)
  return format.format(at)
}
