import { type DeskEntryRow, deskEntries } from '../../../db/desk-entries.ts'
import { answer } from '../../outbound/post-reply.ts'
import type { LogLine } from '../../texts/desk-args.ts'
import { zonedTime } from '../../time-zone.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { openEntry } from '../log-entry.ts'
import { isUndoable } from './undo.ts'

const pageSize = 10

export async function log(call: DeskCall, { page }: { page: number }): Promise<void> {
  const rows = await deskEntries(call.work.trx, call.petition.id, {
    offset: (page - 1) * pageSize,
    limit: pageSize + 1,
  })
  await answer(call, 'deskLog', {
    ...deskPetition(call),
    lines: rows.slice(0, pageSize).flatMap(row => lineOf(call, row) ?? []),
    page,
    more: rows.length > pageSize,
  })
}

function lineOf(call: DeskCall, row: DeskEntryRow): LogLine | undefined {
  const entry = openEntry(call, row)
  if (entry === undefined) return undefined
  return {
    number: row.number,
    at: zonedTime(row.at, call.petition.time_zone),
    ...entry,
    undone: row.undone_at !== null,
    undoable: row.undone_at === null && row.fresh && isUndoable(entry.act.kind),
  }
}
