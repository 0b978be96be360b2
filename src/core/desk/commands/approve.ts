import { randomUUID } from 'node:crypto'
import { keepPreviewed, numbersOfDomain, organisationsWaiting } from '../../../db/curation.ts'
import { addPendingCommand } from '../../../db/pending-commands.ts'
import { answer } from '../../outbound/post-reply.ts'
import type { Given } from '../../reading/commands/given.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { curateSignatures } from '../curate.ts'
import { lineOf } from '../signature-line.ts'

const waitingShown = 8

export async function approve(call: DeskCall, { numbers, domain }: Given['approve']): Promise<void> {
  if (numbers.length === 0) return showWaiting(call)
  if (domain === undefined) return curateSignatures(call, 'approve', numbers)
  if (domain === 'proved') return curateSignatures(call, 'mark', numbers)
  // A typed domain applies only to those of the numbers who signed from it.
  const ofDomain = await numbersOfDomain(call.work.trx, call.petition.id, domain)
  const meant = ofDomain.filter(number => numbers.some(({ from, to }) => from <= number && number <= to))
  if (meant.length === 0) return answer(call, 'nothingToDo', { ...deskPetition(call), act: 'mark' })
  return curateSignatures(
    call,
    'mark',
    meant.map(number => ({ from: number, to: number })),
  )
}

/** The waiting organisations, each with its evidence. We keep what was shown, because an approval applies to that. */
async function showWaiting(call: DeskCall): Promise<void> {
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
