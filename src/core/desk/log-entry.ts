import { randomUUID } from 'node:crypto'
import { isCuration } from '../../db/curation.ts'
import type { Transaction } from '../../db/database.ts'
import { addDeskEntry, type DeskEntryRow } from '../../db/desk-entries.ts'
import type { Channel, Incoming } from '../channel.ts'
import { type Keys, sealOf } from '../keys.ts'
import { answer } from '../outbound/post-reply.ts'
import type { NewsBefore } from '../petitions/news.ts'
import { beforeContext, entryContext, reasonContext } from '../seal-contexts.ts'
import type { LoggedAct, ShownAct } from '../texts/desk-args.ts'
import { type DeskCall, deskPetition } from './call.ts'
import type { OrganiserBefore } from './organisers.ts'
import { withoutNames } from './pending.ts'
import type { PetitionBefore } from './petition-before.ts'

/** An entry of the log, sealed: who did what. It does not name the people concerned. */
export interface SealedEntry {
  /** Absent: the operator, at the machine. */
  who?: string
  act: LoggedAct
}

export interface Author {
  channel: Channel
  account: Buffer
  name: string
}

export function authorOf(account: Buffer, { channel, displayName, mailbox }: Incoming): Author {
  return { channel, account, name: displayName ?? mailbox ?? '' }
}

export type Before = PetitionBefore | OrganiserBefore | NewsBefore

export const entrySeal = sealOf<SealedEntry>(entryContext)
export const reasonSeal = sealOf<string>(reasonContext)
const beforeSeal = sealOf<Before>(beforeContext)

interface Entry {
  petitionId: string
  /** Absent: the operator, at the machine. */
  by?: Author
  act: LoggedAct
  id?: string
  before?: Before
}

/** Logs who did what; organisers see the entry, and can undo it for a day. Returns its number. */
export async function logAct(trx: Transaction, keys: Keys, entry: Entry): Promise<number> {
  const { petitionId, by, id = randomUUID(), before } = entry
  const { act, reason } = reasonApart(entry.act)
  const sealed: SealedEntry = { act: withoutNames(act), ...(by && { who: by.name }) }
  return addDeskEntry(trx, {
    id,
    petition_id: petitionId,
    channel: by?.channel ?? null,
    account: by?.account ?? null,
    act: act.kind,
    sealed: entrySeal.seal(keys, id, sealed),
    sealed_reason: reason === undefined ? null : reasonSeal.seal(keys, id, reason),
    sealed_before: before === undefined ? null : beforeSeal.seal(keys, id, before),
  })
}

/** Logs the act in the name of the organiser who gave the command. Returns the number of the entry. */
export function logEntry(
  { service, work, incoming, account, petition }: DeskCall,
  act: LoggedAct,
  options: Pick<Entry, 'id' | 'before'> = {},
): Promise<number> {
  const by = authorOf(account, incoming)
  return logAct(work.trx, service.keys, { petitionId: petition.id, by, act, ...options })
}

/** Logs the act, and says that it is done. */
export async function done(
  call: DeskCall,
  act: ShownAct,
  kept: Pick<Entry, 'id' | 'before'> = {},
): Promise<void> {
  const entry = await logEntry(call, act, kept)
  await answer(call, 'deskDone', { ...deskPetition(call), act, entry })
}

/** The reason is kept apart because it may be about a person: it is emptied when that person is erased. */
function reasonApart(act: LoggedAct): { act: LoggedAct; reason?: string } {
  if (!('reason' in act) || act.reason === undefined) return { act }
  if (act.kind === 'invalidate') return { act: { ...act, reason: '' }, reason: act.reason }
  const { reason, ...rest } = act
  return { act: rest, reason }
}

export function openEntry(
  { service }: DeskCall,
  { id, sealed, sealed_reason }: DeskEntryRow,
): SealedEntry | undefined {
  const entry = entrySeal.open(service.keys, id, sealed)
  const reason = reasonSeal.open(service.keys, id, sealed_reason)
  if (entry === undefined || reason === undefined) return entry
  return { ...entry, act: mayHaveReason(entry.act) ? { ...entry.act, reason } : entry.act }
}

export function mayHaveReason(act: LoggedAct): act is Extract<LoggedAct, { reason?: string }> {
  return isCuration(act.kind) || act.kind === 'invalidate'
}

export function openBefore({ service }: DeskCall, { id, sealed_before }: DeskEntryRow): Before | undefined {
  return beforeSeal.open(service.keys, id, sealed_before)
}
