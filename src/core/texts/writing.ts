/** Numbers, plurals, days and times as a language writes them. */

export interface Writing {
  /** BCP 47: `en-GB`, which writes 23 Nov and 14:00, not Nov 23 and 2 PM. */
  locale: string
  /** At most one decimal. */
  number(n: number): string
  percent(n: number): string
  /** `+12`, `+0`, `−3`, with a minus as wide as the plus. */
  change(n: number): string
  /** A number and its noun. */
  counted(n: number, one: string, other: string): string
  /** All days and times are in UTC: a page must not name another day than the receipt does. */
  day(at: string | Date): string
  hour(at: string): string
  time(at: string): string
  /** `Discord, Slack or email`. */
  oneOf(things: readonly string[]): string
}

interface Rules {
  locale: string
  /** Between a number and its noun. */
  space: string
  /** Between a day and an hour. */
  at: string
  /** What `Intl` does not write as the language does. */
  day?(written: string): string
  hour?(written: string): string
}

export function writing({ locale, space, at, day = same, hour = same }: Rules): Writing {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const changes = new Intl.NumberFormat(locale, { signDisplay: 'always' })
  const plural = new Intl.PluralRules(locale)
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const hours = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
  const ways = new Intl.ListFormat(locale, { type: 'disjunction' })
  const dayOf = (when: string | Date) => day(days.format(new Date(when)))
  const hourOf = (when: string) => `${hour(hours.format(new Date(when)))}${space}UTC`
  return {
    locale,
    number: n => numbers.format(n),
    percent: n => percents.format(n),
    change: n => changes.format(n).replace('-', '\u2212'),
    counted: (n, one, other) => `${numbers.format(n)}${space}${plural.select(n) === 'one' ? one : other}`,
    day: dayOf,
    hour: hourOf,
    time: when => `${dayOf(when)} ${at} ${hourOf(when)}`,
    oneOf: things => ways.format(things),
  }
}

function same(written: string): string {
  return written
}
