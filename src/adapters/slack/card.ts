/** A petition's card in a room. We hear nothing of rooms: what is gone is found out at the next edit. */
import { type Json, PermanentFailure, type Reply } from '../../core/channel.ts'
import { textAt } from '../chat/json.ts'
import { SlackFailure } from './failure.ts'
import { layOut } from './layout.ts'
import type { Messages } from './messages.ts'
import { goneRooms } from './outgoing.ts'
import { roomAt } from './place.ts'

export async function postCard(messages: Messages, room: Json, card: Reply, nonce: string): Promise<Json> {
  const { tenant, teamId, channelId } = readRoom(room)
  // Core does not say whether it was tried before, and cards are few: the room is always read first.
  const attempt = { id: nonce, since: 0, suspected: true }
  const sent = await orForgotten(() => messages.post(tenant, channelId, layOut(card), attempt))
  return { tenant, teamId, channelId: sent.channel, ts: sent.ts }
}

export async function editCard(messages: Messages, card: Json, content: Reply): Promise<void> {
  const { tenant, channelId } = readRoom(card)
  const ts = textAt(card, 'ts')
  if (ts === undefined) throw new PermanentFailure('place-unreadable', { placeIsDead: true })
  await orForgotten(() => messages.edit(tenant, { channel: channelId, ts }, layOut(content)))
}

async function orForgotten<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    if (error instanceof SlackFailure && error.permanent)
      throw new PermanentFailure(error.code, { placeIsDead: goneRooms.includes(error.reason) })
    throw error
  }
}

function readRoom(value: Json) {
  const room = roomAt(value)
  if (room === undefined) throw new PermanentFailure('place-unreadable', { placeIsDead: true })
  return room
}
