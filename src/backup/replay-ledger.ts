import { dropRequest, takeOff } from '../core/signing/withdraw-signature.ts'
import type { Transaction } from '../db/database.ts'
import { recordMilestones } from '../db/figures/milestones.ts'
import { raiseLastNumber, setLedgerId } from '../db/ledger.ts'
import { deletePetition, petitionById } from '../db/petitions.ts'
import type { LedgerKind } from '../db/schema.ts'
import { mergeSignature, signatureById } from '../db/signatures.ts'
import { liftRefusal, refuseAgain } from '../db/suppressions.ts'
import { ArchiveError } from './archive.ts'
import { type LedgerEntry, type LedgerHead, readLedger } from './ledger-file.ts'

/** How many of each kind changed something. The others were in the backup already, or are about rows made after it. */
export type Replayed = Partial<Record<LedgerKind, number>>

/**
 * Does again what happened after the backup and must still hold. Entries are about ids, so an entry from before the backup changes nothing,
 * and every file can be replayed whole. The files of several replicas say the same; each may lack the newest lines.
 */
export async function replayLedgers(trx: Transaction, paths: string[]): Promise<Replayed> {
  const replayed: Replayed = {}
  let lastId = 0
  for (const path of paths)
    await readLedger(path, async entry => {
      if (entry.kind === 'number') return raiseLastNumber(trx, entry.petition, entry.upTo)
      lastId = Math.max(lastId, entry.id)
      if (await replay(trx, entry)) replayed[entry.kind] = (replayed[entry.kind] ?? 0) + 1
    })
  await setLedgerId(trx, lastId)
  return replayed
}

type Event = Exclude<LedgerEntry, { kind: 'number' }>

async function replay(trx: Transaction, { kind, subject, detail }: Event): Promise<boolean> {
  if (subject === null) return false
  const work = { trx, deliveries: [] }
  switch (kind) {
    case 'erased': {
      const signature = await signatureById(trx, subject)
      if (signature === undefined || signature.erased_at !== null) return false
      await takeOff(work, 'erase', subject)
      return true
    }
    case 'withdrawn': {
      const signature = await signatureById(trx, subject)
      if (signature?.state !== 'confirmed') return false
      await takeOff(work, 'withdraw', subject)
      return true
    }
    case 'merged': {
      const younger = await signatureById(trx, subject)
      const older = detail === null ? undefined : await signatureById(trx, detail)
      if (younger?.state !== 'confirmed' || older?.state !== 'confirmed') return false
      await mergeSignature(trx, younger.id, older.id)
      return true
    }
    case 'dropped':
      return dropRequest(work, subject)
    case 'deleted': {
      if ((await petitionById(trx, subject)) === undefined) return false
      await deletePetition(trx, subject)
      return true
    }
    case 'refused':
      if (detail === null || (await petitionById(trx, subject)) === undefined) return false
      return refuseAgain(trx, Buffer.from(detail, 'hex'), subject)
    case 'lifted':
      return detail !== null && liftRefusal(trx, Buffer.from(detail, 'hex'), subject)
    case 'milestone':
      if (detail === null || (await petitionById(trx, subject)) === undefined) return false
      return (await recordMilestones(trx, subject, [Number(detail)])).length > 0
  }
}

/**
 * Refuses a restore that would bring erased people back.
 * @throws ArchiveError if a file is missing, is of another database, or begins after the backup
 */
export async function checkLedgers(
  paths: string[],
  backup: { database: string; takenAt: string },
): Promise<LedgerHead[]> {
  const heads: LedgerHead[] = []
  for (const path of paths) {
    const head = await readLedger(path, () => {})
    if (head === undefined) throw new ArchiveError(`There is no ledger at ${path}.`)
    if (head.of !== backup.database)
      throw new ArchiveError(`The ledger ${path} belongs to a different database from the backup.`)
    heads.push(head)
  }
  if (!heads.some(({ since }) => since.getTime() <= Date.parse(backup.takenAt)))
    throw new ArchiveError('The ledger begins after the backup: it does not say who was erased before that.')
  return heads
}
