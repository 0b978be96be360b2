import { putBack } from '../../db/curation.ts'
import {
  type DeskEntryRow,
  deskEntries,
  holdDeskEntry,
  isFollowedBy,
  markUndone,
} from '../../db/desk-entries.ts'
import { openIfOurs } from '../keys.ts'
import { answer } from '../outbound/post-reply.ts'
import { beforeContext, entryContext } from '../seal-contexts.ts'
import type { LoggedAct, LogLine, ShownAct } from '../texts/desk-words.ts'
import { zonedTime } from '../time-zone.ts'
import { type DeskCall, deskPetition } from './call.ts'
import { logEntry, type SealedEntry } from './log-entry.ts'
import { askFirst } from './pending.ts'
import { type PetitionBefore, restore } from './petition-before.ts'
import { isLastOrganiser, type OrganiserBefore, restoreOrganiser } from './share.ts'

const pageSize = 10

export async function showLog(call: DeskCall, page: number): Promise<void> {
  const rows = await deskEntries(call.work.trx, call.petition.id, {
    offset: (page - 1) * pageSize,
    limit: pageSize + 1,
  })
  await answer(call, 'deskLog', {
    ...deskPetition(call),
    lines: rows.slice(0, pageSize).flatMap(row => logLine(call, row) ?? []),
    page,
    more: rows.length > pageSize,
  })
}

function logLine(call: DeskCall, row: DeskEntryRow): LogLine | undefined {
  const entry = opened<SealedEntry>(call, row.sealed, entryContext(row.id))
  if (entry === undefined) return undefined
  return {
    number: row.number,
    at: zonedTime(row.at, call.petition.time_zone),
    ...(entry.who === undefined ? {} : { who: entry.who }),
    act: entry.act,
    undone: row.undone_at !== null,
    undoable: row.undone_at === null && row.fresh && canUndo(entry.act),
  }
}

type Undoable = Exclude<LoggedAct, { kind: 'create' | 'undo' | 'export' | 'announce' | 'append' }>

function canUndo(act: LoggedAct): act is Undoable {
  switch (act.kind) {
    case 'create':
    case 'undo':
    // What is taken away, shown or added stays so.
    case 'export':
    case 'announce':
    case 'append':
      return false
    case 'open':
    case 'close':
    case 'edit':
    case 'feature':
    case 'unfeature':
    case 'hide':
    case 'show':
    case 'remove':
    case 'approve':
    case 'organiser-add':
    case 'organiser-remove':
      return true
  }
}

function opened<T>(call: DeskCall, sealed: Buffer | null, context: string): T | undefined {
  // Sealed by us under this very entry: it is what we wrote.
  return openIfOurs(call.service.keys, sealed, context) as T | undefined
}

/** Puts back what an entry changed, where nothing later changed the same. */
export async function undo(call: DeskCall, number: number): Promise<void> {
  const { work, petition } = call
  const desk = deskPetition(call)
  const cannot = (why: 'unknown' | 'final' | 'old' | 'undone' | 'changed') =>
    answer(call, 'cannotUndo', { ...desk, entry: number, why })
  const row = await holdDeskEntry(work.trx, petition.id, number)
  const entry = row && opened<SealedEntry>(call, row.sealed, entryContext(row.id))
  if (row === undefined || entry === undefined) return cannot('unknown')
  if (!canUndo(entry.act)) return cannot('final')
  if (row.undone_at !== null) return cannot('undone')
  if (!row.fresh) return cannot('old')
  const what = entry.act.kind
  const shown: ShownAct = { kind: 'undo', entry: number, what }
  const many = 'count' in entry.act && entry.act.count > 1
  if (!call.sure && (many || what === 'open' || what === 'close')) {
    await askFirst(call, shown)
    return
  }

  const former = opened<PetitionBefore | OrganiserBefore>(call, row.sealed_before, beforeContext(row.id))
  if (former?.kind === 'organiser' && (await isLastOrganiser(call, former)))
    return answer(call, 'lastOrganiser', desk)
  if (!(await putFormerBack(call, row, what, former))) return cannot('changed')
  await markUndone(work.trx, row.id)
  await logEntry(call, shown)
  await answer(call, 'deskDone', { ...desk, act: shown })
}

/** False, and nothing is changed, where something later changed the same. */
async function putFormerBack(
  call: DeskCall,
  { id, number }: DeskEntryRow,
  what: Undoable['kind'],
  former: PetitionBefore | OrganiserBefore | undefined,
): Promise<boolean> {
  const { trx } = call.work
  switch (what) {
    case 'feature':
    case 'unfeature':
    case 'hide':
    case 'show':
    case 'remove':
    case 'approve':
      return putBack(trx, id, what)
    case 'open':
    case 'close':
      if (await isFollowedBy(trx, call.petition.id, number, ['open', 'close'])) return false
      return former?.kind === 'petition' && restore(call, former)
    case 'edit':
      return former?.kind === 'petition' && restore(call, former)
    case 'organiser-add':
    case 'organiser-remove':
      return former?.kind === 'organiser' && restoreOrganiser(call, former)
  }
}
