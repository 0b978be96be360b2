/** Accounts and mailboxes, as people paste them. */
import type { Channel, Chat } from '../core/channel.ts'
import { chats } from '../db/channels.ts'
import { UsageError } from './output.ts'

/** The address in `Ada Lovelace <ada@example.org>`, `mailto:ada@example.org` and the like. Undefined if there is not exactly one. */
export function mailboxIn(given: string): string | undefined {
  const bare = /<([^<>]*)>[\s,;]*$/.exec(given)?.[1] ?? given.replace(/[\s,;]+$/, '')
  return /^[^\s@<>,;]{1,64}@[^\s@<>,;]{1,253}$/.exec(bare.trim().replace(/^mailto:/i, ''))?.[0]
}

/** How the ids of accounts look, for chats that say so. In other chats, anything without a space is one. */
const forms: Partial<Record<Chat, RegExp>> = {
  discord: /^\d{15,21}$/,
  slack: /^[TE][A-Z0-9]{2,20}:[UW][A-Z0-9]{2,20}$/,
}

/** @throws UsageError */
export function readAccount(given: string): { channel: Channel; account: string; name: string } {
  const [, chat, account] = /^([a-z]+):(\S{1,200})$/.exec(given) ?? []
  if (account !== undefined && isChat(chat) && (forms[chat]?.test(account) ?? true))
    return { channel: chat, account, name: `This ${chats[chat]} account` }
  const mailbox = mailboxIn(given)
  if (mailbox !== undefined) return { channel: 'email', account: mailbox, name: 'This mailbox' }
  throw new UsageError(
    `${JSON.stringify(given)} is not an account: write dana@example.org, discord:123456789012345678 or slack:T0123ABC:U0456DEF.`,
  )
}

/** Whether it begins as the account of a chat does. */
export function isChatAccount(given: string): boolean {
  return isChat(/^([a-z]+):/.exec(given)?.[1])
}

function isChat(name: string | undefined): name is Chat {
  return name !== undefined && Object.hasOwn(chats, name)
}
