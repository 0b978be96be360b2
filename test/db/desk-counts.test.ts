import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countConfirmed } from '../../src/db/figures/counts.ts'
import { countOfCommunity, type DeskCounts, deskCounts } from '../../src/db/figures/desk-counts.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { addPetition, addRequests, addSignatures } from './desk-rows.ts'

const HOUR = 3_600_000

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** Ages near the limits: this hour, today, a day ago, and long before. */
const age = fc.oneof(
  fc.integer({ min: 1, max: 2 * HOUR }),
  fc.integer({ min: 1, max: 30 * HOUR }),
  fc.integer({ min: 1, max: 900 * HOUR }),
)
const signature = fc.record({
  state: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'withdrawn', 'merged', 'removed'),
  kind: fc.constantFrom('person', 'person', 'organisation'),
  channel: fc.constantFrom('discord', 'slack', 'email', 'web'),
  community: fc.constantFrom(null, 'guild', 'house'),
  approved: fc.boolean(),
  hidden: fc.boolean(),
  listed: fc.boolean(),
  age,
})
const request = fc.record({
  state: fc.constantFrom('asked', 'asked', 'confirmed', 'refused', 'dropped', 'expired'),
  expiresIn: fc.constantFrom(-HOUR, HOUR),
})

let petitions = 0

describe('what the desk counts', () => {
  it('equals the rows after anything that can happen to them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(signature, { maxLength: 60 }),
        fc.array(request, { maxLength: 12 }),
        async (signatures, requests) => {
          const { db } = database
          const id = await addPetition(db, `random-${petitions++}`)
          const now = Date.now()
          const rows = signatures.map(s => ({ ...s, confirmedAt: new Date(now - s.age) }))
          await addSignatures(db, id, rows)
          await addRequests(
            db,
            id,
            requests.map(r => ({
              state: r.state,
              askedAt: new Date(now - HOUR),
              expiresAt: new Date(now + r.expiresIn),
            })),
          )
          const counts = await deskCounts(db, id)
          expect(counts).toEqual(countedPlainly(rows, requests, counts.at))
          expect(await countConfirmed(db, id)).toMatchObject({
            people: counts.people,
            organisations: counts.organisations,
          })
          expect(await countOfCommunity(db, id, 'discord', 'guild')).toBe(
            rows.filter(s => isCounted(s) && s.channel === 'discord' && s.community === 'guild').length,
          )
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is zero for a petition that nobody signed, without a fastest hour', async () => {
    const counts = await deskCounts(database.db, await addPetition(database.db, 'nobody'))
    expect(counts).toEqual(countedPlainly([], [], counts.at))
    expect(counts.fastestHourToday).toBeUndefined()
  })

  it('leaves out other petitions', async () => {
    const { db } = database
    const [ours, theirs] = [await addPetition(db, 'ours'), await addPetition(db, 'theirs')]
    await addSignatures(db, ours, [{ name: 'Ada' }])
    await addSignatures(db, theirs, [{ name: 'Grace' }, { name: 'Mary' }])
    expect(await deskCounts(db, ours)).toMatchObject({ people: 1, last24h: 1 })
  })
})

interface Row {
  state: string
  kind: string
  channel: 'discord' | 'slack' | 'email' | 'web'
  community: string | null
  approved: boolean
  confirmedAt: Date
}

const isCounted = (s: Row) => s.state === 'confirmed' && s.approved

function countedPlainly(rows: Row[], requests: { state: string; expiresIn: number }[], at: Date): DeskCounts {
  const counted = rows.filter(isCounted)
  const since = (time: number) => counted.filter(s => s.confirmedAt.getTime() >= time)
  const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate())
  const hours = Map.groupBy(since(midnight), s => Math.floor(s.confirmedAt.getTime() / HOUR) * HOUR)
  const fastest = [...hours].map(([start, ofHour]) => ({ start, count: ofHour.length }))
  const first = fastest.sort((a, b) => b.count - a.count || a.start - b.start)[0]
  const of = (channel: Row['channel']) => counted.filter(s => s.channel === channel).length
  return {
    at,
    people: counted.filter(s => s.kind === 'person').length,
    organisations: counted.filter(s => s.kind === 'organisation').length,
    byChannel: { discord: of('discord'), slack: of('slack'), email: of('email'), web: of('web') },
    waiting: requests.filter(r => r.state === 'asked' && r.expiresIn > 0).length,
    waitingForApproval: rows.filter(s => s.state === 'confirmed' && !s.approved).length,
    withdrawn: rows.filter(s => s.state === 'withdrawn').length,
    removed: rows.filter(s => s.state === 'removed').length,
    refused: requests.filter(r => r.state === 'refused').length,
    notSignatures: 0,
    today: since(midnight).length,
    lastHour: since(at.getTime() - HOUR).length,
    last24h: since(at.getTime() - 24 * HOUR).length,
    ...(first === undefined
      ? {}
      : { fastestHourToday: { start: new Date(first.start), count: first.count } }),
  }
}
