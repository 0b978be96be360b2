import type { TimePoint, TimeUnit } from './stats-picture.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Where a bucket stands: `index` counts units without a gap, so that a week without signatures is an empty place. */
export interface Calendar {
  index(at: string): number
  /** The bucket's start, to be shown in `zone`: local days as days of UTC, hours as they are. */
  start(index: number): Date
  zone: string
}

/** `first` anchors weeks, which start on whichever day the caller's do. */
export function calendarOf(unit: TimeUnit, timeZone: string, first: string): Calendar {
  if (unit === 'hour') {
    const origin = Date.parse(first)
    return {
      index: at => Math.round((Date.parse(at) - origin) / HOUR),
      start: index => new Date(origin + index * HOUR),
      zone: timeZone,
    }
  }
  const local = localDays(timeZone)
  if (unit === 'month') {
    return {
      index: at => {
        const day = new Date(local(at) * DAY)
        return day.getUTCFullYear() * 12 + day.getUTCMonth()
      },
      start: index => new Date(Date.UTC(Math.floor(index / 12), index % 12)),
      zone: 'UTC',
    }
  }
  const origin = local(first)
  const days = unit === 'week' ? 7 : 1
  return {
    index: at => Math.floor((local(at) - origin) / days),
    start: index => new Date((origin + index * days) * DAY),
    zone: 'UTC',
  }
}

/** The days from 1970-01-01 to the local date of an instant. */
function localDays(timeZone: string): (at: string) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
  return at => {
    const parts = new Map(format.formatToParts(new Date(at)).map(part => [part.type, Number(part.value)]))
    return Date.UTC(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day') ?? 1) / DAY
  }
}

export function earliest(points: TimePoint[]): string | undefined {
  return points
    .map(point => point.at)
    .reduce<string | undefined>(
      (least, at) => (least === undefined || Date.parse(at) < Date.parse(least) ? at : least),
      undefined,
    )
}
