import type { Db } from '../../db/database.ts'
import { entriesWithoutReason, separateReason } from '../../db/desk-entries.ts'
import { readNote, writeNote } from '../../db/notes.ts'
import { type Keys, openIfOurs } from '../keys.ts'
import { entryContext, reasonContext } from '../seal-contexts.ts'
import { mayHaveReason, type SealedEntry } from './log-entry.ts'

/** When this was done last. */
const NOTE = 'reasons-parted'

/**
 * Older versions sealed the reason together with the act, where erasing a person could not empty it. This seals it apart, or drops it if
 * nothing tells any more which signatures it was about. The first start reads all entries. Later starts read those since a day before the
 * last start, because a replica of the older version may still have run.
 */
export async function separateReasons(db: Db, keys: Keys): Promise<void> {
  const since = await readNote(db, 'web', NOTE)
  const now = new Date().toISOString()
  for (const { id, sealed, kept } of await entriesWithoutReason(
    db,
    typeof since === 'string' ? since : undefined,
  )) {
    // Sealed by us under this very entry: it is what we wrote.
    const entry = openIfOurs(keys, sealed, entryContext(id)) as SealedEntry | undefined
    if (entry === undefined || !mayHaveReason(entry.act) || !entry.act.reason) continue
    const { reason, ...act } = entry.act
    await separateReason(db, id, {
      sealed: keys.sealForGood({ ...entry, act }, entryContext(id)),
      sealed_reason: kept ? keys.sealForGood(reason, reasonContext(id)) : null,
    })
  }
  await writeNote(db, 'web', NOTE, JSON.stringify(now))
}
