/** Removes signatures by a condition: shown first, done in parts, logged, and stopped or undone like other acts. */
import { randomUUID } from 'node:crypto'
import { isChangedLater } from '../../db/curation.ts'
import type { Db, Transaction } from '../../db/database.ts'
import {
  addInvalidation,
  beginUndoing,
  endInvalidation,
  holdInvalidation,
  invalidatePart,
  openInvalidations,
  type Preview,
  previewInvalidation,
  restoreInvalidatedPart,
  takeInvalidation,
} from '../../db/invalidations.ts'
import { type PetitionRow, petitionById } from '../../db/petitions.ts'
import { type Keys, sealOf } from '../keys.ts'
import { conditionWords, type TypedCondition } from '../reading/commands/read-condition.ts'
import { invalidationContext } from '../seal-contexts.ts'
import type { Invalidate } from '../texts/desk-args.ts'
import type { Service } from '../work.ts'
import { conditionOf } from './conditions.ts'
import { type Author, logAct } from './log-entry.ts'
import { lineOf } from './signature-line.ts'

const conditionSeal = sealOf<TypedCondition>(invalidationContext)

interface Reading {
  db: Db
  keys: Keys
}

/** Undefined if a time in the condition cannot be read, or if the condition would fit everybody. */
export async function previewOf(
  { db, keys }: Reading,
  petition: PetitionRow,
  typed: TypedCondition,
  options: { sample: number; upTo?: number | undefined },
): Promise<Preview | undefined> {
  const condition = conditionOf(keys, petition, typed)
  if (condition === undefined || Object.keys(condition).length === 0) return undefined
  return previewInvalidation(db, petition.id, condition, options)
}

export function shownInvalidation(
  typed: TypedCondition,
  { count, sample, upTo }: Preview,
  reason: string,
): Invalidate {
  const condition = conditionWords(typed)
  return { kind: 'invalidate', count, sample: sample.map(lineOf), without: 0, reason, condition, upTo }
}

interface Asked {
  petition: PetitionRow
  typed: TypedCondition
  act: Invalidate
  /** Absent: the operator, at the machine. */
  by?: Author
}

/** Logs the removal and keeps it as a job; `advance` does it. The caller holds the desk. */
export async function startInvalidation(
  trx: Transaction,
  keys: Keys,
  { petition, typed, act, by }: Asked,
): Promise<{ id: string; entry: number }> {
  const id = randomUUID()
  // A pattern of a name may be a person's name, and the log keeps none.
  const condition = conditionWords({ ...typed, ...(typed.name !== undefined && { name: '…' }) })
  const entry = await logAct(trx, keys, {
    petitionId: petition.id,
    act: { ...act, condition },
    id,
    ...(by && { by }),
  })
  await addInvalidation(trx, {
    entry_id: id,
    petition_id: petition.id,
    sealed: conditionSeal.seal(keys, id, typed),
    up_to: act.upTo,
  })
  return { id, entry }
}

/** Does or undoes the next part of the job. `more`: whether another part is left. */
export async function advance(trx: Transaction, keys: Keys, id: string): Promise<{ more: boolean }> {
  const job = await takeInvalidation(trx, id)
  // Another process is doing it.
  if (job === undefined) return { more: (await openInvalidations(trx)).includes(id) }
  if (job.state === 'undoing') return restoreInvalidatedPart(trx, job)
  if (job.state !== 'running') return { more: false }
  const typed = conditionSeal.open(keys, id, job.sealed)
  const petition = await petitionById(trx, job.petition_id)
  const condition = typed && petition && conditionOf(keys, petition, typed)
  if (condition !== undefined) return invalidatePart(trx, job, condition)
  await endInvalidation(trx, job, 'stopped')
  return { more: false }
}

/** Stops the job. Returns false if it had ended already. */
export async function stopInvalidation(trx: Transaction, id: string): Promise<boolean> {
  const job = await holdInvalidation(trx, id)
  if (job?.state !== 'running') return false
  await endInvalidation(trx, job, 'stopped')
  return true
}

/**
 * Stops the job if it still runs, and lets `advance` restore what it removed. Returns false if a later act changed one of its signatures.
 */
export async function undoInvalidation(trx: Transaction, id: string): Promise<boolean> {
  const job = await holdInvalidation(trx, id)
  if (job === undefined || (await isChangedLater(trx, id))) return false
  if (job.state === 'running') await endInvalidation(trx, job, 'stopped')
  const stopped = await holdInvalidation(trx, id)
  if (stopped !== undefined) await beginUndoing(trx, stopped)
  return true
}

/** The pause between two parts: an invalidation of a hundred thousand must leave room for others. */
export const pauseMs = 50

/** Continues all jobs that are unfinished. A process killed between two parts loses nothing. */
export async function advanceAll(
  { db, keys, transactDesk }: Pick<Service, 'db' | 'keys' | 'transactDesk'>,
  signal: AbortSignal,
): Promise<void> {
  for (const id of await openInvalidations(db))
    while (!signal.aborted && (await transactDesk(({ trx }) => advance(trx, keys, id))).more)
      await new Promise(resolve => setTimeout(resolve, pauseMs))
}
