/** A time as people write it, in English and French, where it can be only one; the answer shows how it was read. */

/** Where the day alone is said, to its last second. UTC where no zone is given. Undefined where it could be two, or is none. */
export function readTime(text: string, now = new Date()): Date | undefined {
  const said = text.normalize('NFC').toLowerCase().replaceAll(',', ' ').replace(/\s+/g, ' ').trim()
  if (said === '') return undefined
  const { rest, offset } = takeZone(said)
  const { rest: dayWords, clock } = takeClock(rest)
  const duration = readDuration(dayWords, now)
  if (duration?.exact === true) return clock === undefined ? duration.at : undefined
  const day = duration === undefined ? readDay(dayWords, now) : dayOf(duration.at)
  if (day === undefined) return undefined
  const seconds = clock ?? 86_399
  const local = Date.UTC(day.year, day.month - 1, day.day) + seconds * 1000
  const minutes = offset(new Date(local))
  return minutes === undefined ? undefined : new Date(local - minutes * 60_000)
}

interface Day {
  year: number
  month: number
  day: number
}

function dayOf(at: Date, later = 0): Day {
  const then = new Date(at.getTime() + later * 86_400_000)
  return { year: then.getUTCFullYear(), month: then.getUTCMonth() + 1, day: then.getUTCDate() }
}

/** JavaScript takes the 31st of February for the 3rd of March. */
function realDay(year: number, month: number, day: number): Day | undefined {
  const made = dayOf(new Date(Date.UTC(year, month - 1, day)))
  return made.year === year && made.month === month && made.day === day ? made : undefined
}

/** In minutes. Those that mean one thing in the world; `CST` and `IST` do not. */
const zones = new Map<string, number>([
  ['z', 0],
  ['utc', 0],
  ['gmt', 0],
  ['wet', 0],
  ['west', 60],
  ['cet', 60],
  ['cest', 120],
  ['eet', 120],
  ['eest', 180],
  ['est', -300],
  ['edt', -240],
  ['pst', -480],
  ['pdt', -420],
])

type Offset = (local: Date) => number | undefined

function takeZone(said: string): { rest: string; offset: Offset } {
  const [, before = '', sign, hours, minutes = '0'] =
    /^(.*\d(?: ?[ap]m)?) ?(?:utc|gmt)? ?([+-])(\d{1,2}):?(\d\d)?$/.exec(said) ?? []
  // A day has its own hyphens: 2026-12-31 is no zone.
  if (sign !== undefined && /:\d\d|\dh\d*|[ap]m/.test(before)) {
    const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
    return { rest: before, offset: () => (Math.abs(ahead) <= 840 ? ahead : undefined) }
  }
  const [, words = '', name = ''] = /^(.*?) ?\(?([a-z]+(?:\/[a-z_+-]+)*)\)?$/.exec(said) ?? []
  const fixed = zones.get(name)
  if (fixed !== undefined && words !== '') return { rest: words, offset: () => fixed }
  if (name.includes('/')) return { rest: words, offset: local => offsetOf(name, local) }
  return { rest: said, offset: () => 0 }
}

/** Of an IANA zone, at a time as its clocks show it. */
function offsetOf(timeZone: string, local: Date): number | undefined {
  try {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    const ahead = (at: Date) => {
      const [day, month, year, hour, minute, second] = clock.format(at).split(/\D+/).map(Number)
      const shown = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second)
      return Math.round((shown - at.getTime()) / 60_000)
    }
    return ahead(new Date(local.getTime() - ahead(local) * 60_000))
  } catch {
    return undefined
  }
}

/** The clock at the end, in seconds of the day: `18:00`, `18:00:30`, `6pm`, `6:30 pm`, `18h`, `18h30`, `noon`. */
function takeClock(said: string): { rest: string; clock: number | undefined } {
  const noon = /^(.*?)(?:^|[ t])(?:at |à )?(noon|midi)$/.exec(said)
  if (noon !== null) return { rest: noon[1] ?? '', clock: 43_200 }
  const match =
    /^(.*?)(?:^|[ t]|(?<=\d)t)(?:at |à )?(\d{1,2})(?:(?:[:h](\d\d)(?::(\d\d)(?:\.\d+)?)?| ?h(?:eures?)?)(?: ?([ap])\.?m\.?)?| ?([ap])\.?m\.?)$/.exec(
      said,
    )
  if (match === null) return { rest: said, clock: undefined }
  const [, rest = '', hours, minutes = '0', seconds = '0', half = match[6]] = match
  const hour = Number(hours)
  const twelve = half !== undefined
  if (hour > (twelve ? 12 : 23) || (twelve && hour === 0) || Number(minutes) > 59 || Number(seconds) > 59)
    return { rest: said, clock: undefined }
  const ofDay = twelve ? (hour % 12) + (half === 'p' ? 12 : 0) : hour
  return { rest: rest.trim(), clock: ofDay * 3600 + Number(minutes) * 60 + Number(seconds) }
}

const units = new Map<string, number>([
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['heure', 3_600_000],
  ['day', 86_400_000],
  ['jour', 86_400_000],
  ['week', 604_800_000],
  ['semaine', 604_800_000],
])

/** `in 3 days`. An hour is exact; days and weeks are days, and may have a clock of their own. */
function readDuration(said: string, now: Date): { at: Date; exact: boolean } | undefined {
  const [, count, unit = ''] = /^(?:in|dans) (an?|one|une?|\d{1,3}) ([a-z]+?)s?$/.exec(said) ?? []
  const length = units.get(unit)
  if (length === undefined || count === undefined) return undefined
  const many = /^\d/.test(count) ? Number(count) : 1
  return { at: new Date(now.getTime() + many * length), exact: length < 86_400_000 }
}

const months: Record<string, number> = Object.fromEntries(
  [
    'january jan janvier janv',
    'february feb février fevrier févr fév',
    'march mar mars',
    'april apr avril avr',
    'may mai',
    'june jun juin',
    'july jul juillet juil',
    'august aug août aout',
    'september sep sept septembre',
    'october oct octobre',
    'november nov novembre',
    'december dec décembre decembre déc',
  ].flatMap((names, index) => names.split(' ').map(name => [name, index + 1])),
)
const weekdays: Record<string, number> = Object.fromEntries(
  [
    'sunday sun dimanche',
    'monday mon lundi',
    'tuesday tue mardi',
    'wednesday wed mercredi',
    'thursday thu jeudi',
    'friday fri vendredi',
    'saturday sat samedi',
  ].flatMap((names, index) => names.split(' ').map(name => [name, index])),
)
const relative = new Map([
  ['', 0],
  ['today', 0],
  ['tonight', 0],
  ['aujourd’hui', 0],
  ["aujourd'hui", 0],
  ['tomorrow', 1],
  ['demain', 1],
])

function readDay(said: string, now: Date): Day | undefined {
  const words = said.replace(/^(?:on|le|at|by|until) /, '')
  const later = relative.get(words)
  if (later !== undefined) return dayOf(now, later)
  const weekday = weekdays[words]
  // "friday", said on a Friday, is the next one.
  if (weekday !== undefined) return dayOf(now, ((weekday - now.getUTCDay() + 6) % 7) + 1)
  const [first = '', ...others] = words.split(' ')
  return readDate(weekdays[first] === undefined ? words : others.join(' '), now)
}

function readDate(words: string, now: Date): Day | undefined {
  const [, year, month, day] = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(words)?.toSpliced(2, 1) ?? []
  if (year !== undefined) return realDay(Number(year), Number(month), Number(day))
  const [, a, separator, b, inYear] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(words) ?? []
  if (a !== undefined) {
    const [one, two] = [Number(a), Number(b)]
    // 05/06/2026 is a day in May for some, and in June for others; with dots nobody begins with the month.
    const clear = separator === '.' || one > 12 || one === two
    if (clear) return realDay(Number(inYear), two, one)
    return two > 12 ? realDay(Number(inYear), one, two) : undefined
  }
  const named =
    /^(\d{1,2})(?:st|nd|rd|th|er|\.)? (?:of )?([a-zéûàè]+)\.?(?: (\d{4}))?$/.exec(words) ??
    /^([a-zéûàè]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(words)
  if (named === null) return undefined
  const [, x = '', y = '', namedYear] = named
  const [dayWord, monthWord] = /^\d/.test(x) ? [x, y] : [y, x]
  const inMonth = months[monthWord]
  if (inMonth === undefined) return undefined
  if (namedYear !== undefined) return realDay(Number(namedYear), inMonth, Number(dayWord))
  // Without a year the next such day.
  const today = dayOf(now)
  const passed = inMonth < today.month || (inMonth === today.month && Number(dayWord) < today.day)
  return realDay(today.year + (passed ? 1 : 0), inMonth, Number(dayWord))
}
