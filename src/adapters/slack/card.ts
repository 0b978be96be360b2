/** Posts and edits a petition's card in a room. Slack tells us nothing about rooms, so only an edit finds out that a card is gone. */
import { type Json, PermanentFailure, type Reply } from '../../core/channel.ts'
import { inRoom } from '../chat/failure.ts'
import { textAt } from '../chat/json.ts'
import { goneRooms } from './failure.ts'
import { layOut } from './layout.ts'
import type { Messages } from './messages.ts'
import { roomAt } from './place.ts'

export async function postCard(messages: Messages, room: Json, card: Reply, nonce: string): Promise<Json> {
  const { tenant, teamId, channelId } = readRoom(room)
  // Core does not say whether this was tried before, so we always read the room first. Cards are few.
  const attempt = { id: nonce, since: 0, suspected: true }
  const sent = await inRoom(goneRooms, () => messages.post(tenant, channelId, layOut(card), attempt))
  return { tenant, teamId, channelId: sent.channel, ts: sent.ts }
}

export async function editCard(messages: Messages, card: Json, content: Reply): Promise<void> {
  const { tenant, channelId } = readRoom(card)
  const ts = textAt(card, 'ts')
  if (ts === undefined) throw new PermanentFailure('place-unreadable', { placeIsDead: true })
  await inRoom(goneRooms, () => messages.edit(tenant, { channel: channelId, ts }, layOut(content)))
}

function readRoom(value: Json) {
  const room = roomAt(value)
  if (room === undefined) throw new PermanentFailure('place-unreadable', { placeIsDead: true })
  return room
}
