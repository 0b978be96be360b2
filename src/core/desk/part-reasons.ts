import type { Db } from '../../db/database.ts'
import { entriesWithoutReason, partReason } from '../../db/desk-entries.ts'
import { type Keys, openIfOurs } from '../keys.ts'
import { entryContext, reasonContext } from '../seal-contexts.ts'
import { mayHaveReason, type SealedEntry } from './log-entry.ts'

/**
 * Older versions sealed the reason together with the act, where erasing a person could not empty it. Seals it apart; or drops it if
 * nothing says any more which signatures it was about. Runs at each start, and finds nothing the second time.
 */
export async function partReasons(db: Db, keys: Keys): Promise<void> {
  for (const { id, sealed, kept } of await entriesWithoutReason(db)) {
    // Sealed by us under this very entry: it is what we wrote.
    const entry = openIfOurs(keys, sealed, entryContext(id)) as SealedEntry | undefined
    if (entry === undefined || !mayHaveReason(entry.act) || !entry.act.reason) continue
    const { reason, ...act } = entry.act
    await partReason(db, id, {
      sealed: keys.sealForGood({ ...entry, act }, entryContext(id)),
      sealed_reason: kept ? keys.sealForGood(reason, reasonContext(id)) : null,
    })
  }
}
