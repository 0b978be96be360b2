import type { Db } from '../../db/database.ts'
import { entriesWithoutReason, separateReason } from '../../db/desk-entries.ts'
import { readNote, writeNote } from '../../db/notes.ts'
import type { Keys } from '../keys.ts'
import { entrySeal, mayHaveReason, reasonSeal } from './log-entry.ts'

/** When this was done last. */
const NOTE = 'reasons-parted'

/**
 * Older versions sealed the reason together with the act, where erasing a person could not empty it. This seals it separately, or drops it
 * if nothing tells any more which signatures it was about. The first start reads all entries; later starts read those since a day before
 * the last start, because a replica of the older version may still have run.
 */
export async function separateReasons(db: Db, keys: Keys): Promise<void> {
  const since = await readNote(db, 'web', NOTE)
  const now = new Date().toISOString()
  const entries = await entriesWithoutReason(db, typeof since === 'string' ? since : undefined)
  for (const { id, sealed, kept } of entries) {
    const entry = entrySeal.open(keys, id, sealed)
    if (entry === undefined || !mayHaveReason(entry.act) || !entry.act.reason) continue
    const { reason, ...act } = entry.act
    await separateReason(db, id, {
      sealed: entrySeal.seal(keys, id, { ...entry, act }),
      sealed_reason: kept ? reasonSeal.seal(keys, id, reason) : null,
    })
  }
  await writeNote(db, 'web', NOTE, JSON.stringify(now))
}
