import { curateAsOperator, listAsOperator, openOrCloseAsOperator } from '../core/desk/as-operator.ts'
import type { Keys } from '../core/keys.ts'
import { dropRequest, withdrawOrErase } from '../core/signing/withdraw-signature.ts'
import type { Transaction } from '../db/database.ts'
import { recordMilestones } from '../db/figures/milestones.ts'
import { endRemoval, makePrivate, raiseLastNumber, setLedgerId, signaturesByPetition } from '../db/ledger.ts'
import { errorCode } from '../db/log.ts'
import { closePetitionNow, deletePetition, petitionById } from '../db/petitions.ts'
import { mergeSignature, signatureById } from '../db/signatures.ts'
import { liftRefusal, refuseAgain } from '../db/suppressions.ts'
import type { LedgerKind } from '../db/tables/service.ts'
import { ArchiveError } from './archive.ts'
import { type LedgerEntry, type LedgerHead, readLedger } from './ledger-file.ts'

export type ReplayedKind = LedgerKind | 'restored'
/** How many of each kind changed something. The others were in the backup already, or are about rows made after it. */
export type Replayed = Partial<Record<ReplayedKind, number>>

/** The log of a petition shows this as the reason of what is done again. */
const REASON = 'done after the backup, and done again when it was restored'

type Event = Exclude<LedgerEntry, { kind: 'number' }>

interface Replaying {
  trx: Transaction
  keys: Keys
}

/**
 * Does again what happened after the backup and must still hold. Entries are about ids, so an entry from before the backup changes nothing,
 * and every file can be replayed whole. The files of several replicas say the same; each may lack the newest lines.
 */
export async function replayLedgers(to: Replaying, paths: string[]): Promise<Replayed> {
  const { trx } = to
  const { numbers, events } = await readEvents(paths)
  // Replayed acts are written into the ledger again, under ids that no file has.
  await setLedgerId(trx, events.at(-1)?.id ?? 0)
  for (const [petition, upTo] of numbers) await raiseLastNumber(trx, petition, upTo)

  const ids = (kind: LedgerKind, detail: string) =>
    events.flatMap(event =>
      event.kind === kind && event.detail === detail && event.subject !== null ? [event.subject] : [],
    )
  // These are many, so they are done in sets. They come first: a removed signature stays removed when it is erased.
  const inSets = {
    removed: await curateAgain(to, 'remove', ids('removed', 'on')),
    restored: await endRemoval(trx, ids('removed', 'off')),
    hidden: await curateAgain(to, 'hide', ids('hidden', 'on')),
    private: await makePrivate(trx, ids('private', 'on')),
  }
  const replayed: Replayed = Object.fromEntries(Object.entries(inSets).filter(([, n]) => n > 0))
  for (const event of events)
    if (await replay(to, event)) replayed[event.kind] = (replayed[event.kind] ?? 0) + 1
  return replayed
}

/** The last entry of each kind about each subject, in the order in which they were made. */
async function readEvents(paths: string[]): Promise<{ numbers: Map<string, number>; events: Event[] }> {
  const numbers = new Map<string, number>()
  const last = new Map<string, Event>()
  for (const path of paths)
    await readLedger(path, entry => {
      if (entry.kind === 'number') {
        numbers.set(entry.petition, Math.max(entry.upTo, numbers.get(entry.petition) ?? 0))
        return
      }
      const about = subjectOf(entry)
      if (entry.id >= (last.get(about)?.id ?? 0)) last.set(about, entry)
    })
  return { numbers, events: [...last.values()].sort((a, b) => a.id - b.id) }
}

function subjectOf({ kind, subject, detail }: Event): string {
  switch (kind) {
    case 'refused':
    case 'lifted':
      return `refusal ${subject} ${detail}`
    case 'milestone':
      return `${kind} ${subject} ${detail}`
    default:
      return `${kind} ${subject}`
  }
}

async function curateAgain(to: Replaying, kind: 'remove' | 'hide', ids: string[]): Promise<number> {
  let changed = 0
  for (const [petitionId, of] of await signaturesByPetition(to.trx, ids)) {
    const petition = await petitionById(to.trx, petitionId)
    if (petition === undefined) continue
    const { count } = await curateAsOperator(
      { db: to.trx, keys: to.keys },
      petition,
      { kind, reason: REASON },
      { ids: of },
    )
    changed += count
  }
  return changed
}

/** False if it is so already, or was done in a set. */
async function replay({ trx, keys }: Replaying, { kind, subject, detail }: Event): Promise<boolean> {
  if (subject === null) return false
  const work = { trx, deliveries: [] }
  switch (kind) {
    case 'erased': {
      const signature = await signatureById(trx, subject)
      if (signature === undefined || signature.erased_at !== null) return false
      await withdrawOrErase(work, 'erase', subject)
      return true
    }
    case 'withdrawn': {
      const signature = await signatureById(trx, subject)
      if (signature?.state !== 'confirmed' || detail === 'off') return false
      await withdrawOrErase(work, 'withdraw', subject)
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
    case 'closed': {
      const petition = await petitionById(trx, subject)
      if (petition?.status !== 'open' || detail !== 'on') return false
      await openOrCloseAsOperator({ db: trx, keys }, petition, { kind: 'close' }, async () => {
        await closePetitionNow(trx, petition.slug)
        return petition
      })
      return true
    }
    case 'unlisted': {
      const petition = await petitionById(trx, subject)
      if (!petition?.listed || detail !== 'on') return false
      await listAsOperator({ db: trx, keys }, petition, false)
      return true
    }
    case 'removed':
    case 'hidden':
    case 'private':
      return false
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
    const head = await readLedger(path, () => {}).catch(error => {
      const why = 'code' in error ? ` (${errorCode(error)})` : ''
      throw new ArchiveError(`${path} is not a ledger of Undersigned${why}.`, { cause: error })
    })
    if (head === undefined) throw new ArchiveError(`There is no ledger at ${path}.`)
    if (head.of !== backup.database)
      throw new ArchiveError(`The ledger ${path} belongs to a different database from the backup.`)
    heads.push(head)
  }
  if (!heads.some(({ since }) => since.getTime() <= Date.parse(backup.takenAt)))
    throw new ArchiveError('The ledger begins after the backup: it does not say who was erased before that.')
  return heads
}
