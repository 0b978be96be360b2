/** How many emails a mailbox may be sent because somebody asked (design.md, rule 4). */
import type { Transaction } from '../../db/database.ts'
import { limitReached, recentMail } from '../../db/deliveries.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { suppressionsOf } from '../../db/suppressions.ts'
import type { ReplyArgs } from '../texts/texts.ts'
import type { Addressee } from '../turn.ts'

/** The most emails that asking may cause in 24 hours. */
export const mailCaps = {
  authenticated: { here: 3, everywhere: 10 },
  // Fewer than ten everywhere: a stranger who writes in somebody's name must leave them room to ask themselves.
  unauthenticated: { here: 1, everywhere: 5 },
} as const

/** What the database knows of a mailbox that the caps depend on. */
export interface Room {
  /** The mailbox as it is spelled is dead. */
  bounced: boolean
  /** "It wasn't me", for this petition. */
  refused: boolean
  /** Emails of the last 24 hours, for this petition and for all. */
  here: number
  everywhere: number
  /** Once a cap of a proved sender is reached, until they are told so. */
  limit?: { until: Date; everywhere: boolean } | undefined
}

export type Place = Pick<Addressee, 'mailbox' | 'address'> & { petitionId: string | null }

/** In the order of the places; undefined for a chat. The mailboxes must be held. */
export async function roomOf(trx: Transaction, places: readonly Place[]): Promise<(Room | undefined)[]> {
  const mailboxes = places.flatMap(({ mailbox, petitionId }) =>
    mailbox === null ? [] : [{ mailbox, petition_id: petitionId }],
  )
  if (mailboxes.length === 0) return places.map(() => undefined)
  const addresses = places.flatMap(({ address }) => (address === null ? [] : [address]))
  const suppressions = await suppressionsOf(trx, [...mailboxes.map(({ mailbox }) => mailbox), ...addresses])
  const sent = await recentMail(trx, mailboxes)
  const rooms: (Room | undefined)[] = []
  for (const { mailbox, address, petitionId } of places) {
    const recent = sent.find(row => row.petition_id === petitionId && mailbox?.equals(row.mailbox))
    const room = recent && {
      bounced: suppressions.some(s => s.reason === 'bounced' && address?.equals(s.mailbox)),
      refused: suppressions.some(s => s.petition_id === petitionId && mailbox?.equals(s.mailbox)),
      here: recent.here,
      everywhere: recent.everywhere,
    }
    // Few are over it, so each has a statement of its own.
    const isOver = room !== undefined && !leaves(room, mailCaps.authenticated)
    const limit =
      isOver && recent
        ? await limitReached(trx, recent.mailbox, petitionId, mailCaps.authenticated)
        : undefined
    rooms.push(room && { ...room, limit })
  }
  return rooms
}

function leaves(
  { here, everywhere }: Pick<Room, 'here' | 'everywhere'>,
  cap: { here: number; everywhere: number },
): boolean {
  return here < cap.here && everywhere < cap.everywhere
}

/**
 * Whether there is room for one more email; in a chat always. An owner who provably writes takes a refusal back by that. `by`: whether
 * the mailbox wrote itself, or was named by somebody.
 */
export function hasRoom(
  room: Room | undefined,
  { authenticated }: Pick<Addressee, 'authenticated'>,
  by: 'owner' | 'somebody',
): boolean {
  if (room === undefined) return true
  const { bounced, refused } = room
  if (bounced || (refused && !(authenticated && by === 'owner'))) return false
  return leaves(room, authenticated ? mailCaps.authenticated : mailCaps.unauthenticated)
}

/**
 * Says that the limit is reached, once a mailbox, petition and day; no part of the caps. Nobody who writes in another's name causes
 * an email by it.
 */
export function limitToTell(
  room: Room | undefined,
  { authenticated }: Pick<Addressee, 'authenticated'>,
  petition: Pick<PetitionRow, 'title'> | undefined,
): ReplyArgs<'overLimit'> | undefined {
  if (room?.limit === undefined || room.bounced || !authenticated) return undefined
  const { until, everywhere } = room.limit
  const { authenticated: caps } = mailCaps
  const about = everywhere || petition === undefined ? {} : { title: petition.title }
  return { ...about, most: everywhere ? caps.everywhere : caps.here, until: until.toISOString() }
}
