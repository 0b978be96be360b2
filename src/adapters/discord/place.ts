/** The place an answer to an interaction goes to: only this adapter reads it. Kept as long as the member may still be told. */
import {
  type APIInteraction,
  type APIUser,
  InteractionContextType,
  InteractionType,
  MessageFlags,
  SnowflakeUtil,
} from 'discord.js'
import { type Json, PermanentFailure } from '../../core/channel.ts'
import { at, numberAt, textAt } from '../chat/json.ts'

/** A type and no interface, because only a type is assignable to `Json`. */
export type Place = {
  interactionId: string
  /** The interaction's token, which edits our answer without the gateway. */
  token: string
  /** Milliseconds since 1970, by Discord's clock. */
  tokenExpiresAt: number
  applicationId: string
  userId: string
  /** A button was pressed on a message that only this person sees: the answer replaces the message. */
  replaces?: true
}

/** The time for the first response (docs, Receiving and Responding, Followup Messages). */
export const firstResponseMs = 3_000
/** The time for everything after it (docs, the same page). */
export const tokenMs = 15 * 60_000

export function placeOf(interaction: APIInteraction): Place {
  return {
    interactionId: interaction.id,
    token: interaction.token,
    tokenExpiresAt: createdAt(interaction.id) + tokenMs,
    applicationId: interaction.application_id,
    userId: userOf(interaction).id,
    ...(replacesPressed(interaction) ? { replaces: true } : {}),
  }
}

function replacesPressed(interaction: APIInteraction): boolean {
  if (interaction.type !== InteractionType.MessageComponent) return false
  const ephemeral = ((interaction.message.flags ?? 0) & MessageFlags.Ephemeral) !== 0
  return ephemeral || interaction.context === InteractionContextType.BotDM
}

/** A room, as in `Command.room`. */
export function isRoom(value: Json): boolean {
  return textAt(value, 'channelId') !== undefined
}

/** Reads what `placeOf` made. Throws `PermanentFailure` for anything else, because trying again cannot help. */
export function readPlace(value: Json): Place {
  const [interactionId, token] = [textAt(value, 'interactionId'), textAt(value, 'token')]
  const [applicationId, userId] = [textAt(value, 'applicationId'), textAt(value, 'userId')]
  const tokenExpiresAt = numberAt(value, 'tokenExpiresAt')
  if (!interactionId || !token || !applicationId || !userId || tokenExpiresAt === undefined)
    throw new PermanentFailure('place-unreadable', { placeIsDead: false })
  const place = { interactionId, token, tokenExpiresAt, applicationId, userId }
  return at(value, 'replaces') === true ? { ...place, replaces: true } : place
}

/** The time at which Discord made an id, in milliseconds since 1970 (docs, Reference, Snowflakes). */
export function createdAt(id: string): number {
  return SnowflakeUtil.timestampFrom(id)
}

/** The person who acted: a member in a guild, a user elsewhere. */
export function userOf(interaction: APIInteraction): APIUser {
  const user = interaction.member?.user ?? interaction.user
  if (user === undefined) throw new Error('an interaction of nobody')
  return user
}
