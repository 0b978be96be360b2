import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atOneMoment, type Db } from '../../src/db/database.ts'
import { addUpCounts, countConfirmed, petitionsMiscounted, recountAll } from '../../src/db/figures/counts.ts'
import { migrate } from '../../src/db/migrate.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { addPetition, addRequests, addSignatures } from './desk-rows.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

async function one<Row>(db: Db, query: ReturnType<typeof sql<Row>>): Promise<Row | undefined> {
  return (await query.execute(db)).rows[0]
}

async function inRows(db: Db, id: string): Promise<number> {
  const row = await one(
    db,
    sql<{ n: number }>`select count(*) as n from signature where petition_id = ${id} and state = 'confirmed'
      and approved_at is not null`,
  )
  return row?.n ?? Number.NaN
}

async function counted(db: Db, id: string): Promise<number> {
  const { people, organisations } = await countConfirmed(db, id)
  return people + organisations
}

/** How many rows hold the counts: one for each hour and kind once they are added up. */
async function countRows(db: Db): Promise<{ rows: number; sums: number } | undefined> {
  return one(
    db,
    sql<{
      rows: number
      sums: number
    }>`select count(*) as rows, count(distinct (petition_id, hour, kind, channel)) as sums
      from signature_count`,
  )
}

const days = fc.integer({ min: 0, max: 3 })
const part = fc.integer({ min: 2, max: 4 })
/** We, or an operator at the database, may write these: each is one statement, on some rows or on all. */
const act = fc.oneof(
  fc.record({ act: fc.constant('sign' as const), many: fc.integer({ min: 1, max: 30 }), days }),
  fc.record({ act: fc.constant('ask' as const), many: fc.integer({ min: 1, max: 4 }), days }),
  fc.record({
    act: fc.constantFrom(
      'withdraw' as const,
      'confirm' as const,
      'approve' as const,
      'move' as const,
      'delete' as const,
    ),
    part,
  }),
  fc.record({ act: fc.constantFrom('answer' as const, 'end' as const, 'forget' as const), part }),
  fc.record({ act: fc.constant('add up' as const) }),
)

describe('what the database counts', () => {
  it('equals the rows after any writes and any summing up', async () => {
    const { db } = database
    let petitions = 0
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async acts => {
        const id = await addPetition(db, `acts-${petitions++}`)
        const some = (which: number) => sql`petition_id = ${id} and hashtext(id::text) % ${which} = 0`
        let numbers = 1
        for (const one of acts) {
          const ago = 'days' in one ? new Date(Date.now() - one.days * 86_400_000) : new Date()
          switch (one.act) {
            case 'sign':
              await addSignatures(
                db,
                id,
                Array.from({ length: one.many }, (_, n) => ({
                  kind: n % 5 === 0 ? ('organisation' as const) : ('person' as const),
                  approved: n % 5 !== 0,
                  channel: (['discord', 'slack', 'email'] as const)[n % 3] ?? 'email',
                  confirmedAt: ago,
                })),
                numbers,
              )
              numbers += one.many
              break
            case 'ask':
              await addRequests(
                db,
                id,
                Array.from({ length: one.many }, () => ({ state: 'asked', askedAt: ago, expiresAt: ago })),
              )
              break
            case 'withdraw':
              await sql`update signature set state = 'withdrawn', ended_at = now() where ${some(one.part)}`.execute(
                db,
              )
              break
            case 'confirm':
              await sql`update signature set state = 'confirmed', name = name || '.' where ${some(one.part)}`.execute(
                db,
              )
              break
            case 'approve':
              await sql`update signature set approved_at = now() where ${some(one.part)}`.execute(db)
              break
            case 'move':
              await sql`update signature set confirmed_at = confirmed_at - interval '1 hour', kind = 'person' where ${some(one.part)}`.execute(
                db,
              )
              break
            case 'delete':
              await sql`delete from signature where ${some(one.part)}`.execute(db)
              break
            case 'answer':
              await sql`update sign_request set answered = true where ${some(one.part)}`.execute(db)
              break
            case 'end':
              await sql`update sign_request set state = 'refused', ended_at = now() where ${some(one.part)}`.execute(
                db,
              )
              break
            case 'forget':
              await sql`delete from sign_request where ${some(one.part)}`.execute(db)
              break
            case 'add up':
              await addUpCounts(db)
          }
        }
        expect(await petitionsMiscounted(db)).toEqual([])
        expect(await counted(db, id)).toBe(await inRows(db, id))
      }),
      { numRuns: 40 },
    )
  })

  it('is one row for each hour, kind and channel once it is added up, and none if all are gone', async () => {
    const { db } = database
    const id = await addPetition(db, 'added-up')
    for (let number = 1; number <= 20; number++) await addSignatures(db, id, [{}], number)
    expect((await countRows(db))?.rows).toBeGreaterThanOrEqual(20)
    await addUpCounts(db)
    const { rows, sums } = (await countRows(db)) ?? {}
    expect(rows).toBe(sums)
    expect(await counted(db, id)).toBe(20)
    await sql`delete from signature where petition_id = ${id}`.execute(db)
    await addUpCounts(db)
    for (const table of ['signature_count', 'signature_total'])
      expect(
        await one(
          db,
          sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where petition_id = ${id}`,
        ),
      ).toEqual({ n: 0 })
  })

  it('loses nothing while many sign, ask and withdraw and two replicas add up', async () => {
    const { db } = database
    const id = await addPetition(db, 'at-once')
    await addSignatures(
      db,
      id,
      Array.from({ length: 100 }, () => ({})),
    )
    let adding = true
    const seen = new Set<number>()
    const replicas = [1, 2].map(async () => {
      while (adding) {
        await addUpCounts(db)
        seen.add(await counted(db, id))
      }
    })
    const signing = Array.from({ length: 4 }, async (_, signer) => {
      for (let n = 0; n < 25; n++) await addSignatures(db, id, [{}], 1000 * (signer + 1) + n)
    })
    await Promise.all(signing)
    adding = false
    await Promise.all(replicas)
    expect(await counted(db, id)).toBe(200)
    // No reader ever saw too few or too many: a change on its way from row to sum is seen once.
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(100)
    expect(Math.max(...seen)).toBeLessThanOrEqual(200)
    expect(await petitionsMiscounted(db)).toEqual([])
  })

  it('goes with its petition', async () => {
    const { db } = database
    const id = await addPetition(db, 'gone')
    await addSignatures(db, id, [{}, {}])
    await addRequests(db, id, [{ state: 'asked', askedAt: new Date(), expiresAt: new Date() }])
    await db.deleteFrom('petition').where('id', '=', id).execute()
    const left = sql<{ n: number }>`select (select count(*) from signature_count where petition_id = ${id})
      + (select count(*) from signature_total where petition_id = ${id})
      + (select count(*) from request_total where petition_id = ${id})
      + (select count(*) from request_count where petition_id = ${id}) as n`
    expect(await one(db, left)).toEqual({ n: 0 })
  })

  it('is found wrong after somebody wrote while triggers were off, and is counted again', async () => {
    const { db } = database
    const id = await addPetition(db, 'restored')
    await db.connection().execute(async connection => {
      await sql`set session_replication_role = replica`.execute(connection)
      await addSignatures(connection, id, [{}, {}])
      await sql`set session_replication_role = origin`.execute(connection)
    })
    expect(await counted(db, id)).toBe(0)
    expect(await petitionsMiscounted(db)).toEqual(['restored'])
    await recountAll(db)
    expect(await counted(db, id)).toBe(2)
    expect(await petitionsMiscounted(db)).toEqual([])
  })

  it('is there after an upgrade from a release without it', async () => {
    const before = await testDatabase({ empty: true })
    const folder = await mkdtemp(join(tmpdir(), 'migrations-'))
    try {
      const all = new URL('../../migrations/', import.meta.url)
      for (const file of (await readdir(all)).filter(name => name < '0012'))
        await cp(new URL(file, all), join(folder, file))
      await migrate(before.db, { folder: pathToFileURL(`${folder}/`) })
      const id = await addPetition(before.db, 'upgraded')
      await addSignatures(before.db, id, [{}, { state: 'withdrawn' }, { channel: 'slack' }])
      await sql`insert into sign_request (id, petition_id, channel, language, state, authenticated, plain_reply, expires_at)
        select gen_random_uuid(), ${id}, 'email', 'en', 'asked', true, true, now() from generate_series(1, 3)`.execute(
        before.db,
      )
      await sql`insert into delivery (id, channel, kind, petition_id, request_id, capped, state, expires_at)
        select gen_random_uuid(), 'email', 'confirm', ${id}, id, true, 'sent', now() from sign_request limit 1`.execute(
        before.db,
      )
      await migrate(before.db)
      expect(await countConfirmed(before.db, id)).toEqual({
        people: 2,
        organisations: 0,
        byChannel: { email: 1, slack: 1 },
      })
      expect(
        (
          await sql`select state, answered, sum(n) as n from request_count group by 1, 2 order by 2`.execute(
            before.db,
          )
        ).rows,
      ).toEqual([
        { state: 'asked', answered: false, n: 2 },
        { state: 'asked', answered: true, n: 1 },
      ])
      expect(await petitionsMiscounted(before.db)).toEqual([])
      // Requests made after it have no answer yet.
      await addRequests(before.db, id, [{ state: 'asked', askedAt: new Date(), expiresAt: new Date() }])
      expect(await petitionsMiscounted(before.db)).toEqual([])
    } finally {
      await rm(folder, { recursive: true })
      await before.close()
    }
  })
})

describe('one moment', () => {
  it('holds while others sign', async () => {
    const { db } = database
    const id = await addPetition(db, 'moment')
    await addSignatures(db, id, [{}])
    const seen = await atOneMoment(db, async (read, at) => {
      const first = await counted(read, id)
      await addSignatures(db, id, [{}], 2)
      return { at, first, second: await counted(read, id), rows: await inRows(read, id) }
    })
    expect(seen).toMatchObject({ first: 1, second: 1, rows: 1 })
    expect(await counted(db, id)).toBe(2)
    expect(Math.abs(seen.at.getTime() - Date.now())).toBeLessThan(60_000)
  })
})
