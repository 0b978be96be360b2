import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addTallies, forgetOldTallies } from '../../src/db/figures/tallies.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { addPetition } from './desk-rows.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const talliesOf = (petitionId: string) =>
  database.db
    .selectFrom('tally')
    .select(['hour', 'kind', 'subject', 'n'])
    .where('petition_id', '=', petitionId)
    .orderBy('kind')
    .orderBy('subject')
    .execute()

describe('a tally', () => {
  it('adds up what many replicas add to the same hour, each in one statement', async () => {
    const { db } = database
    const id = await addPetition(db, 'many')
    const hour = new Date('2026-11-01T10:20:00Z')
    const fetched = (kind: string, n: number) => ({ petitionId: id, hour, kind, subject: '', n })
    const bring = (...kinds: string[]) =>
      addTallies(
        db,
        kinds.flatMap(kind => [fetched(kind, 1), fetched(kind, 2)]),
      )
    await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? bring('a', 'b') : bring('b', 'a'))))
    const begun = new Date('2026-11-01T10:00:00Z')
    expect(await talliesOf(id)).toEqual([
      { hour: begun, kind: 'a', subject: '', n: 30 },
      { hour: begun, kind: 'b', subject: '', n: 30 },
    ])
  })

  it('belongs to the present hour by default; an empty list changes nothing', async () => {
    const { db } = database
    const id = await addPetition(db, 'now')
    await addTallies(db, [])
    const hourNow = () => Math.floor(Date.now() / 3_600_000) * 3_600_000
    const before = hourNow()
    await addTallies(db, [{ petitionId: id, kind: 'asked', subject: 'example.org', n: 1 }])
    const hour = (await talliesOf(id))[0]?.hour
    expect([before, hourNow()]).toContain(hour?.getTime())
  })

  it('is skipped for a petition that is gone, without losing the others', async () => {
    const id = await addPetition(database.db, 'stays')
    const gone = '00000000-0000-4000-8000-000000000000'
    await addTallies(
      database.db,
      [gone, id].map(petitionId => ({ petitionId, kind: 'asked', subject: '', n: 1 })),
    )
    expect(await talliesOf(id)).toHaveLength(1)
  })

  it('is forgotten after a week if it is about a domain or community; sums never are', async () => {
    const { db } = database
    const id = await addPetition(db, 'old')
    const ago = (days: number) => new Date(Date.now() - days * 24 * 3_600_000)
    await addTallies(
      db,
      [6, 9].flatMap(days =>
        ['', 'example.org'].map(subject => ({
          petitionId: id,
          hour: ago(days),
          kind: `${days}`,
          subject,
          n: 1,
        })),
      ),
    )
    expect(await forgetOldTallies(db)).toBe(1)
    expect((await talliesOf(id)).map(t => [t.kind, t.subject])).toEqual([
      ['6', ''],
      ['6', 'example.org'],
      ['9', ''],
    ])
  })
})
