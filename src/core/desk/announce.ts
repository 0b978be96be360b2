import { randomUUID } from 'node:crypto'
import { insertCard } from '../../db/cards.ts'
import { petitionArgs } from '../petitions/public-petition.ts'
import { type DeskCall, deskPetition, tell } from './call.ts'
import { logEntry } from './log-entry.ts'

/** Who organises the petition, or manages the room's server, may show it there; it is public anyway. */
export async function announce(call: DeskCall): Promise<void> {
  const { service, work, petition, incoming, command } = call
  if (command.room === undefined) return tell(call, 'noRoomHere', deskPetition(service, petition))
  if (petition.status === 'draft') return tell(call, 'notOpenYet', deskPetition(service, petition))
  await insertCard(work.trx, {
    id: randomUUID(),
    petition_id: petition.id,
    channel: incoming.channel,
    community: incoming.tenant ?? null,
    room: JSON.stringify(command.room),
  })
  await logEntry(call, { kind: 'announce' })
  return tell(call, 'announced', { petition: petitionArgs(service, petition) })
}
