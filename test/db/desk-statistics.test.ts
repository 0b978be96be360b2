import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TimeUnit } from '../../src/db/figures/counts.ts'
import { deskStatistics, unitFor } from '../../src/db/figures/desk-statistics.ts'
import { addTallies } from '../../src/db/figures/tallies.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { addPetition, addRequests, addSignatures, type TestSignature } from './desk-rows.ts'

const at = (time: string) => new Date(`${time}Z`)

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

describe('what the picture shows', () => {
  it('is each day by channel, including days without signatures, and nothing outside the period', async () => {
    const { db } = database
    const id = await addPetition(db, 'days')
    await addSignatures(db, id, [
      { confirmedAt: at('2026-10-31T11:59:59.999') },
      { confirmedAt: at('2026-10-31T12:00'), channel: 'discord' },
      { confirmedAt: at('2026-10-31T23:59:59.999'), channel: 'slack', hidden: true },
      { confirmedAt: at('2026-11-03T00:00'), listed: false },
      { confirmedAt: at('2026-11-03T01:00'), state: 'withdrawn', endedAt: at('2026-11-03T02:00') },
      { confirmedAt: at('2026-11-03T01:00'), approved: false, kind: 'organisation' },
      { confirmedAt: at('2026-11-04T00:00') },
    ])
    const day = await deskStatistics(db, id, at('2026-10-31T12:00'), at('2026-11-04T00:00'))
    expect(day.buckets).toEqual([
      { start: at('2026-10-31T00:00'), discord: 1, slack: 1, email: 0, web: 0 },
      { start: at('2026-11-01T00:00'), discord: 0, slack: 0, email: 0, web: 0 },
      { start: at('2026-11-02T00:00'), discord: 0, slack: 0, email: 0, web: 0 },
      { start: at('2026-11-03T00:00'), discord: 0, slack: 0, email: 1, web: 0 },
    ])
    expect(day.funnel).toMatchObject({ confirmed: 3, withdrawn: 1 })
  })

  it.each([
    ['hour', 2 * 24, '2026-10-25T00:00', '2026-10-27T00:00'],
    ['day', 60, '2026-09-01T00:00', '2026-10-31T00:00'],
    // The first week begins on the Monday before.
    ['week', 53, '2025-11-01T00:00', '2026-11-01T00:00'],
    ['month', 24, '2024-11-01T00:00', '2026-11-01T00:00'],
  ] as const)('goes by %s in %i buckets from %s to %s', async (unit, buckets, from, to) => {
    const id = await addPetition(database.db, `by-${unit}`)
    expect(unitFor(at(from), at(to))).toBe(unit)
    const statistics = await deskStatistics(database.db, id, at(from), at(to))
    expect(statistics).toMatchObject({ unit })
    expect(statistics.buckets).toHaveLength(buckets)
    if (unit === 'week') expect(statistics.buckets[0]?.start).toEqual(at('2025-10-27T00:00'))
  })

  it('begins with the first signature, and has no buckets without any', async () => {
    const { db } = database
    const id = await addPetition(db, 'beginning')
    const to = at('2026-11-03T00:00')
    expect(await deskStatistics(db, id, null, to)).toMatchObject({ from: to, buckets: [] })
    await addSignatures(db, id, [
      { confirmedAt: at('2026-11-01T10:00') },
      { confirmedAt: at('2026-11-02T10:00') },
    ])
    const since = await deskStatistics(db, id, null, to)
    expect(since.from).toEqual(at('2026-11-01T10:00'))
    expect(since.funnel.confirmed).toBe(2)
  })

  it('says how many asked, were answered and opened their link', async () => {
    const { db } = database
    const id = await addPetition(db, 'funnel')
    const expiresAt = at('2026-12-01T00:00')
    await addRequests(db, id, [
      { state: 'asked', askedAt: at('2026-11-02T10:00'), expiresAt, answer: 'sent' },
      { state: 'confirmed', askedAt: at('2026-11-02T11:00'), expiresAt, answer: 'sent' },
      { state: 'asked', askedAt: at('2026-11-02T12:00'), expiresAt, answer: 'failed' },
      { state: 'refused', askedAt: at('2026-11-02T13:00'), expiresAt },
      { state: 'confirmed', askedAt: at('2026-11-05T00:00'), expiresAt, answer: 'sent' },
    ])
    await addTallies(db, [
      { petitionId: id, hour: at('2026-11-02T10:20'), kind: 'fetched-person', subject: '', n: 5 },
      { petitionId: id, hour: at('2026-11-03T10:20'), kind: 'fetched-person', subject: '', n: 2 },
      { petitionId: id, hour: at('2026-11-02T10:20'), kind: 'fetched-scanner', subject: '', n: 9 },
      { petitionId: id, hour: at('2026-11-05T00:20'), kind: 'fetched-person', subject: '', n: 100 },
    ])
    const { funnel } = await deskStatistics(db, id, at('2026-11-02T10:30'), at('2026-11-05T00:00'))
    expect(funnel).toEqual({
      asked: 3,
      answered: 1,
      askedAndConfirmed: 1,
      fetchedByPeople: 7,
      fetchedByScanners: 9,
      confirmed: 0,
      withdrawn: 0,
    })
  })

  it('ranks occupations in any spelling, shows the most frequent one, and counts the rest', async () => {
    const { db } = database
    const id = await addPetition(db, 'ranks')
    const many = (n: number, signature: TestSignature) => Array.from({ length: n }, () => signature)
    await addSignatures(db, id, [
      ...many(3, { occupation: 'Éditeur', organisation: 'Tiny Press' }),
      ...many(2, { occupation: 'éditeur' }),
      ...many(4, { occupation: 'Writer' }),
      ...many(9, { occupation: 'Painter', state: 'withdrawn' }),
      ...Array.from({ length: 8 }, (_, n) => ({ occupation: `Trade ${n}` })),
      ...many(6, {}),
      { organisation: 'Waiting House', kind: 'organisation' as const, approved: false },
    ])
    const { occupations, organisations } = await deskStatistics(db, id, null, new Date(Date.now() + 1000))
    expect(occupations.top.slice(0, 3)).toEqual([
      { name: 'Éditeur', signatures: 5 },
      { name: 'Writer', signatures: 4 },
      { name: 'Trade 0', signatures: 1 },
    ])
    expect(occupations.top).toHaveLength(8)
    expect(occupations.others).toBe(2)
    expect(organisations).toEqual({
      top: [{ name: 'Tiny Press', signatures: 3 }],
      others: 0,
    })
  })

  it('names communities that have a known name, and separates the same id in two channels', async () => {
    const { db } = database
    const id = await addPetition(db, 'communities')
    await db
      .insertInto('community')
      .values({ channel: 'discord', tenant: '42', name: 'Illustrators' })
      .execute()
    await addSignatures(db, id, [
      { channel: 'discord', community: '42' },
      { channel: 'discord', community: '42' },
      { channel: 'slack', community: '42' },
      { channel: 'discord' },
      { channel: 'email' },
    ])
    const { communities } = await deskStatistics(db, id, null, new Date(Date.now() + 1000))
    expect(communities).toEqual({
      top: [
        { channel: 'discord', id: '42', name: 'Illustrators', signatures: 2 },
        { channel: 'slack', id: '42', name: '42', signatures: 1 },
      ],
      others: 0,
    })
  })
})

const HOUR = 3_600_000
const channels = ['discord', 'slack', 'email', 'web'] as const

/** The beginning of a bucket, in UTC; weeks begin on Mondays. */
function beginningOf(time: number, unit: TimeUnit): number {
  const date = new Date(time)
  if (unit === 'hour') return Math.floor(time / HOUR) * HOUR
  if (unit === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
  const day = Math.floor(time / (24 * HOUR))
  // 1970-01-01 was a Thursday.
  return (unit === 'day' ? day : day - ((day + 3) % 7)) * 24 * HOUR
}

describe('whatever happened', () => {
  const end = Date.UTC(2026, 10, 3)
  const moment = fc.oneof(
    fc.integer({ min: end - 800 * 24 * HOUR, max: end + HOUR }),
    // The ends of hours, days and months, and both sides of each.
    fc
      .tuple(fc.integer({ min: 0, max: 24 * 70 }), fc.constantFrom(-1, 0, 1))
      .map(([n, by]) => end - n * HOUR + by),
  )
  const signature = fc.record({
    state: fc.constantFrom('confirmed', 'confirmed', 'withdrawn', 'removed', 'merged'),
    channel: fc.constantFrom(...channels),
    approved: fc.boolean(),
    hidden: fc.boolean(),
    occupation: fc.constantFrom(null, 'Poet', 'poet', 'Painter', ...'abcdefghij'),
    community: fc.constantFrom(null, 'one', 'two'),
    at: moment,
    endedAt: moment,
  })
  const request = fc.record({
    state: fc.constantFrom('asked', 'confirmed', 'refused', 'expired'),
    at: moment,
    answer: fc.constantFrom('sent', 'failed', undefined),
  })
  let petitions = 0

  it('the buckets, the steps from asking to signing and the ranks equal the rows', async () => {
    const { db } = database
    await fc.assert(
      fc.asyncProperty(
        fc.array(signature, { maxLength: 50 }),
        fc.array(request, { maxLength: 8 }),
        fc.tuple(moment, moment).filter(([a, b]) => a !== b),
        async (signatures, requests, ends) => {
          const [from = 0, to = 0] = ends.toSorted((a, b) => a - b)
          const id = await addPetition(db, `history-${petitions++}`)
          await addSignatures(
            db,
            id,
            signatures.map(s => ({ ...s, confirmedAt: new Date(s.at), endedAt: new Date(s.endedAt) })),
          )
          await addRequests(
            db,
            id,
            requests.map(({ state, at: asked, answer }) => ({
              ...(answer === undefined ? {} : { answer }),
              state,
              askedAt: new Date(asked),
              expiresAt: new Date(asked + 7 * 24 * HOUR),
            })),
          )
          const stats = await deskStatistics(db, id, new Date(from), new Date(to))
          const within = (time: number) => time >= from && time < to
          const counted = signatures.filter(s => s.state === 'confirmed' && s.approved && within(s.at))
          for (const { start, ...counts } of stats.buckets)
            expect(counts).toEqual(
              Object.fromEntries(
                channels.map(channel => [
                  channel,
                  counted.filter(
                    s => s.channel === channel && beginningOf(s.at, stats.unit) === start.getTime(),
                  ).length,
                ]),
              ),
            )
          const starts = stats.buckets.map(({ start }) => start.getTime())
          expect(starts[0]).toBe(beginningOf(from, stats.unit))
          expect(starts.at(-1)).toBe(beginningOf(to - 1, stats.unit))
          const asked = requests.filter(r => within(r.at))
          expect(stats.funnel).toMatchObject({
            asked: asked.length,
            answered: asked.filter(r => r.answer === 'sent').length,
            askedAndConfirmed: asked.filter(r => r.state === 'confirmed').length,
            confirmed: counted.length,
            withdrawn: signatures.filter(s => s.state === 'withdrawn' && within(s.endedAt)).length,
          })
          const trades = Map.groupBy(
            counted.filter(s => s.occupation !== null),
            s => s.occupation?.toLowerCase(),
          )
          const ranked = [...trades.values()].map(same => same.length).sort((a, b) => b - a)
          expect(stats.occupations.top.map(({ signatures: n }) => n)).toEqual(ranked.slice(0, 8))
          expect(stats.occupations.others).toBe(Math.max(0, ranked.length - 8))
          for (const { channel, id: community, signatures: n } of stats.communities.top)
            expect(n).toBe(counted.filter(s => s.channel === channel && s.community === community).length)
        },
      ),
      { numRuns: 40 },
    )
  })
})
