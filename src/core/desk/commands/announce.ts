import { randomUUID } from 'node:crypto'
import { insertCard } from '../../../db/cards.ts'
import { addCommunity } from '../../../db/petition-communities.ts'
import { answer } from '../../outbound/post-reply.ts'
import { about } from '../../turn.ts'
import { type DeskCall, deskPetition, organises } from '../call.ts'
import { logEntry } from '../log-entry.ts'

/**
 * Posts the card. Organisers may do so, and anyone who manages the room's server, because the petition is public anyway. If a manager posts
 * it, that community finds the petition in its lists from then on.
 */
export async function announce(call: DeskCall): Promise<void> {
  if (!organises(call) && call.incoming.manages !== true) return answer(call, 'mayNotAnnounce', about(call))
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
  if (incoming.manages === true && incoming.tenant !== undefined)
    await addCommunity(work.trx, petition.id, { channel: incoming.channel, tenant: incoming.tenant })
  await logEntry(call, { kind: 'announce' })
  return answer(call, 'announced', about(call))
}
