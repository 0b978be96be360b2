/** Time zones by their IANA names, such as `Europe/Paris`. Intl knows their rules; Node 24 has no Temporal. */

/**
 * The name in its usual capitals; undefined if there is no such zone. `CET` and `EST5EDT` are refused, because nobody means them all year.
 */
export function timeZoneNamed(text: string): string | undefined {
  const name = text.trim()
  if (/^(?:etc\/)?utc$/i.test(name)) return 'UTC'
  if (!/^[a-z]+(?:\/[a-z0-9_+-]+)+$/i.test(name)) return undefined
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
    // Intl answers Asia/Calcutta to Asia/Kolkata: then what was typed stays.
    return known.toLowerCase() === name.toLowerCase() ? known : name
  } catch {
    return undefined
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The local time at an instant, as the milliseconds of a UTC clock that shows the same. */
export function clockIn(timeZone: string, at: Date): number {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  clocks.set(timeZone, clock)
  const [day, month, year, hour, minute, second] = clock.format(at).split(/\D+/).map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second)
}

/**
 * When the clocks there show this, given as `clockIn` gives it. An hour that comes twice, when clocks go back, is the first of
 * the two. One that is skipped, when they go ahead, is as long after the change as it would have been: 02:30 becomes 03:30.
 */
export function instantIn(timeZone: string, shown: number): Date {
  const ahead = (at: number) => clockIn(timeZone, new Date(at)) - Math.floor(at / 1000) * 1000
  const day = 86_400_000
  const [before, after] = [ahead(shown - day), ahead(shown + day)]
  const candidates = [shown - before, shown - after].filter(at => ahead(at) === shown - at)
  return new Date(candidates.length > 0 ? Math.min(...candidates) : shown - before)
}

/** A time and the zone to say it in, in one string: RFC 9557, as `2026-12-31T17:00:00.000Z[Europe/Paris]`. */
export function zonedTime(at: Date, timeZone: string): string {
  return timeZone === 'UTC' ? at.toISOString() : `${at.toISOString()}[${timeZone}]`
}

export function readZonedTime(text: string): { at: Date; timeZone: string } {
  const [, iso = text, timeZone = 'UTC'] = /^([^[]+)\[([^\]]+)\]$/.exec(text) ?? []
  return { at: new Date(iso), timeZone }
}

/** The words after a time: `UTC`, `(Europe/Paris)`. */
export function zoneSaid(timeZone: string): string {
  return timeZone === 'UTC' ? 'UTC' : `(${timeZone})`
}
