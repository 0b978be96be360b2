import { countFailure, dropOldestToPostmaster, emptyOldestParked, parkMessage } from '../../db/parked.ts'
import type { Core } from '../channel.ts'
import { parkedContext } from '../seal-contexts.ts'
import type { Service } from '../work.ts'

/** A message is parked when it fails for the third time. */
const parkAfter = 3
/** Octets of one parked message, and of all. */
const mostKept = 65_536
const mostKeptInAll = 100_000_000
const mostToPostmaster = 1_000

/** Counts that a message could not be taken. Uses no lane, because it must not wait behind the message's own failing transaction. */
export function countAsFailed(
  { db, keys, log }: Service,
  { channel, key, raw, reason, atOnce }: Parameters<Core['failed']>[0],
): ReturnType<Core['failed']> {
  return db.transaction().execute(async trx => {
    const hashed = keys.hash('inbox', channel, key)
    const { id, failures } = await countFailure(trx, { key: hashed, channel, reason })
    if (atOnce !== true && failures < parkAfter) return 'again'
    const kept = Buffer.from(raw.subarray(0, mostKept)).toString('base64')
    await parkMessage(trx, id, keys.sealForGood(kept, parkedContext(id)))
    if (reason === 'postmaster') await dropOldestToPostmaster(trx, mostToPostmaster)
    await emptyOldestParked(trx, mostKeptInAll)
    log.error({ parked: id, channel, reason }, 'a message was parked')
    return 'parked'
  })
}
