import { randomUUID } from 'node:crypto'
import { addDeskEntry } from '../../db/desk-entries.ts'
import type { ShownAct } from '../texts/desk-words.ts'
import { type DeskCall, withoutNames } from './call.ts'

/** Where the seals of an entry stand. */
export function entryContext(id: string): string {
  return `desk:${id}`
}

export function beforeContext(id: string): string {
  return `${entryContext(id)}:before`
}

/** What an entry of the log says, sealed: who did it, and what; nobody it was done to. */
export interface SealedEntry {
  who: string
  act: ShownAct
}

/** Writes down who did what, so that it can be shown, and taken back for a day. Returns its number. */
export async function logEntry(
  call: DeskCall,
  act: ShownAct,
  options: { id?: string; before?: unknown } = {},
): Promise<number> {
  const { service, work, incoming, account, petition } = call
  const id = options.id ?? randomUUID()
  const sealed: SealedEntry = { who: incoming.displayName ?? incoming.mailbox ?? '', act: withoutNames(act) }
  return addDeskEntry(work.trx, {
    id,
    petitionId: petition.id,
    channel: incoming.channel,
    account,
    act: act.kind,
    sealed: service.keys.sealForGood(sealed, entryContext(id)),
    sealedBefore:
      options.before === undefined ? null : service.keys.sealForGood(options.before, beforeContext(id)),
  })
}
