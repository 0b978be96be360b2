import { closePetitionAt } from '../../../db/petitions.ts'
import { answer } from '../../outbound/post-reply.ts'
import { closePetition } from '../../petitions/organise-petition.ts'
import { readTime } from '../../reading/commands/read-time.ts'
import { zonedTime } from '../../time-zone.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { done } from '../log-entry.ts'
import { askFirst } from '../pending.ts'
import { beforeOpenOrClose } from '../petition-before.ts'

/** `when` as it was typed. Without it the petition closes now. */
export async function close(call: DeskCall, { when }: { when?: string }): Promise<void> {
  const { work, petition, command } = call
  const at = when === undefined ? undefined : readTime(when, petition.time_zone)
  if (when !== undefined && (at === undefined || at.getTime() <= Date.now())) {
    const problem = at === undefined ? 'when' : 'past'
    const slash = !call.incoming.plainReply
    return answer(call, 'commandProblem', { name: 'close', problem, slug: petition.slug, slash })
  }
  if (petition.status !== 'open') return answer(call, 'nothingToDo', { ...deskPetition(call), act: 'close' })
  const act = { kind: 'close', ...(at && { at: zonedTime(at, petition.time_zone) }) } as const
  if (call.agreed === undefined) {
    // Kept as a fixed time: when the yes comes, "tomorrow" may mean another day.
    const words = at === undefined ? `close ${petition.slug}` : `close ${petition.slug} ${at.toISOString()}`
    await askFirst({ ...call, command: { ...command, words } }, act)
    return
  }
  if (at === undefined) await closePetition(work.trx, petition.slug)
  else await closePetitionAt(work.trx, petition.id, at)
  await done(call, act, { before: beforeOpenOrClose(petition, { kind: 'close', ...(at && { at }) }) })
}
