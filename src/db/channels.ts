/** Maps each chat's name in the database to its name for people. A new chat begins here. */
export const chats = { discord: 'Discord', slack: 'Slack' } as const
export type ChatName = keyof typeof chats
/** The channels, in alphabetical order. */
export const channelNames: readonly ChannelName[] = [
  ...keysOf(chats),
  'email' as const,
  'web' as const,
].toSorted()
/** `web`: the form on a petition's page. */
export type ChannelName = AnsweringChannel | 'web'
/** The channels that have an adapter, which brings answers. */
export type AnsweringChannel = ChatName | 'email'
export const answeringChannels: readonly AnsweringChannel[] = [...keysOf(chats), 'email' as const]

/** The channel that brings somebody's answers. For the page it is email, to the mailbox that was given there. */
export function answersOn(channel: ChannelName): AnsweringChannel {
  return channel === 'web' ? 'email' : channel
}

export function isChat(channel: ChannelName): channel is ChatName {
  return channel in chats
}

function keysOf<K extends string>(record: Record<K, unknown>): K[] {
  // A literal of ours has exactly the keys of its type.
  return Object.keys(record) as K[]
}
