import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Incoming } from '../../src/core/channel.ts'
import { mailboxHash } from '../../src/core/identity.ts'
import { openPipeline } from '../../src/core/pipeline.ts'
import type { Service } from '../../src/core/work.ts'
import { openDatabase } from '../../src/db/database.ts'
import { incoming, type Replica, replicaOn } from '../support/core-on-database.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { until } from '../support/patience.ts'
import { makePetition } from '../support/petition.ts'

describe('the pipeline', () => {
  let database: TestDatabase
  let replica: Replica

  beforeAll(async () => {
    database = await testDatabase()
    replica = await replicaOn(database)
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    for (const table of ['petition', 'delivery', 'inbox']) await database.pool.query(`delete from ${table}`)
    await makePetition(database.db, 'fair', { title: 'Fair training' })
  })

  const receive = (events: Incoming[]) => Promise.allSettled(events.map(replica.core.receive))
  const asks = (n: number) =>
    Array.from({ length: n }, (_, i) => incoming(`person${i}@example.org`, 'Ada Lovelace, poet'))
  const mails = async () => (await replica.mails()).map(({ to }) => to).toSorted()

  it('lets an event fail alone that cannot be written, and takes it when it comes again', async () => {
    const [first, second, third, fourth, fifth] = asks(5)
    if (!first || !second || !third || !fourth || !fifth) throw new Error('five')
    // Postgres keeps no NUL.
    const poisoned = { ...third, tenant: '\0' }
    // The first goes alone; the others wait for it, and go together.
    const outcomes = await receive([first, second, poisoned, fourth, fifth])
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    expect(await mails()).toHaveLength(4)
    expect(await receive([third, fourth])).toEqual([
      { status: 'fulfilled', value: { kind: 'taken' } },
      { status: 'fulfilled', value: { kind: 'repeat' } },
    ])
    expect(await mails()).toEqual(['person2@example.org'])
  })

  it('lets an event fail alone that cannot be decided', async () => {
    const values = {
      name: 'Ada Lovelace',
      get occupation(): string {
        throw new Error('a mistake')
      },
    }
    const form = (account: string, filled: Record<string, string>): Incoming => ({
      ...{ key: account, channel: 'discord', account, authenticated: true, plainReply: false },
      place: { to: account },
      act: { kind: 'form', form: 'sign:fair', values: filled },
    })
    const good = { name: 'Ada Lovelace', occupation: 'poet' }
    const outcomes = await receive([form('1', good), form('2', values), form('3', good)])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const { rows } = await database.pool.query('select count(*)::int as n from inbox')
    expect(rows).toEqual([{ n: 2 }])
  })

  it('answers an event once, even if it comes twice at the same moment', async () => {
    const [event] = asks(1)
    if (!event) throw new Error('one')
    const outcomes = await receive([event, event, event])
    expect(outcomes.map(one => (one.status === 'fulfilled' ? one.value.kind : 'failed')).toSorted()).toEqual([
      'repeat',
      'repeat',
      'taken',
    ])
    expect(await mails()).toHaveLength(1)
  })

  it('fails everything that waits, and goes on afterwards, if the database goes away while it finds out who holds a lock', async () => {
    const away = await openDatabase({ url: database.url }, { poolSize: 1 })
    await away.pool.end()
    let isLocked = true
    const transact: Service['transact'] = (act, lane) =>
      isLocked
        ? Promise.reject(Object.assign(new Error('locked'), { code: '55P03' }))
        : replica.service.transact(act, lane)
    const take = openPipeline({ ...replica.service, db: away.db, transact }, async () => 'fair')
    const press = () => take({ kind: 'confirm', tokenHash: Buffer.alloc(32) })
    const outcomes = await Promise.allSettled([press(), press(), press()])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    isLocked = false
    await expect(press()).resolves.toBeDefined()
  })

  it('waits for another act of the same person before it reads what is known of them', async () => {
    await replica.write('ada@example.org', 'Ada Lovelace, poet')
    const token = await replica.token()
    const acts = [
      () => replica.write('ada@example.org', 'Ada Lovelace, poet'),
      () => replica.write('ada@example.org', 'Yes', { token }),
      () => replica.core.confirm(token),
      () => replica.core.refuse(token),
      () => replica.write('ada@example.org', 'withdraw'),
    ]
    for (const act of acts) {
      const client = await database.pool.connect()
      await client.query('begin')
      const hash = mailboxHash(replica.service.keys, 'ada@example.org')
      await client.query('select pg_advisory_xact_lock($1)', [hash.readBigInt64BE(0).toString()])
      let isDone = false
      const done = Promise.resolve(act()).then(() => {
        isDone = true
      })
      await somebodyWaits(database)
      expect(isDone).toBe(false)
      await client.query('commit')
      client.release()
      await done
    }
  })
})

async function somebodyWaits(database: TestDatabase): Promise<void> {
  await until(async () => {
    const { rows } = await database.pool.query(
      `select 1 from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())`,
    )
    return rows.length > 0
  })
}
