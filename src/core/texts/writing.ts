/** Numbers, plurals, days and times as a language writes them. */
import { readZonedTime, zoneSaid } from '../time-zone.ts'

export interface Writing {
  /** BCP 47: `en-GB`, which writes 23 Nov and 14:00, not Nov 23 and 2 PM. */
  locale: string
  /** At most one decimal. */
  number(n: number): string
  percent(n: number): string
  /** `+12`, `+0` or `−3`, with a minus as wide as the plus. */
  change(n: number): string
  /** A number and its noun. */
  counted(n: number, one: string, other: string): string
  /** In the petition's time zone if it is given, otherwise in UTC. A page must not name another day than the receipt. */
  day(at: string | Date, timeZone?: string): string
  hour(at: string | Date, timeZone?: string): string
  /** A day and an hour, in the time zone that comes with it (`zonedTime`). */
  time(zoned: string): string
  /** `Discord, Slack or email`. */
  oneOf(things: readonly string[]): string
}

interface Rules {
  locale: string
  /** The space between a number and its noun. */
  space: string
  /** The word between a day and an hour. */
  at: string
  /** Correct what `Intl` writes otherwise than the language does. */
  day?(written: string): string
  hour?(written: string): string
}

export function writing({ locale, space, at, day = same, hour = same }: Rules): Writing {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const changes = new Intl.NumberFormat(locale, { signDisplay: 'always' })
  const plural = new Intl.PluralRules(locale)
  const days = inEachZone(locale, { dateStyle: 'long' })
  const hours = inEachZone(locale, { timeStyle: 'short' })
  const ways = new Intl.ListFormat(locale, { type: 'disjunction' })
  const dayOf = (when: string | Date, timeZone = 'UTC') => day(days(timeZone).format(new Date(when)))
  const hourOf = (when: string | Date, timeZone = 'UTC') =>
    `${hour(hours(timeZone).format(new Date(when)))}${space}${zoneSaid(timeZone)}`
  return {
    locale,
    number: n => numbers.format(n),
    percent: n => percents.format(n),
    change: n => changes.format(n).replace('-', '\u2212'),
    counted: (n, one, other) => `${numbers.format(n)}${space}${plural.select(n) === 'one' ? one : other}`,
    day: dayOf,
    hour: hourOf,
    time(zoned) {
      const { at: when, timeZone } = readZonedTime(zoned)
      return `${dayOf(when, timeZone)} ${at} ${hourOf(when, timeZone)}`
    },
    oneOf: things => ways.format(things),
  }
}

/** Keeps a formatter for each zone, because making one takes far longer than using it. */
function inEachZone(locale: string, style: Intl.DateTimeFormatOptions) {
  const made = new Map<string, Intl.DateTimeFormat>()
  return (timeZone: string) => {
    const formatter = made.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...style, timeZone })
    made.set(timeZone, formatter)
    return formatter
  }
}

function same(written: string): string {
  return written
}
