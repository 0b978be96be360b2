import { describe, expect, it } from 'vitest'
import { readTime } from '../../../src/core/desk/read-time.ts'

// A Friday.
const now = new Date('2026-11-27T10:15:00Z')
const read = (text: string) => readTime(text, now)?.toISOString().replace('.000Z', 'Z')

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
  ])('%s', (said, expected) => {
    expect(read(said)).toBe(expected)
  })

  it.each([
    // A day in May, or in June.
    '05/06/2026',
    '2026-02-31',
    '31/02/2027',
    '30 February',
    '2026-13-01',
    '2026-12-31 25:00',
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
