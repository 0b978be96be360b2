import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { batchTransactions, type Transact, type Work } from '../../src/core/work.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { patience } from '../support/patience.ts'

describe('use cases that share nothing', () => {
  it('run a few at once, and the next waits until one ends', async () => {
    const database = await testDatabase()
    const transact = batchTransactions(
      database.db,
      { enqueue: async () => {} },
      { most: 1, atOnce: 2, perLane: 2 },
    )
    const releaseFirst = occupy(transact)
    // A slow one holds up no other.
    expect(await transact(async () => 'beside it')).toBe('beside it')
    const releaseSecond = occupy(transact)
    let third = false
    const waits = transact(async () => {
      third = true
    })
    await pause(50)
    expect(third).toBe(false)
    releaseFirst()
    await waits
    releaseSecond()
    await database.close()
  })
})

describe('use cases that share a transaction', () => {
  let database: TestDatabase
  let queued: string[]
  const newTransact = () =>
    batchTransactions(
      database.db,
      {
        enqueue: async (_, deliveries) => {
          queued.push(...deliveries.map(({ id }) => id))
        },
      },
      { longestWait: patience },
    )

  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.close())

  it('give way and try again when two replicas lock the same rows crosswise', async () => {
    queued = []
    const [a, b] = [newTransact(), newTransact()]
    const [releaseA, releaseB] = [occupy(a), occupy(b)]
    let met = 0
    const both = Promise.withResolvers<void>()
    // Both batches hold their first lock before either asks for its second. Only the first time: one of them comes again alone.
    const meet = async () => {
      met += 1
      if (met === 2) both.resolve()
      await both.promise
    }
    const outcomes = [
      a(async work => {
        await lock(work, 1)
        await meet()
        return 'a1'
      }),
      a(work => lock(work, 2).then(() => 'a2')),
      b(async work => {
        await lock(work, 2)
        await meet()
        return 'b1'
      }),
      b(async work => {
        work.deliveries.push({ id: 'of b2', channel: 'email' })
        await lock(work, 1)
        return 'b2'
      }),
    ]
    releaseA()
    releaseB()
    expect(await Promise.all(outcomes)).toEqual(['a1', 'a2', 'b1', 'b2'])
    expect(queued).toEqual(['of b2'])
  })

  it('roll back a failure alone, and do not queue what it wanted to send', async () => {
    queued = []
    const transact = newTransact()
    const release = occupy(transact)
    const note = (name: string, fails: boolean) =>
      transact(async work => {
        await sql`insert into note (channel, name, value) values ('email', ${name}, 'null')`.execute(work.trx)
        work.deliveries.push({ id: name, channel: 'email' })
        if (fails) throw new Error('a mistake')
      })
    const outcomes = Promise.allSettled([note('one', false), note('two', true), note('three', false)])
    release()
    expect((await outcomes).map(outcome => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const { rows } = await database.pool.query('select name from note order by name')
    expect(rows).toEqual([{ name: 'one' }, { name: 'three' }])
    expect(queued).toEqual(['one', 'three'])
  })

  it('tell nobody "done" if the queue could not be written', async () => {
    const transact = batchTransactions(database.db, {
      enqueue: async () => {
        throw new Error('no queue')
      },
    })
    const done = transact(async work => {
      await sql`insert into note (channel, name, value) values ('email', 'lost', 'null')`.execute(work.trx)
      work.deliveries.push({ id: 'lost', channel: 'email' })
    })
    await expect(done).rejects.toThrow('no queue')
    const { rows } = await database.pool.query("select name from note where name = 'lost'")
    expect(rows).toEqual([])
  })
})

/** Keeps a transaction busy, so that the next use cases go together. The result ends it. */
function occupy(transact: Transact): () => void {
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  void transact(() => held)
  return release
}

async function lock(work: Work, id: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${id})`.execute(work.trx)
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
