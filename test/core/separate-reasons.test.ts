import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { separateReasons } from '../../src/core/desk/separate-reasons.ts'
import { loadKeys } from '../../src/core/keys.ts'
import { entryContext, reasonContext } from '../../src/core/seal-contexts.ts'
import { addCrowd } from '../support/crowd.ts'
import { testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { testSecret } from '../support/service.ts'

const database = await testDatabase()
afterAll(() => database.close())

it('seals the reasons of older entries apart, or drops those that nobody could empty any more', async () => {
  const { db, pool } = database
  const keys = await loadKeys(db, testSecret)
  await makePetition(db, 'fair')
  await addCrowd(db, keys, 'fair', [{ n: 1 }])
  const [known, unknown] = [randomUUID(), randomUUID()]
  for (const [n, id] of [known, unknown].entries())
    await pool.query(
      `insert into desk_entry (id, petition_id, number, act, sealed) select $1, id, $2, 'remove', $3 from petition`,
      [
        id,
        n + 1,
        keys.sealForGood({ act: { kind: 'remove', count: 1, reason: 'a spiteful Bob' } }, entryContext(id)),
      ],
    )
  await pool.query(
    `insert into desk_entry_signature (entry_id, signature_id, state, details_at) select $1, id, 'confirmed', now() from signature`,
    [known],
  )
  const entries = async () => {
    const { rows } = await pool.query<{ id: string; sealed: Buffer; sealed_reason: Buffer | null }>(
      'select id, sealed, sealed_reason from desk_entry order by number',
    )
    return rows.map(({ id, sealed, sealed_reason }) => ({
      entry: keys.open(sealed, entryContext(id)),
      reason: sealed_reason && keys.open(sealed_reason, reasonContext(id)),
    }))
  }
  // Entries that were looked at once are not opened again.
  let opened = 0
  const counting = {
    ...keys,
    open: (...args: Parameters<typeof keys.open>) => ++opened && keys.open(...args),
  }
  for (let start = 0; start < 2; start++) {
    await separateReasons(db, counting)
    await pool.query(`update desk_entry set at = now() - interval '2 days'`)
    const entry = { act: { kind: 'remove', count: 1 } }
    expect(await entries()).toEqual([
      { entry, reason: 'a spiteful Bob' },
      { entry, reason: null },
    ])
  }
  // Two with a reason, and the second of them has none left after the first start.
  expect(opened).toBe(2)
})
