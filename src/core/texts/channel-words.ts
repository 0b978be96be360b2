import { chats } from '../../db/schema.ts'
import type { Channel } from '../channel.ts'

/** A chat's name is the same in every language, so a new chat needs no new words. */
export function channelWords(ofChat: (name: string) => string, email: string): (channel: Channel) => string {
  return channel => (channel === 'email' ? email : ofChat(chats[channel]))
}
