import type { StatsPicture, TimeUnit } from './stats-picture.ts'
import type { Calendar } from './time-buckets.ts'

export interface TimeTick {
  index: number
  label: string
}

/** The parts of a bucket's start on the wall of its zone. */
interface Wall {
  index: number
  start: Date
  hour: number
  day: number
  month: number
  year: number
}

interface Level {
  keeps(wall: Wall, first: number): boolean
  label: 'hour' | 'day' | 'month' | 'year'
}

const every = (step: number, label: Level['label']): Level => ({
  keeps: (wall, first) => (wall.index - first) % step === 0,
  label,
})
const hours = (step: number): Level => ({ keeps: wall => wall.hour % step === 0, label: 'hour' })
const days = (step: number): Level => ({
  keeps: (wall, first) => wall.hour === 0 && Math.floor((wall.index - first) / 24) % step === 0,
  label: 'day',
})
/** The first bucket that starts in a month, of every `step`-th month: with weeks that is the 1st to the 7th. */
const months = (step: number, within: number): Level => ({
  keeps: wall => wall.day <= within && (wall.month - 1) % step === 0,
  label: 'month',
})

/** As `months` with January, for whole years. */
const years = (within: number): Level[] =>
  [1, 2, 5, 10, 20].map(step => ({
    keeps: wall => wall.month === 1 && wall.day <= within && wall.year % step === 0,
    label: 'year',
  }))

/** From the finest on: the first level whose labels have room is taken. */
const levels: Record<TimeUnit, Level[]> = {
  hour: [hours(1), hours(2), hours(3), hours(6), hours(12), days(1), days(2), days(7), days(14)],
  day: [
    every(1, 'day'),
    every(2, 'day'),
    every(7, 'day'),
    every(14, 'day'),
    ...[1, 2, 3, 6, 12].map(n => months(n, 1)),
    ...years(1),
  ],
  week: [
    every(1, 'day'),
    every(2, 'day'),
    every(4, 'day'),
    ...[1, 2, 3, 6, 12].map(n => months(n, 7)),
    ...years(7),
  ],
  month: [...[1, 2, 3, 6, 12].map(n => months(n, 31)), ...years(31)],
}

/**
 * Names of days and months in the reader's language, as many as have room.
 * @param fits whether a row of labels stays apart
 */
export function timeTicks(
  unit: TimeUnit,
  language: StatsPicture['language'],
  calendar: Calendar,
  range: { first: number; last: number },
  fits: (ticks: TimeTick[]) => boolean,
): TimeTick[] {
  const format = formats(language, calendar.zone)
  const walls = wallsOf(calendar, range)
  for (const level of levels[unit]) {
    const kept = walls.filter(wall => level.keeps(wall, range.first))
    if (kept.length < Math.min(2, walls.length)) break
    const ticks = kept.map((wall, place) => ({
      index: wall.index,
      label: labelOf(wall, level.label, place === 0, format),
    }))
    if (fits(ticks)) return ticks
  }
  const [first, last] = [walls[0], walls.at(-1)]
  const end = first?.year === last?.year ? format.day : format.year
  const ends = [range.first, range.last].map(index => ({
    index,
    label: end.format(calendar.start(index)),
  }))
  return fits(ends) ? ends : ends.slice(0, 1)
}

interface Formats {
  hour: Intl.DateTimeFormat
  day: Intl.DateTimeFormat
  month: Intl.DateTimeFormat
  /** With its month. */
  year: Intl.DateTimeFormat
}

function formats(language: string, timeZone: string): Formats {
  return {
    hour: new Intl.DateTimeFormat(language, { timeZone, hour: 'numeric', minute: '2-digit' }),
    day: new Intl.DateTimeFormat(language, { timeZone, day: 'numeric', month: 'short' }),
    month: new Intl.DateTimeFormat(language, { timeZone, month: 'short' }),
    year: new Intl.DateTimeFormat(language, { timeZone, month: 'short', year: 'numeric' }),
  }
}

/** Midnight is said as its day, January and the first month with their year. */
function labelOf(wall: Wall, level: Level['label'], first: boolean, format: Formats): string {
  if (level === 'year') return String(wall.year)
  if (level === 'month') return (first || wall.month === 1 ? format.year : format.month).format(wall.start)
  if (level === 'hour' && wall.hour !== 0) return format.hour.format(wall.start)
  return format.day.format(wall.start)
}

function wallsOf(calendar: Calendar, { first, last }: { first: number; last: number }): Wall[] {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: calendar.zone,
    hour: 'numeric',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    hourCycle: 'h23',
  })
  return Array.from({ length: last - first + 1 }, (_, offset) => {
    const start = calendar.start(first + offset)
    const parts = new Map(format.formatToParts(start).map(part => [part.type, Number(part.value)]))
    return {
      index: first + offset,
      start,
      hour: parts.get('hour') ?? 0,
      day: parts.get('day') ?? 1,
      month: parts.get('month') ?? 1,
      year: parts.get('year') ?? 1970,
    }
  })
}

/** The day of a bucket, or its hour, for the highest bar. */
export function bucketName(unit: TimeUnit, language: string, calendar: Calendar, index: number): string {
  const start = calendar.start(index)
  const options: Record<TimeUnit, Intl.DateTimeFormatOptions> = {
    hour: { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
    day: { day: 'numeric', month: 'short' },
    week: { day: 'numeric', month: 'short' },
    month: { month: 'short', year: 'numeric' },
  }
  return new Intl.DateTimeFormat(language, { timeZone: calendar.zone, ...options[unit] }).format(start)
}
