import { describe, expect, it } from 'vitest'
import { readTime } from '../../../src/core/reading/commands/read-time.ts'
import { processorMs } from '../../support/processor-ms.ts'

// A Friday.
const now = new Date('2026-11-27T10:15:00Z')
const read = (text: string, timeZone = 'UTC') =>
  readTime(text, timeZone, now)?.toISOString().replace('.000Z', 'Z')

it('gives up at once on a text that is too long to be a time (found by the fuzzer)', () => {
  const ms = processorMs(() => {
    for (const word of ['stats', 'a', '1 ', 'z/'])
      expect(read(word.repeat(20_000 / word.length))).toBeUndefined()
  })
  expect(ms).toBeLessThan(100)
})

describe('a time as people write it', () => {
  it.each([
    ['2026-12-31', '2026-12-31T23:59:59Z'],
    ['2026/12/31 18:00', '2026-12-31T18:00:00Z'],
    ['2026-12-31T18:00:00.000Z', '2026-12-31T18:00:00Z'],
    ['2026-12-31 18:00 UTC', '2026-12-31T18:00:00Z'],
    ['2026-12-31 18:00+01:00', '2026-12-31T17:00:00Z'],
    ['2026-12-31 18:00 UTC+2', '2026-12-31T16:00:00Z'],
    ['2026-12-31 18:00 -0500', '2026-12-31T23:00:00Z'],
    ['2026-12-31 18:00 CET', '2026-12-31T17:00:00Z'],
    ['2026-12-31 18:00 Europe/Paris', '2026-12-31T17:00:00Z'],
    ['2026-07-14 18:00 Europe/Paris', '2026-07-14T16:00:00Z'],
    ['31/12/2026', '2026-12-31T23:59:59Z'],
    ['31/12/2026 18:00', '2026-12-31T18:00:00Z'],
    ['12/31/2026 6pm', '2026-12-31T18:00:00Z'],
    ['5.6.2027', '2027-06-05T23:59:59Z'],
    ['31 December 2026 18:00', '2026-12-31T18:00:00Z'],
    ['31st of December, 2026', '2026-12-31T23:59:59Z'],
    ['December 31, 2026 at 6:30 pm', '2026-12-31T18:30:00Z'],
    ['Thursday 31 Dec 2026', '2026-12-31T23:59:59Z'],
    ['31 December', '2026-12-31T23:59:59Z'],
    ['1 May', '2027-05-01T23:59:59Z'],
    ['31 décembre 2026 à 18h', '2026-12-31T18:00:00Z'],
    ['le 1er janvier 2027 18h30', '2027-01-01T18:30:00Z'],
    ['tomorrow', '2026-11-28T23:59:59Z'],
    ['Tomorrow at 18:00', '2026-11-28T18:00:00Z'],
    ['tomorrow noon', '2026-11-28T12:00:00Z'],
    ['demain 9h', '2026-11-28T09:00:00Z'],
    ['today 6pm', '2026-11-27T18:00:00Z'],
    ['18:00', '2026-11-27T18:00:00Z'],
    ['monday', '2026-11-30T23:59:59Z'],
    ['friday', '2026-12-04T23:59:59Z'],
    ['on Sunday 18:00', '2026-11-29T18:00:00Z'],
    ['in 3 days', '2026-11-30T23:59:59Z'],
    ['in a week at 18:00', '2026-12-04T18:00:00Z'],
    ['in 2 hours', '2026-11-27T12:15:00Z'],
    ['dans 3 jours', '2026-11-30T23:59:59Z'],
    ['dans 2 semaines', '2026-12-11T23:59:59Z'],
    ['in 30 minutes', '2026-11-27T10:45:00Z'],
    ['dans une heure', '2026-11-27T11:15:00Z'],
    ['tonight 8pm', '2026-11-27T20:00:00Z'],
    ['aujourd’hui 18h', '2026-11-27T18:00:00Z'],
    // Today is not over, yesterday is.
    ['27 November', '2026-11-27T23:59:59Z'],
    ['26 November', '2027-11-26T23:59:59Z'],
    ['06/06/2027', '2027-06-06T23:59:59Z'],
    ['2026-12-31 12am', '2026-12-31T00:00:00Z'],
    ['2026-12-31 12pm', '2026-12-31T12:00:00Z'],
    ['2026-12-31 18:00:30', '2026-12-31T18:00:30Z'],
    ['31\u00a0de\u0301cembre 2026 à 18\u202fh', '2026-12-31T18:00:00Z'],
    ['tomorrow noon CET', '2026-11-28T11:00:00Z'],
    ['friday UTC', '2026-12-04T23:59:59Z'],
    ['2026-12-31 18:00 +05:30', '2026-12-31T12:30:00Z'],
    // An hour before the clocks go back, and one after they went ahead.
    ['2026-10-25 01:30 Europe/Paris', '2026-10-24T23:30:00Z'],
    ['2026-03-08 03:30 America/New_York', '2026-03-08T07:30:00Z'],
  ])('%s', (said, expected) => {
    expect(read(said)).toBe(expected)
  })

  // In the petition's zone, unless the words name another.
  it.each([
    ['2026-12-31 18:00', 'Europe/Paris', '2026-12-31T17:00:00Z'],
    ['2026-07-14 18:00', 'Europe/Paris', '2026-07-14T16:00:00Z'],
    ['2026-12-31', 'America/New_York', '2027-01-01T04:59:59Z'],
    ['2026-12-31 18:00 UTC', 'Europe/Paris', '2026-12-31T18:00:00Z'],
    ['2026-12-31 18:00 +09:00', 'Europe/Paris', '2026-12-31T09:00:00Z'],
    ['2026-12-31 18:00 Asia/Tokyo', 'Europe/Paris', '2026-12-31T09:00:00Z'],
    // It is Friday, 10:15 in London, and Saturday on Kiritimati, 14 hours ahead.
    ['today 18:00', 'Pacific/Kiritimati', '2026-11-28T04:00:00Z'],
    ['tomorrow', 'Pacific/Kiritimati', '2026-11-29T09:59:59Z'],
    ['friday noon', 'Pacific/Kiritimati', '2026-12-03T22:00:00Z'],
    ['in 2 days at 9:00', 'Pacific/Kiritimati', '2026-11-29T19:00:00Z'],
    ['in 2 hours', 'Pacific/Kiritimati', '2026-11-27T12:15:00Z'],
    ['18:00', 'America/Los_Angeles', '2026-11-28T02:00:00Z'],
    // An hour that the clocks skip, and one that they show twice.
    ['2027-03-28 02:30', 'Europe/Paris', '2027-03-28T01:30:00Z'],
    ['2027-03-28 01:59', 'Europe/Paris', '2027-03-28T00:59:00Z'],
    ['2027-03-28 03:00', 'Europe/Paris', '2027-03-28T01:00:00Z'],
    ['2027-10-31 02:30', 'Europe/Paris', '2027-10-31T00:30:00Z'],
    ['2027-10-31 03:00', 'Europe/Paris', '2027-10-31T02:00:00Z'],
    ['2027-03-14 02:30', 'America/New_York', '2027-03-14T07:30:00Z'],
    ['2027-11-07 01:30', 'America/New_York', '2027-11-07T05:30:00Z'],
    // Half an hour on Lord Howe Island.
    ['2027-10-03 02:15', 'Australia/Lord_Howe', '2027-10-02T15:45:00Z'],
  ])('%s in %s', (said, timeZone, expected) => {
    expect(read(said, timeZone)).toBe(expected)
  })

  it('in each zone it knows by name', () => {
    const zones = 'Z UTC GMT WET WEST CET CEST EET EEST EST EDT PST PDT'.split(' ')
    expect(zones.map(zone => read(`2026-12-31 06:00 ${zone}`)?.slice(11, 16))).toEqual(
      '06:00 06:00 06:00 06:00 05:00 05:00 04:00 04:00 03:00 11:00 10:00 14:00 13:00'.split(' '),
    )
  })

  it.each(['en', 'fr'])('with the names %s has for months and days', language => {
    const of = (options: Intl.DateTimeFormatOptions, at: Date) =>
      at.toLocaleDateString(language, { ...options, timeZone: 'UTC' })
    for (let month = 0; month < 12; month++)
      for (const length of ['long', 'short'] as const) {
        const day = new Date(Date.UTC(2027, month, 3))
        expect(readTime(`3 ${of({ month: length }, day)} 2027 0h`, 'UTC', now)).toEqual(day)
      }
    for (let later = 1; later <= 7; later++) {
      const day = new Date(Date.UTC(2026, 10, 27 + later))
      expect(readTime(`${of({ weekday: 'long' }, day)} 0h`, 'UTC', now)).toEqual(day)
    }
  })

  it.each([
    // A day in May, or in June.
    '05/06/2026',
    '2026-02-31',
    '31/02/2027',
    '30 February',
    '2026-13-01',
    '2026-12-31 24:00',
    '2026-12-31 0am',
    '2026-12-31 18:00:60',
    '2026-12-31 18:00 +15:00',
    'est',
    '2026-12-31 18:60',
    '2026-12-31 13pm',
    // America, China, Cuba.
    '2026-12-31 18:00 CST',
    '2026-12-31 18:00 Mars/Olympus',
    'next friday',
    'soon',
    'in 3 fortnights',
    'in 2 hours at 18:00',
    '12',
    '31/12/26',
    'yesterday',
    '2026-12-31 and then some',
    '＠everyone',
    '-',
  ])('%s could be anything, or is nothing', said => {
    expect(read(said)).toBeUndefined()
  })
})
