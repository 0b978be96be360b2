/** Where an answer to an interaction goes: written here, opaque to core, kept as long as somebody may still be told. */
import {
  type APIInteraction,
  type APIUser,
  InteractionContextType,
  InteractionType,
  MessageFlags,
  SnowflakeUtil,
} from 'discord.js'
import { type Json, PermanentFailure } from '../../core/channel.ts'

/** A type and not an interface: only so it is `Json` to the compiler. */
export type Place = {
  interactionId: string
  /** The interaction's, which edits our answer without the gateway. */
  token: string
  /** Milliseconds since 1970, by Discord's clock. */
  tokenExpiresAt: number
  applicationId: string
  userId: string
  /** A button was pressed on a message that only this person sees: the answer takes its place. */
  replaces?: true
}

/** For the first response (docs, Receiving and Responding, Followup Messages). */
export const firstResponseMs = 3_000
/** For everything after it (docs, the same page). */
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

/** A room, as it stands in `Command.room`. */
export function isRoom(value: Json): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && 'channelId' in value
}

/** What `placeOf` made. Throws `PermanentFailure` where it did not: no later try reads it better. */
export function readPlace(value: Json): Place {
  const fields = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
  const { interactionId, token, tokenExpiresAt, applicationId, userId, replaces } = fields
  if (
    typeof interactionId !== 'string' ||
    typeof token !== 'string' ||
    typeof tokenExpiresAt !== 'number' ||
    typeof applicationId !== 'string' ||
    typeof userId !== 'string'
  )
    throw new PermanentFailure('place-unreadable', { placeIsDead: false })
  const place = { interactionId, token, tokenExpiresAt, applicationId, userId }
  return replaces === true ? { ...place, replaces } : place
}

/** When Discord made what has this id, in milliseconds since 1970 (docs, Reference, Snowflakes). */
export function createdAt(id: string): number {
  return SnowflakeUtil.timestampFrom(id)
}

/** Who acted: a member in a guild, a user elsewhere. */
export function userOf(interaction: APIInteraction): APIUser {
  const user = interaction.member?.user ?? interaction.user
  if (user === undefined) throw new Error('an interaction of nobody')
  return user
}
