import { randomUUID } from 'node:crypto'
import { insertCard } from '../../db/cards.ts'
import { answer } from '../outbound/post-reply.ts'
import { about } from '../turn.ts'
import { type DeskCall, deskPetition } from './call.ts'
import { logEntry } from './log-entry.ts'

/** Who organises the petition, or manages the room's server, may show it there; it is public anyway. */
export async function announce(call: DeskCall): Promise<void> {
  const { work, petition, incoming, command } = call
  if (command.room === undefined) return answer(call, 'noRoomHere', deskPetition(call))
  if (petition.status === 'draft') return answer(call, 'notOpenYet', deskPetition(call))
  await insertCard(work.trx, {
    id: randomUUID(),
    petition_id: petition.id,
    channel: incoming.channel,
    community: incoming.tenant ?? null,
    room: JSON.stringify(command.room),
  })
  await logEntry(call, { kind: 'announce' })
  return answer(call, 'announced', about(call))
}
