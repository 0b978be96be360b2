import { closePetitionAt } from '../../../db/petitions.ts'
import { answer } from '../../outbound/post-reply.ts'
import { closePetition } from '../../petitions/organise-petition.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { done } from '../log-entry.ts'
import { askFirst } from '../pending.ts'
import { beforeOpenOrClose } from '../petition-before.ts'

/** `at` absent: now. */
export async function close(call: DeskCall, { at }: { at?: Date }): Promise<void> {
  const { work, petition, command } = call
  if (petition.status !== 'open') return answer(call, 'nothingToDo', { ...deskPetition(call), act: 'close' })
  const act = { kind: 'close', ...(at === undefined ? {} : { at: at.toISOString() }) } as const
  if (!call.sure) {
    // The time that is shown is the time that is kept: "tomorrow" may be another day when the yes comes.
    const words = ['close', petition.slug, act.at].filter(part => part !== undefined).join(' ')
    await askFirst({ ...call, command: { ...command, words } }, act)
    return
  }
  if (at === undefined) await closePetition(work.trx, petition.slug)
  else await closePetitionAt(work.trx, petition.id, at)
  await done(call, act, { before: beforeOpenOrClose(petition, act) })
}
