import { type CurationAct, isCuration, undoCuration } from '../../../db/curation.ts'
import { type DeskEntryRow, holdDeskEntry, isFollowedBy, markUndone } from '../../../db/desk-entries.ts'
import { answer } from '../../outbound/post-reply.ts'
import type { LoggedAct, ShownAct } from '../../texts/desk-args.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { advance, undoInvalidation } from '../invalidation.ts'
import { type Before, logEntry, openBefore, openEntry } from '../log-entry.ts'
import { isLastOrganiser, restoreOrganiser } from '../organisers.ts'
import { askFirst } from '../pending.ts'
import { restore } from '../petition-before.ts'
import { undoNews } from './news.ts'

/** Exports, posted cards, appendices, the operator's listing and earlier undos cannot be undone. */
type Undoable = Exclude<
  LoggedAct['kind'],
  'create' | 'undo' | 'export' | 'announce' | 'append' | 'list' | 'unlist'
>

/** Returns false, and changes nothing, if a later act changed the same thing. */
type Undoing = (call: DeskCall, entry: DeskEntryRow, before: Before | undefined) => Promise<boolean>

const restorePetition: Undoing = async (call, _, before) =>
  before?.kind === 'petition' && restore(call, before)
const restoreStatus: Undoing = async (call, entry, before) =>
  !(await isFollowedBy(call.work.trx, call.petition.id, entry.number, ['open', 'close'])) &&
  restorePetition(call, entry, before)
const restoreOrganisers: Undoing = async (call, _, before) =>
  before?.kind === 'organiser' && restoreOrganiser(call, before)
const restoreNews: Undoing = async (call, _, before) => before?.kind === 'news' && undoNews(call, before)
const undoing: Record<Exclude<Undoable, CurationAct>, Undoing> = {
  open: restoreStatus,
  close: restoreStatus,
  edit: restorePetition,
  news: restoreNews,
  'news-edit': restoreNews,
  'news-withdraw': restoreNews,
  invalidate: async (call, { id }) => {
    const { trx } = call.work
    const undone = await undoInvalidation(trx, id)
    if (undone) await advance(trx, call.service.keys, id)
    return undone
  },
  'organiser-add': restoreOrganisers,
  'organiser-remove': restoreOrganisers,
}

export function isUndoable(act: LoggedAct['kind']): act is Undoable {
  return isCuration(act) || Object.hasOwn(undoing, act)
}

export async function undo(call: DeskCall, { entry: number }: { entry: number }): Promise<void> {
  const { work, petition } = call
  const desk = deskPetition(call)
  const cannot = (why: 'unknown' | 'final' | 'old' | 'undone' | 'changed') =>
    answer(call, 'cannotUndo', { ...desk, entry: number, why })
  const row = await holdDeskEntry(work.trx, petition.id, number)
  const entry = row && openEntry(call, row)
  if (row === undefined || entry === undefined) return cannot('unknown')
  const what = entry.act.kind
  if (!isUndoable(what) || ('corrections' in entry.act && entry.act.corrections !== undefined))
    return cannot('final')
  if (row.undone_at !== null) return cannot('undone')
  if (!row.fresh) return cannot('old')
  const shown: ShownAct = { kind: 'undo', entry: number, what }
  const many = 'count' in entry.act && entry.act.count > 1
  if (call.agreed === undefined && (many || what === 'open' || what === 'close')) {
    await askFirst(call, shown)
    return
  }

  const former = openBefore(call, row)
  if (former?.kind === 'organiser' && (await isLastOrganiser(call, former)))
    return answer(call, 'lastOrganiser', desk)
  const undone = isCuration(what) ? undoCuration(work.trx, row.id, what) : undoing[what](call, row, former)
  if (!(await undone)) return cannot('changed')
  await markUndone(work.trx, row.id)
  await logEntry(call, shown)
  await answer(call, 'deskDone', { ...desk, act: shown })
}
