import { randomUUID } from 'node:crypto'
import {
  type CurationAct,
  countPreviewed,
  curate,
  keepPreviewed,
  type NumberRange,
  notAsListed,
  previewCuration,
  type Which,
} from '../../db/curation.ts'
import { answer } from '../outbound/post-reply.ts'
import type { ShownAct } from '../texts/desk-args.ts'
import { type DeskCall, deskPetition } from './call.ts'
import { done } from './log-entry.ts'
import { askFirst, shownAgain } from './pending.ts'
import { lineOf } from './signature-line.ts'

const sampleSize = 5

/**
 * Changes one signature at once; that can be undone. Several, or a change that matters more, are shown first. An organisation is approved
 * at once if it is unchanged since it was listed, evidence included; otherwise it is shown again.
 */
export async function curateSignatures(
  call: DeskCall,
  act: CurationAct,
  numbers: NumberRange[],
  reason?: string,
): Promise<void> {
  const { work, petition, agreed } = call
  const desk = deskPetition(call)
  // A yes applies to what was shown, and not to anything signed or changed since.
  const which: Which = agreed === undefined ? { numbers } : { previewed: agreed }
  const { count, sample } = await previewCuration(work.trx, petition.id, act, which, sampleSize)
  const named = agreed === undefined ? countNamed(numbers) : await countPreviewed(work.trx, agreed)
  const nothing = { ...desk, act, since: agreed !== undefined && named > 0 }
  if (count === 0) return answer(call, 'nothingToDo', nothing)
  const approves = act === 'approve' || act === 'mark'
  const unseen = approves ? await notAsListed(work.trx, petition.id, call.account, numbers) : undefined
  const shown: ShownAct = {
    kind: act,
    count,
    sample: sample.map(lineOf),
    without: Math.max(0, named - count),
    ...(reason && { reason }),
    ...(unseen?.changed === true && agreed === undefined ? { changed: true } : {}),
  }
  // "1 234" may be meant as one number, so several numbers are shown first.
  const several = count > 1 || named !== 1
  if (agreed === undefined && (several || unseen?.some === true || act === 'feature' || act === 'remove')) {
    // The petition comes first, so that no number is read as a petition.
    const words = wordsOf(petition.slug, act, numbers, reason)
    const asked = await askFirst({ ...call, command: { ...call.command, words } }, shown)
    await keepPreviewed(work.trx, petition.id, act, which, asked)
    return
  }
  const id = randomUUID()
  const changed = await curate(work.trx, petition.id, act, which, id)
  if (changed.count === 0) return answer(call, 'nothingToDo', nothing)
  // Shows the signatures as they are after the change, for example no longer hidden.
  const after = await shownAgain(work.trx, petition.id, {
    kind: 'act',
    act: { ...shown, ...changed },
    sample: sample.map(({ number }) => number),
  })
  await done(call, after, { id })
}

/** How many signatures the numbers name. 0 if there is a range, because numbers that are missing within it are not reported. */
function countNamed(numbers: NumberRange[]): number {
  return numbers.every(({ from, to }) => from === to) ? new Set(numbers.map(({ from }) => from)).size : 0
}

/**
 * The command that `readCommand` reads again after the yes. One number is enough, because the signatures are kept elsewhere, and a long
 * list would cut the reason.
 */
function wordsOf(slug: string, act: CurationAct, numbers: NumberRange[], reason: string | undefined): string {
  const named = numbers.slice(0, 1).map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`))
  const command =
    act === 'unfeature' ? ['feature', slug, 'off'] : act === 'mark' ? ['approve', slug] : [act, slug]
  const mark = act === 'mark' ? ['domain'] : []
  return [...command, ...named, ...mark, ...(reason === undefined ? [] : ['reason:', reason])].join(' ')
}
