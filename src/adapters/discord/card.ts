/** A petition's card in a room. We hear nothing of rooms (no intents): what is gone is found out at the next edit. */
import { type Json, PermanentFailure, type Reply } from '../../core/channel.ts'
import { type DiscordApi, DiscordFailure, reasons } from './api.ts'
import { layOut } from './layout.ts'

/** The room or the card is not there any more, or we may not write there. */
const gone = [
  reasons.unknownMessage,
  reasons.unknownChannel,
  reasons.missingAccess,
  reasons.missingPermissions,
]

export async function postCard(api: DiscordApi, room: Json, card: Reply, nonce: string): Promise<Json> {
  const channelId = textAt(room, 'channelId')
  const messageId = await orForgotten(() => api.createMessage(channelId, layOut(card, 'card'), nonce))
  return { channelId, messageId }
}

export async function editCard(api: DiscordApi, card: Json, content: Reply): Promise<void> {
  const [channelId, messageId] = [textAt(card, 'channelId'), textAt(card, 'messageId')]
  await orForgotten(() => api.editMessage(channelId, messageId, layOut(content, 'card')))
}

async function orForgotten<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    if (error instanceof DiscordFailure && error.permanent)
      throw new PermanentFailure(error.code, { placeIsDead: gone.includes(error.reason) })
    throw error
  }
}

function textAt(value: Json, name: string): string {
  const found = value !== null && typeof value === 'object' && !Array.isArray(value) ? value[name] : undefined
  if (typeof found !== 'string') throw new PermanentFailure('place-unreadable', { placeIsDead: true })
  return found
}
