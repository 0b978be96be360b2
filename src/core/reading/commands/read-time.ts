/** A time as people write it, in English and French, if it can be only one. The answer shows how it was read. */
import { clockIn, instantIn, timeZoneNamed } from '../../time-zone.ts'

/**
 * A day without a clock lasts to its last second. `timeZone` is the petition's, for times that name no zone of their own. Undefined
 * if the text is no time, or could be several.
 */
export function readTime(text: string, timeZone: string, now = new Date()): Date | undefined {
  if (text.length > longest) return undefined
  const said = text.normalize('NFC').toLowerCase().replaceAll(',', ' ').replace(/\s+/g, ' ').trim()
  if (said === '') return undefined
  const { rest, zone } = takeZone(said, timeZone)
  if (zone === undefined) return undefined
  const today = new Date(zone.clockAt(now))
  const { rest: dayWords, clock } = takeClock(rest)
  const duration = readDuration(dayWords)
  if (duration?.exact === true) return clock === undefined ? new Date(now.getTime() + duration.ms) : undefined
  const day =
    duration === undefined ? readDay(dayWords, today) : dayOf(new Date(today.getTime() + duration.ms))
  if (day === undefined) return undefined
  return zone.instantAt(Date.UTC(day.year, day.month - 1, day.day) + (clock ?? 86_399) * 1000)
}

const aDay = 86_400_000
/** In characters: no time is longer. The patterns below are quadratic, and some texts come from strangers. */
const longest = 200

interface Day {
  year: number
  month: number
  day: number
}

function dayOf(at: Date, later = 0): Day {
  const then = new Date(at.getTime() + later * aDay)
  return { year: then.getUTCFullYear(), month: then.getUTCMonth() + 1, day: then.getUTCDate() }
}

/** JavaScript takes the 31st of February for the 3rd of March. */
function realDay(year: number, month: number, day: number): Day | undefined {
  const made = dayOf(new Date(Date.UTC(year, month - 1, day)))
  return made.year === year && made.month === month && made.day === day ? made : undefined
}

/** Names, with spaces between them, and what they mean. */
function meanings(lists: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(lists).flatMap(([names, value]) => names.split(' ').map(name => [name, value])),
  )
}

/** In minutes. Only names that mean one thing in the world; `CST` and `IST` do not. */
const zones = meanings({
  'z utc gmt wet': 0,
  'west cet': 60,
  'cest eet': 120,
  eest: 180,
  est: -300,
  edt: -240,
  pst: -480,
  pdt: -420,
})

/** Both ways between an instant and what clocks show, in milliseconds as a UTC clock would show it. */
interface Zone {
  clockAt(at: Date): number
  instantAt(shown: number): Date
}

function fixedZone(minutesAhead: number): Zone | undefined {
  if (Math.abs(minutesAhead) > 840) return undefined
  const ahead = minutesAhead * 60_000
  return { clockAt: at => at.getTime() + ahead, instantAt: shown => new Date(shown - ahead) }
}

function namedZone(timeZone: string): Zone {
  return { clockAt: at => clockIn(timeZone, at), instantAt: shown => instantIn(timeZone, shown) }
}

/** `zone` is undefined if one is named that does not exist. */
function takeZone(said: string, otherwise: string): { rest: string; zone: Zone | undefined } {
  const [, before = '', sign, hours, minutes = '0'] =
    /^(.*\d(?: ?[ap]m)?) ?(?:utc|gmt)? ?([+-])(\d{1,2}):?(\d\d)?$/.exec(said) ?? []
  // A day has hyphens, too: 2026-12-31 is no zone.
  if (sign !== undefined && /:\d\d|\dh\d*|[ap]m/.test(before))
    return {
      rest: before,
      zone: fixedZone((Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)),
    }
  const [, words = '', name = ''] = /^(.*?) ?\(?([a-z]+(?:\/[a-z0-9_+-]+)*)\)?$/.exec(said) ?? []
  const fixed = zones.get(name)
  if (fixed !== undefined && words !== '') return { rest: words, zone: fixedZone(fixed) }
  if (!name.includes('/')) return { rest: said, zone: namedZone(otherwise) }
  const named = timeZoneNamed(name)
  return { rest: words, zone: named === undefined ? undefined : namedZone(named) }
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

const units = meanings({
  minute: 60_000,
  'hour heure': 3_600_000,
  'day jour': aDay,
  'week semaine': 7 * aDay,
})

/** `in 3 days`. Hours are exact; days and weeks are days, and may have a clock of their own. */
function readDuration(said: string): { ms: number; exact: boolean } | undefined {
  const [, count, unit = ''] = /^(?:in|dans) (an?|one|une?|\d{1,3}) ([a-z]+?)s?$/.exec(said) ?? []
  const length = units.get(unit)
  if (length === undefined || count === undefined) return undefined
  return { ms: (/^\d/.test(count) ? Number(count) : 1) * length, exact: length < aDay }
}

/** Numbers the names, from 0. */
function inOrder(...names: readonly string[]): ReadonlyMap<string, number> {
  return meanings(Object.fromEntries(names.map((name, at) => [name, at])))
}

const months = inOrder(
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
)
const weekdays = inOrder(
  'sunday sun dimanche',
  'monday mon lundi',
  'tuesday tue mardi',
  'wednesday wed mercredi',
  'thursday thu jeudi',
  'friday fri vendredi',
  'saturday sat samedi',
)
const relative = meanings({ "today tonight aujourd’hui aujourd'hui": 0, 'tomorrow demain': 1 })

function readDay(said: string, now: Date): Day | undefined {
  const words = said.replace(/^(?:on|le|at|by|until) /, '')
  const later = words === '' ? 0 : relative.get(words)
  if (later !== undefined) return dayOf(now, later)
  const weekday = weekdays.get(words)
  // "friday", said on a Friday, is the next one.
  if (weekday !== undefined) return dayOf(now, ((weekday - now.getUTCDay() + 6) % 7) + 1)
  const [first = '', ...others] = words.split(' ')
  return readDate(weekdays.get(first) === undefined ? words : others.join(' '), now)
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
  const inMonth = (months.get(monthWord) ?? -1) + 1
  if (inMonth === 0) return undefined
  if (namedYear !== undefined) return realDay(Number(namedYear), inMonth, Number(dayWord))
  // Without a year the next such day.
  const today = dayOf(now)
  const passed = inMonth < today.month || (inMonth === today.month && Number(dayWord) < today.day)
  return realDay(today.year + (passed ? 1 : 0), inMonth, Number(dayWord))
}
