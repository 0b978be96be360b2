/** What stands in a room: a petition's card, or a message to everybody there. We hear nothing of rooms (no intents): what is gone is found out at the next edit. */
import { type Json, PermanentFailure, type Reply } from '../../core/channel.ts'
import { type DiscordApi, DiscordFailure, reasons } from './api.ts'
import { layOut } from './layout.ts'
import { checkSize, type Message } from './message.ts'

/** The room or the card is not there any more, or we may not write there. */
const gone = [
  reasons.unknownMessage,
  reasons.unknownChannel,
  reasons.missingAccess,
  reasons.missingPermissions,
]

/** Also for what is no card and never edited. The same nonce makes no second message. */
export async function postCard(api: DiscordApi, room: Json, card: Reply, nonce: string): Promise<Json> {
  const channelId = textAt(room, 'channelId')
  const post = (message: Message) => {
    checkSize(message)
    return api.createMessage(channelId, message, nonce)
  }
  const message = layOut(card, 'card')
  const messageId = await orForgotten(async () => {
    try {
      return await post(message)
    } catch (error) {
      // Where the bot may write but attach no files: what the picture says, in words.
      const refused = error instanceof DiscordFailure && error.reason === reasons.missingPermissions
      if (!refused || message.files.length === 0) throw error
      return post(layOut(card, 'card', 'written'))
    }
  })
  return { channelId, messageId }
}

export async function editCard(api: DiscordApi, card: Json, content: Reply): Promise<void> {
  const [channelId, messageId] = [textAt(card, 'channelId'), textAt(card, 'messageId')]
  const message = layOut(content, 'card')
  checkSize(message)
  await orForgotten(() => api.editMessage(channelId, messageId, message))
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
