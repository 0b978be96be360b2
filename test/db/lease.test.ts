import { setTimeout as sleep } from 'node:timers/promises'
import {
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Db, openDatabase } from '../../src/db/database.ts'
import { holdLease } from '../../src/db/lease.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { until } from '../support/patience.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** Records which one holds it; `now` is -1 if none does. */
function watch() {
  const spans: { who: string; from: number; until: number | undefined }[] = []
  return {
    spans,
    onHeld: (who: string) => (signal: AbortSignal) => {
      const span: (typeof spans)[number] = { who, from: performance.now(), until: undefined }
      spans.push(span)
      signal.addEventListener('abort', () => {
        span.until = performance.now()
      })
    },
  }
}

describe.concurrent('holdLease', () => {
  test('is held by one of two; when that one stops, the other gets it at once', async () => {
    const { spans, onHeld } = watch()
    const ada = holdLease(database.db, 'clean', { onHeld: onHeld('ada') })
    await until(() => spans.length === 1)
    const bo = holdLease(database.db, 'clean', { onHeld: onHeld('bo') })
    await sleep(3_500)
    expect(spans.map(span => span.who)).toEqual(['ada'])
    const holder = () =>
      database.db.selectFrom('lease').select('holder').where('name', '=', 'clean').execute()
    const [before] = await holder()
    await ada.stop()
    expect(await holder()).not.toContainEqual(before)
    await until(() => spans.length === 2)
    expect(spans[1]?.who).toBe('bo')
    expect(spans[0]?.until).toBeLessThan(spans[1]?.from ?? 0)
    await bo.stop()
    expect(await database.db.selectFrom('lease').selectAll().where('name', '=', 'clean').execute()).toEqual(
      [],
    )
  })

  test('is held across renewals', async () => {
    const { spans, onHeld } = watch()
    const ada = holdLease(database.db, 'long', { onHeld: onHeld('ada') })
    await sleep(12_000)
    expect(spans).toHaveLength(1)
    expect(spans[0]?.until).toBeUndefined()
    await ada.stop()
  })

  test('is given up by a holder without a database, before another takes over', async () => {
    const { spans, onHeld } = watch()
    // With its own pool, which is then closed: for the others like a kill -9, but we can watch its signal.
    const cut = await openDatabase({ url: database.url })
    const ada = holdLease(cut.db, 'cut', { onHeld: onHeld('ada') })
    await until(() => spans.length === 1)
    const bo = holdLease(database.db, 'cut', { onHeld: onHeld('bo') })
    await sleep(200)
    await cut.close()
    const begun = performance.now()
    await until(() => spans.length === 2)
    expect(performance.now() - begun).toBeGreaterThan(5_000)
    expect(spans[0]?.until).toBeLessThan(spans[1]?.from ?? 0)
    await ada.stop()
    await bo.stop()
  })

  test('ends at the next renewal if the database no longer has it', async () => {
    const { spans, onHeld } = watch()
    const ada = holdLease(database.db, 'taken', { onHeld: onHeld('ada') })
    await until(() => spans.length === 1)
    await sql`update lease set holder = gen_random_uuid(), expires_at = now() + interval '1 hour' where name = 'taken'`.execute(
      database.db,
    )
    await until(() => spans[0]?.until !== undefined)
    await ada.stop()
  })

  test('waits for the work at a stop; work that fails gives up the lease, which is then taken again', async () => {
    let runs = 0
    let ended = false
    const ada = holdLease(database.db, 'work', {
      async onHeld(signal) {
        if (++runs === 1) throw new Error('the mailbox went away')
        await new Promise(resolve => signal.addEventListener('abort', resolve))
        await sleep(200)
        ended = true
      },
    })
    await until(() => runs === 2)
    await ada.stop()
    expect(ended).toBe(true)
  })
})

test('a holder whose database goes away ends eight seconds after its last renewal, two before the lease expires', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  let away = false
  const connection: DatabaseConnection = {
    async executeQuery() {
      if (away) throw new Error('away')
      return { rows: [{ holder: 'ada' } as never] }
    },
    streamQuery() {
      throw new Error('nothing is streamed')
    },
  }
  const db: Db = new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => Object.assign(new DummyDriver(), { acquireConnection: async () => connection }),
      createIntrospector: own => new PostgresIntrospector(own),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  try {
    const { spans, onHeld } = watch()
    const ada = holdLease(db, 'away', { onHeld: onHeld('ada') })
    await vi.advanceTimersByTimeAsync(4_000)
    away = true
    await vi.advanceTimersByTimeAsync(20_000)
    // It was renewed after three seconds.
    expect((spans[0]?.until ?? 0) - (spans[0]?.from ?? 0)).toBe(11_000)
    await ada.stop()
  } finally {
    vi.useRealTimers()
  }
})
