import { randomUUID } from 'node:crypto'
import type { Transaction } from '../../db/database.ts'
import { addDeskEntry } from '../../db/desk-entries.ts'
import type { Channel, Incoming } from '../channel.ts'
import type { Keys } from '../keys.ts'
import { beforeContext, entryContext } from '../seal-contexts.ts'
import type { LoggedAct } from '../texts/desk-words.ts'
import type { DeskCall } from './call.ts'
import { withoutNames } from './pending.ts'

/** What an entry of the log says, sealed: who did it, and what; nobody it was done to. */
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

/** An act for the trail. `before` is what undoing puts back. */
export interface Entry {
  petitionId: string
  /** Absent: the operator, at the machine. */
  by?: Author
  act: LoggedAct
  id?: string
  before?: unknown
}

/** Writes down who did what, so that it can be shown, and taken back for a day. Returns its number. */
export async function logAct(trx: Transaction, keys: Keys, entry: Entry): Promise<number> {
  const { petitionId, by, act, id = randomUUID(), before } = entry
  const sealed: SealedEntry = { act: withoutNames(act), ...(by === undefined ? {} : { who: by.name }) }
  return addDeskEntry(trx, {
    id,
    petitionId,
    channel: by?.channel ?? null,
    account: by?.account ?? null,
    act: act.kind,
    sealed: keys.sealForGood(sealed, entryContext(id)),
    sealedBefore: before === undefined ? null : keys.sealForGood(before, beforeContext(id)),
  })
}

/** The same, of what an organiser just called for. */
export function logEntry(
  { service, work, incoming, account, petition }: DeskCall,
  act: LoggedAct,
  options: Pick<Entry, 'id' | 'before'> = {},
): Promise<number> {
  const by = authorOf(account, incoming)
  return logAct(work.trx, service.keys, { petitionId: petition.id, by, act, ...options })
}
