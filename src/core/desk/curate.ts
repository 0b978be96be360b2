import { randomUUID } from 'node:crypto'
import {
  type CurationAct,
  countPreviewed,
  curate,
  keepPreviewed,
  type NumberRange,
  notAsListed,
  organisationsWaiting,
  previewCuration,
  type Which,
} from '../../db/curation.ts'
import { addPendingCommand } from '../../db/pending-commands.ts'
import { answer } from '../outbound/post-reply.ts'
import type { ShownAct } from '../texts/desk-words.ts'
import { type DeskCall, deskPetition } from './call.ts'
import { lineOf } from './lines.ts'
import { logEntry } from './log-entry.ts'
import { askFirst, shownAgain } from './pending.ts'

/** How many are shown of those an act would change. */
const sampleSize = 5
/** How many organisations that wait are shown at once. */
const waitingShown = 8

/**
 * What changes one signature is done at once and can be taken back; more, or what matters more, is shown first. An organisation
 * is approved at once as it was listed, evidence and all; one that reads otherwise by now is shown anew.
 */
export async function curateSignatures(
  call: DeskCall,
  act: CurationAct,
  numbers: NumberRange[],
  reason?: string,
): Promise<void> {
  const { work, petition } = call
  const desk = deskPetition(call)
  // A yes is to what was shown, and to nothing that was signed, said or changed since.
  const which: Which = call.agreed === undefined ? { numbers } : { previewed: call.agreed }
  const { count, sample } = await previewCuration(work.trx, petition.id, act, which, sampleSize)
  // Of ranges it is no news that numbers are missing in them.
  const single = numbers.every(({ from, to }) => from === to)
  const named =
    call.agreed !== undefined
      ? await countPreviewed(work.trx, call.agreed)
      : single
        ? new Set(numbers.map(({ from }) => from)).size
        : 0
  const since = call.agreed !== undefined && named > 0
  if (count === 0) return answer(call, 'nothingToDo', { ...desk, act, since })
  const unseen =
    act === 'approve' ? await notAsListed(work.trx, petition.id, call.account, numbers) : undefined
  const shown: ShownAct = {
    kind: act,
    count,
    sample: sample.map(lineOf),
    without: Math.max(0, named - count),
    ...(reason === undefined ? {} : { reason }),
    ...(unseen?.changed === true && !call.sure ? { changed: true } : {}),
  }
  // "1 234" may be one number: where several are named it is shown which would change.
  const several = count > 1 || named > 1 || !single
  if (!call.sure && (several || unseen?.some === true || act === 'feature' || act === 'remove')) {
    // With its petition first, no number is read as one.
    const words = wordsOf(petition.slug, act, numbers, reason)
    const asked = await askFirst({ ...call, command: { ...call.command, words } }, shown)
    await keepPreviewed(work.trx, petition.id, act, which, asked)
    return
  }
  const id = randomUUID()
  const changed = await curate(work.trx, petition.id, act, which, id)
  if (changed.count === 0) return answer(call, 'nothingToDo', { ...desk, act, since })
  // As they are now, and no longer hidden or waiting.
  const done = await shownAgain(work.trx, petition.id, {
    kind: 'act',
    act: { ...shown, ...changed },
    sample: sample.map(({ number }) => number),
  })
  const entry = await logEntry(call, done, { id })
  await answer(call, 'deskDone', { ...desk, act: done, entry })
}

/** As `readCommand` reads it. Which they are is kept apart; so one number is enough, and a long list leaves the reason whole. */
function wordsOf(slug: string, act: CurationAct, numbers: NumberRange[], reason: string | undefined): string {
  const named = numbers.slice(0, 1).map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`))
  const command = act === 'unfeature' ? ['feature', slug, 'off'] : [act, slug]
  return [...command, ...named, ...(reason === undefined ? [] : ['reason:', reason])].join(' ')
}

/** Organisations that wait, each with its evidence. What is shown of each is kept: approving them is about that. */
export async function showWaiting(call: DeskCall): Promise<void> {
  const { work, petition, incoming, account } = call
  const waiting = await organisationsWaiting(work.trx, petition.id)
  const shown = waiting.slice(0, waitingShown)
  const id = randomUUID()
  await addPendingCommand(work.trx, { id, petition_id: petition.id, channel: incoming.channel, account })
  const numbers = shown.map(({ number }) => ({ from: number, to: number }))
  await keepPreviewed(work.trx, petition.id, 'approve', { numbers }, id)
  await answer(call, 'waitingOrganisations', {
    ...deskPetition(call),
    lines: shown.map(lineOf),
    more: waiting.length - shown.length,
  })
}
