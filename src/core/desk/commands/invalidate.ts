import { openInvalidationsOf } from '../../../db/invalidations.ts'
import { pendingCommand } from '../../../db/pending-commands.ts'
import { answer } from '../../outbound/post-reply.ts'
import type { Given } from '../../reading/commands/given.ts'
import { conditionWords } from '../../reading/commands/read-condition.ts'
import type { Invalidate } from '../../texts/desk-args.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { smallestCrowd, tellsOrigin } from '../conditions.ts'
import {
  advance,
  previewOf,
  shownInvalidation,
  startInvalidation,
  stopInvalidation,
} from '../invalidation.ts'
import { authorOf } from '../log-entry.ts'
import { askFirst, openPending, shownAgain } from '../pending.ts'

const sampleSize = 5

/** Always shown first: a condition may fit more people than its author thinks. */
export async function invalidate(call: DeskCall, given: Given['invalidate']): Promise<void> {
  if ('stop' in given) return stop(call)
  const { work, service, petition, incoming, account, agreed } = call
  const { condition: typed, reason } = given
  const { trx } = work
  const desk = deskPetition(call)
  const reading = { db: trx, keys: service.keys }
  const shown = agreed === undefined ? undefined : await shownBefore(call, agreed)
  const preview = await previewOf(reading, petition, typed, { sample: sampleSize, upTo: shown?.upTo })
  if (preview === undefined)
    return answer(call, 'commandProblem', {
      name: 'invalidate',
      problem: 'condition',
      slash: !incoming.plainReply,
      slug: petition.slug,
    })
  if (tellsOrigin(typed) && preview.count < smallestCrowd)
    return answer(call, 'tooFewToTell', { ...desk, least: smallestCrowd })
  if (preview.count === 0) return answer(call, 'nothingToDo', { ...desk, act: 'invalidate' })
  const act = shownInvalidation(typed, preview, reason)
  if (shown === undefined) {
    // The petition comes first, so that no word of the condition is read as one.
    const words = ['invalidate', petition.slug, conditionWords(typed), 'reason:', reason].join(' ')
    await askFirst({ ...call, command: { ...call.command, words } }, act)
    return
  }
  const by = authorOf(account, incoming)
  const { id, entry } = await startInvalidation(trx, service.keys, { petition, typed, act, by })
  const { more } = await advance(trx, service.keys, id)
  const sample = act.sample.map(({ number }) => number)
  const after = await shownAgain(trx, petition.id, { kind: 'act', act, sample })
  await answer(call, 'deskDone', { ...desk, act: { ...after, ...(more && { goesOn: true }) }, entry })
}

/** The preview that got the yes. Signatures made after it are not covered. */
async function shownBefore({ service, work }: DeskCall, id: string): Promise<Invalidate | undefined> {
  const row = await pendingCommand(work.trx, id)
  const kept = row && openPending(service, row)
  return kept?.shown.kind === 'act' && kept.shown.act.kind === 'invalidate' ? kept.shown.act : undefined
}

async function stop(call: DeskCall): Promise<void> {
  const { work, petition } = call
  const stopped: number[] = []
  for (const { entry_id, number } of await openInvalidationsOf(work.trx, petition.id))
    if (await stopInvalidation(work.trx, entry_id)) stopped.push(number)
  await answer(call, 'invalidationStopped', { ...deskPetition(call), entries: stopped })
}
