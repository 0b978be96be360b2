import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  everySignature,
  exportSignatures,
  findSignatures,
  recentSignatures,
  signaturesByNumber,
} from '../../src/db/desk-signatures.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { addPetition, addSignatures } from './desk-rows.ts'

let database: TestDatabase
let id: string
const confirmedAt = new Date('2026-11-01T10:00:00.123Z')

beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  id = await addPetition(db, 'fair')
  await db
    .insertInto('community')
    .values({ channel: 'discord', tenant: '42', name: 'Illustrators' })
    .execute()
  await addSignatures(db, await addPetition(db, 'other'), [{ name: 'Ada of another petition' }])
  await addSignatures(db, id, [
    { name: 'Ada Lovelace', occupation: 'Mathematician', confirmedAt, channel: 'discord', community: '42' },
    { name: 'Édith Müller', occupation: 'Éditrice', organisation: 'Straße & Œuvres' },
    { name: 'Grace Hopper', state: 'withdrawn' },
    { name: 'Олена Йовенко', hidden: true },
    { name: 'Mary Shelley', organisation: 'House of Ada', kind: 'organisation', approved: false },
    { name: 'Spam Spam', state: 'removed' },
    { name: '', state: 'merged' },
    { name: 'Łukasz O’Brien 100%', occupation: 'de\u0301corateur' },
    { name: 'Zoë 田中太郎', listed: false },
  ])
})
afterAll(() => database.close())

describe('the last who signed', () => {
  it('come page by page, the newest first, with hidden, waiting and removed ones', async () => {
    const first = await recentSignatures(database.db, id, { offset: 0, limit: 4 })
    expect(first.map(s => s.number)).toEqual([9, 8, 6, 5])
    const next = await recentSignatures(database.db, id, { offset: 4, limit: 4 })
    expect(next.map(s => s.number)).toEqual([4, 2, 1])
  })
})

describe('somebody looked for', () => {
  it.each([
    ['ada', [5, 1]],
    ['LOVELACE ada', [1]],
    ['edith', [2]],
    ['EDITH muller', [2]],
    ['Müller', [2]],
    ['strasse', [2]],
    ['oeuvres editrice', [2]],
    ['décorateur', [8]],
    ["lukasz o'brien", [8]],
    ['олена', [4]],
    ['ЙОВЕНКО', [4]],
    ['田中', [9]],
    ['100%', [8]],
    ['%', [8]],
    ['_', []],
    ['ada hopper', []],
    ['grace', []],
    ['spam', [6]],
    ['   ', []],
    // Not across the end of a name.
    ['lovelacemathematician', []],
  ])('as %s is found', async (words, numbers) => {
    const { signatures, total } = await findSignatures(database.db, id, { words }, { page: 0, limit: 10 })
    expect(signatures.map(s => s.number)).toEqual(numbers)
    expect(total).toBe(numbers.length)
  })

  it('counts all pages on each page', async () => {
    const page = async (page: number) => {
      const { signatures, total } = await findSignatures(database.db, id, { words: 'a' }, { page, limit: 3 })
      return [signatures.map(s => s.number), total]
    }
    expect(await page(0)).toEqual([[8, 6, 5], 5])
    expect(await page(1)).toEqual([[2, 1], 5])
    expect(await page(7)).toEqual([[], 5])
  })

  it('finds them by number in any state, and skips numbers that do not exist', async () => {
    const found = await signaturesByNumber(database.db, id, [3, 1, 99, 9_999_999_999, 1.5])
    expect(found.map(s => s.number)).toEqual([1, 3])
    expect(await signaturesByNumber(database.db, id, [])).toEqual([])
  })

  it('does not find erased ones', async () => {
    const { db } = database
    const petition = await addPetition(db, 'erased')
    await addSignatures(db, petition, [{ name: 'Ada Lovelace', state: 'removed' }])
    await db.updateTable('signature').set({ name: '' }).where('petition_id', '=', petition).execute()
    expect((await findSignatures(db, petition, { words: 'ada' }, { page: 0, limit: 9 })).total).toBe(0)
    const row = await db
      .selectFrom('signature')
      .select('folded')
      .where('petition_id', '=', petition)
      .execute()
    expect(row[0]?.folded.trim()).toBe('')
  })
})

describe('an export', () => {
  it('has every number once; signatures that no longer count have only a number and a state', async () => {
    const rows = await Array.fromAsync(everySignature(database.db, id))
    expect(rows.map(row => row.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(rows[0]).toEqual({
      number: 1,
      state: 'confirmed',
      kind: 'person',
      name: 'Ada Lovelace',
      occupation: 'Mathematician',
      organisation: null,
      listed: true,
      hidden: false,
      featured: null,
      approved: true,
      channel: 'discord',
      confirmedBy: 'page',
      language: 'en',
      confirmedAt: '2026-11-01T10:00:00.123Z',
      provedDomain: null,
      checkedDomain: null,
      statementHash: '07'.repeat(32),
      numberOnly: false,
      evidence: 'account',
    })
    expect(rows[3]).toMatchObject({ hidden: true, listed: true })
    expect(rows[4]).toMatchObject({ approved: false })
    for (const [at, state] of [
      [2, 'withdrawn'],
      [5, 'removed'],
      [6, 'merged'],
    ] as const) {
      const { number, ...rest } = rows[at] ?? { number: 0 }
      expect(number).toBe(at + 1)
      expect(rest).toMatchObject({ state })
      expect(Object.values(rest).filter(value => value !== null)).toEqual([state])
    }
  })

  it('is read in pages, with nobody on two of them', async () => {
    const page = await exportSignatures(database.db, id, { after: 4, limit: 2 })
    expect(page.map(row => row.number)).toEqual([5, 6])
  })
})
