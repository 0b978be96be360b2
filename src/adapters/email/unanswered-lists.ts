/**
 * Counts the emails that came by a mailing list and were not answered, for `doctor`: the list may be the operator's own published address.
 * The count is kept for a month after the last such email. Two replicas that count at the same time may lose one.
 */
import type { Core, Json } from '../../core/channel.ts'

export const listsNote = 'unanswered-lists'

export interface UnansweredLists {
  count: number
  /** When the last one came (ISO 8601). */
  at: string
}

export async function countUnanswered(core: Pick<Core, 'readNote' | 'writeNote'>): Promise<void> {
  const count = (readUnanswered(await core.readNote('email', listsNote))?.count ?? 0) + 1
  await core.writeNote('email', listsNote, { count, at: new Date().toISOString() })
}

const MONTH_MS = 30 * 24 * 60 * 60_000

/** Undefined if there was none for a month. */
export function readUnanswered(note: Json | undefined): UnansweredLists | undefined {
  if (typeof note !== 'object' || note === null || Array.isArray(note)) return undefined
  const { count, at } = note
  if (typeof count !== 'number' || typeof at !== 'string') return undefined
  return Date.now() - Date.parse(at) < MONTH_MS ? { count, at } : undefined
}
