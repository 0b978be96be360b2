/**
 * Posts and edits messages in a room: a petition's card, or words to everybody there. Without intents Discord tells us nothing about rooms,
 * so only an edit finds out that a message is gone.
 */
import { type Json, PermanentFailure, type Reply } from '../../core/channel.ts'
import { inRoom } from '../chat/failure.ts'
import { textAt } from '../chat/json.ts'
import { type DiscordApi, DiscordFailure, reasons } from './api.ts'
import { layOut } from './layout.ts'
import { checkSize, type Message } from './message.ts'

/** The room or the card no longer exists, or we may not write there. */
const gone = [
  reasons.unknownMessage,
  reasons.unknownChannel,
  reasons.missingAccess,
  reasons.missingPermissions,
]

/** Posts a card, or a message that is never edited. The same nonce makes no second message. */
export async function postCard(api: DiscordApi, room: Json, card: Reply, nonce: string): Promise<Json> {
  const channelId = idAt(room, 'channelId')
  const post = (message: Message) => {
    checkSize(message)
    return api.createMessage(channelId, message, nonce)
  }
  const message = layOut(card, 'card')
  const messageId = await inRoom(gone, async () => {
    try {
      return await post(message)
    } catch (error) {
      // If the bot may write but attach no files, words say what the picture shows.
      const refused = error instanceof DiscordFailure && error.reason === reasons.missingPermissions
      if (!refused || message.files.length === 0) throw error
      return post(layOut(card, 'card', 'written'))
    }
  })
  return { channelId, messageId }
}

export async function editCard(api: DiscordApi, card: Json, content: Reply): Promise<void> {
  const [channelId, messageId] = [idAt(card, 'channelId'), idAt(card, 'messageId')]
  const message = layOut(content, 'card')
  checkSize(message)
  await inRoom(gone, () => api.editMessage(channelId, messageId, message))
}

function idAt(value: Json, name: string): string {
  const found = textAt(value, name)
  if (found === undefined) throw new PermanentFailure('place-unreadable', { placeIsDead: true })
  return found
}
