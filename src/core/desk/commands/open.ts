import { answer } from '../../outbound/post-reply.ts'
import { openPetition } from '../../petitions/organise-petition.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { done } from '../log-entry.ts'
import { askFirst } from '../pending.ts'
import { beforeOpenOrClose } from '../petition-before.ts'

export async function open(call: DeskCall): Promise<void> {
  const { work, petition } = call
  const act = { kind: 'open' } as const
  // The sample of trial mode, hidden since trial mode ended.
  if (petition.trial && petition.status === 'draft')
    return answer(call, 'nothingToDo', { ...deskPetition(call), act: 'open', onlyOnTrial: true })
  if (petition.status === 'open') return answer(call, 'nothingToDo', { ...deskPetition(call), act: 'open' })
  if (call.agreed === undefined) {
    await askFirst(call, act)
    return
  }
  await openPetition(work.trx, petition.slug)
  await done(call, act, { before: beforeOpenOrClose(petition, act) })
}
