import { afterAll, beforeAll, expect, it } from 'vitest'
import { freeSpace, readReadiness } from '../src/readiness.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

it('is not ready if the disk of our own Postgres is full', async () => {
  let left = 10_000_000_000
  const readiness = readReadiness(database.db, new Map(), { free: async () => left })
  expect(await readiness()).toEqual({ ok: true, parts: { database: 'up', disk: 'up' } })
  left = 1_000_000
  expect(await readiness()).toEqual({ ok: false, parts: { database: 'up', disk: 'down' } })
})

it('says nothing of the disk of a database elsewhere', async () => {
  expect(await readReadiness(database.db, new Map())()).toEqual({ ok: true, parts: { database: 'up' } })
})

it('measures octets', async () => {
  expect(await freeSpace('.')).toBeGreaterThan(1_000_000)
})
