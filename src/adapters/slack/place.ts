/** The place an answer goes to: only this adapter reads it. Kept as long as the member may still be told. */
import { type Json, PermanentFailure } from '../../core/channel.ts'
import { at, numberAt, textAt } from '../chat/json.ts'

/** A type and no interface, because only a type is assignable to `Json`. */
export type Place = {
  /** The id of the first thing done; a form that was opened from it has the same. */
  id: string
  /** The owner of the token that answers: the workspace, or the whole organisation if that installed the app. */
  tenant: string
  teamId: string
  userId: string
  response?: Response
}

type Response = {
  url: string
  /** Milliseconds since 1970. */
  expiresAt: number
  /** Whether the answer replaces a message that only this person sees. A card stays. */
  replaces: boolean
}

/** A room a card is posted in. */
export type Room = { tenant: string; teamId: string; channelId: string }

/** Five uses within thirty minutes (docs, Handling user interaction), less a minute for clocks that differ. */
export const responseMs = 29 * 60_000
export const responseUses = 5

/** Reads `Incoming.place` or `Command.room`. Throws `PermanentFailure` for anything else, because trying again cannot help. */
export function readPlace(value: Json): Place | Room {
  const place = placeAt(value) ?? roomAt(value)
  if (place === undefined) throw new PermanentFailure('place-unreadable', { placeIsDead: true })
  return place
}

export function isRoom(place: Place | Room): place is Room {
  return 'channelId' in place
}

export function roomAt(value: unknown): Room | undefined {
  const [teamId, channelId] = [textAt(value, 'teamId'), textAt(value, 'channelId')]
  if (teamId === undefined || channelId === undefined) return undefined
  return { tenant: textAt(value, 'tenant') ?? teamId, teamId, channelId }
}

function placeAt(value: unknown): Place | undefined {
  const [id, tenant] = [textAt(value, 'id'), textAt(value, 'tenant')]
  const [teamId, userId] = [textAt(value, 'teamId'), textAt(value, 'userId')]
  if (id === undefined || tenant === undefined || teamId === undefined || userId === undefined)
    return undefined
  const place: Place = { id, tenant, teamId, userId }
  const [url, expiresAt] = [textAt(value, 'response', 'url'), numberAt(value, 'response', 'expiresAt')]
  if (url === undefined || expiresAt === undefined) return place
  return { ...place, response: { url, expiresAt, replaces: at(value, 'response', 'replaces') === true } }
}

/** A form's `private_metadata`, at most 3,000 characters (docs, Views). */
export function metadataOf(place: Place): string {
  const text = JSON.stringify(place)
  if (text.length <= 3000) return text
  const { response: _, ...without } = place
  return JSON.stringify(without)
}

/**
 * The place in a form's metadata, or `here` if it has none. Metadata comes back from outside. It must belong to the person who
 * sends it, and its address must be Slack's; otherwise undefined.
 */
export function readMetadata(
  text: string | undefined,
  here: Place,
  isSlacks: (url: string) => boolean,
): Place | undefined {
  if (text === undefined) return here
  const place = placeAt(parse(text))
  const theirs = place?.tenant === here.tenant && place.teamId === here.teamId && place.userId === here.userId
  return theirs && (place.response === undefined || isSlacks(place.response.url)) ? place : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
