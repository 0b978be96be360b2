import type { Db } from '../db/database.ts'
import { replaceSeal, type SealedColumn, type SealedRow, sealedOtherwise } from '../db/seals.ts'
import type { Log } from './channel.ts'
import { type Keys, openIfOurs } from './keys.ts'
import {
  beforeContext,
  digestContext,
  entryContext,
  installationContext,
  invalidationContext,
  organiserContext,
  parkedContext,
  pendingContext,
  reasonContext,
} from './seal-contexts.ts'

interface Kept extends SealedColumn {
  /** The associated data of its seal. */
  context(key: SealedRow['key']): string
}

/** Every column that `sealForGood` seals. */
const kept: Kept[] = [
  organiser('name'),
  organiser('place'),
  of('digest', 'sealed_place', ['petition_id', 'account'], ({ petition_id, account }) =>
    digestContext(String(petition_id), bytes(account)),
  ),
  of('installation', 'sealed', ['channel', 'tenant'], ({ channel, tenant }) =>
    installationContext(String(channel), String(tenant)),
  ),
  of('pending_command', 'sealed', ['id'], ({ id }) => pendingContext(String(id))),
  of('desk_entry', 'sealed', ['id'], ({ id }) => entryContext(String(id))),
  of('desk_entry', 'sealed_reason', ['id'], ({ id }) => reasonContext(String(id))),
  of('desk_entry', 'sealed_before', ['id'], ({ id }) => beforeContext(String(id))),
  of('invalidation', 'sealed', ['entry_id'], ({ entry_id }) => invalidationContext(String(entry_id))),
  of('parked', 'sealed', ['id'], ({ id }) => parkedContext(String(id))),
]

function of(table: string, column: string, key: string[], context: Kept['context']): Kept {
  return { table, column, key, context }
}

function organiser(what: 'name' | 'place'): Kept {
  return of('organiser', `sealed_${what}`, ['petition_id', 'account'], ({ account }) =>
    organiserContext(bytes(account), what),
  )
}

function bytes(value: string | Buffer | undefined): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value ?? '', 'hex')
}

const batch = 200

/**
 * Seals again, under the key that is kept, whatever was sealed under SECRET_KEY itself by an older version. Runs at each start, so
 * that SECRET_KEY_PREVIOUS can be dropped. A value that none of our keys opens stays as it is.
 */
export async function reseal(db: Db, keys: Keys, log: Log): Promise<void> {
  for (const column of kept) {
    let [moved, shut] = [0, 0]
    for (let more = true; more; ) {
      const rows = await sealedOtherwise(db, column, keys.forGood, { skip: shut, limit: batch })
      for (const row of rows) {
        const context = column.context(row.key)
        const value = openIfOurs(keys, row.sealed, context)
        if (value === undefined) shut++
        else {
          await replaceSeal(db, column, row, keys.sealForGood(value, context))
          moved++
        }
      }
      more = rows.length === batch
    }
    const { table, column: name } = column
    if (moved > 0) log.info({ table, column: name, moved }, 'sealed under the key that is kept')
    if (shut > 0) log.warn({ table, column: name, shut }, 'what SECRET_KEY does not open')
  }
}
