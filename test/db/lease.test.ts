import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { holdLease } from '../../src/db/lease.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

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

async function until(condition: () => boolean, ms: number): Promise<void> {
  const begun = performance.now()
  while (!condition()) {
    if (performance.now() - begun > ms) throw new Error(`not within ${ms} ms`)
    await sleep(20)
  }
}

describe.concurrent('holdLease', () => {
  test('is held by one of two; when that one stops, the other gets it at once', async () => {
    const { spans, onHeld } = watch()
    const ada = holdLease(database.db, 'clean', { onHeld: onHeld('ada') })
    await until(() => spans.length === 1, 10_000)
    const bo = holdLease(database.db, 'clean', { onHeld: onHeld('bo') })
    await sleep(3_500)
    expect(spans.map(span => span.who)).toEqual(['ada'])
    await ada.stop()
    await until(() => spans.length === 2, 8_000)
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
    await until(() => spans.length === 1, 10_000)
    const bo = holdLease(database.db, 'cut', { onHeld: onHeld('bo') })
    await sleep(200)
    await cut.close()
    const begun = performance.now()
    await until(() => spans.length === 2, 45_000)
    expect(performance.now() - begun).toBeGreaterThan(5_000)
    const [first, second] = spans
    expect(first?.until).toBeDefined()
    // 2 s of margin, less what the first statement took.
    expect((second?.from ?? 0) - (first?.until ?? 0)).toBeGreaterThan(1_500)
    await ada.stop()
    await bo.stop()
  })

  test('ends at the next renewal if the database no longer has it', async () => {
    const { spans, onHeld } = watch()
    const ada = holdLease(database.db, 'taken', { onHeld: onHeld('ada') })
    await until(() => spans.length === 1, 10_000)
    await sql`update lease set holder = gen_random_uuid(), expires_at = now() + interval '1 hour' where name = 'taken'`.execute(
      database.db,
    )
    await until(() => spans[0]?.until !== undefined, 20_000)
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
    await until(() => runs === 2, 20_000)
    await ada.stop()
    expect(ended).toBe(true)
  })
})
